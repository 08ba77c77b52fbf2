"""An explanation on paper, printed for whoever asked for it.

It is an estimate and no promise, so nothing of it is kept: no number, no row, no copy in « Mes
documents » (docs/decisions/0026). Asked for again, it is computed again.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from espace_client.benefits.telling.explanation import Explanation
from espace_client.benefits.telling.text import SOURCES, lines_of, sources_of
from espace_client.documents.content import Section, as_json
from espace_client.documents.typesetting import typeset


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


def print_explanation(
    explanation: Explanation,
    *,
    about: Sequence[tuple[str, str]],
    alternatives: Sequence[str] = (),
    at: datetime,
) -> bytes:
    """The PDF of *explanation*. `about` says for whom, which care, which contract, at which date,
    each with its name; `alternatives` the sentences of what would change it.
    Raises TypesettingError."""
    data = {
        "title": _("Combien me sera remboursé ?"),
        "warning": warning(),
        "conditions": conditions(),
        "about": as_json((Section(facts=tuple(about)),)),
        "whole": _step(explanation),
        "parts": [part._asdict() for part in explanation.parts],
        "table": _table(explanation),
        "why": _("Pourquoi ce montant ?"),
        "sources_title": SOURCES,
        "sources": sources_of(explanation),
        "otherwise_title": _("Ce qui changerait ce montant"),
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
