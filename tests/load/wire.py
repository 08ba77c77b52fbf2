"""What a browser fetches for a page, and how many bytes come over the wire for it."""

import http.client
import io
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from gzip import decompress
from urllib.parse import urljoin, urlsplit

import lxml.html

_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "apple-touch-icon", "manifest"}
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_BLANK = re.compile(r"/\*.*?\*/", re.S)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the bytes that came, status line and headers included, and what they mean."""

    size: int
    status: int
    kind: str
    text: str


class _Received(io.BytesIO):
    """Bytes that `http.client` reads as a connection."""

    def makefile(self, mode: str) -> "_Received":
        return self


def fetch(address: tuple[str, int], path: str, headers: dict[str, str]) -> Answer:
    """GET as a browser does that accepts gzip, on a connection that ends with the answer."""
    asked = headers | {"Accept-Encoding": "gzip", "Connection": "close"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in asked.items())
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    answer = http.client.HTTPResponse(_Received(received))  # type: ignore[arg-type]
    answer.begin()
    body = answer.read()
    if answer.headers.get("Content-Encoding") == "gzip":
        body = decompress(body)
    kind = answer.headers.get_content_type()
    text = body.decode() if kind.startswith("text/") else ""
    return Answer(len(received), answer.status, kind, text)


@dataclass
class Browser:
    """A browser with an empty cache; what it has fetched it does not fetch again."""

    get: Callable[[str], Answer]
    sizes: dict[str, int] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)

    def visit(self, path: str) -> int:
        """Open a page with everything it references; the bytes that came over the wire for it."""
        page = self._fetched(path)
        return page.size + sum(self._load(at) for at in sorted(_of_page(page.text, path)))

    def alone(self, path: str) -> int:
        """The bytes of the page without what it references."""
        return self.sizes[path]

    def _load(self, reference: str) -> int:
        if urlsplit(reference).netloc:
            self.elsewhere.add(reference)
            return 0
        if reference in self.sizes:
            return 0
        answer = self._fetched(reference)
        inside = _of_style(answer.text, reference) if answer.kind == "text/css" else set()
        return answer.size + sum(self._load(at) for at in sorted(inside))

    def _fetched(self, path: str) -> Answer:
        answer = self.get(path)
        if answer.status != 200:
            raise LookupError(f"{path}: {answer.status}")
        self.sizes[path] = answer.size
        return answer


def _of_page(page: str, path: str) -> set[str]:
    """The addresses a browser fetches for a page; links to other pages are not among them."""
    root = lxml.html.document_fromstring(page)
    links = [e.get("href") for e in root.xpath("//link[@href]") if _LINKS & _relations(e)]
    sources = root.xpath("//script/@src|//img/@src|//source/@src|//video/@src|//iframe/@src")
    several = [part.split()[0] for text in root.xpath("//@srcset") for part in text.split(",")]
    drawings = [at for at in root.xpath("//use/@href") if not at.startswith("#")]
    styles = "".join([*root.xpath("//style/text()"), *root.xpath("//@style")])
    return set(_fetchable([*links, *sources, *several, *drawings], path)) | _of_style(styles, path)


def _relations(link: lxml.html.HtmlElement) -> set[str]:
    return set(link.get("rel", "").lower().split())


def _of_style(style: str, path: str) -> set[str]:
    found = _IN_STYLE.findall(_BLANK.sub("", style))
    return set(_fetchable([one or other for one, other in found], path))


def _fetchable(references: list[str], path: str) -> Iterator[str]:
    for reference in references:
        if not reference.startswith(("data:", "#")):
            yield urljoin(path, reference.partition("#")[0])
