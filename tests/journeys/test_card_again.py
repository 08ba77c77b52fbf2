"""S14 and S7: the card sent again, from the first click to the letter box, with its adviser."""

import csv
import re
from datetime import timedelta

import pytest

from tests.bench.corpus import page, picture
from tests.journeys import steps
from tests.journeys.browser import DESKTOP, KEYBOARD, NO_SCRIPT, PHONE, Visit, coming
from tests.journeys.members import Card, Unused
from tests.journeys.prepared import be_member
from tests.journeys.site import SentMail, Site, wait_for
from tests.journeys.test_desk import enter

REFERENCE = re.compile(r"EC-20\d\d-\d\d-\w{4}-\w")
each_of = pytest.mark.parametrize(
    "visit", [PHONE, KEYBOARD, NO_SCRIPT], ids=lambda way: way.name, indirect=True
)


def begin(visit: Visit, why: str) -> None:
    """From the first page to reading it again."""
    visit.open("/accueil")
    visit.press("Faire une demande")
    visit.sees("Faire une demande")
    visit.look("S14-choose")
    visit.press("Nouvel envoi de la carte de tiers payant")
    visit.reads("Votre carte est utilisable tout de suite.")
    visit.look("S14-start")
    visit.press_button("Commencer")
    visit.sees("Pourquoi faut-il la renvoyer")
    visit.look("S14-why")
    visit.hand.choose(why)
    visit.press_button("Continuer")
    visit.sees(re.compile("Où l’envoyer|Pour qui"))
    if "Pour qui" in visit.page.inner_text("h1"):
        visit.look("S14-people")
        visit.hand.tick(visit.page.locator(".choice").first.inner_text())
        visit.press_button("Continuer")
        visit.sees("Où l’envoyer")
    visit.look("S14-address")
    visit.hand.choose("Oui, c’est la bonne")
    visit.press_button("Continuer")
    visit.sees("Où vous joindre")
    visit.press_button("Continuer")
    visit.sees("Relisez, puis envoyez")
    visit.look("S14-summary")


def send(visit: Visit) -> str:
    """Send it; its reference."""
    visit.press_button("Envoyer ma demande")
    visit.sees("C’est envoyé")
    visit.look("S14-sent")
    found = REFERENCE.search(visit.page.inner_text("main"))
    assert found
    return found[0]


def about(site: Site, card: Card, reference: str) -> list[SentMail]:
    """The mails that left about that request."""
    return [mail for mail in site.mails(card.email) if reference in mail.subject]


def print_and_post(visit: Visit) -> None:
    """The factory prints, the postman comes."""
    visit.open("/demo/cards")
    visit.page.get_by_role("button", name="Imprimer maintenant").click()
    visit.page.get_by_role("button", name="Poster cartes-").first.click()
    visit.sees("La fabrique de cartes")


def receive_it(visit: Visit, site: Site, card: Card) -> None:
    """Eleven days later its addressee says that it is there."""
    with site.on(site.now + timedelta(days=11)):
        visit.open("/demo/cards")
        visit.page.get_by_role("button", name="Donner les nouvelles maintenant").click()
        visit.sees("La fabrique de cartes")
        steps.sign_in(visit, card)
        visit.open("/accueil")
        visit.reads("Nous attendons quelque chose de vous")
        visit.page.locator("#a-faire ~ ul a").first.wait_for()
        visit.press("Nouvel envoi de la carte de tiers payant")
        visit.reads("Avez-vous reçu votre carte")
        visit.look("S7-question")
        visit.hand.choose("Oui, je l’ai reçue")
        visit.press_button("Répondre")
        visit.reads("Carte reçue.")
        visit.look("S7-received")
        visit.open("/deconnexion")


@pytest.fixture
def alone(unused: Unused, running_site: Site) -> Card:
    """Somebody whose address is not being changed: their card is printed without an adviser."""
    with (running_site.data / "portfolio/demandes.csv").open(encoding="utf-8", newline="") as file:
        moving = {
            row["reference_personne"]
            for row in csv.DictReader(file, delimiter=";")
            if row["nature"] == "coordonnees"
        }
    return unused.member(lambda card: f"P{card.member_number}" not in moving)


@each_of
@pytest.mark.row("S14", page="/demarches/renvoi-carte")
@pytest.mark.row("S7", page="/mes-demandes")
@pytest.mark.promise("I7.16")
@pytest.mark.promise("I7.12")
@pytest.mark.promise("I7.13")
def test_a_lost_card_from_the_first_click_to_the_letter_box(visit, site, alone):
    be_member(visit, alone)
    begin(visit, "Je l’ai perdue")
    reference = send(visit)
    visit.press("Suivre ma demande")
    visit.reads(reference)
    visit.reads("Elle part à l’impression au plus tard")
    visit.look("S7-detail")
    wait_for(lambda: about(site, alone, reference), 2, "the receipt and the answer")
    assert not any("carte" in mail.subject.lower() for mail in about(site, alone, reference))
    print_and_post(visit)
    visit.open("/mes-demandes")
    visit.reads("Arrivée prévue entre")
    visit.look("S7-list")
    receive_it(visit, site, alone)


@pytest.mark.row("S14", page="/conseillers/demandes")
@pytest.mark.promise("I7.17")
@pytest.mark.promise("I7.16")
def test_a_stolen_card_and_the_adviser_who_answers(visit, site, browser, alone):
    be_member(visit, alone)
    begin(visit, "On me l’a volée")
    reference = send(visit)
    with coming(browser, site, DESKTOP, shots=visit.shots) as desk:
        enter(desk)
        desk.press("Demandes")
        desk.reads("la promesse la plus proche")
        desk.look("desk-queue")
        desk.hand.type("Chercher un adhérent", reference)
        desk.press_button("Chercher")
        desk.press_button("Appel")
        desk.sees(alone.full_name)
        desk.press("Nouvel envoi de la carte de tiers payant")
        desk.reads("On me l’a volée")
        desk.look("desk-request")
        desk.press_button("Prendre")
        desk.press("Noter un appel")
        desk.hand.type("Ce qui a été dit", "Elle a porté plainte hier.")
        desk.hand.tick("La personne peut lire cette note")
        desk.look("desk-call")
        desk.press_button("Enregistrer la note")
        desk.press("Décider")
        desk.look("desk-decide")
        desk.page.get_by_role("radio", name="Accepter", exact=True).check()
        desk.press_button("Enregistrer la décision")
        desk.reads("Demandée")
    visit.press("Suivre ma demande")
    visit.reads("Elle a porté plainte hier.")
    visit.look("S7-after-adviser")
    print_and_post(visit)
    receive_it(visit, site, alone)


@pytest.mark.promise("I7.18")
def test_a_double_click_two_tabs_and_a_retry_are_one_request(visit, site, alone):
    be_member(visit, alone)
    begin(visit, "Elle est abîmée")
    other = visit.page.context.new_page()
    other.goto(visit.site.url("/demarches/renvoi-carte/resume"))
    form = dict(
        visit.page.eval_on_selector_all(
            "main form input[type=hidden]", "boxes => boxes.map(box => [box.name, box.value])"
        )
    )
    visit.page.get_by_role("button", name="Envoyer ma demande").dblclick()
    visit.sees("C’est envoyé")
    found = REFERENCE.search(visit.page.inner_text("main"))
    assert found
    # The connection was cut: the browser sends the same form again.
    again = visit.page.context.request.post(
        visit.site.url("/demarches/renvoi-carte/resume"),
        form=form,
        headers={"Origin": visit.site.address.rstrip("/")},
    )
    assert found[0] in again.text()
    # The other tab sends its own.
    other.get_by_role("button", name="Envoyer ma demande").click()
    other.wait_for_load_state()
    visit.open("/mes-demandes")
    assert len(REFERENCE.findall(visit.page.inner_text("main"))) == 1
    wait_for(lambda: about(site, alone, found[0]), 2, "the receipt and the answer")
    assert len(about(site, alone, found[0])) == 2


@pytest.mark.parametrize("visit", [PHONE, NO_SCRIPT], ids=lambda way: way.name, indirect=True)
@pytest.mark.row("D6", page="/demarches/renvoi-carte/documents")
@pytest.mark.row("D1", page="/demarches/renvoi-carte")
@pytest.mark.promise("I7.8")
@pytest.mark.promise("I7.10")
@pytest.mark.promise("I7.11")
def test_an_error_on_the_card_with_the_one_document_it_wants(visit, alone, tmp_path):
    """The list of what may be asked for, with why; one bad file and one good; the receipt."""
    be_member(visit, alone)
    visit.open("/demarches/renvoi-carte")
    visit.press_button("Commencer")
    visit.hand.choose("Il y a une erreur dessus")
    visit.press_button("Continuer")
    visit.sees("Quelle est l’erreur")
    visit.hand.tick("Un nom ou un prénom")
    visit.page.get_by_label(re.compile("Que devrait-il être écrit")).fill(
        "Mon prénom s’écrit avec un accent."
    )
    visit.look("S14-error")
    visit.press_button("Continuer")
    visit.sees(re.compile("Où l’envoyer|Pour qui"))
    if "Pour qui" in visit.page.inner_text("h1"):
        visit.hand.tick(visit.page.locator(".choice").first.inner_text())
        visit.press_button("Continuer")
    visit.hand.choose("Oui, c’est la bonne")
    visit.press_button("Continuer")
    visit.sees("Où vous joindre")
    visit.press_button("Continuer")
    visit.sees("Les documents")
    visit.reads("nous devons les lire sur une pièce")
    visit.look("D6-documents")
    letter, photograph = tmp_path / "lettre.docx", tmp_path / "identite.jpg"
    letter.write_bytes(b"PK\x03\x04word/document.xml")
    photograph.write_bytes(picture("JPEG", page(text="Carte d’identité")))
    visit.page.locator("input[type=file]").first.set_input_files([letter, photograph])
    visit.page.get_by_role("button", name="Ajouter").first.click()
    visit.reads("est un fichier Word")
    visit.reads("Tout le reste est gardé")
    visit.reads("identite.jpg")
    visit.look("D6-refused")
    visit.press("Continuer")
    visit.sees("Relisez, puis envoyez")
    reference = send(visit)
    visit.press("Voir mon reçu")
    visit.sees("Reçu de dépôt")
    visit.reads(reference)
    visit.reads("identite.jpg")
    visit.look("D1-receipt")
