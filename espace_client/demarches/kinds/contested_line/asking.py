"""What a contestation looks at: the line of care, and our computation of it."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.telling.explanation import Explanation
from espace_client.benefits.telling.text import lines_of as sentences_of
from espace_client.demarches import claims
from espace_client.demarches.answers import answers_of
from espace_client.demarches.kinds.contested_line.forms import line_form
from espace_client.demarches.models import Demarche, codes
from espace_client.demarches.rules import OPEN
from espace_client.demarches.shape import Answers, Asking, Refusal, Row
from espace_client.kernel.french import NBSP, date_in_words, spaced
from espace_client.reimbursements.lines import Line, contest_until
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.reading_lines import line_of, paid_since
from espace_client.reimbursements.why import why_of

CODE = "contested_line"


def _people(asking: Asking) -> list[UUID]:
    return [one.pk for one in claims.people(asking)]


def _lines(asking: Asking) -> list[Line]:
    """Those that were paid and can still be contested, the last payment first."""
    found = paid_since(_people(asking), on=asking.on)
    return [one for one in found if one.paid_on and asking.on <= contest_until(one.paid_on)]


def lines(asking: Asking) -> type[forms.Form]:
    """The page « ligne »: what can be contested; what an address named stays one of them."""
    offered = [(one.id.hex, _named(one)) for one in _lines(asking)]
    return line_form(offered)


def _named(one: Line) -> str:
    return _("%(care)s du %(day)s, remboursé %(amount)s") % {
        "care": spaced(one.care),
        "day": date_in_words(one.cared_on),
        "amount": to_the_cent(one.complementary),
    }


def line(asking: Asking) -> Reimbursement | None:
    """The line that was chosen, in a space that may read it."""
    chosen = str(asking.answers.get("line", ""))
    try:
        key = UUID(chosen)
    except ValueError:
        return None
    return line_of(_people(asking), key)


def beforehand(asking: Asking, address: Mapping[str, str]) -> Answers:
    """The line from which somebody came: « ?ligne=… »."""
    named = address.get("ligne", "")
    return {"line": named} if any(named == one.id.hex for one in _lines(asking)) else {}


def may_begin(asking: Asking) -> Refusal | None:
    """Not without anything that can still be contested."""
    if _lines(asking):
        return None
    return Refusal(
        _(
            "Aucun remboursement ne peut être contesté aujourd’hui : on le peut pendant deux mois"
            " après le paiement. Après, faites une réclamation."
        ),
        reverse("conversations:write"),
        _("Nous écrire"),
    )


def may_send(asking: Asking) -> Refusal | None:
    """Not twice for one line, while an answer is awaited."""
    mine = line(asking)
    waiting = Demarche.objects.in_space(asking.person).filter(kind=CODE, state__in=codes(OPEN))
    for one in waiting:
        if mine is not None and UUID(str(answers_of(one)["line"])) == mine.pk:
            return Refusal(
                _("Vous contestez déjà ce remboursement : nous vous répondons bientôt."),
                reverse("demarches:detail", args=[one.pk]),
                _("Voir où elle en est"),
            )
    return None


def concerns(asking: Asking) -> Sequence[UUID]:
    """Whose care it is."""
    mine = line(asking)
    return [mine.person_id] if mine else []


def told(asking: Asking) -> str:
    """What goes with an acceptance."""
    return _("Nous corrigeons ce remboursement : la différence arrive par virement.")


def summary(asking: Asking) -> Sequence[Row]:
    """The line, its amounts, our computation, and why it is contested."""
    mine = line(asking)
    if mine is None:
        return []
    left = mine.spent - mine.basic - mine.complementary
    rows = [
        Row(_("Remboursement"), f"{spaced(mine.care)}, {date_in_words(mine.cared_on)}", "ligne"),
        Row(_("Référence du soin"), mine.reference, ""),
        Row(_("Pour"), str(mine.person), ""),
        Row(_("Payé"), to_the_cent(mine.spent), ""),
        Row(_("Sécurité sociale"), to_the_cent(mine.basic), ""),
        Row(_("Votre mutuelle"), to_the_cent(mine.complementary), ""),
        Row(_("À votre charge"), to_the_cent(left), ""),
        *_reckoning(asking, mine),
        Row(_("Pourquoi vous le contestez"), str(asking.answers.get("why", "")), "pourquoi"),
    ]
    return rows


def _reckoning(asking: Asking, mine: Reimbursement) -> Iterator[Row]:
    """Our computation, one line for each who pays and for what is left."""
    found = why_of(mine, asking.person, acting=None, on=asking.on)
    if found is None:
        said = _("Notre calcul automatique ne retrouve pas ce montant.")
        yield Row(_("Notre calcul"), said, "")
        return
    for one in found.explanation.children:
        label = _("Notre calcul, « %(part)s »") % {"part": spaced(one.title)}
        yield Row(label, " ".join([f"{one.euros}.", *_steps(one)]), "")


def _steps(one: Explanation) -> Iterator[str]:
    """What a step says and what stands under it, each a sentence."""
    for line in sentences_of(one):
        yield spaced(line) if line.endswith((".", "!", "?")) else f"{spaced(line)}."
    for child in one.children:
        yield f"{spaced(child.title)}{NBSP}: {child.euros}."
        yield from _steps(child)
