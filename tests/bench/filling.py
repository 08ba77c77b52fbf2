"""Filling in the forms of a page, as a browser would send them."""

from collections.abc import Mapping
from urllib.parse import urljoin

from lxml.html import HtmlElement

from tests.bench.page_checks.seen import where, words_of

type Fields = dict[str, str | list[str]]


def the_form(root: HtmlElement, action: str | None = None) -> HtmlElement:
    """The form whose action holds *action*; else the only one in `<main>` that posts."""
    posts = root.xpath("//form[translate(@method, 'POST', 'post')='post']")
    if action is not None:
        found = [form for form in posts if action in form.get("action", "")]
    else:
        inside = [form for form in posts if form.xpath("ancestor::main")]
        found = inside or posts
    found = list({form.get("action", ""): form for form in found}.values())  # a menu shown twice
    assert len(found) == 1, f"{len(found)} forms to send here: {[where(form) for form in found]}"
    return found[0]


def filled(form: HtmlElement, typed: Mapping[str, object], *, button: str | None = None) -> Fields:
    """What the form sends once *typed* is typed into it; None empties a field or unticks a box.

    A field that the form does not have, or an answer that it does not offer, is an error of the
    test: nobody can type there.
    """
    fields = _as_it_stands(form)
    for name, value in typed.items():
        controls = form.xpath(
            ".//*[self::input or self::select or self::textarea][@name=$n]", n=name
        )
        assert controls, f"no field {name!r} in {where(form)}, only {sorted(fields)}"
        if value is None or value is False:
            fields.pop(name, None)
            if controls[0].get("type") not in ("checkbox", "radio"):
                fields[name] = ""
        else:
            fields[name] = _answer(controls, name, value)
    fields.update(_button(form, button))
    return fields


def goes_to(form: HtmlElement, page: str) -> str:
    """The address a form of *page* is sent to."""
    return urljoin(page, form.get("action", ""))


def _as_it_stands(form: HtmlElement) -> Fields:
    fields: Fields = {}
    for control in form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
        name, kind = control.get("name"), control.get("type", "text")
        if control.get("disabled") is not None or kind in ("submit", "button", "image", "file"):
            continue
        if control.tag == "textarea":
            fields[name] = control.text or ""
        elif control.tag == "select":
            chosen = control.xpath(".//option[@selected]") or control.xpath(".//option[1]")
            fields[name] = [option.get("value", words_of(option)) for option in chosen][-1]
        elif kind not in ("checkbox", "radio"):
            fields[name] = control.get("value", "")
        elif control.get("checked") is not None:
            fields[name] = control.get("value", "on")
    return fields


def _answer(controls: list[HtmlElement], name: str, value: object) -> str | list[str]:
    first = controls[0]
    if isinstance(value, list):  # several boxes of one question
        boxes = {control.get("value") for control in controls}
        assert boxes >= set(value), f"{name} offers {boxes}, not {value!r}"
        return value
    if value is True:
        assert first.get("type") == "checkbox", f"{where(first)} cannot be ticked"
        return str(first.get("value", "on"))
    offered = [control.get("value", "on") for control in controls if control.get("type") == "radio"]
    if first.tag == "select":
        offered = [o.get("value", words_of(o)) for o in first.xpath(".//option")]
    assert not offered or str(value) in offered, f"{name} offers {offered}, not {value!r}"
    return str(value)


def _button(form: HtmlElement, named: str | None) -> Fields:
    buttons = form.xpath(".//button[not(@type) or @type='submit']")
    if named is not None:
        buttons = [button for button in buttons if words_of(button) == named]
        assert len(buttons) == 1, f"{len(buttons)} buttons « {named} » in {where(form)}"
    if buttons and buttons[0].get("name"):
        return {buttons[0].get("name"): buttons[0].get("value", "")}
    return {}
