"""What must be asked of an act before its reimbursement can be estimated."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from espace_client.benefits.acts.act import Act, Basket
from espace_client.benefits.acts.catalogue import Catalogue
from espace_client.benefits.acts.families import FAMILIES, Family
from espace_client.benefits.acts.kinds_of_care import WIDER, CareKind
from espace_client.benefits.law.values import Confidence
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.limits import PARTS
from espace_client.kernel.periods import years_after
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.situations import asked_with

SIDES = ("droite", "gauche")  # as the files of the insurer say them
BOTH = "les_deux"
_MOST_UNITS = 99  # beyond, somebody mistyped
_TWO_EACH = {"yeux", "oreilles"}


class Question(StrEnum):
    """A field of the form of an act; the value is its name."""

    PRICE = "price"
    QUANTITY = "quantity"
    SIDE = "side"  # which ear or eye
    NETWORK = "network"
    OPTAM = "optam"
    PATH = "path"
    WHOLE = "whole"  # paid whole by the Sécurité sociale: long-term illness
    TOOTH = "tooth"
    DAY = "day"
    SITUATION = "situation"


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


def questions_of(
    act: Act, *, birth: date, on: date, cover: Cover | None = None
) -> tuple[Question, ...]:
    """What to ask for somebody born on *birth*, in the order of the form: the side of the body and
    the network where *cover* counts by them.

    The care path is not asked of a child: leaving it costs them nothing (L162-5-3 CSS). Nor is the
    price of a visit to the emergency room, which the law sets. Raises NoTariff, or NoValue where
    the law of that day is not known.
    """
    tariff = act.tariff(on)
    kind = tariff.kind
    lines = _lines_for(kind, cover)
    by_side = act.unit in _TWO_EACH and any(map(_counts_by_part, lines))
    asked = {
        Question.PRICE: kind is not CareKind.EMERGENCY,
        Question.QUANTITY: bool(act.unit) and not by_side,
        Question.SIDE: by_side,
        Question.PATH: kind is not CareKind.HOSPITAL_FEES and _follows_path(act, birth, on),
        Question.OPTAM: kind in (CareKind.MEDICAL_FEES, CareKind.HOSPITAL_FEES),
        Question.NETWORK: any(line.guarantee.network for line in lines),
        Question.WHOLE: kind is CareKind.EMERGENCY or _may_be_paid_whole(act, on),
        Question.TOOTH: len(act.teeth) > 1,
        Question.DAY: True,
        Question.SITUATION: bool(asked_with(act.family, tariff)),
    }
    return tuple(name for name, needed in asked.items() if needed)


def _lines_for(kind: CareKind, cover: Cover | None) -> list[CoverLine]:
    """The lines that may pay that kind of care."""
    kinds = (kind, WIDER.get(kind))
    return [line for line in cover.lines if line.kind in kinds] if cover else []


def _counts_by_part(line: CoverLine) -> bool:
    """Whether an ear, or an eye, has a limit of its own."""
    return any(one.by_part and one.unit in PARTS for one in line.limits.counts)


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
