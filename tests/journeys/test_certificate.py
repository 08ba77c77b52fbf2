"""S12: a certificate for two people at a past date, and found again; the papers of who has left."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.bench.pdf import Document
from tests.journeys import steps
from tests.journeys.browser import Visit, coming, every_way
from tests.journeys.hands import Keys
from tests.journeys.members import Card, Unused
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
    visit.sees("Mes documents")
    visit.look("S12-documents-first")
    visit.press("Demander une attestation")
    visit.sees("Quelle attestation vous faut-il")
    visit.look("S12-which-certificate")
    visit.press("Attestation d’affiliation")
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


class Leaver:
    """Somebody whose contract ended, the same in every way that one may come: the first opens the
    account."""

    def __init__(self, card: Card) -> None:
        self.card, self._is_member = card, False

    def come_in(self, visit: Visit) -> None:
        """Signed in, in this browser."""
        if self._is_member:
            steps.sign_in(visit, self.card)
        else:
            be_member(visit, self.card)
        self._is_member = True


@pytest.fixture(scope="module")
def leaver(unused: Unused) -> Leaver:
    """Whose contract ended at the end of 2021."""
    return Leaver(unused.leaver())


@every_way
@pytest.mark.row("S12", page="/attestation-de-radiation")
@pytest.mark.row("S12", page="/cotisations-payees")
@pytest.mark.row("S12", page="/releve-des-remboursements")
@pytest.mark.promise("I6.15")
@pytest.mark.promise("I6.11")
def test_every_paper_of_somebody_who_left(visit, leaver, tmp_path):
    leaver.come_in(visit)
    require_radiation(visit, tmp_path / "radiation.pdf")
    require_payments(visit, tmp_path / "paid.pdf")
    require_statement(visit, tmp_path / "care.pdf", leaver.card)
    visit.press("Mes documents")
    visit.sees("Mes documents")
    for title in ("Relevé annuel", "Attestation de cotisations payées", "Attestation de radiation"):
        visit.reads(title)


def require_radiation(visit: Visit, to: Path) -> None:
    """The certificate that the cover is over, with its last day."""
    visit.open("/attestations")
    visit.sees("Quelle attestation vous faut-il")
    visit.look("S12-which-after-leaving")
    visit.press("Attestation de radiation")
    visit.sees("Demander une attestation de radiation")
    visit.look("S12-radiation")
    visit.hand.choose("Un nouvel assureur")
    visit.press_button("Préparer mon attestation")
    visit.sees("Votre attestation est prête")
    visit.look("S12-radiation-ready")
    read = Document(downloaded(visit, to, "attestation-de-radiation-RA"))
    assert "31 décembre 2021" in " ".join(read.text.split())
    assert list(read.faults()) == []


def require_payments(visit: Visit, to: Path) -> None:
    """What was paid in 2021; the total is the sum of its lines."""
    visit.open("/attestations")
    visit.press("Attestation de cotisations payées")
    visit.sees("Demander une attestation de cotisations payées")
    visit.look("S12-contributions")
    visit.press_button("Préparer mon attestation")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("S12-contributions-errors")
    visit.hand.choose("Autre chose")
    visit.hand.choose("L’année 2021")
    visit.press_button("Préparer mon attestation")
    visit.sees("Votre attestation est prête")
    visit.look("S12-contributions-ready")
    read = Document(downloaded(visit, to, "attestation-de-cotisations-payees-CP"))
    text = re.sub(r"\s", " ", read.text)
    (total,) = re.findall(rf"Total payé ({_EUROS})", text)
    paid = [in_euros(amount) for amount in re.findall(rf"Payée ({_EUROS})", text)]
    assert sum(paid) == in_euros(total) > 0
    assert list(read.faults()) == []


_EUROS = r"\d[\d ]*,\d\d €"


def in_euros(said: str) -> Decimal:
    """« 1 234,50 € »."""
    return Decimal(said.rstrip(" €").replace(" ", "").replace(",", "."))


def require_statement(visit: Visit, to: Path, card: Card) -> None:
    """The yearly statement of care, which says which date counts."""
    visit.open("/attestations")
    visit.press("Relevé annuel des remboursements")
    visit.sees("Mon relevé annuel des remboursements")
    visit.look("S12-statement")
    visit.hand.choose("L’année 2021")
    visit.press_button("Préparer mon relevé")
    visit.sees("Votre relevé est prêt")
    visit.reads(card.full_name)
    visit.look("S12-statement-ready")
    read = Document(downloaded(visit, to, "releve-annuel-des-remboursements-RR"))
    assert "C’est le jour du paiement qui compte" in " ".join(read.text.split())
    assert list(read.faults()) == []


def downloaded(visit: Visit, to: Path, name: str = "attestation-d-affiliation-AT") -> bytes:
    """Press the button of the page; the file that the browser keeps, which is called *name* and
    then its number."""
    link = visit.page.get_by_role("link", name=re.compile(r"Télécharger \(PDF, \d+ Ko\)")).first
    with visit.page.expect_download() as download:
        if isinstance(visit.hand, Keys):
            link.focus()
            visit.page.keyboard.press("Enter")
        else:
            link.click()
    saved = download.value.suggested_filename
    assert re.fullmatch(rf"{name}-\w{{4}}-\w{{4}}\.pdf", saved), saved
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
