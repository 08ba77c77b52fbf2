"""`/mes-garanties/<contract>`: one join, what was used, one page.

What the product computes of a table (examples, what is left while nothing was used) is computed
once, as it does; every row is written anew for each page. The members of the measures have used
nothing: whoever has is not told wrong, the limit refuses.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from itertools import groupby
from secrets import token_hex, token_urlsafe
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from espace_client.benefits.grammar import parse
from espace_client.benefits.headings import HARMONISED, USUAL_EXTRAS
from espace_client.benefits.plain import beside_figures, headline, in_plain_words, legend
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.contracts.covering import cover_from
from espace_client.kernel import clock
from espace_client.kernel.french import date_in_words, enumeration, spaced
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.left import Left, left_by_line
from espace_client.reimbursements.table_rows import ShownExample, shown_example
from espace_client.reimbursements.worked_examples import indicative, worked_examples
from tests.load.limits.shell import HELP_BOX, breadcrumbs, page

_TABLE = """
SELECT guarantee.heading, guarantee.label, guarantee.expression, guarantee.note, guarantee.kind,
    product.name, option.name, seen.names, seen.running, years.versions, version.valid_from,
    version.source, contract.start_on, contract.end_on, product.responsible, seen.mine,
    contract.kind = 'individuel_art4_evin' AND contract.holder_id = account.person_id AS keeps
FROM accounts_account AS account
JOIN contracts_contract AS contract ON contract.id = %(contract)s
JOIN contracts_product AS product ON product.id = contract.product_id
JOIN LATERAL (
    SELECT coalesce(string_agg(said, E'\\n' ORDER BY rank, start_on, id) FILTER (WHERE now),
        string_agg(said, E'\\n' ORDER BY rank, start_on, id)) AS names,
        string_agg(id || '/' || said, E'\\n' ORDER BY other, rank, start_on, id)
            FILTER (WHERE now) AS running,
        bool_or(NOT other AND now) AS mine
    FROM (
        SELECT cover.id, cover.start_on, cover.person_id <> contract.holder_id AS rank,
            cover.person_id <> account.person_id AS other,
            %(today)s BETWEEN cover.start_on AND coalesce(cover.end_on, 'infinity') AS now,
            rtrim(split_part(person.first_names, ' ', 1), ',') || ' '
                || coalesce(nullif(person.usual_name, ''), person.birth_name) AS said
        FROM contracts_coverage AS cover
        JOIN members_person AS person ON person.id = cover.person_id
        WHERE cover.contract_id = contract.id
            AND account.person_id IN (cover.person_id, contract.holder_id)
            AND (cover.end_on IS NULL OR cover.end_on >= %(today)s - interval '2 years')
    ) AS cover
) AS seen ON seen.names IS NOT NULL
JOIN contracts_productversion AS version ON version.product_id = product.id
    AND greatest(least(%(today)s, contract.end_on), contract.start_on)
        BETWEEN version.valid_from AND coalesce(version.valid_to, 'infinity')
JOIN contracts_option AS option
    ON option.version_id = version.id AND option.code = contract.option_code
JOIN LATERAL (
    SELECT min(valid_from) AS versions FROM contracts_productversion WHERE product_id = product.id
) AS years ON true
JOIN contracts_guarantee AS guarantee ON guarantee.option_id = option.id
WHERE account.id = %(account)s AND account.state = 'active'
    AND (contract.end_on IS NULL OR contract.end_on >= %(today)s - interval '2 years')
ORDER BY guarantee.position
"""
_USED = """
SELECT count(*) FROM reimbursements_reimbursement AS line
JOIN accounts_account AS account ON account.id = %(account)s
WHERE line.contract_id = %(contract)s OR (line.person_id = account.person_id AND line.charge > 0)
"""
_HEADINGS = {heading.code: heading.label for heading in HARMONISED + USUAL_EXTRAS}
_LEGEND = "".join(
    f"<p><strong>{escape(term)}</strong><br>{escape(meaning)}</p>" for term, meaning in legend()
)
_BESIDE = "".join(
    f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in beside_figures()
)
_HEAD = """<thead><tr><th scope="col">Soin</th><th scope="col">Votre garantie</th>\
<th scope="col">Exemple en euros</th><th scope="col">Il vous reste à utiliser</th></tr></thead>"""
_SEARCH = """<form class="stack no-print" method="get" action="/mes-garanties/{contract}" role="search">
  <div class="inline-form">
    <div class="ds-field">
      <label class="ds-label" for="cherche">Quel soin cherchez-vous\u00a0?</label>
      <p id="cherche-aide" class="muted" data-field="description">Par exemple\u00a0: lunettes, couronne, ostéopathe, hôpital.</p>
      <input class="ds-input" id="cherche" name="cherche" type="search" maxlength="60" autocomplete="off" value="" aria-describedby="cherche-aide">
    </div>
    <button class="ds-button" data-color="action" type="submit">Chercher</button>
  </div>
</form>"""  # noqa: E501 - as the product writes it
_RIGHT = '<a href="/mes-contrats/{contract}/droit-de-maintien">Votre droit de maintien</a>'
_DO = """<p class="actions no-print">
  <a class="ds-button" data-variant="secondary" href="/simulateur">\
Combien me sera remboursé\u00a0?</a>
  <a href="/mes-garanties/{contract}/comparer">Comparer avec une autre option</a>
  {right}
  {years}
</p>"""
_PDF = """<form class="actions no-print" method="post" action="/mes-garanties/{contract}/pdf">\
<input type="hidden" name="csrfmiddlewaretoken" value="{csrf}">\
<input type="hidden" name="form_token" value="{once}">\
<button class="ds-button" data-variant="secondary" type="submit">\
Télécharger ce tableau (PDF)</button></form>"""
_COUNTED = """<section class="stack" aria-labelledby="compte">
  <h2 id="compte">Comment nous comptons ce qu’il vous reste à utiliser</h2>
  <ul class="ds-list">
    <li>Pour {who}, au {today}, d’après les remboursements que nous connaissons.</li>
    <li>Un tiret\u00a0: la garantie ne s’épuise pas, elle vaut pour chaque soin.</li>
    <li>Chaque soin compte au jour où vous l’avez reçu, pas au jour où il est remboursé.</li>
    <li>Un soin récent peut manquer\u00a0: il arrive quand nous l’avons reçu.</li>
    <li>Un remboursement annulé vous rend ce qu’il avait pris.</li>
  </ul>
</section>"""


class _Line(NamedTuple):
    heading: str
    label: str
    expression: str
    note: str
    kind: str


class _Told(NamedTuple):
    """What a row says, once for a table."""

    label: str
    short: str
    plain: str
    printed: str
    kind: str
    examples: tuple[ShownExample, ...]
    left: Left | None
    together: str


def _do(contract: str, *, keeps: bool, years: int) -> str:
    right = _RIGHT.format(contract=contract) if keeps else ""
    return _DO.format(contract=contract, right=right, years=_OTHER_YEARS if years > 1 else "")


def guarantees(connection: Connection, account: UUID, contract: str) -> str | None:
    """The page; None when the contract is not there for this account."""
    today = clock.today()
    values = {"account": account, "contract": contract, "today": today}
    rows = connection.execute(_TABLE, values, prepare=True).fetchall()
    if not rows:
        return None
    (used,) = connection.execute(_USED, values, prepare=True).fetchone() or (0,)
    product, option, names, running, versions, valid_from, source, start, end, responsible, *own = (
        rows[0][5:]
    )
    mine, keeps = own
    if used or end or not mine or start > today:
        raise NotImplementedError("the members of a measure run, and have used nothing")
    lines = tuple(_Line(*row[:5]) for row in rows)
    told = _told(lines, responsible, today)
    people = [one.split("/", 1) for one in running.split("\n")]
    whom = people[0][0].replace("-", "")
    years = range(today.year, max(start.year, versions.year) - 1, -1)
    sections = [
        (code, list(group))
        for code, group in groupby(
            enumerate(zip(lines, told, strict=True)), lambda one: one[1][0][0]
        )
    ]
    main = f"""{breadcrumbs("Mes garanties")}
<div>
  <h1>Mes garanties</h1>
  <p class="lead">Contrat {escape(product)}, option {escape(option)}, \
pour {escape(enumeration(names.split(chr(10))))}</p>
</div>
{_SEARCH.format(contract=contract)}
{_contents(sections)}
{_people(contract, people) if len(people) > 1 else ""}
{_do(contract, keeps=keeps, years=len(years))}
<div class="stack-lg" data-fold>\
{"".join(_section(code, rows, whom) for code, rows in sections)}</div>
{_COUNTED.format(who=escape(people[0][1]), today=date_in_words(today))}
<section class="ds-card stack" aria-labelledby="mots">
  <h2 id="mots">Les mots du tableau</h2>
  {_LEGEND}
</section>
{_PDF.format(contract=contract, csrf=token_urlsafe(48), once=token_hex(16))}
{_years(contract, years) if len(years) > 1 else ""}
<p class="muted">{indicative(today)} Tableau en vigueur depuis le {date_in_words(valid_from)}, \
lu pour le {date_in_words(today)}. {escape(source)}.</p>
{HELP_BOX}"""
    return page("Mes garanties", "guarantees", main)


_OTHER_YEARS = '<a href="#annees">Les autres années</a>'
type _Rows = list[tuple[int, tuple[_Line, _Told]]]


def _contents(sections: Sequence[tuple[str, _Rows]]) -> str:
    chips = "".join(f'<li><a href="#{code}">{_HEADINGS[code]}</a></li>' for code, _ in sections)
    lists = ""
    for code, rows in sections:
        links = "".join(
            f'<li><a href="#garantie-{place + 1}">{told.label}</a></li>'
            for place, (_, told) in rows
        )
        lists += f"<section><h2>{_HEADINGS[code]}</h2>\n        <ul>{links}</ul>\n      </section>"
    return f"""<nav class="no-print stack" aria-label="Familles de soins">
  <ul class="chips">
    {chips}
    <li><a href="#mots">Les mots du tableau</a></li>
  </ul>
  <details class="ds-details">
    <summary>Aller droit à une garantie</summary>
    <div class="contents">
      {lists}
    </div>
  </details>
</nav>"""


def _people(contract: str, people: Sequence[Sequence[str]]) -> str:
    links = ""
    for number, (key, name) in enumerate(people):
        current = ' aria-current="page"' if number == 0 else ""
        address = f"/mes-garanties/{contract}?pour={key.replace('-', '')}"
        links += f'<li><a href="{address}"{current}>{escape(name)}</a></li>'
    return f"""<nav class="no-print stack" aria-label="Pour qui">
  <p><strong>Ce qu’il vous reste à utiliser est compté pour\u00a0:</strong></p>
  <ul class="chips">
    {links}
  </ul>
</nav>"""


def _years(contract: str, years: Sequence[int]) -> str:
    links = "".join(
        f'<li><a href="/mes-garanties/{contract}?annee={one}">{one}</a></li>' for one in years
    )
    return f"""<section class="stack no-print" aria-labelledby="annees">
  <h2 id="annees">Le tableau des autres années</h2>
<ul class="chips">
  {links}
</ul>
</section>"""


def _section(code: str, rows: _Rows, whom: str) -> str:
    label = _HEADINGS[code]
    return f"""<section class="ds-card bare stack" aria-labelledby="{code}">\
<details class="heading stack" open>
  <summary><h2 id="{code}">{label}</h2></summary>
  <details class="ds-details beside no-print">
    <summary>Comment lire ces chiffres<span class="visually-hidden"> ({label})</span></summary>
    <dl class="terms">{_BESIDE}</dl>
    <p class="actions"><a href="#mots">Tous les mots du tableau</a></p>
  </details>
  <table class="ds-table guarantees">
    <caption class="visually-hidden">Garanties\u00a0: {label}</caption>
    {_HEAD}
    <tbody>
{"".join(_row(place, told, whom) for place, (_, told) in rows)}</tbody>
  </table>
</details></section>
"""


def _row(place: int, told: _Told, whom: str) -> str:
    covered = told.printed != "Non couvert"
    try_it = ""
    if covered and told.kind:
        act = told.examples[0].act if told.examples else ""
        about = f"{told.kind}&amp;acte={act}" if act else told.kind
        try_it = f"""<a class="try no-print" href="/simulateur?soin={about}&amp;pour={whom}">\
Calculer avec un autre prix<span class="visually-hidden">, {told.label}</span></a>"""
    return f"""<tr id="garantie-{place + 1}" tabindex="-1">
  <th scope="row">{told.label}</th>
  <td data-label="Votre garantie"><strong>{told.short}</strong>
    <p class="en-clair"><span class="visually-hidden">En clair\u00a0: </span>{told.plain}</p>

    <p class="as-written">Comme écrit au contrat\u00a0: {told.printed}</p></td>
  <td data-label="Exemple en euros">
{_examples(told, covered)}
{try_it}</td>
  <td{"" if told.left else ' class="endless"'} data-label="Il vous reste à utiliser">\
{_left(told, covered)}</td>
</tr>

"""


def _examples(told: _Told, covered: bool) -> str:
    if not told.examples:
        why = (
            "Pas d’exemple\u00a0: nous ne connaissons pas de prix pour ce soin."
            if covered
            else "Vous payez ce que la Sécurité sociale ne paie pas."
        )
        return f'<p class="en-clair">{why}</p>'
    first, *others = (_example(one, told.left is not None) for one in told.examples)
    if not others:
        return first
    more = "Un autre exemple" if len(others) == 1 else "D’autres exemples"
    return f"""{first}
<details class="more-examples">
  <summary>{more}<span class="visually-hidden">, {told.label}</span></summary>
  {" ".join(others)}
</details>"""


def _example(one: ShownExample, counts: bool) -> str:
    per = f" par {escape(one.per)}" if one.per else ""
    note = f" ({escape(one.note)})" if one.note else ""
    them, us = one.social_security, one.insurer
    left = f"Il vous reste à payer {one.left}" if one.left else "Il ne vous reste rien à payer"
    unused = "<small>Si rien n’a encore été utilisé.</small>" if counts else ""
    return f"""<div class="example"><p>{escape(one.care)}</p><p>Prix {one.price}{per}{note}<br>\
Sécurité sociale {them}, nous {us}</p><strong>{left}</strong>{unused}</div>"""


def _left(told: _Told, covered: bool) -> str:
    left = told.left
    if left is None:
        said = "Ne s’épuise pas" if covered else "Rien"
        dash = '<span aria-hidden="true">–</span>'
        return f'{dash}<span class="visually-hidden">{said}</span>'
    whole = f'<span class="muted">sur {" et ".join(left.of)}</span>' if left.of else ""
    renewal = "Rien n’est encore utilisé."
    if left.renews_on:
        renewal = f"Prochain renouvellement\u00a0: {date_in_words(left.renews_on)}"
    together = f'<p class="en-clair">{told.together}</p>' if told.together else ""
    return f"""
<strong>{" et ".join(left.amounts)}</strong>
{whole}
<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-ours" width="{left.rest}" height="4"/></svg>
<p class="en-clair">{renewal}</p>
{together}"""  # noqa: E501 - as the product writes it


@cache
def _told(lines: tuple[_Line, ...], responsible: bool, today: date) -> tuple[_Told, ...]:
    computed = [place for place, line in enumerate(lines) if line.kind]
    columns: list[dict[str, Any]] = [lines[place]._asdict() for place in computed]
    cover = cover_from(today, responsible, columns, [])
    examples = worked_examples(cover, law=law(), catalogue=catalogue(), on=today)
    left = left_by_line(cover, "", used=NOTHING_USED, law=law(), on=today)
    index = {place: number for number, place in enumerate(computed)}
    return tuple(
        _Told(
            escape(spaced(line.label)),
            escape(headline(parse(line.expression))),
            escape(
                " ".join(filter(None, [in_plain_words(parse(line.expression)), spaced(line.note)]))
            ),
            escape(spaced(line.expression)),
            line.kind,
            tuple(map(shown_example, examples.get(index.get(place, -1), ()))),
            left.get(index.get(place, -1)),
            _together(line.kind, lines),
        )
        for place, line in enumerate(lines)
    )


def _together(kind: str, lines: tuple[_Line, ...]) -> str:
    for start, said in (("glasses", "de lunettes"), ("hearing", "d’appareils auditifs")):
        same = [line for line in lines if line.kind.startswith(f"{start}_")]
        if kind.startswith(f"{start}_") and len(same) > 1:
            return f"Compté avec les autres lignes {said}."
    return ""
