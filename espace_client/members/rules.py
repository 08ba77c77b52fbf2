"""When somebody is meant by what was typed. Pure."""

from collections.abc import Iterable

from espace_client.kernel.names import matching_key

_FIGURES = "0123456789"


def answers_to(typed: str, *, names: Iterable[str]) -> bool:
    """Whether *typed* may mean the bearer of *names*: each of its words begins one of theirs,
    in any order. « mart jeanne » means Jeanne Dubois, épouse Martin."""
    words = matching_key(typed).split()
    theirs = [word for name in names for word in matching_key(name).split()]
    return bool(words) and all(any(one.startswith(word) for one in theirs) for word in words)


def one_digit_away(number: str) -> list[str]:
    """Every number that differs from *number* by one digit: what a slip of the finger makes."""
    return [
        number[:at] + figure + number[at + 1 :]
        for at, wrong in enumerate(number)
        for figure in _FIGURES
        if figure != wrong
    ]
