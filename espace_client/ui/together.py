"""« e-mail » stays on one line. A browser breaks a line after a hyphen, and « e- » says nothing.

No character does it well: some screen readers spell the hyphen that never breaks. So the word gets
an element whose style forbids the break, in one place for headings, labels, errors and buttons.
"""

import re
from collections.abc import Callable

from django.http import HttpResponse

from espace_client.ui.request import Request

_WORD = re.compile(rb"(?<![\w@.-])[eE]-mails?(?![\w@-])")
# The same found from its hyphen on, which a search goes to at once: in a text, not in an attribute,
# and not where a browser takes text alone.
_IN_A_PAGE = re.compile(
    rb"-mail(?<=[eE]-mail)(?<![\w@.-][eE]-mail)s?(?![\w@-])"
    rb"(?=[^<>]*<(?!/(?:title|option|textarea|script|style)\b))"
)


def kept_together(page: bytes) -> bytes:
    """*page* with each such word in a `<span class="together">`, and the text around it in one
    more: in a button laid out as a row, each piece of a text alone would lose the blank beside it.
    """
    pieces, at = [], 0
    while found := _IN_A_PAGE.search(page, at):
        start = page.rindex(b">", 0, found.start()) + 1
        end = page.index(b"<", found.end())
        text = _WORD.sub(rb'<span class="together">\g<0></span>', page[start:end])
        pieces += [page[at:start], b"<span>", text, b"</span>"]
        at = end
    return b"".join([*pieces, page[at:]])


def words_together(
    get_response: Callable[[Request], HttpResponse],
) -> Callable[[Request], HttpResponse]:
    """Do so on each page."""

    def middleware(request: Request) -> HttpResponse:
        response = get_response(request)
        kind = response.headers.get("Content-Type", "")
        if not response.streaming and kind.startswith("text/html"):
            response.content = kept_together(response.content)
        return response

    return middleware
