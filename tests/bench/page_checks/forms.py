"""Fields that are labelled, forms that say where they go and are sent once."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.bench.page_checks.seen import Seen, where, words_of

_UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


def labels(seen: Seen) -> Iterator[str]:
    """Every field has a label that can be seen; `aria-label` alone does not do."""
    for control in seen.root.xpath("//input|//select|//textarea"):
        if control.get("type", "text") in _UNLABELLED:
            continue
        if not any(words_of(label) for label in _labels_of(seen.root, control)):
            yield f"{where(control)} has no visible label"


def _labels_of(root: HtmlElement, control: HtmlElement) -> Iterator[HtmlElement]:
    yield from control.xpath("ancestor::label")
    if name := control.get("id"):
        yield from root.xpath("//label[@for=$name]", name=name)
    for name in control.get("aria-labelledby", "").split():
        yield from root.xpath("//*[@id=$name]", name=name)


def groups(seen: Seen) -> Iterator[str]:
    """Radio buttons stand in a fieldset whose legend asks the question."""
    for control in seen.root.xpath("//input[@type='radio']"):
        legends = control.xpath("ancestor::fieldset/legend")
        grouped = control.xpath("ancestor::*[@role='radiogroup'][@aria-labelledby or @aria-label]")
        if not grouped and not any(words_of(legend) for legend in legends):
            yield f"{where(control)} stands in no fieldset with a legend"


def complete_forms(seen: Seen) -> Iterator[str]:
    """A form says its method and its action (empty by choice: this page). One that changes
    something carries the two tokens: against forged forms, and against double clicks."""
    for form in seen.root.xpath("//form"):
        method = form.get("method", "").lower()
        if method not in ("get", "post"):
            yield f"{where(form)} says no method"
        if form.get("action") is None:
            yield f"{where(form)} says no action"
        if not form.xpath(".//button[not(@type) or @type='submit']|.//input[@type='submit']"):
            yield f"{where(form)} has no button to send it"
        if method == "post":
            for token in ("csrfmiddlewaretoken", "form_token"):
                if not form.xpath(".//input[@type='hidden'][@name=$n][@value!='']", n=token):
                    yield f"{where(form)} has no {token}"


def nothing_ticked(seen: Seen) -> Iterator[str]:
    """No consent is ticked beforehand. A page that comes back with a fault keeps what was typed;
    an answer that says something (« alsace_moselle », not « on ») may be shown as it was given."""
    for box in seen.root.xpath("//input[@type='checkbox'][@checked]"):
        given = box.get("value", "on") in seen.typed - {"on"}
        if box.get("name") not in seen.posted and not given:
            yield f"{where(box)} is ticked beforehand"
