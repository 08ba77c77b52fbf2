"""Several lines of care that share counters: those of a day, of a quote, of a year."""

from collections.abc import Sequence
from typing import NamedTuple

from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.stay import Stay, reimburse_stay
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import Uses


class Settlement(NamedTuple):
    """An answer for each line, in the order the lines were given, and the uses after them all."""

    answers: tuple[Answer, ...]
    uses: Uses


def settle(cares: Sequence[Care | Stay], cover: Cover, used: Uses, law: Law) -> Settlement:
    """What is paid for *cares*: the older first, those of one day in the order they are given.

    Each line uses its counters before the next is counted. Raises NoValue.
    """
    answers: dict[int, Answer] = {}
    for index, care in sorted(enumerate(cares), key=lambda one: one[1].on):
        answer = (
            reimburse_stay(care, cover, used, law)
            if isinstance(care, Stay)
            else reimburse(care, cover, used, law)
        )
        answers[index] = answer
        used = used.plus(answer.uses)
    return Settlement(tuple(answers[index] for index in range(len(cares))), used)
