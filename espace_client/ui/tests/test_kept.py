"""What is the same on each page is worked out once, and what is not, is not."""

import pytest
from django.template import engines
from django.templatetags import i18n
from django.test import RequestFactory
from django.urls import NoReverseMatch
from django.utils import translation


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


def test_an_address_that_is_not_there_fails_each_time() -> None:
    template = engines["django"].from_string('{% url "nowhere" %}')
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            template.render({})
