"""Limits of the contract, told with what was left before this care and what is left after it."""

from collections.abc import Iterator
from decimal import Decimal

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.qualifiers import Unit
from espace_client.benefits.reckoning.cover import CoverLine, SharedCeiling
from espace_client.benefits.reckoning.steps import Counter, Rule, Step
from espace_client.benefits.telling.context import Context, Told, euros
from espace_client.benefits.words import counted
from espace_client.kernel.money import NOTHING


def count_used_up(context: Context) -> Told:
    limit = "Votre contrat limite le nombre de soins remboursés."
    told = (limit, *before_and_after(context), *_sooner(context))
    return Told("Nombre limité", told, quoted(context.step))


_GLASSES = frozenset(
    {
        CareKind.GLASSES_NOTHING_LEFT,
        CareKind.GLASSES_SIMPLE,
        CareKind.GLASSES_MIXED,
        CareKind.GLASSES_COMPLEX,
        CareKind.GLASSES_VERY_COMPLEX,
    }
)


def _sooner(context: Context) -> tuple[str, ...]:
    """Glasses that come too early, although the eyes may have changed. Domain rules 4.2."""
    line = context.step.line
    if not (isinstance(line, CoverLine) and line.kind in _GLASSES and context.step.amount):
        return ()
    return ("Si la vue a changé, des lunettes peuvent être payées plus tôt : demandez-le-nous.",)


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
    """« Avant ce soin, il restait 110,00 € sur 150,00 €. Il reste ensuite 10,00 €. »

    What is left after is counted from what was paid in the end, not from what this limit alone
    would have let pass: another limit, another insurer or the law may come after it.
    """
    step = context.step
    if step.counter is None:
        return ()
    most, used, _taken = step.counter
    limit, before = _said(step, most), most - used
    if _of_this_line_alone(context):
        return (f"Pour ce {context.noun}, elle est de {limit}.",)
    if before <= 0:
        return (f"La limite de {limit} était déjà atteinte avant ce {context.noun}.",)
    after = before - _taken_in_the_end(context)
    return (
        f"Avant ce {context.noun}, il restait {_said(step, before)} sur {limit}.",
        f"Il reste ensuite {_said(step, after)}." if after > 0 else "Il ne reste rien ensuite.",
    )


def _of_this_line_alone(context: Context) -> bool:
    """« dans la limite de 200 € par dent »: a new one for each line, nothing of it is ever used."""
    step = context.step
    if step.rule is not Rule.EUROS_USED_UP or not isinstance(step.line, CoverLine):
        return False
    ceiling = step.line.limits.ceiling
    return ceiling is not None and not ceiling.counted and not _is_own(context)


def _is_own(context: Context) -> bool:
    """Whether a limit in euros is that of the benefit itself: it stands before the ceiling."""
    step = context.step
    if not isinstance(step.line, CoverLine) or step.line.limits.own is None:
        return False
    of_line = (
        one
        for one in _every(context.answer.steps)
        if one.rule is Rule.EUROS_USED_UP and one.line is step.line
    )
    first = next(of_line, step)
    return first.counter is step.counter


def _every(step: Step) -> Iterator[Step]:
    yield step
    for child in step.children:
        yield from _every(child)


def _taken_in_the_end(context: Context) -> Decimal | int:
    """What the whole answer uses of the counter of this limit: euros, or units."""
    step, uses = context.step, context.answer.uses
    if isinstance(step.line, SharedCeiling):
        kinds = step.line.kinds
        return sum((one.euros for one in uses if one.counter in kinds), NOTHING)
    if not isinstance(step.line, CoverLine) or step.counter is None:
        return NOTHING
    counter = step.line.own_counter if _is_own(context) else step.line.kind
    mine = [one for one in uses if one.counter == counter]
    if step.rule is Rule.COUNT_USED_UP:
        return min(int(step.counter.taken), sum(one.number for one in mine))
    return sum((one.euros for one in mine), NOTHING)


def quoted(step: Step) -> str:
    """The contract's own sentence."""
    return step.line.sentence.strip() if step.line else ""


def _said(step: Step, number: Decimal | int) -> str:
    """« 110,00 € », « 3 séances »."""
    if step.rule is not Rule.COUNT_USED_UP:
        return euros(Decimal(number))
    return counted(int(number), _unit(step.line, step.counter))


def _unit(line: object, counter: Counter | None) -> Unit:
    """What the limit counts: that of the line whose number it is."""
    if isinstance(line, CoverLine) and counter:
        for count in line.limits.counts:
            if count.unit and counter.most % count.number == 0:
                return count.unit
    return Unit.ACT
