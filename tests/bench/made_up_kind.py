"""A kind of démarche that exists in the tests alone: small, with an amount, documents and steps."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django import forms

from espace_client.demarches.pieces import Piece, Pieces, Situation
from espace_client.demarches.registry import kinds
from espace_client.demarches.rules import State
from espace_client.demarches.shape import Asking, Kind, Page, Reason, Row, Step

CODE = "made_up"


class AmountForm(forms.Form):
    amount = forms.DecimalField(label="Montant", max_digits=7, decimal_places=2)


class PlaceForm(forms.Form):
    place = forms.ChoiceField(label="Lieu", choices=[("here", "Ici"), ("away", "Ailleurs")])


def _rows(asking: Asking) -> list[Row]:
    return [Row("Montant", f"{asking.answers.get('amount', '')} €", "montant")]


MADE_UP = Kind(
    code=CODE,
    slug="demande-inventee",
    label="Demande inventée",
    purpose="Une demande qui n’existe que dans les essais.",
    function="requests",
    promise=5,
    pages=[
        Page("montant", "Quel montant ?", lambda asking: AmountForm),
        Page("lieu", "Où ?", lambda asking: PlaceForm),
    ],
    summary=_rows,
    pieces=Pieces(
        {
            "invoice": Piece("invoice", "Facture", "Elle dit ce que vous avez payé."),
            "letter": Piece("letter", "Lettre", "Elle dit ce qui s’est passé."),
        },
        (
            Situation({}, needed=("invoice",), helpful=()),
            Situation({"place": ("away",)}, needed=(), helpful=("letter",)),
        ),
    ),
    reasons=[Reason("not_covered", "Votre contrat ne couvre pas cela.")],
    steps=[Step("under_way", "En route", State.ACCEPTED)],
    amount=lambda asking: Decimal(str(asking.answers["amount"])),
)


@pytest.fixture
def made_up() -> Iterator[Kind]:
    known = kinds()
    known[CODE] = MADE_UP
    yield MADE_UP
    del known[CODE]
