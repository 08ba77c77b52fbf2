"""What the content security policy would block, found before a browser does."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.bench.environment import PUBLIC_URL
from tests.bench.page_checks.seen import Seen, where

_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "hx-get",
    "hx-post",
)
_OURS = urlsplit(PUBLIC_URL).netloc


def nothing_inline(seen: Seen) -> Iterator[str]:
    """No script or style inside the page, no `on…` attribute, no `style` attribute."""
    for element in seen.root.xpath("//script[not(@src)]|//style"):
        yield f"{where(element)} stands inside the page"
    for element in seen.root.iter("*"):
        for name in element.attrib:
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"{where(element)}: the attribute {name} is inline code"


def nothing_from_elsewhere(seen: Seen) -> Iterator[str]:
    """Nothing is loaded from another site, sent to one or linked to, but by telephone and mail."""
    for name in _ADDRESSES:
        for element in seen.root.xpath(f"//*[@{name}]"):
            address = urlsplit(element.get(name).strip())
            if address.scheme in ("tel", "mailto") and name == "href":
                continue
            if address.scheme == "data" and element.tag == "img":
                continue
            if address.scheme not in ("", "https") or address.netloc not in ("", _OURS):
                yield f"{where(element)}: {name} leaves the site"
    for element in seen.root.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']"):
        yield f"{where(element)} moves the reader on"
