"""D11: two words in every message, and a page that says whether a message is ours."""

import re

import pytest

from tests.journeys.browser import every_way
from tests.journeys.prepared import be_member

WORDS = re.compile(r"Vos deux mots\s*: (?P<words>[^.\n]+)")


@every_way
@pytest.mark.row("D11", page="/est-ce-vous")
@pytest.mark.promise("I4.15")
def test_a_message_is_recognised_by_its_words_and_its_reference(visit, site, member):
    opening = be_member(visit, member)
    assert not WORDS.search(opening.text)
    mail = site.wait_for_mail(member.email, count=2)
    found = WORDS.search(mail.text)
    reference = re.search(r"MS-[0-9A-Z]{4}-[0-9A-Z]{4}", mail.text)
    assert found
    assert reference

    visit.open("/securite/mes-deux-mots")
    visit.sees("Vos deux mots")
    visit.reads(found["words"])
    visit.look("D11-words")
    visit.press("Vérifier un message reçu")
    visit.sees("Ce message vient-il de nous ?")
    visit.look("D11-is-it-ours")
    visit.press_button("Vérifier ce message")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("D11-is-it-ours-errors")
    visit.hand.type("La référence du message", reference[0].lower())
    visit.press_button("Vérifier ce message")
    visit.sees("Oui, ce message vient de nous")
    visit.reads(f"commence par «\u00a0{member.email[:2]}\u00a0»")
    visit.look("D11-ours")
    visit.press("Vérifier un autre message")
    visit.hand.type("La référence du message", "MS-2222-3333")
    visit.press_button("Vérifier ce message")
    visit.sees("Nous ne trouvons pas ce message")
    visit.look("D11-not-found")

    visit.open("/securite/mes-deux-mots")
    visit.press_button("Changer mes deux mots")
    visit.reads("Vos deux mots ont changé.")
    visit.look("D11-words-changed")
    told = WORDS.search(site.wait_for_mail(member.email, count=3).text)
    assert told
    assert told["words"] != found["words"]
    visit.reads(told["words"])
