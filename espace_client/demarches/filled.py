"""What the pages of a draft ask, what was typed on them, and what it still lacks."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from espace_client.demarches.registry import kind_of
from espace_client.demarches.shape import Answers, Asking, Page


def missing_pages(asking: Asking, kind: str) -> list[str]:
    """The pages that are asked and not answered well (any more), in their order; those that say
    that there is nothing to send, too."""
    return [
        page.slug
        for page in kind_of(kind).pages
        if page.asked(asking) and (not is_answered(page, asking) or page.stops(asking))
    ]


def typed(answers: Answers) -> QueryDict:
    """What was answered, as a form gets it from a browser."""
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def answers_in(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """What a browser sent for *form*, by the names under which it sends it: a text, or a list where
    several may be chosen. What was left empty is there, empty: its page was seen."""
    return {
        name: data.getlist(name) if several else data.get(name, "")
        for name, several in _names(form)
    }


def is_answered(page: Page, asking: Asking) -> bool:
    """Whether the page was seen, though it may have been left empty, and what is there is good."""
    form = page.form(asking)(typed(asking.answers))
    return all(name in asking.answers for name, _several in _names(form)) and form.is_valid()


def _names(form: forms.Form) -> Iterator[tuple[str, bool]]:
    for name, field in form.fields.items():
        widget = field.widget
        if isinstance(widget, forms.MultiWidget):
            yield from ((f"{name}{suffix}", False) for suffix in widget.widgets_names)  # type: ignore[attr-defined]  # the stubs lack it
        else:
            yield name, bool(getattr(widget, "allow_multiple_selected", False))
