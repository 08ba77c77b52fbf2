"""Language, title, headings, ids, names: what a screen reader goes by."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from django.conf import settings

from tests.bench.page_checks.seen import Seen, where, words_of

_REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "list",
               "headers", "form", "aria-errormessage", "aria-details")  # fmt: skip
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
         "track", "wbr"}  # fmt: skip


def language(seen: Seen) -> Iterator[str]:
    """The page says that it is in French."""
    if (lang := seen.root.get("lang")) != "fr":
        yield f"<html lang> is {lang!r}, not 'fr'"


def title(seen: Seen) -> Iterator[str]:
    """One title, that starts with the page and ends with the insurer."""
    titles = [words_of(element) for element in seen.root.xpath("//head/title")]
    if len(titles) != 1:
        yield f"the page has {len(titles)} titles"
    elif not titles[0].endswith(f" {settings.INSURER.name}"):
        yield f"the title {titles[0]!r} does not say a page, then {settings.INSURER.name!r}"


def one_h1(seen: Seen) -> Iterator[str]:
    """One main heading, with words in it."""
    found = seen.root.xpath("//h1")
    if len(found) != 1:
        yield f"the page has {len(found)} <h1>"
    elif not words_of(found[0]):
        yield f"{where(found[0])} is empty"


def headings_in_order(seen: Seen) -> Iterator[str]:
    """No level of heading is skipped on the way down."""
    before = 0
    for heading in seen.root.xpath("//h1|//h2|//h3|//h4|//h5|//h6"):
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"{where(heading)} comes after level {before}"
        before = level


def unique_ids(seen: Seen) -> Iterator[str]:
    """An id names one element."""
    for name, count in Counter(seen.root.xpath("//@id")).items():
        if count > 1:
            yield f"id={name!r} stands {count} times"
        if not name.strip():
            yield "an id is empty"


def balanced_tags(seen: Seen) -> Iterator[str]:
    """What is opened is closed, in order; no attribute stands twice."""
    reader = _Tags()
    reader.feed(seen.body)
    reader.close()
    yield from reader.faults
    yield from (f"<{tag}> line {line} is never closed" for tag, line in reader.open)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        for name, count in Counter(name for name, _ in attrs).items():
            if count > 1:
                self.faults.append(f"<{tag}> line {line} has {name!r} {count} times")
        if tag not in _VOID:
            self.open.append((tag, line))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:  # self-closing: only inside an image, where XML's rules hold
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        line = self.getpos()[0]
        if not self.open or self.open[-1][0] != tag:
            last = f"<{self.open[-1][0]}> line {self.open[-1][1]}" if self.open else "nothing"
            self.faults.append(f"</{tag}> line {line} closes {last}")
            if any(name == tag for name, _ in self.open):
                while self.open.pop()[0] != tag:
                    pass
        else:
            self.open.pop()


def references(seen: Seen) -> Iterator[str]:
    """Whatever refers to an id finds it, a link inside the page as well."""
    ids = set(seen.root.xpath("//@id"))
    for name in _REFERENCES:
        for element in seen.root.xpath(f"//*[@{name}]"):
            for target in element.get(name).split():
                if target not in ids:
                    yield f"{where(element)}: {name} names {target!r}, which is nowhere"
            if not element.get(name).strip():
                yield f"{where(element)}: {name} is empty"
    for link in seen.root.xpath("//a[starts-with(@href, '#')]"):
        if link.get("href")[1:] not in ids:
            yield f"{where(link)} leads nowhere in the page"


def images(seen: Seen) -> Iterator[str]:
    """Every image has an alternative, empty for an ornament; a drawing is named or hidden."""
    for image in seen.root.xpath("//img[not(@alt)]"):
        yield f"{where(image)} has no alt"
    for drawing in seen.root.xpath("//svg[not(@aria-hidden='true')]"):
        if not (drawing.get("aria-label") or drawing.xpath("./title[normalize-space()]")):
            yield f"{where(drawing)} is neither named nor hidden"


def names(seen: Seen) -> Iterator[str]:
    """Every button and every link can be called by its name."""
    for element in seen.root.xpath("//button|//a[@href]|//summary"):
        if not (words_of(element) or element.get("aria-label") or element.get("aria-labelledby")):
            yield f"{where(element)} has no name"
    for element in seen.root.xpath("//input[@type='submit' or @type='button' or @type='image']"):
        if not (element.get("value") or element.get("alt") or element.get("aria-label")):
            yield f"{where(element)} has no name"
