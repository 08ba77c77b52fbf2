"""What /demo/ shows of letters and text messages, and how its mailbox refuses."""

import subprocess
import sys
import time

import pytest

from espace_client.demo.tests.running import page, text
from tests.bench.environment import ROOT
from tests.bench.printed import text_of

CODE = "K7P4-3MWT-9QXC"
MOBILE = "+33639980037"
_AROUND = """
import os
import django
django.setup()
from django.conf import settings
settings.TEMPLATES[0]["DIRS"] = ["espace_client/delivery/tests/templates"]
from espace_client.delivery.tests import trials
"""


def post(stack, what):
    """Post a message inside the demo, as a verb of the product would."""
    inside = '. "$0/env.sh" && exec "$1" -c "$2"'
    words = ["sh", "-c", inside, str(stack.data), sys.executable, _AROUND + what]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def waiting(site):
    return page(site, "/demo/letters").get_element_by_id("attente").getparent()


@pytest.fixture(scope="module")
def letter(stack, site):
    """Two letters that left, the second one for Josette."""
    for name in ("Paulette Vautrin", "Josette Vautrin"):
        post(stack, f"trials.post_letter(to=trials.josette(full_name={name!r}))")
    assert "2 courriers attendent" in text(waiting(site))
    assert site.letters() == []
    return site.wait_for_letter("Josette Vautrin")


def test_a_program_reads_the_code_of_a_letter(letter):
    assert CODE in letter.text
    assert letter.subject == "Votre code pour ouvrir votre espace"
    assert letter.postal_lines == ("Madame Josette VAUTRIN", "12 rue des Lilas", "35000 RENNES")


def test_the_batch_shows_its_count(site, letter):
    shown = text(page(site, "/demo/letters"))
    assert "lot-000001 : 2 courriers" in shown
    assert "2 pages" in shown
    assert "Aucun courrier n’attend." in text(waiting(site))


def test_a_letter_is_read_as_text_and_as_it_was_printed(site, letter):
    links = page(site, "/demo/letters").xpath("//ul[@class='mail-list']//a/@href")
    shown = [page(site, link) for link in links]
    [mine] = [root for root in shown if "Josette Vautrin" in text(root)]
    assert CODE in text(mine)
    [pdf] = [link for link in mine.xpath("//main//a/@href") if link.endswith("/pdf")]
    with site._opener.open(site.url(pdf)) as answer:
        assert answer.headers["Content-Type"] == "application/pdf"
        printed = text_of(answer.read())
    assert CODE in printed
    assert printed.count("Objet") == 1  # hers alone, not the batch


def test_a_text_message_is_read_whole(stack, site):
    post(stack, "trials.post_text()")
    kept = site.wait_for_text(MOBILE)
    assert "482913" in kept.text
    assert kept.text in text(page(site, "/demo/texts"))
    assert kept.text in text(page(site, "/demo/").get_element_by_id("textos").getparent())


def test_the_guide_counts_what_waits(stack, site, letter):
    post(stack, "trials.post_letter()")
    section = page(site, "/demo/").get_element_by_id("courriers").getparent()
    assert "Un courrier attend." in text(section)
    assert section.xpath(".//form[@action='/demo/letters/print']")
    site.print_letters()
    assert "lot-000002 : 1 courrier" in text(page(site, "/demo/letters"))


def test_a_mailbox_that_bounces_is_refused_as_a_relay_does(stack, site):
    post(
        stack,
        """
trials._post(
    trials.Notice("trial.mail", "accounts/mail/activated.txt"),
    trials.josette(email="josette@rebond.example"), {"moment": "hier"}, "",
)
""",
    )
    until = time.monotonic() + 30
    while "est revenu" not in text(page(site, "/demo/")):
        assert time.monotonic() < until, text(page(site, "/demo/"))
        time.sleep(0.2)
    assert site.mails("josette@rebond.example") == []
