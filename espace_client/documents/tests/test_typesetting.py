"""A source and data become a document that everybody can read, the same each time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import override_settings

from espace_client.documents.content import Section, as_json
from espace_client.documents.typesetting import TypesettingError, typeset
from tests.bench.pdf import Document

AT = datetime(2022, 3, 24, 8, tzinfo=UTC)


def made(*paragraphs: str, at: datetime = AT, title: str = "Attestation") -> bytes:
    data = {
        "title": title,
        "number": "AT-7K4P-9QXC",
        "issued_on": "24 mars 2022",
        "sections": as_json((Section(paragraphs=paragraphs),)),
    }
    return typeset("contracts/certificate.typ", data=data, at=at)


@pytest.mark.promise("7.5")
def test_the_same_content_at_the_same_moment_gives_the_same_bytes() -> None:
    first = made("Bonjour")
    assert made("Bonsoir") != first
    assert made("Bonjour", at=AT.replace(hour=9)) != first
    assert made("Bonjour") == first


def test_it_says_who_writes_and_that_it_is_invented() -> None:
    read = Document(made("Bonjour"))
    lines = read.text.splitlines()
    assert lines[:2] == ["Logo de Mutuelle Horizon", "Mutuelle Horizon"]
    assert "mutuelle soumise au livre II du Code de la mutualité" in lines[2]
    assert "12 rue de l’Aurore, 35000 RENNES" in lines[3]
    assert "01 99 00 12 34" in lines[4]
    assert lines[5] == "Document inventé pour la démonstration."
    assert lines[-1] == "Bonjour"
    assert read.title == "Attestation"
    assert "Mutuelle Horizon – AT-7K4P-9QXC" in read.everything
    assert "page 1 sur 1" in read.everything


def test_a_real_insurer_s_document_does_not_say_that_it_is_invented() -> None:
    with override_settings(INSURER=replace(settings.INSURER, invented=False)):
        assert "inventé pour" not in Document(made("Bonjour")).text


@pytest.mark.promise("3.7")
@pytest.mark.parametrize(
    "text",
    [
        "*gras* _italique_ #panic() $x$ = Titre // commentaire",
        '#import "/documents/documents/base.typ": data',
        "\\u{41} @renvoi <label> `code` ~ --- [x](y) \"droit\" 'simple'",
        "Éloïse Œuvrard Przybyłowski Ğülşen Nguyễn Ștefan Αθηνά",
    ],
)
def test_a_text_is_never_markup(text: str) -> None:
    assert text in Document(made(text)).text


@pytest.mark.parametrize("text", ["名前", "\ue000", "\x07"])
def test_what_no_font_of_ours_draws_is_refused_and_says_so(text: str) -> None:
    with pytest.raises(
        TypesettingError, match=r"contracts/certificate\.typ.*(displayed|codepoint)"
    ):
        made(text)


def test_a_document_that_is_not_there_is_a_programming_error() -> None:
    with pytest.raises(LookupError, match="no document of the room contracts"):
        typeset("contracts/nothing.typ", data={}, at=AT)
    with pytest.raises(LookupError):
        typeset("attic/certificate.typ", data={}, at=AT)
    with pytest.raises(TypesettingError, match="title"):
        typeset("contracts/certificate.typ", data={}, at=AT)


def test_several_at_once_do_not_hinder_each_other() -> None:
    expected = [made(f"Numéro {n}") for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda n: made(f"Numéro {n}"), range(8))) == expected
