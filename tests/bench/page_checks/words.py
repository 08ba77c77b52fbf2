"""What is read: no hole of a template, French typography."""

import re
from collections.abc import Iterator

from tests.bench.environment import UNDEFINED
from tests.bench.page_checks.seen import BLOCK, Seen

# Names as the insurer's file spells them. `tests.people` adds those of the cast.
AS_TYPED: set[str] = set()

_BREAKS = " \t\n\r\f"
_BEFORE = re.compile(rf"[{_BREAKS}]+[;:!?»%€]")
_AFTER = re.compile(r"«(?![\u00a0\u202f])")
_GLUED = re.compile(r"[0-9A-Za-zÀ-ÿ’)](?=[;!?»](?:\s|$|¶)|:(?:\s|$|¶))")
_AROUND = 30
_EMAIL = re.compile(r"(?<![\w@.-])e-mails?(?![\w@-])")
_TEXT_ALONE = ("option", "textarea", "script", "style", "title")
_HATED = re.compile(r"\btraitée?s?\b", re.IGNORECASE)


def nothing_undefined(seen: Seen) -> Iterator[str]:
    """Every variable that a template names was given to it."""
    for found in re.finditer(rf"{UNDEFINED}[^⟧]*⟧?", seen.body):
        yield f"the template names what it was not given: {found.group()}"


def apostrophes(seen: Seen) -> Iterator[str]:
    """The apostrophe is ’; a name keeps its own as it was typed."""
    yield from _straight(seen.sentences, seen.typed)


def spaces(seen: Seen) -> Iterator[str]:
    """A no-break space before « ; : ! ? » % € and inside « guillemets »."""
    yield from _spaces(seen.sentences)


def kept_together(seen: Seen) -> Iterator[str]:
    """« e-mail » does not break after its hyphen, on the narrowest screen either."""
    for text in seen.root.xpath("//body//text()[contains(., 'e-mail')]"):
        parent = text.getparent()
        kept = parent.get("class") == "together" and not text.is_tail
        stands_alone = kept or parent.tag in _TEXT_ALONE
        if not stands_alone and _EMAIL.search(text):
            yield f"« e-mail » may break in {_excerpt(text, text.index('e-mail'))}"


def no_hated_word(seen: Seen) -> Iterator[str]:
    """Never « traité »: it says that somebody is done, and not what came out (product B.0.1)."""
    yield from _hated(seen.sentences)


def faults_of_text(text: str) -> Iterator[str]:
    """The same three for a plain text, each of its lines a block."""
    lines = BLOCK.join(text.splitlines())
    yield from _hated(lines)
    yield from _straight(lines, frozenset())
    yield from _spaces(lines)


def _straight(text: str, typed: frozenset[str]) -> Iterator[str]:
    for name in sorted(AS_TYPED | typed, key=len, reverse=True):
        if "'" in name:
            text = text.replace(name, "")
    for found in re.finditer("'", text):
        yield f"a straight apostrophe in {_excerpt(text, found.start())}"


def _spaces(text: str) -> Iterator[str]:
    for pattern, fault in (
        (_BEFORE, "a space that may break"),
        (_AFTER, "no no-break space after «"),
        (_GLUED, "no no-break space"),
    ):
        for found in pattern.finditer(text):
            yield f"{fault} in {_excerpt(text, found.start())}"


def _hated(text: str) -> Iterator[str]:
    for found in _HATED.finditer(text):
        yield f"a word that members hate in {_excerpt(text, found.start())}"


def _excerpt(text: str, at: int) -> str:
    return repr(" ".join(text[max(0, at - _AROUND) : at + _AROUND].split(" ")))
