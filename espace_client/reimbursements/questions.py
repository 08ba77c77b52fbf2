"""What must be asked of an act before its reimbursement can be estimated."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from espace_client.benefits.acts.act import Act, Basket
from espace_client.benefits.acts.catalogue import Catalogue
from espace_client.benefits.acts.families import FAMILIES, Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.values import Confidence

YES, NO, UNKNOWN = "oui", "non", "ne_sais_pas"
_MOST_UNITS = 99  # beyond, somebody mistyped
_TWO_EACH = {"yeux", "oreilles"}


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


def most_units(unit: str) -> int:
    """How many of a unit make sense at once."""
    return 2 if unit in _TWO_EACH else _MOST_UNITS


def one_of(unit: str) -> str:
    """The singular of a unit: « nuit » for « nuits »."""
    return _ONE_OF.get(unit, unit.removesuffix("s"))


def questions_of(act: Act, *, on: date) -> tuple[Question, ...]:
    """What to ask, in the order of the form. Raises NoTariff."""
    asked = [Question.PRICE]
    if act.unit:
        asked.append(Question.QUANTITY)
    kind = act.tariff(on).kind
    if FAMILIES[act.family].follows_path and kind is not CareKind.HOSPITAL_FEES:
        asked.append(Question.PATH)
    if kind in (CareKind.MEDICAL_FEES, CareKind.HOSPITAL_FEES):
        asked.append(Question.OPTAM)
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


def usual_price(act: Act, catalogue: Catalogue, *, on: date) -> UsualPrice | None:
    """The price of the worked examples, else the limit of the law, else the tariff of the
    Sécurité sociale; None when nobody knows one. Raises NoTariff."""
    tariff = act.tariff(on)
    for example in catalogue.examples(on):
        if example.act is not None and example.act.code == act.code:
            check = example.price.confidence is not Confidence.SURE
            name = _("prix moyen, à vérifier") if check else _("prix courant")
            return UsualPrice(example.price.price, name)
    if tariff.basket is Basket.NOTHING_LEFT and tariff.limit:
        return UsualPrice(tariff.limit, _("prix le plus élevé permis par la loi"))
    if tariff.basket is Basket.NONE and tariff.base:
        return UsualPrice(tariff.base, _("tarif de la Sécurité sociale"))
    return None
