"""Limits of the contract, told with what was left before this care and what is left after it."""

from espace_client.benefits.qualifiers import Unit
from espace_client.benefits.reckoning.cover import CoverLine, SharedCeiling
from espace_client.benefits.reckoning.steps import Counter, Rule, Step
from espace_client.benefits.telling.context import Context, Told, euros
from espace_client.benefits.words import counted


def count_used_up(context: Context) -> Told:
    limit = "Votre contrat limite le nombre de soins remboursés."
    return Told("Nombre limité", (limit, *before_and_after(context)), quoted(context.step))


def euros_used_up(context: Context) -> Told:
    limit = "Cette garantie a une limite en euros."
    return Told("Limite en euros", (limit, *before_and_after(context)), quoted(context.step))


def shared_ceiling(context: Context) -> Told:
    limit = "Plusieurs soins se partagent une même limite."
    line = context.step.line
    more = isinstance(line, SharedCeiling) and line.then and context.step.amount
    then = ("Une fois cette limite atteinte, le contrat paie encore une part.",) if more else ()
    told = (limit, *before_and_after(context), *then)
    return Told("Limite partagée", told, quoted(context.step))


def before_and_after(context: Context) -> tuple[str, ...]:
    """« Avant ce soin, il restait 110,00 € sur 150,00 €. Il reste ensuite 10,00 €. »"""
    step = context.step
    if step.counter is None:
        return ()
    most, used, taken = step.counter
    limit, before, after = _said(step, most), most - used, most - used - taken
    if before <= 0:
        return (f"La limite de {limit} était déjà atteinte avant ce {context.noun}.",)
    return (
        f"Avant ce {context.noun}, il restait {_said(step, before)} sur {limit}.",
        f"Il reste ensuite {_said(step, after)}." if after > 0 else "Il ne reste rien ensuite.",
    )


def quoted(step: Step) -> str:
    """The contract's own sentence."""
    return step.line.sentence.strip() if step.line else ""


def _said(step: Step, number: object) -> str:
    """« 110,00 € », « 3 séances »."""
    if step.rule is not Rule.COUNT_USED_UP:
        return euros(number)  # type: ignore[arg-type]
    return counted(int(number), _unit(step.line, step.counter))  # type: ignore[call-overload]


def _unit(line: object, counter: Counter | None) -> Unit:
    """What the limit counts: that of the line whose number it is."""
    if isinstance(line, CoverLine) and counter:
        for count in line.limits.counts:
            if count.unit and counter.most % count.number == 0:
                return count.unit
    return Unit.ACT
