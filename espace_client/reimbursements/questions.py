"""What must be asked of an act before its reimbursement can be estimated."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from espace_client.benefits.acts.act import Act, Basket
from espace_client.benefits.acts.families import FAMILIES, Family

YES, NO, UNKNOWN = "oui", "non", "ne_sais_pas"
MOST_UNITS = 99  # beyond, somebody mistyped


class Question(StrEnum):
    """A field of the form of an act; the value is its name."""

    PRICE = "price"
    QUANTITY = "quantity"
    OPTAM = "optam"
    PATH = "path"
    WHOLE = "whole"  # paid whole by the Sécurité sociale: long-term illness
    TOOTH = "tooth"


_ONE_OF = {"yeux": "œil"}
_MAY_BE_PAID_WHOLE = {
    Family.DOCTOR, Family.PARAMEDICAL, Family.LABORATORY, Family.TRANSPORT, Family.HOSPITAL,
    Family.MEDICINE_MAJOR, Family.MEDICINE_MODERATE, Family.MEDICINE_WEAK,
}  # fmt: skip


def one_of(unit: str) -> str:
    """The singular of a unit: « nuit » for « nuits »."""
    return _ONE_OF.get(unit, unit.removesuffix("s"))


def questions_of(act: Act, *, on: date) -> tuple[Question, ...]:
    """What to ask, in the order of the form. Raises NoTariff."""
    asked = [Question.PRICE]
    if act.unit:
        asked.append(Question.QUANTITY)
    if act.family is Family.DOCTOR:
        asked.append(Question.OPTAM)
    if FAMILIES[act.family].follows_path:
        asked.append(Question.PATH)
    if act.family in _MAY_BE_PAID_WHOLE and act.tariff(on).base:
        asked.append(Question.WHOLE)
    if len(act.teeth) > 1:
        asked.append(Question.TOOTH)
    return tuple(asked)


@dataclass(frozen=True, slots=True)
class UsualPrice:
    """A price to start from, in euros for one unit, and where it comes from."""

    amount: Decimal
    name: str


def usual_price(act: Act, *, on: date) -> UsualPrice | None:
    """The limit of the law, else the tariff of the
    Sécurité sociale; None when nobody knows one. Raises NoTariff."""
    tariff = act.tariff(on)
    if tariff.basket is Basket.NOTHING_LEFT and tariff.limit:
        return UsualPrice(tariff.limit, _("prix le plus élevé permis par la loi"))
    if tariff.basket is Basket.NONE and tariff.base:
        return UsualPrice(tariff.base, _("tarif de la Sécurité sociale"))
    return None
