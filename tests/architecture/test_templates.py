"""Templates: none unused, none that loads what it does not use or names an address that is not."""

import re
from collections.abc import Iterator

from django.template import engines
from django.template.defaulttags import register as default_tags
from django.template.library import import_library

from tests.architecture.routes import every_route
from tests.architecture.sources import HOUSE, ROOT, templates

_LOAD = re.compile(r"{%\s*load\s+(?P<what>[^%]+?)\s*%}")
_FROM = re.compile(r"(?P<names>.+?)\s+from\s+(?P<library>\S+)$")
_URL = re.compile(r"{%\s*url\s+(['\"])(?P<name>[^'\"]+)\1")
_TAG = re.compile(r"{%\s*(\w+)")
_FILTER = re.compile(r"\|\s*(\w+)")
# Django looks these up by itself: the looks of its forms, and its error pages.
_FOUND_BY_DJANGO = re.compile(r"^(django/forms/|\d{3}\.html$)")


def sources_that_name_templates() -> str:
    python = [path.read_text("utf-8") for path in HOUSE.rglob("*.py") if "tests" not in path.parts]
    insurers = [path.read_text("utf-8") for path in (ROOT / "config").rglob("*") if path.is_file()
                and path.suffix in (".py", ".yaml")]  # fmt: skip
    return "\n".join([*python, *insurers, *templates().values()])


def unused(names: list[str], source: str) -> list[str]:
    """Templates that nothing names. `f"ui/errors/{template}.html"` names a whole folder."""
    folders = re.findall(r"f\"([\w/]+/)\{\w+\}\.(?:html|txt)\"", source)
    return [
        name
        for name in names
        if not _FOUND_BY_DJANGO.search(name)
        and f'"{name}"' not in source
        and f"'{name}'" not in source
        and not any(name.startswith(folder) and _spoken(name, folder, source) for folder in folders)
    ]


def _spoken(name: str, folder: str, source: str) -> bool:
    stem = name.removeprefix(folder).rpartition(".")[0]
    return f'"{stem}"' in source


def test_no_template_is_unused():
    source = sources_that_name_templates()
    assert unused(list(templates()), source) == []
    assert unused(["home/volcano.html"], source) == ["home/volcano.html"]
    assert unused(["ui/errors/volcano.html"], source) == ["ui/errors/volcano.html"]


def needless_loads(text: str) -> Iterator[str]:
    used = set(_TAG.findall(text)) | set(_FILTER.findall(text))
    for load in _LOAD.finditer(text):
        if partial := _FROM.match(load["what"]):
            yield from (name for name in partial["names"].split() if name not in used)
            continue
        for library in load["what"].split():
            found = engines["django"].engine.libraries[library]
            known = import_library(found)
            if not used & (known.tags.keys() | known.filters.keys()):
                yield library


def test_what_a_template_loads_it_uses():
    assert {name: list(needless_loads(text)) for name, text in templates().items()} == {
        name: [] for name in templates()
    }
    assert list(needless_loads("{% load static %}<p></p>")) == ["static"]
    assert "if" in default_tags.tags


def unknown_addresses(text: str) -> list[str]:
    known = {route.name for route in every_route()}
    return [found["name"] for found in _URL.finditer(text) if found["name"] not in known]


def test_every_address_in_a_template_exists():
    assert {
        name: lost
        for name, text in templates().items()
        if not name.startswith("demo/") and (lost := unknown_addresses(text))
        and set(lost) != {"demo:index"}  # on the demo's banner, which the demo alone shows
    } == {}  # fmt: skip
    assert unknown_addresses("{% url 'home:nobody' %}") == ["home:nobody"]


FORBIDDEN = {
    r"\|\s*safe\b": "what is safe was built with format_html",
    r"{%\s*autoescape\s+off": "only the source of a mail is plain text",
    r"\sstyle=": "the content security policy forbids it",
    r"<style\b": "the content security policy forbids it",
    r"\son\w+=": "the content security policy forbids it",
    r"<script(?![^>]*\ssrc=)": "the content security policy forbids it",
    r"https?://(?!www\.w3\.org/)": "nothing comes from elsewhere",
}


def forbidden(name: str, text: str) -> list[str]:
    patterns = [p for p in FORBIDDEN if not (name.endswith(".txt") and "autoescape" in p)]
    return [pattern for pattern in patterns if re.search(pattern, text)]


def test_no_template_does_what_a_browser_would_block():
    assert {
        name: found for name, text in templates().items() if (found := forbidden(name, text))
    } == {}
    for bad in (
        "{{ x|safe }}", "{% autoescape off %}", '<p style="">', "<style>", '<p onclick="">',
        "<script>", '<a href="https://elsewhere.test">',
    ):  # fmt: skip
        assert forbidden("home/bad.html", bad), bad


def test_no_policy_is_loosened():
    loose = re.compile(
        "unsafe-" + "(inline|eval|hashes)|mark_safe|csrf_exempt|xframe_options_exempt"
    )
    places = [*HOUSE.rglob("*.py"), *(ROOT / "config").rglob("*.py")]
    assert [str(path) for path in places if loose.search(path.read_text("utf-8"))] == []
    assert loose.search("script-src 'unsafe-" + "inline'")
