"""The relay behaves as it is told, and a bad mail fails."""

import smtplib

import pytest
from django.core.mail import EmailMultiAlternatives, mailers

from tests.bench import mail_checks
from tests.bench.mail_checks import MailFault, require_good_mails

HTML = """<!doctype html><html lang="fr"><head><title>Activer</title></head>
<body><h1>Activez</h1><p>Bonjour Jeanne Martin, <a href="https://espace.example.test/a">activer</a>
</p></body></html>"""
JEANNE, SALAH = "jeanne.martin@orange.example", "salah.benali@gmail.example"


def send(to=JEANNE, text="Bonjour, https://espace.example.test/a.", html=HTML, **more):
    message = EmailMultiAlternatives(
        "Activer", text, "bonjour@horizon.example", [to] if isinstance(to, str) else to, **more
    )
    message.attach_alternative(html, "text/html")
    mailers.default.send_messages([message])


def test_a_mail_arrives_with_its_parts_and_links(mailbox):
    send()
    mail = mailbox.last(JEANNE)
    assert (mail.subject, mail.links) == ("Activer", ["https://espace.example.test/a"])
    assert mailbox.links() == mailbox.links(JEANNE) == mail.links
    assert mailbox.to(SALAH) == []


def test_a_refusal_is_for_one_recipient_and_for_as_long_as_said(mailbox):
    mailbox.answer(JEANNE, "451", "550 unknown")
    for code in (451, 550):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            send()
        assert refused.value.recipients[JEANNE][0] == code
    send()
    assert len(mailbox) == 1


def test_a_recipient_may_be_refused_for_ever(mailbox):
    mailbox.answer(JEANNE, "550", always=True)
    for _ in range(2):
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            send()


@pytest.mark.parametrize(("behaviour", "taken"), [("cut", 1), ("lost", 0), ("421", 0)])
def test_a_line_that_breaks_leaves_the_sender_in_doubt(mailbox, behaviour, taken):
    mailbox.answer(JEANNE, behaviour)
    with pytest.raises((smtplib.SMTPServerDisconnected, smtplib.SMTPRecipientsRefused)):
        send()
    assert len(mailbox) == taken
    send()


def test_a_slow_relay_answers_in_the_end(mailbox):
    mailbox.answer(JEANNE, "0.05")
    send()
    assert len(mailbox) == 1


BAD_MAILS = {
    "two recipients": {"to": [JEANNE, SALAH]},
    "another site": {"text": "https://elsewhere.test/a"},
    "a plain address": {"html": HTML.replace("https://espace", "http://espace")},
    "an endless link": {"text": "https://espace.example.test/" + "a" * 120},
    "a hole": {"text": "Bonjour ⟦undefined name⟧"},
    "an unsealed secret": {"text": "Bonjour ⟦activation_address⟧"},
    "a member number": {"text": "Votre numéro 4820 7742"},
    "somebody else": {"text": "Bonjour Salah Benali"},
    "no language": {"html": HTML.replace(' lang="fr"', "")},
    "no heading": {"html": HTML.replace("h1", "p")},
    "an image": {"html": HTML.replace("<h1>", '<img alt="" src="a"><h1>')},
    "a straight apostrophe": {"text": "Ce n'est rien"},
    "a space that breaks": {"text": "Pourquoi ?"},
    "a straight apostrophe in the page": {"html": HTML.replace("Activez", "C'est")},
    "a copy": {"cc": [SALAH]},
}


@pytest.mark.parametrize("bad", BAD_MAILS.values(), ids=BAD_MAILS.keys())
def test_a_bad_mail_fails(mailbox, bad):
    send(**bad)
    with pytest.raises(MailFault):
        require_good_mails(mailbox)
    mailbox.empty()


def test_a_heavy_mail_fails(mailbox, monkeypatch):
    monkeypatch.setattr(mail_checks, "_MOST_BYTES", 100)
    send()
    with pytest.raises(MailFault, match="100 kB"):
        require_good_mails(mailbox)
    mailbox.empty()
