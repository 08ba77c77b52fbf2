"""Nothing of another person in an answer: each of the cast owns strings nobody else may get."""

import html
import re
from collections.abc import Iterable, Iterator

from tests.bench.page_checks.seen import Seen

# Who owns which strings. `tests.people` fills it with the cast.
CANARIES: dict[str, tuple[str, ...]] = {}

_LONG_ENOUGH = 6
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def nothing_of_others(seen: Seen) -> Iterator[str]:
    """No canary of somebody this client is not, but what it typed itself."""
    carried = [f"{name}: {value}" for name, value in seen.response.headers.items()]
    carried += [morsel.OutputString() for morsel in seen.response.cookies.values()]
    yield from found_in("\n".join([seen.body, *carried]), may_see=seen.may_see, typed=seen.typed)


def found_in(
    text: str, *, may_see: frozenset[str] = frozenset(), typed: Iterable[str] = ()
) -> Iterator[str]:
    """The canaries in *text* of everybody but *may_see*. For mails, files and logs as well."""
    squeezed = _squeezed(html.unescape(text))
    for own in _own(may_see, typed):
        squeezed = squeezed.replace(own, "·")
    for owner in CANARIES.keys() - may_see:
        for canary in CANARIES[owner]:
            if _squeezed(canary) in squeezed:
                yield f"{canary!r} of {owner} shows"


def _own(may_see: frozenset[str], typed: Iterable[str]) -> list[str]:
    """What may show up, the longest first. A short typed text (« 1 ») hides nothing."""
    own = {_squeezed(value) for value in typed if len(value) >= _LONG_ENOUGH}
    own.update(_squeezed(canary) for owner in may_see for canary in CANARIES.get(owner, ()))
    return sorted(own, key=len, reverse=True)


def _squeezed(text: str) -> str:
    """Without blanks or case: « 4820 1937 » is found as 48201937."""
    return _BLANKS.sub("", text).casefold()
