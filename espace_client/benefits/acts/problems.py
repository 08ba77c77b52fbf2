"""What cannot be right in an act, whatever file it comes from: French sentences."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from espace_client.benefits.acts.act import Act, Basket, Tariff
from espace_client.benefits.acts.families import Family

_ZERO, _CENT, _MOST = Decimal(0), Decimal("0.01"), Decimal(1_000_000)


def problems(act: Act) -> list[str]:
    """What is wrong in the dates, amounts and sources of one act; empty when nothing is."""
    found = [] if act.tariffs else ["il n’a aucun tarif."]
    if not act.plain.strip() or not act.label.strip():
        found.append("son nom manque.")
    for tariff in act.tariffs:
        found += (
            f"le tarif du {tariff.valid_from:%d/%m/%Y} {what}" for what in _in_one(act, tariff)
        )
    for one, following in pairwise(act.tariffs):
        if following.valid_from <= one.valid_from or (
            one.valid_to is None or one.valid_to >= following.valid_from
        ):
            found.append(f"deux tarifs se recouvrent au {following.valid_from:%d/%m/%Y}.")
    return found


def gaps(act: Act) -> list[str]:
    """Days between two tariffs for which the act has none. An act may be closed, then open again,
    but a file that we ship must not do so by mistake."""
    return [
        f"il manque un tarif avant le {following.valid_from:%d/%m/%Y}."
        for one, following in pairwise(act.tariffs)
        if one.valid_to is not None and one.valid_to + timedelta(days=1) < following.valid_from
    ]


def _in_one(act: Act, tariff: Tariff) -> Iterator[str]:
    if not tariff.source.strip():
        yield "n’a pas de source."
    if tariff.valid_to and tariff.valid_to < tariff.valid_from:
        yield "finit avant de commencer."
    for amount in (tariff.base, tariff.base_outside_optam, tariff.limit):
        if amount is None:
            continue
        if not _ZERO <= amount < _MOST or amount != amount.quantize(_CENT):
            yield f"a un montant impossible ({amount})."
    if tariff.outside_optam_confidence is not None and tariff.base_outside_optam is None:
        yield "dit si une base hors OPTAM est sûre, mais n’en a pas."
    if tariff.limit is not None and tariff.limit < tariff.base:
        yield "a un prix limite plus bas que sa base."
    if tariff.limit is not None and tariff.basket in {Basket.FREE, Basket.NONE}:
        yield "a un prix limite, mais aucun panier ne le limite."
    if act.family is Family.NOT_REFUNDED and tariff.base:
        yield "a une base, alors que la Sécurité sociale ne rembourse pas cet acte."
