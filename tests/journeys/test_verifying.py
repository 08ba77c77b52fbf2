"""D14: whoever is shown a certificate verifies it: with a network, without one, and once it is
withdrawn."""

import json
import re
from base64 import urlsafe_b64encode

import pypdfium2
import pytest

from tests.bench.squares import squares_in
from tests.journeys import steps
from tests.journeys.browser import DESKTOP, NO_SCRIPT, PHONE, Visit, coming
from tests.journeys.test_card import today
from tests.journeys.test_certificate import downloaded
from tests.journeys.test_desk import enter, find


def forged_code(content: object, signature: bytes | None) -> str:
    """A code of somebody who knows the layout and has no key."""
    parts = [json.dumps(content).encode(), *([] if signature is None else [signature])]
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


_SAID = ["Mutuelle", "Attestation", "AT-7K4P-9QXC", *["2022-03-24"] * 4, "J. M."]
FORGED = (
    forged_code([1, "s1", *_SAID], None),
    forged_code([1, "s1", *_SAID], b"short"),
    forged_code([1, "__proto__", *_SAID], bytes(64)),
    forged_code([1, "constructor", *_SAID], bytes(64)),
    forged_code({"form": 1}, bytes(64)),
    forged_code(None, bytes(64)),
)


def certificate(visit: Visit, couple, to) -> tuple[str, str]:
    """The code of the square of a certificate that was just made, and its number."""
    steps.choose_password(visit, steps.ask_for_account(visit, couple.card))
    visit.open("/attestation-affiliation")
    visit.hand.tick(couple.card.full_name)
    visit.hand.choose("Une école ou une crèche")
    visit.hand.choose("Aujourd’hui, le")
    visit.press_button("Préparer mon attestation")
    visit.sees("Votre attestation est prête")
    (address,) = squares_in(downloaded(visit, to / "attestation.pdf"))
    pages = pypdfium2.PdfDocument(to / "attestation.pdf")
    text = pages[0].get_textpage().get_text_range()
    return address, re.search(r"AT-\w{4}-\w{4}", text)[0]


@pytest.mark.row("D14", page="/verifier")
@pytest.mark.promise("I6.6")
@pytest.mark.promise("I6.7")
@pytest.mark.promise("I6.8")
def test_a_school_verifies_a_certificate(visit, browser, site, couple, tmp_path):
    address, number = certificate(visit, couple, tmp_path)
    path = address.removeprefix(site.address.rstrip("/"))

    with coming(browser, site, PHONE, shots=visit.shots) as school:
        school.page.clock.set_fixed_time(site.now)
        school.open("/verifier")
        school.sees("Ce document est-il authentique")
        school.look("D14-verify")
        school.hand.type("Le numéro du document", "AT-1")
        school.press_button("Vérifier ce document")
        school.reads("Relisez-le sur le document")
        school.look("D14-verify-error")
        school.open(path)
        school.sees("Oui, ce document est authentique")
        school.look("D14-genuine")
        assert couple.card.full_name.split()[-1] not in school.page.inner_text("main")

        # The lift, the cellar, the village without a relay.
        school.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        school.page.context.set_offline(True)
        school.open(path)
        school.sees("Oui, ce document est authentique")
        school.reads(f"Vérifié sans réseau, le {today(site)}")
        school.reads(number)
        school.look("D14-offline")
        school.open(path[:-9] + ("A" if path[-9] != "A" else "B") + path[-8:])
        school.sees("Ce code n’est pas de nous")
        for forged in FORGED:
            school.open(f"/verifier/{forged}")
            school.sees("Ce code n’est pas de nous")
        school.page.context.set_offline(False)

        with coming(browser, site, DESKTOP, shots=visit.shots) as desk:
            enter(desk)
            find(desk, couple.card.member_number)
            desk.press(f"Ouvrir le dossier de {couple.card.full_name}")
            desk.press_button("Appel")
            desk.press(f"Annuler {number}")
            desk.sees("Annuler :")
            desk.look("desk-withdraw")
            desk.hand.choose("Il contenait une erreur")
            desk.press_button("Annuler ce document")
            desk.reads("Le document est annulé")
            desk.look("desk-withdrawn")

        school.open(path)
        school.sees("Ce document est annulé")
        school.look("D14-withdrawn")
        school.page.context.set_offline(True)
        school.open(path)
        school.sees("Ce document est annulé")
        school.reads(f"Liste des documents annulés : {today(site)}")


@pytest.mark.row("D14", page="/verifier")
@pytest.mark.promise("I6.6")
@pytest.mark.parametrize("visit", [NO_SCRIPT], ids=["no-script"], indirect=True)
def test_without_scripts_the_number_and_the_square_are_enough(visit, site, couple, tmp_path):
    address, number = certificate(visit, couple, tmp_path)
    visit.open(address.removeprefix(site.address.rstrip("/")))
    visit.sees("Oui, ce document est authentique")
    visit.press("Vérifier un autre document")
    visit.hand.type("Le numéro du document", number.lower())
    visit.press_button("Vérifier ce document")
    visit.sees("Oui, ce document est authentique")
