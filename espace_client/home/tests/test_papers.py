"""« Mes documents »: what was issued and what was sent, in one place, by year."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from espace_client.accounts import notices as account_notices
from espace_client.contracts.models import Coverage
from espace_client.contracts.notices import CERTIFICATE_WITHDRAWN
from espace_client.delivery.letters import typeset_letter
from espace_client.delivery.models import Parcel, State
from espace_client.documents.models import IssuedDocument
from espace_client.documents.readers import Reader
from espace_client.home.papers import A_PAGE, wanted
from espace_client.home.queries import papers_of
from espace_client.kernel import clock as clock_of_the_house
from espace_client.kernel.emails import masked
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from espace_client.members.queries import phrase_of
from tests.bench.clock import Clock
from tests.bench.page_checks.seen import words_of
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import acting, card_document_of, certificate_of, helped, sent_to, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.11")]
PAGE = "/mes-documents"
CODE = {"secrets": {"code": "K7P4-3MWT-9QXC"}, "expires": "1er mai 2022"}


def titles(page: Any) -> list[str]:
    return [words_of(heading) for heading in page.root.xpath("//main//li/h3")]


def many(person: Person, document: IssuedDocument, clock: Clock, *, how_many: int) -> None:
    """Certificates of one a day, going back from the day of *document*."""
    IssuedDocument.objects.bulk_create(
        IssuedDocument(
            person=person.pk, kind="certificate", title=f"Attestation {number:03}",
            number=f"AT-{number:04}", issued_at=document.issued_at - timedelta(days=number),
            facts=document.facts, shown=document.shown, content=document.content,
            size=document.size, sha256=document.sha256, content_key=number.to_bytes(32),
        )
        for number in range(1, how_many + 1)
    )  # fmt: skip


def test_what_was_issued_and_what_was_sent_stand_in_one_list(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock
) -> None:
    clock.set("2022-12-31T23:30")
    certificate_of(jeanne)
    sent_to(salah)
    clock.set("2023-01-01T08:00")
    letter = sent_to(jeanne)
    mail = sent_to(jeanne, CERTIFICATE_WITHDRAWN)
    clock.set("2023-01-02T08:00")
    page = signed_in(client, jeanne).get(PAGE).page
    assert titles(page) == [
        "Un de vos documents ne sert plus",
        "Un de vos documents ne sert plus",
        "Attestation d’affiliation",
    ]
    assert "Courrier du dimanche 1er janvier 2023" in page.text
    assert f"envoyé à {masked(jeanne.email)}" in page.text
    assert jeanne.email not in page.text
    for one in (letter, mail):
        assert one.reference in page.text
    assert page.text.index("2023 Un de vos") < page.text.index("2022 Attestation")


def test_a_year_and_a_kind_are_chosen_by_links(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    clock.set("2022-12-31T23:30")
    certificate_of(jeanne)
    clock.set("2023-01-01T08:00")
    certificate_of(jeanne)
    card_document_of(jeanne)
    sent_to(jeanne)
    page = signed_in(client, jeanne).get(PAGE).page
    of_2022 = page.link("2022")
    assert of_2022 == f"{PAGE}?annee=2022"
    found = client.get(of_2022).page
    assert titles(found) == ["Attestation d’affiliation"]
    assert titles(client.get(page.link("Courriers")).page) == ["Un de vos documents ne sert plus"]
    both = client.get(found.link("Attestations d’affiliation"))
    assert both.wsgi_request.get_full_path() == f"{PAGE}?annee=2022&sorte=certificate"
    assert titles(both.page) == ["Attestation d’affiliation"]
    none = client.get(f"{PAGE}?annee=2022&sorte=letter").page
    assert "Rien ici pour ce choix" in none.text
    assert none.link("Voir tous mes documents") == PAGE


@pytest.mark.parametrize("wrong", ["annee=x", "annee=0", "sorte=bank", "apres=1", "apres=9-z"])
def test_an_address_that_says_nothing_right_shows_everything(
    client: CheckedClient, jeanne: Person, wrong: str
) -> None:
    certificate_of(jeanne)
    assert len(titles(signed_in(client, jeanne).get(f"{PAGE}?{wrong}").page)) == 1
    assert wanted(year="", kind="", after=f"{10**17 * 9}-{'0' * 32}").after is None


@pytest.mark.parametrize("how_many", [300])
def test_three_hundred_are_read_page_after_page_each_once(
    client: CheckedClient, jeanne: Person, clock: Clock, how_many: int
) -> None:
    many(jeanne, certificate_of(jeanne), clock, how_many=how_many)
    sent_to(jeanne)
    signed_in(client, jeanne)
    older = "Voir les documents plus anciens"
    found, pages, address = [], 0, PAGE
    while address:
        page = client.get(address).page
        found += titles(page)
        pages += 1
        address = page.link(older) if older in page.text else ""
    assert (len(found), pages) == (how_many + 2, -(-(how_many + 2) // A_PAGE))
    assert len(set(found)) == len(found)


def test_this_years_card_says_by_which_one_it_was_replaced(
    client: CheckedClient, jeanne: Person, karim: Person, clock: Clock
) -> None:
    old = card_document_of(jeanne)
    certificate_of(jeanne)
    clock.advance(days=1)
    Coverage.objects.filter(person=karim).update(end_on=clock.today - timedelta(days=1))
    new = card_document_of(jeanne)
    assert new != old
    clock.set("2022-12-01T09:00")
    card_document_of(jeanne, year=2023)
    page = signed_in(client, jeanne).get(PAGE).page
    [replaced] = page.root.xpath("//main//li[contains(., 'Remplacé par')]")
    assert old.number in words_of(replaced)
    assert f"Remplacé par le document {new.number}" in words_of(replaced)


@pytest.mark.promise("8.11")
def test_a_letter_is_read_on_screen_and_downloaded_as_it_left(
    client: CheckedClient, jeanne: Person
) -> None:
    letter = sent_to(jeanne)
    of_it = f"{letter.subject} {letter.reference}"
    signed_in(client, jeanne)
    page = client.get(client.get(PAGE).page.link(f"Lire à l’écran {of_it}")).page
    assert "AT-7K4P-9QXC" in page.text
    answer = client.get(page.link("Télécharger (PDF, 1 page)"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content == typeset_letter(letter, {})
    assert "AT-7K4P-9QXC" in Document(answer.content).text


@pytest.mark.promise("5.1")
def test_a_message_that_held_a_code_or_a_link_is_told_and_never_read(
    client: CheckedClient, jeanne: Person
) -> None:
    letter = sent_to(jeanne, account_notices.LETTER_CODE, **CODE)
    reset = {"reset_address": f"{settings.PUBLIC_URL}/mot-de-passe/abc"}
    mail = sent_to(jeanne, account_notices.RESET, secrets=reset, expires="midi")
    signed_in(client, jeanne)
    page = client.get(PAGE).page
    assert page.text.count("portait un code ou un lien personnel") == 2
    assert "Lire à l’écran" not in page.text
    for one in (letter, mail):
        read = client.get(f"{PAGE}/messages/{one.pk}").page
        assert "portait un code ou un lien personnel" in read.text
        assert "⟦" not in read.text
        assert client.get(f"{PAGE}/messages/{one.pk}/pdf").status_code == 404


def test_what_did_not_leave_or_is_not_for_them_is_not_there(
    client: CheckedClient, jeanne: Person
) -> None:
    invited = {"giver": "Jeanne", "functions": "", "until": "", "by_law": False, "expires": ""}
    sent_to(jeanne, account_notices.CARER_INVITED, secrets={"invitation_address": "x"}, **invited)
    sent_to(jeanne, account_notices.NEW_EMAIL, migration=False)
    waiting = sent_to(jeanne, CERTIFICATE_WITHDRAWN)
    Parcel.objects.filter(pk=waiting.pk).update(state=State.WAITING)
    page = signed_in(client, jeanne).get(PAGE).page
    assert "Aucun document pour le moment" in page.text
    assert client.get(f"{PAGE}/messages/{waiting.pk}").status_code == 404


def test_a_sending_that_was_cut_says_that_it_may_have_left(
    client: CheckedClient, jeanne: Person
) -> None:
    mail = sent_to(jeanne, CERTIFICATE_WITHDRAWN)
    Parcel.objects.filter(pk=mail.pk).update(state=State.IN_DOUBT)
    signed_in(client, jeanne)
    for address in (PAGE, f"{PAGE}/messages/{mail.pk}"):
        assert "il est peut-être parti" in client.get(address).page.text


@pytest.mark.promise("2.3")
def test_a_letter_to_somebody_else_of_the_household_is_not_shown(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    his = sent_to(karim, CERTIFICATE_WITHDRAWN)
    signed_in(client, jeanne)
    assert his.reference not in client.get(PAGE).page.text
    assert client.get(f"{PAGE}/messages/{his.pk}").status_code == 404


@pytest.mark.promise("2.9")
def test_a_carer_reads_what_is_about_the_contract_and_neither_codes_nor_the_two_words(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    letter = sent_to(jeanne)
    changed = sent_to(jeanne, account_notices.PASSWORD_CHANGED)
    words = phrase_of(jeanne)
    assert words in letter.text
    acting(client, salah, helped(jeanne, salah, Right.DOCUMENTS))
    page = client.get(PAGE).page
    assert letter.reference in page.text
    assert changed.reference not in page.text
    assert client.get(f"{PAGE}/messages/{changed.pk}").status_code == 404
    assert words not in client.get(f"{PAGE}/messages/{letter.pk}").page.text
    assert words not in Document(client.get(f"{PAGE}/messages/{letter.pk}/pdf").content).text


def test_a_card_without_its_number_of_social_security_replaces_none(
    client: CheckedClient, jeanne: Person
) -> None:
    with_it, without = card_document_of(jeanne), card_document_of(jeanne, with_nir=False)
    assert with_it.version_of
    assert with_it.version_of != without.version_of


def test_a_title_is_shown_as_it_is_written(client: CheckedClient, jeanne: Person) -> None:
    """Its line is a text with holes: what fills one is neither HTML nor another hole."""
    kept = certificate_of(jeanne)
    title = "Attestation {number} <b>{told}</b>"
    IssuedDocument.objects.filter(pk=kept.pk).update(title=title)
    assert titles(signed_in(client, jeanne).get(PAGE).page) == [title]


@pytest.mark.promise("2.3")
def test_readers_one_after_the_other_each_read_their_own(jeanne: Person, salah: Person) -> None:
    """The statements are kept: neither the space nor the choice of who asked before is."""
    hers, his = certificate_of(jeanne), certificate_of(salah)
    choices = [
        wanted(year=year, kind=kind, after="") for year in ("", "2021", "2022")
        for kind in ("", "certificate", "card", "letter", "other")
    ]  # fmt: skip
    for _again in range(2):
        for person, own in ((jeanne, hers), (salah, his)):
            for chosen in choices:
                read = papers_of(Reader(person.pk, clock_of_the_house.today()), chosen=chosen)
                found = [one.number for _year, group in read.years for one in group]
                there = chosen.kind in ("", "certificate") and chosen.year in (None, 2022)
                assert found == ([own.number] if there else [])
                assert read.known_years == [2022]
