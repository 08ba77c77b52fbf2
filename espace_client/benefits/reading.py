"""Reading a line of a guarantee table: from the words of a contract to one `Guarantee`."""

import re
from typing import Literal

from espace_client.benefits import accepted
from espace_client.benefits.benefit_forms import FORMS, HINTS, Form
from espace_client.benefits.draft import Draft
from espace_client.benefits.figures import NBSP
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import Benefit, SocialSecurity
from espace_client.benefits.qualifier_reading import (
    take_condition,
    take_frequency,
    take_limit,
    take_social_security,
)
from espace_client.benefits.qualifiers import Period, Scope
from espace_client.benefits.reader import Reader, number
from espace_client.benefits.spelling import MENTIONS
from espace_client.benefits.unreadable import (
    BENEFIT_FORMS,
    QUALIFIER_FORMS,
    UnreadableGuarantee,
    quoted,
)
from espace_client.benefits.unreadable import accepted as accepted_forms

LEAD = re.compile(
    r"(?:(?:prise en charge|remboursement) (?:a hauteur )?(?:de |du |des |: )|forfait (?:de |: )?"
    r"|jusqu'a |a hauteur de |(?:maximum|max) )?"
)
type Declared = dict[str, SocialSecurity | None]

QUALIFIERS = (take_frequency, take_limit, take_social_security, take_condition)
YEARS = {"civil": Period.CIVIL_YEAR, "contract": Period.CONTRACT_YEAR}


def parse(
    text: str,
    *,
    social_security: SocialSecurity | None = None,
    euros: SocialSecurity = "additional",
    year: Literal["civil", "contract"] = "civil",
) -> Guarantee:
    """Read one guarantee. Amounts are in euros, rates in percent (« 150 % » is 150).

    The keywords are what the table declares once for its bare lines. `social_security`: whether
    percentages include the Sécurité sociale; when it is None, a bare « 150 % BR » is refused.
    `euros`: the same for amounts, which add up unless the table says otherwise. `year`: what
    « par an » means. Raises UnreadableGuarantee. Source: domain rules 4.1.
    """
    declared: Declared = {
        "percentages": social_security,
        "euros": euros,
        "definition": "additional",  # the kinds that leave no choice ignore it
    }
    reader = Reader(text)
    try:
        return _read(reader, Draft(year=YEARS[year]), declared)
    except UnreadableGuarantee:
        raise
    except ValueError as refusal:
        reason = f"{refusal} Relisez {quoted(reader.rest(reader.mark))}."
        raise _unreadable(reader, reader.mark, reason) from refusal


def _read(reader: Reader, draft: Draft, declared: Declared) -> Guarantee:
    form, found = _benefit_form(reader, draft)
    while not _at_end(reader):
        reader.mark = reader.at
        _qualifier(reader, draft)
    reader.mark = 0
    known = draft.social_security or declared[form.when_silent]
    if known is None:
        raise _unreadable(reader, reader.at, _which_side())
    benefit = form.build(number(found, "rate"), number(found, "amount"), known)
    return _guarantee(draft, benefit)


def _benefit_form(reader: Reader, draft: Draft) -> tuple[Form, re.Match[str]]:
    reader.take(LEAD)
    for form in FORMS:
        if found := reader.take(form.pattern):
            if found.groupdict().get("plus"):
                draft.note("social_security", "additional")
            return form, found
    raise _unreadable(reader, reader.at, _why_no_benefit(reader))


def _why_no_benefit(reader: Reader) -> str:
    rest = reader.folded.text[reader.at :]
    hints = [hint for pattern, hint in HINTS if re.match(pattern, rest)]
    if not rest:
        hints = ["La ligne est vide."]
    found = hints[0] if hints else _not_understood(reader)
    return f"{found} {accepted_forms(BENEFIT_FORMS)}"


def _at_end(reader: Reader) -> bool:
    reader.take(accepted.SEPARATOR)
    return reader.done


def _qualifier(reader: Reader, draft: Draft) -> None:
    if not any(take(reader, draft) for take in QUALIFIERS):
        reason = f"{_not_understood(reader)} {accepted_forms(QUALIFIER_FORMS)}"
        raise _unreadable(reader, reader.at, reason)


def _not_understood(reader: Reader) -> str:
    return f"Nous n’avons pas compris {quoted(reader.rest(reader.at))}."


def _which_side() -> str:
    examples = " ou ".join(map(quoted, MENTIONS.values()))
    return f"Dites si la Sécurité sociale est comprise{NBSP}: ajoutez {examples}."


def _guarantee(draft: Draft, benefit: Benefit) -> Guarantee:
    return Guarantee(
        benefit=benefit,
        unit=draft.unit,
        period=draft.period,
        scope=draft.scope or Scope.BENEFICIARY,
        max_count=draft.max_count,
        ceiling=draft.ceiling,
        network=draft.network,
        optam=draft.optam,
    )


def _unreadable(reader: Reader, at: int, reason: str) -> UnreadableGuarantee:
    return UnreadableGuarantee(reader.original, reader.folded.origins[at], reason)
