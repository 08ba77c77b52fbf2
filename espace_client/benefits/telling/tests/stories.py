"""Answers that are told in every form: as text, as a page, as a PDF."""

from collections.abc import Callable
from decimal import Decimal

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.reckoning.care import care_for
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.telling.tests.answers import (
    FEES,
    JEANNE,
    ON,
    answer,
    care,
    lenses,
    line,
    out_of_path,
)


def crown() -> Answer:
    """Outside 100 % Santé: the base is small, and much is left."""
    act = shipped_catalogue().find("HBLD734")
    asked = care_for(act, on=ON, price=Decimal("700.00"), patient=JEANNE, part="16")
    return answer(asked, line(CareKind.DENTAL_FREE, "300 % BR"))


def paid_by_another_insurer_too() -> Answer:
    return answer(care("60.00", "30.00", others_paid=Decimal("12.34")), FEES)


STORIES: dict[str, Callable[[], Answer]] = {
    "crown": crown,
    "out-of-path": out_of_path,
    "lenses": lenses,
    "another-insurer": paid_by_another_insurer_too,
}
