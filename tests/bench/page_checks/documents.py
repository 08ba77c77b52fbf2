"""A document that is downloaded: read by everybody, named without a secret (quality 8.11, 5.2)."""

import re
from collections.abc import Iterator

from tests.bench.page_checks.seen import Seen
from tests.bench.pdf import Document

# One that is not kept has no number.
_NAME = re.compile(
    r'attachment; filename="[a-z][a-z-]*[a-z](-20\d\d)?(-[A-Z]{2}-\w{4}-\w{4})?\.pdf"'
)


def accessible(seen: Seen) -> Iterator[str]:
    """It is tagged, in French, titled; veraPDF says the rest (tests/documents)."""
    if seen.is_pdf and not _was_given(seen):
        yield from Document(seen.content).faults()


def named(seen: Seen) -> Iterator[str]:
    """It is a file to keep, whose name says what it is and its number, and nothing of a person."""
    found = seen.response.headers.get("Content-Disposition", "")
    if seen.is_pdf and not _was_given(seen) and not _NAME.fullmatch(found):
        yield f"Content-Disposition is {found!r}"


def _was_given(seen: Seen) -> bool:
    """Whether it is somebody's own paper, which we only hand back."""
    return "sandbox" in seen.response.headers.get("Content-Security-Policy", "")
