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
from espace_client.kernel.periods import years_after
from espace_client.reimbursements.law_in_force import law

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
    Family.DOCTOR, Family.IMAGING, Family.PATHOLOGY, Family.PARAMEDICAL, Family.LABORATORY,
    Family.SAMPLING, Family.TRANSPORT, Family.HOSPITAL, Family.MEDICINE_MAJOR,
    Family.MEDICINE_MODERATE, Family.MEDICINE_WEAK,
}  # fmt: skip


def most_units(unit: str) -> int:
    """How many of a unit make sense at once."""
    return 2 if unit in _TWO_EACH else _MOST_UNITS


def one_of(unit: str) -> str:
    """The singular of a unit: « nuit » for « nuits »."""
    return _ONE_OF.get(unit, unit.removesuffix("s"))


def questions_of(act: Act, *, birth: date, on: date) -> tuple[Question, ...]:
    """What to ask for somebody born on *birth*, in the order of the form.

    The care path is not asked of a child: leaving it costs them nothing (L162-5-3 CSS). Raises
    NoTariff, or NoValue where the law of that day is not known.
    """
    asked = [Question.PRICE]
    if act.unit:
        asked.append(Question.QUANTITY)
    kind = act.tariff(on).kind
    if _follows_path(act, birth, on) and kind is not CareKind.HOSPITAL_FEES:
        asked.append(Question.PATH)
    if kind in (CareKind.MEDICAL_FEES, CareKind.HOSPITAL_FEES):
        asked.append(Question.OPTAM)
    if _may_be_paid_whole(act, on):
        asked.append(Question.WHOLE)
    if len(act.teeth) > 1:
        asked.append(Question.TOOTH)
    return tuple(asked)


def _follows_path(act: Act, birth: date, on: date) -> bool:
    if not FAMILIES[act.family].follows_path:
        return False
    return on >= years_after(birth, int(law().value("path.age", on).amount))


def _may_be_paid_whole(act: Act, on: date) -> bool:
    """Whether a long-term illness changes what the Sécurité sociale pays: it has a base, its own
    or its price, and is of a family that treats one. Glasses and hearing aids do not."""
    tariff = act.tariff(on)
    if not (tariff.base or tariff.base_is_price):
        return False
    return act.family in _MAY_BE_PAID_WHOLE or tariff.kind is CareKind.MEDICAL_EQUIPMENT


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
