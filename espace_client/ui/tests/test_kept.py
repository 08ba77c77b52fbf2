"""What is the same on each page is worked out once, and what is not, is not."""

from dataclasses import replace
from typing import cast

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template import TemplateSyntaxError, engines
from django.templatetags import i18n
from django.test import RequestFactory, override_settings
from django.urls import NoReverseMatch
from django.utils import translation
from django.utils.translation import trans_real

from espace_client.ui.middleware import language_of_request
from espace_client.ui.request import Request
from espace_client.ui.templatetags.kept import Once


def written(text: str, **context: object) -> str:
    return engines["django"].from_string(text).render(context, RequestFactory().get("/"))


def kinds(text: str) -> list[str]:
    template = engines["django"].from_string(text).template
    return [type(node).__name__ for node in template.nodelist]


def test_constants_are_kept_and_all_else_is_not() -> None:
    assert kinds('{% url "home:home" %}{% url "text_size" "grand" %}') == ["Kept", "Kept"]
    assert kinds('{% url name %}{% url "home:later" code %}') == ["URLNode", "URLNode"]
    assert kinds('{% url "home:later" code="x"|lower %}') == ["URLNode"]
    assert kinds('{% url "home:home" as home %}') == ["URLNode"]
    assert kinds('{% translate "Oui" %}') == ["Kept"]
    assert kinds('{% translate word %}{% translate "Oui" as yes %}') == ["TranslateNode"] * 2


def test_a_loop_still_says_each_its_own() -> None:
    text = '{% for code in codes %}{% url "home:later" code %} {% endfor %}'
    assert written(text, codes=["a", "b"]) == "/bientot/a /bientot/b "


def test_what_is_kept_is_what_django_says(monkeypatch: pytest.MonkeyPatch) -> None:
    template = engines["django"].from_string(
        '{% url "home:home" %} {% translate "L’heure & 5 %" %}'
    )
    asked = []
    honest = i18n.TranslateNode.render
    monkeypatch.setattr(
        i18n.TranslateNode, "render", lambda *given: asked.append(1) or honest(*given)
    )
    said = {template.render({}) for _ in range(3)}
    assert said == {"/accueil L’heure & 5 %"}
    assert len(asked) == 1


def test_a_sentence_is_kept_for_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    template = engines["django"].from_string('{% translate "Oui" %}')
    monkeypatch.setattr(
        i18n.TranslateNode, "render", lambda *given: f"in {translation.get_language()}"
    )
    for language in ("fr", "en", "fr"):
        with translation.override(language):
            assert template.render({}) == f"in {language}"


def test_a_part_is_written_once_for_each_place(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        '{% once place %}{% if place == "home" %}ici{% else %}{{ place }}{% endif %}{% endonce %}'
    )
    template = engines["django"].from_string(text)
    honest, asked = Once._written, []
    monkeypatch.setattr(Once, "_written", lambda *given: asked.append(1) or honest(*given))
    said = [template.render({"place": place}) for place in ("home", "security", "home")]
    assert said == ["ici", "security", "ici"]
    assert len(asked) == 2
    assert template.render({}) == ""


def test_a_part_knows_nothing_of_who_reads_it() -> None:
    template = engines["django"].from_string(
        "{% once place %}{{ insurer.name }} {{ user }}{{ request.path }}{{ person }}{% endonce %}"
    )
    of_her = dict.fromkeys(("user", "person"), "Madame Morel")
    said = template.render({"place": "home", **of_her}, RequestFactory().get("/accueil"))
    assert said.startswith(f"{settings.INSURER.name} ")
    assert "Morel" not in said
    assert "/accueil" not in said


def test_a_part_differs_by_plain_values_alone() -> None:
    template = engines["django"].from_string("{% once person %}{{ person.name }}{% endonce %}")
    with pytest.raises(TypeError, match="person"):
        template.render({"person": RequestFactory()})
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% once person.name %}{% endonce %}")


def test_a_part_follows_the_insurer() -> None:
    template = engines["django"].from_string("{% once %}{{ insurer.name }}{% endonce %}")
    assert template.render({}) == settings.INSURER.name
    with override_settings(INSURER=replace(settings.INSURER, name="Une autre")):
        assert template.render({}) == "Une autre"


def test_each_request_says_its_language_once() -> None:
    def said(request: Request) -> HttpResponse:
        return HttpResponse(trans_real._active.value.language())

    with translation.override("en"):
        answer = language_of_request(said)(cast("Request", RequestFactory().get("/")))
        assert answer.content == b"fr"
        assert translation.get_language() == "en"


def test_an_address_that_is_not_there_fails_each_time() -> None:
    template = engines["django"].from_string('{% url "nowhere" %}')
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            template.render({})
