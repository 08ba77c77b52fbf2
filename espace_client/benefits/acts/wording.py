"""An act as a jurist reads it: what it is, and each of its tariffs with its source."""

from collections.abc import Iterator
from datetime import date

from espace_client.benefits.acts.act import Act, Basket, Tariff
from espace_client.benefits.figures import euros
from espace_client.benefits.law.values import Confidence

_BASKETS = {
    Basket.NOTHING_LEFT: "100 % Santé",
    Basket.CAPPED: "tarif maîtrisé",
    Basket.FREE: "tarif libre",
    Basket.NONE: "",
}
_CONFIDENCES = {
    Confidence.SURE: "",
    Confidence.CHECK: "À VÉRIFIER. ",
    Confidence.INVENTED: "INVENTÉ. ",
}


def describe(act: Act, on: date) -> str:
    """Several lines of plain French; a « > » stands before the tariff of *on*."""
    teeth = f" ; dents {' '.join(sorted(act.teeth))}" if act.teeth else ""
    first = f"{act.code} ({act.nomenclature}) : {act.plain}{teeth}"
    return "\n".join((first, f"  {act.label}", *_tariffs(act, on), ""))


def _tariffs(act: Act, on: date) -> Iterator[str]:
    for tariff in act.tariffs:
        holds = tariff.valid_from <= on and (tariff.valid_to is None or on <= tariff.valid_to)
        until = f"au {tariff.valid_to:%d/%m/%Y}" if tariff.valid_to else "à ce jour"
        yield (
            f"  {'>' if holds else ' '} du {tariff.valid_from:%d/%m/%Y} {until} : "
            f"{_worth(tariff)}. {_CONFIDENCES[tariff.confidence]}Source : {tariff.source}."
        )


def _worth(tariff: Tariff) -> str:
    """Base, limit price and basket: « base 120 €, prix limite 500 € (100 % Santé) »."""
    if tariff.base_is_price:
        base = "la base est le prix"
    else:
        base = f"base {euros(tariff.base)}" if tariff.base else "pas de base"
    if tariff.base_outside_optam is not None:
        apart = tariff.outside_optam_confidence
        doubt = (
            f", {_CONFIDENCES[apart].rstrip('. ').lower()}"
            if apart and apart is not tariff.confidence
            else ""
        )
        base += f" ({euros(tariff.base_outside_optam)} hors OPTAM{doubt})"
    limit = f", prix limite {euros(tariff.limit)}" if tariff.limit is not None else ""
    basket = f" ({_BASKETS[tariff.basket]})" if _BASKETS[tariff.basket] else ""
    return f"{base}{limit}{basket}"
