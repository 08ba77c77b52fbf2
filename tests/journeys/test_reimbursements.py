"""S16 and D4: lenses, from the first click to the transfer, with its reason and its adviser."""

import csv
import re
from pathlib import Path

import pytest

from tests.bench.corpus import page, picture
from tests.journeys.browser import DESKTOP, KEYBOARD, NO_SCRIPT, PHONE, Visit, coming
from tests.journeys.members import Card, Unused
from tests.journeys.prepared import be_member
from tests.journeys.site import Site, wait_for
from tests.journeys.test_card_again import REFERENCE, about
from tests.journeys.test_desk import enter

each_of = pytest.mark.parametrize(
    "visit", [PHONE, KEYBOARD, NO_SCRIPT], ids=lambda way: way.name, indirect=True
)


def day(visit: Visit, *parts: str) -> None:
    for name, value in zip(("Jour", "Mois", "Année"), parts, strict=True):
        visit.hand.type(name, value)


def give(visit: Visit, piece: str, path: Path) -> None:
    """A document for the piece of that name."""
    card = visit.page.locator("section", has=visit.page.get_by_role("heading", name=piece))
    card.locator("input[type=file]").set_input_files(path)
    card.get_by_role("button", name="Ajouter").click()
    visit.reads(path.name)


def fill_in(visit: Visit, tmp_path: Path, *, invoice: str = "Au nom de la personne") -> None:
    """From the first page to reading it again."""
    visit.open("/demarches/lentilles")
    visit.look("S16-start")
    visit.press_button("Commencer")
    if "Pour qui" in visit.page.inner_text("h1"):
        visit.hand.choose(visit.page.locator(".choice").first.inner_text())
        visit.press_button("Continuer")
    visit.sees("La Sécurité sociale les rembourse-t-elle")
    visit.hand.choose("Oui, pour une de ces six raisons")
    visit.press_button("Continuer")
    visit.reads("Rien à envoyer")
    visit.look("S16-nothing-to-send")
    visit.hand.choose("Non, elle n’en rembourse rien")
    visit.press_button("Continuer")
    visit.sees("Quand et où")
    day(visit, "10", "03", "2022")
    visit.hand.choose("Dans un magasin d’optique")
    visit.hand.type("Le nom du vendeur", "Optique du Port")
    visit.look("S16-purchase")
    visit.press_button("Continuer")
    visit.sees("Quelles lentilles")
    visit.hand.choose("Lentilles d’un mois")
    visit.press_button("Continuer")
    visit.sees("Combien avez-vous payé")
    visit.hand.type("Combien avez-vous payé pour cette personne ?", "154")
    visit.hand.choose(visit.page.locator(".choice", has_text=invoice).first.inner_text())
    visit.press_button("Continuer")
    visit.sees("Votre ordonnance")
    day(visit, "01", "09", "2021")
    visit.press_button("Continuer")
    visit.sees("Les documents")
    visit.look("S16-documents")
    for piece in ("Facture acquittée", "Ordonnance"):
        path = tmp_path / f"{piece.lower().replace(' ', '-')}.jpg"
        path.write_bytes(picture("JPEG", page(text=f"{piece} {tmp_path.name}")))
        give(visit, piece, path)
    visit.press("Continuer")
    visit.sees("Relisez, puis envoyez")
    visit.reads("sur 154,00 €")
    visit.look("S16-gauge")


def send(visit: Visit) -> str:
    visit.press_button("Envoyer ma demande")
    visit.sees("C’est envoyé")
    found = REFERENCE.search(visit.page.inner_text("main"))
    assert found
    return found[0]


def pay(visit: Visit) -> None:
    """The payment centre sends the transfers of the day."""
    visit.open("/demo/payments")
    visit.look("S16-payment-centre")
    visit.page.get_by_role("button", name="Envoyer les virements maintenant").click()
    visit.reads("Rien à payer")


def give_back(visit: Visit, reference: str) -> None:
    """A part was too much: how much, why, how to give it back; then it came back."""
    visit.open("/demo/payments")
    visit.press_button(f"Redemander ce qui est de trop pour {reference}")
    back = visit.page.get_by_role("button", name=re.compile(f"L’argent de .*{reference}"))
    back.wait_for()
    visit.open("/mes-remboursements")
    visit.reads("5,00 € vous ont été versés en trop.")
    visit.look("I8-too-much")
    visit.press("Voir pourquoi, et comment")
    visit.sees("Ce qui vous a été versé en trop")
    visit.reads("FR76 0000 0000 0000 0000 0000 097")
    visit.look("I8-give-back")
    visit.open("/demo/payments")
    back.click()
    back.wait_for(state="detached")
    visit.open("/mes-remboursements/trop-percu")
    visit.reads("5,00 € rendus le")
    visit.look("I8-given-back")


def read_why(visit: Visit) -> None:
    """The transfer, then the line of care with its reasons."""
    visit.open("/mes-remboursements")
    visit.reads("sur le compte finissant par")
    visit.look("S16-list")
    visit.page.locator("ul.rows h3 a", has_text="lentilles").first.click()
    visit.sees(re.compile("à votre charge"))
    visit.page.locator("summary", has_text="Pourquoi ce montant").click()
    visit.look("D4-why")
    with visit.page.expect_download() as paper:
        visit.page.get_by_role("link", name="Garder cette explication en PDF").click()
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF")


def contest(visit: Visit) -> None:
    """One click from the page of a line; a reason that is too short is kept and asked again."""
    visit.reads("Vous pouvez contester ce montant jusqu’au")
    visit.press_button("Contester ce montant")
    visit.sees("Pourquoi")
    visit.hand.type("Pourquoi ce montant n’est-il pas juste ?", "Non.")
    visit.press_button("Continuer")
    visit.reads("Écrivez une phrase, pour qu’un conseiller comprenne.")
    visit.look("D4-contest-error")
    visit.hand.type("Pourquoi ce montant n’est-il pas juste ?", "J’ai changé d’option en janvier.")
    visit.press_button("Continuer")
    visit.sees("Les documents")
    visit.press("Continuer")
    visit.reads("Notre calcul")
    visit.look("D4-contest")
    send(visit)


def send_three_ways(visit: Visit, summary: str) -> None:
    """A double click, the same form again after a cut, and a second tab: one request."""
    other = visit.page.context.new_page()
    other.goto(visit.site.url(summary))
    form = dict(
        visit.page.eval_on_selector_all(
            "main form input[type=hidden]", "boxes => boxes.map(box => [box.name, box.value])"
        )
    )
    visit.page.get_by_role("button", name="Envoyer ma demande").dblclick()
    visit.sees("C’est envoyé")
    found = REFERENCE.search(visit.page.inner_text("main"))
    assert found
    again = visit.page.context.request.post(
        visit.site.url(summary),
        form=form,
        headers={"Origin": visit.site.address.rstrip("/")},
    )
    assert found[0] in again.text()
    other.get_by_role("button", name="Envoyer ma demande").click()
    other.wait_for_load_state()
    visit.open("/mes-demandes")
    assert len(set(REFERENCE.findall(visit.page.inner_text("main")))) == 1


@pytest.fixture
def wearer(unused: Unused, running_site: Site) -> Card:
    """Somebody whose contract pays more than the hospital, and who used nothing for lenses."""
    portfolio = running_site.data / "portfolio"
    health = {
        one["reference_titulaire"]
        for one in rows(portfolio / "contrats.csv")
        if one["produit"] == "retraites-horizon" and not one["date_fin"]
    }
    used = {
        one["reference_personne"]
        for one in rows(portfolio / "remboursements.csv")
        if "entille" in one["acte"]
    }
    paid = {one["reference_personne"] for one in rows(portfolio / "comptes.csv")}
    return unused.member(lambda card: f"P{card.member_number}" in (health & paid) - used)


@pytest.fixture
def flowing(unused: Unused, running_site: Site) -> Card:
    """Somebody of whom the Sécurité sociale sends us what it pays."""
    portfolio = running_site.data / "portfolio"
    linked = {
        one["reference_personne"]
        for one in rows(portfolio / "teletransmission.csv")
        if one["etat"] == "active"
    }
    paid = {one["reference_personne"] for one in rows(portfolio / "comptes.csv")}
    return unused.member(lambda card: f"P{card.member_number}" in linked & paid)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@each_of
@pytest.mark.row("S16", page="/demarches/lentilles")
@pytest.mark.row("D4", page="/mes-remboursements")
@pytest.mark.promise("I8.1")
@pytest.mark.promise("I8.4")
@pytest.mark.promise("I8.6")
def test_lenses_from_the_first_click_to_the_transfer(
    visit: Visit, site: Site, wearer: Card, tmp_path: Path
) -> None:
    be_member(visit, wearer)
    fill_in(visit, tmp_path)
    reference = send(visit)
    visit.press("Suivre ma demande")
    visit.reads("Virement au plus tard")
    visit.look("S16-accepted")
    pay(visit)
    visit.open("/mes-demandes")
    visit.reads("Virement de")
    visit.look("S16-transfer")
    wait_for(lambda: about(site, wearer, reference), 3, "the receipt, the answer, the transfer")
    assert not any("€" in mail.subject for mail in about(site, wearer, reference))
    give_back(visit, reference)
    read_why(visit)
    contest(visit)


@pytest.mark.row("S16", page="/conseillers/demandes")
@pytest.mark.promise("I8.4")
def test_an_invoice_in_another_name_and_the_adviser_who_pays_a_part(
    visit: Visit, site: Site, browser, wearer: Card, tmp_path: Path
) -> None:
    be_member(visit, wearer)
    fill_in(visit, tmp_path, invoice="À un autre nom")
    reference = send(visit)
    with coming(browser, site, DESKTOP, shots=visit.shots) as desk:
        enter(desk)
        desk.hand.type("Chercher un adhérent", reference)
        desk.press_button("Chercher")
        desk.press_button("Appel")
        desk.press("Remboursement de lentilles")
        desk.press_button("Prendre")
        desk.press("Décider")
        desk.reads("Laissez vide pour payer le montant calculé")
        desk.page.get_by_role("radio", name="Accepter en partie").check()
        desk.page.get_by_label(re.compile("Montant à rembourser")).fill("20")
        desk.page.get_by_label(re.compile("L’explication que la personne lira")).fill(
            "Seules deux boîtes sur huit sont les vôtres."
        )
        desk.look("desk-decide-amount")
        desk.press_button("Enregistrer la décision")
        desk.reads("Acceptée en partie")
    pay(visit)
    visit.open("/mes-demandes")
    visit.reads("Virement de 20,00 €")


@pytest.mark.promise("I8.4")
def test_a_double_click_two_tabs_and_a_cut_connection_are_one_request_and_one_transfer(
    visit: Visit, site: Site, wearer: Card, tmp_path: Path
) -> None:
    be_member(visit, wearer)
    fill_in(visit, tmp_path)
    send_three_ways(visit, "/demarches/lentilles/resume")
    pay(visit)
    pay_again = visit.page.context.new_page()
    pay_again.goto(visit.site.url("/demo/payments"))
    assert "Rien à payer" in pay_again.inner_text("main")
    visit.open("/mes-remboursements")
    assert visit.page.inner_text("main").count("Remboursement de lentilles") == 1


def fill_in_any(visit: Visit, tmp_path: Path) -> None:
    """A visit of February whose flow never came: the statement alone is asked for."""
    visit.open("/demarches")
    visit.press("Autre remboursement")
    visit.press_button("Commencer")
    visit.sees("Quel jour")
    day(visit, *f"{visit.site.now:%d %m %Y}".split())
    visit.press_button("Continuer")
    if "Pour qui" in visit.page.inner_text("h1"):
        visit.hand.choose(visit.page.locator(".choice").first.inner_text())
        visit.press_button("Continuer")
    visit.sees("Qu’avez-vous payé")
    visit.hand.choose("J’ai tout payé")
    visit.look("S19-paid")
    visit.press_button("Continuer")
    visit.sees("La carte Vitale")
    visit.hand.choose("Oui, ma carte Vitale a été lue")
    visit.press_button("Continuer")
    visit.reads("Rien à envoyer, c’est automatique")
    visit.look("S19-wait")
    visit.open("/demarches/remboursement/jour")
    day(visit, "01", "02", "2022")
    visit.press_button("Continuer")
    visit.sees("Quel soin")
    visit.look("S19-care")
    visit.hand.type("Écrivez le soin", "xylophone")
    visit.press_button("Continuer")
    visit.reads("Nous ne savons pas de quel soin il s’agit.")
    visit.look("S19-care-unknown")
    visit.hand.type("Écrivez le soin", "généraliste")
    visit.press_button("Continuer")
    visit.sees("Combien avez-vous payé")
    visit.hand.type("Combien avez-vous payé pour cette personne ?", "60")
    visit.press_button("Continuer")
    visit.sees("Les documents")
    visit.reads("Décompte de la Sécurité sociale")
    visit.look("S19-documents")
    path = tmp_path / "decompte.jpg"
    path.write_bytes(picture("JPEG", page(text=f"Décompte {tmp_path.name}")))
    give(visit, "Décompte de la Sécurité sociale", path)
    visit.press("Continuer")
    visit.sees("Relisez, puis envoyez")
    visit.look("S19-summary")


def find(desk: Visit, reference: str) -> str:
    """An adviser finds the request, and says why they open the file. Its address."""
    desk.hand.type("Chercher un adhérent", reference)
    desk.press_button("Chercher")
    desk.press_button("Appel")
    desk.press("Autre remboursement")
    desk.reads("Prendre")
    return desk.page.url


def accept(desk: Visit, address: str) -> None:
    """The adviser takes the request and accepts it."""
    desk.page.goto(address)
    desk.press_button("Prendre")
    desk.press("Décider")
    desk.reads("Aucun montant n’est calculé")
    desk.page.get_by_role("radio", name="Accepter", exact=True).check()
    desk.page.get_by_label(re.compile("Montant à rembourser")).fill("7,50")
    desk.press_button("Enregistrer la décision")
    desk.reads("Acceptée")
    desk.press("Virements")
    desk.look("desk-payments")


def cancel(visit: Visit, reference: str) -> None:
    """The payment centre cancels what it paid: the request is with advisers again."""
    visit.open("/demo/payments")
    visit.page.get_by_role("button", name=f"Annuler le paiement de {reference}").click()
    visit.reads("Derniers fichiers")
    visit.open("/mes-demandes")
    visit.reads("C’est à nous d’agir")
    visit.page.locator(f"li:has-text('{reference}') h3 a").first.click()
    visit.reads("Un paiement de 7,50 € est annulé.")
    visit.look("S19-cancelled")


@each_of
@pytest.mark.row("S19", page="/demarches/remboursement")
@pytest.mark.row("D6", page="/demarches/remboursement")
@pytest.mark.promise("I8.5")
def test_any_other_care_from_the_first_click_to_the_transfer(
    visit: Visit, site: Site, browser, flowing: Card, tmp_path: Path
) -> None:
    be_member(visit, flowing)
    fill_in_any(visit, tmp_path)
    reference = send(visit)
    with coming(browser, site, DESKTOP, shots=visit.shots) as desk:
        enter(desk)
        address = find(desk, reference)
        accept(desk, address)
        pay(visit)
        visit.open("/mes-demandes")
        visit.reads("Virement de 7,50 €")
        visit.look("S19-transfer")
        visit.open("/mes-remboursements")
        visit.reads("sur le compte finissant par")
        cancel(visit, reference)
        accept(desk, address)
    pay(visit)
    visit.open("/mes-demandes")
    visit.reads("Virement de 7,50 €")


@pytest.mark.promise("I8.5")
def test_any_other_care_by_a_double_click_two_tabs_and_a_cut_connection(
    visit: Visit, flowing: Card, tmp_path: Path
) -> None:
    be_member(visit, flowing)
    fill_in_any(visit, tmp_path)
    send_three_ways(visit, "/demarches/remboursement/resume")


@each_of
@pytest.mark.row("S19", page="/mes-remboursements/teletransmission")
@pytest.mark.promise("I8.7")
def test_care_that_does_not_come_is_watched(visit: Visit, flowing: Card) -> None:
    be_member(visit, flowing)
    visit.open("/mes-remboursements/teletransmission")
    visit.reads("Le lien fonctionne.")
    day(visit, "31", "02", "2022")
    choose_first_person(visit)
    visit.press_button("Surveiller ce soin")
    visit.reads("Ce jour n’existe pas.")
    visit.look("S19-feeds-error")
    day(visit, *f"{visit.site.now:%d %m %Y}".split())
    visit.press_button("Surveiller ce soin")
    visit.reads("nous le cherchons s’il n’est pas là après le")
    visit.look("S19-feeds")


def choose_first_person(visit: Visit) -> None:
    """Where several may be chosen."""
    people = visit.page.locator("main .choice")
    if people.count():
        visit.hand.choose(people.first.inner_text())
