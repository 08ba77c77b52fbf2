"""An explanation on paper, printed for whoever asked for it: of an estimate, or of what was paid.

Nothing of it is kept: no number, no row, no copy in « Mes documents » (docs/decisions/0026). Asked
for again, it is computed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from espace_client.benefits.telling.explanation import Explanation
from espace_client.benefits.telling.text import SOURCES, lines_of, sources_of
from espace_client.documents.content import Section, as_json
from espace_client.documents.typesetting import typeset
from espace_client.kernel.french import date_in_words


def warning() -> str:
    """What stands on top, and at the foot of each page."""
    return _("Estimation, ce n’est pas une promesse de paiement")


def conditions() -> tuple[str, ...]:
    """When the estimate holds. Source: domain rules 6.3 (answer to a quote)."""
    return (
        _("Ce calcul vaut si la personne est toujours couverte le jour des soins."),
        _("Il vaut aussi si les limites du contrat ne servent pas à d’autres soins d’ici là."),
        _("Demander cette estimation ne réserve rien."),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the reasons: the title, what they are (on top, and at the foot of each
    page), what to know beside it, and the heading of what would change the amount."""

    title: str
    warning: str
    conditions: Sequence[str]
    otherwise: str


def of_an_estimate() -> Frame:
    """Around what would be paid."""
    return Frame(
        title=_("Combien me sera remboursé ?"),
        warning=warning(),
        conditions=conditions(),
        otherwise=_("Ce qui changerait ce montant"),
    )


def of_what_was_paid(
    *, supposed: Sequence[str], cancelled_on: date | None, contest_until: date | None
) -> Frame:
    """Around what was paid (product D.4): `supposed` is what our computation takes for granted."""
    beside = [*supposed]
    if cancelled_on:
        day = date_in_words(cancelled_on)
        beside.append(
            _("Ce remboursement est annulé depuis le %(day)s : il ne compte plus.") % {"day": day}
        )
    if contest_until:
        day = date_in_words(contest_until)
        beside.append(
            _("Vous n’êtes pas d’accord ? Vous pouvez contester ce montant jusqu’au %(day)s.")
            % {"day": day}
        )
    return Frame(
        title=_("Pourquoi ce remboursement ?"),
        warning=_("Notre calcul, refait à votre demande"),
        conditions=beside,
        otherwise=_("Ce qui aurait changé ce montant"),
    )


def print_explanation(
    explanation: Explanation,
    *,
    about: Sequence[tuple[str, str]],
    frame: Frame | None = None,
    alternatives: Sequence[str] = (),
    at: datetime,
) -> bytes:
    """The PDF of *explanation*. `about` says for whom, which care, which contract, at which date,
    each with its name; `frame` is that of an estimate unless another is given; `alternatives` the
    sentences of what would change the amount. Raises TypesettingError."""
    frame = frame or of_an_estimate()
    data = {
        "title": frame.title,
        "warning": frame.warning,
        "conditions": list(frame.conditions),
        "about": as_json((Section(facts=tuple(about)),)),
        "whole": _step(explanation),
        "parts": [part._asdict() for part in explanation.parts],
        "table": _table(explanation),
        "why": _("Pourquoi ce montant ?"),
        "sources_title": SOURCES,
        "sources": sources_of(explanation),
        "otherwise_title": frame.otherwise,
        "otherwise": list(alternatives),
    }
    return typeset("reimbursements/explanation.typ", data=data, at=at)


def _table(explanation: Explanation) -> dict[str, Any]:
    return {
        "caption": _("Qui paie quoi"),
        "head": (_("Qui"), _("Montant")),
        "rows": [(part.title, part.euros) for part in explanation.parts],
        "foot": (explanation.title, explanation.euros),
    }


def _step(one: Explanation) -> dict[str, Any]:
    return {
        "title": one.title,
        "euros": one.euros,
        "lines": lines_of(one),
        "sum": one.sum,
        "children": [_step(child) for child in one.children],
    }
