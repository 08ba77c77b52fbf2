"""A line of a list as HTML. A list has twenty: the template of a line is rendered once for each
process and each shape of a line, with holes; for each page only the holes are filled, escaped as
ever (docs/speed.md). The template must write no other braces, and reads `row`.
"""

from collections.abc import Hashable, Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def filled(template: str, said: Mapping[str, object], **shape: Hashable) -> SafeString:
    """The line of *template* that says *said*. `shape` is what decides how it looks, and nothing of
    a person: each value of it has a template of its own."""
    return format_html(_holes(template, tuple(said), tuple(shape.items()), get_language()), **said)


@lru_cache(maxsize=256)
def _holes(
    template: str,
    said: tuple[str, ...],
    shape: tuple[tuple[str, Hashable], ...],
    language: str | None,
) -> str:
    row: dict[str, object] = {name: f"{{{name}}}" for name in said}
    return render_to_string(template, {"row": row | dict(shape)})
