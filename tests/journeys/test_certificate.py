"""S12: a certificate for two people at a past date, and found again."""

import re
from pathlib import Path

import pytest

from tests.bench.pdf import Document
from tests.journeys import steps
from tests.journeys.browser import Visit, coming, every_way
from tests.journeys.hands import Keys
from tests.journeys.prepared import be_member


@every_way
@pytest.mark.row("S12", page="/attestation-affiliation")
@pytest.mark.promise("I3.6")
@pytest.mark.promise("8.1")
@pytest.mark.promise("8.4")
@pytest.mark.promise("8.5")
def test_a_certificate_for_two_at_a_past_date(visit, browser, site, couple, tmp_path):
    be_member(visit, couple.card)

    visit.open("/mes-documents")
    visit.reads("Aucun document pour le moment")
    visit.look("S12-no-document")
    visit.press("Demander une attestation")
    visit.sees("Demander une attestation d’affiliation")
    visit.look("S12-certificate")
    visit.press_button("Préparer mon attestation")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("S12-certificate-errors")

    hand = visit.hand
    hand.tick(couple.card.full_name)
    hand.tick(couple.spouse)
    hand.choose("Un employeur")
    hand.choose("Un jour passé")
    for label, typed in (("Jour", "1"), ("Mois", "3"), ("Année", "2022")):
        hand.type(label, typed, question="Le jour passé")
    visit.press_button("Préparer mon attestation")
    visit.sees("Votre attestation est prête")
    visit.reads("au 1er mars 2022")
    visit.look("S12-certificate-ready")
    first = downloaded(visit, tmp_path / "first.pdf")
    require_couple(Document(first), couple)

    # Another day on another machine: the very same file.
    with coming(browser, site, visit.way, shots=visit.shots) as again:
        steps.sign_in(again, couple.card)
        again.press("Mes documents")
        again.sees("Mes documents")
        again.reads("Attestation d’affiliation")
        again.look("S12-documents")
        assert downloaded(again, tmp_path / "again.pdf") == first
        steps.press_starting(again, "Lire à l’écran")
        again.sees("Attestation d’affiliation")
        again.reads(couple.spouse.split()[0])  # all their first names stand there
        again.look("S12-document")


def downloaded(visit: Visit, to: Path) -> bytes:
    """Press the button of the page; the file that the browser keeps."""
    link = visit.page.get_by_role("link", name=re.compile(r"Télécharger \(PDF, \d+ Ko\)")).first
    with visit.page.expect_download() as download:
        if isinstance(visit.hand, Keys):
            link.focus()
            visit.page.keyboard.press("Enter")
        else:
            link.click()
    name = download.value.suggested_filename
    assert re.fullmatch(r"attestation-d-affiliation-AT-\w{4}-\w{4}\.pdf", name), name
    download.value.save_as(to)
    return to.read_bytes()


def require_couple(read: Document, couple) -> None:
    """Both names, the date, who attests; tagged, in French; no NIR."""
    text = " ".join(read.text.split())
    for words in (couple.card.full_name, couple.spouse):
        first, last = words.split(" ", 1)
        assert re.search(rf"{first}\b[^\n]* {re.escape(last)}", read.text), words
    assert "étaient affiliées à sa complémentaire santé, à la date du 1er mars 2022" in text
    assert "Mutuelle Horizon atteste" in text
    assert list(read.faults()) == []
    assert not re.search(r"[12]\s?\d\d\s?\d\d\s?\d[\dAB]\s?\d{3}\s?\d{3}\s?\d\d", text)
    assert "Sécurité sociale" not in text
