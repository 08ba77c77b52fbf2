"""Every message that the house can send is judged, and a bad one is found."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from espace_client.delivery import samples
from espace_client.delivery.linting import CAST, all_notices, faults_of
from espace_client.delivery.message_rules import faults_in
from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice
from espace_client.delivery.tests import trials

AT = datetime(2022, 3, 24, 8, tzinfo=UTC)
TO = CAST[0]
MAIL = Notice("trial.mail", "trial/unused.txt")
GOOD = f"""Objet
Bonjour {TO.full_name},
Vos deux mots : {TO.phrase}.
Nous ne vous demandons jamais votre mot de passe. Ne donnez pas votre IBAN au téléphone.
Référence : {samples.REFERENCE}. Votre numéro d’adhérent finit par 937.
Téléphone : 09 70 00 00 00. https://espace.example/est-ce-vous"""


@pytest.mark.promise("I4.15")
@pytest.mark.parametrize("notice", all_notices(), ids=lambda notice: notice.code)
def test_each_notice_carries_what_it_must_and_nothing_else(notice: Notice) -> None:
    assert faults_of(notice, at=AT) == []


# Each goes to a mailbox, or on a paper to hand over, that is not proved to be the member's.
UNPROVED = {
    "accounts.activation",
    "accounts.carer_activation",
    "accounts.carer_code",
    "accounts.carer_invited",
    "accounts.new_email",
    "accounts.staff_invitation",
    "contracts.card_sent",
    "conversations.public",
}


@pytest.mark.promise("I4.15")
def test_the_two_words_go_to_no_mailbox_that_is_not_proved() -> None:
    unsealed = {notice.code for notice in all_notices() if not notice.sealed}
    assert unsealed == UNPROVED & {notice.code for notice in all_notices()}


def test_the_notices_of_every_room_are_found() -> None:
    codes = {notice.code for notice in all_notices()}
    assert {"accounts.activation", "accounts.letter_code", "accounts.text_code"} <= codes


def test_a_good_message_has_no_fault() -> None:
    button = "Choisir mon mot de passe\u00a0:\nhttps://espace.example/lien"
    assert faults_in(GOOD, MAIL, TO) == []
    assert faults_in(f"{GOOD}\n{button}", MAIL, TO) == []


@pytest.mark.promise("I4.15")
@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (TO.phrase, "", "les deux mots n’y sont pas"),
        (samples.REFERENCE, "", "la référence n’y est pas"),
        (TO.full_name, "", "la salutation ne nomme pas la personne"),
        ("Téléphone", samples.NUMBER, "plus de trois chiffres du numéro d’adhérent"),
        ("Téléphone", "n° 48 20 19 37", "plus de trois chiffres du numéro d’adhérent"),
        ("Téléphone", "finit par 1937.", "plus de trois chiffres du numéro d’adhérent"),
        ("Téléphone", "2 51 07 2A 123 456 78", "un numéro de sécurité sociale"),
        ("Téléphone", "FR7699999000011234567890128", "un IBAN"),
        ("Téléphone", "Votre mot de passe : soleil", "un mot de passe"),
        ("Téléphone", "Mot de passe provisoire :\n\nsoleil", "un mot de passe"),
        ("Téléphone", "Votre devis dentaire", "un mot de soins («\u00a0dentaire\u00a0»)"),
        ("Téléphone", "Envoyez-nous votre RIB", "il demande ce que nous ne demandons jamais"),
    ],
)  # fmt: skip
def test_each_rule_finds_what_it_is_for(old: str, new: str, fault: str) -> None:
    assert faults_in(GOOD.replace(old, new), MAIL, TO) == [fault]


def test_two_words_in_a_mailbox_that_is_not_proved_are_a_fault() -> None:
    unproved = replace(MAIL, sealed=False)
    assert faults_in(GOOD, unproved, TO) == ["les deux mots n’ont rien à y faire"]
    assert faults_in(GOOD.replace(TO.phrase, ""), unproved, TO) == []


def test_a_text_message_never_carries_them() -> None:
    text = replace(MAIL, via=Via.SMS)
    assert faults_in(f"Vos deux mots : {TO.phrase}", text, TO) == [
        "les deux mots n’ont rien à y faire"
    ]


def test_an_announcement_has_no_address_to_press() -> None:
    announces = replace(MAIL, linkless=True)
    pressed = GOOD + " https://espace.example/connexion"
    assert faults_in(GOOD, announces, TO) == []
    assert faults_in(pressed, announces, TO) == [
        "une adresse où aller, alors qu’il ne fait qu’annoncer"
    ]


@pytest.mark.usefixtures("trial_templates")
def test_a_deliberately_bad_template_is_found() -> None:
    bad = Notice("trial.bad", "trial/bad.txt")
    assert {fault.sentence.partition("\u00a0:")[0] for fault in faults_of(bad, at=AT)} == {
        "la variable «\u00a0practitioner\u00a0» n’a pas d’exemple",
        "la variable «\u00a0urgent\u00a0» n’a pas d’exemple",
        "la référence n’y est pas",
        "les deux mots n’y sont pas",
        "la salutation ne nomme pas la personne",
        "plus de trois chiffres du numéro d’adhérent",
        "un numéro de sécurité sociale",
        "un IBAN",
        "un mot de passe",
        "un mot de soins («\u00a0dentiste\u00a0»)",
        "il demande ce que nous ne demandons jamais",
    }


@pytest.mark.usefixtures("trial_templates")
def test_a_sample_beside_the_notice_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(samples.BY_NAME, "until")
    without = [fault.sentence for fault in faults_of(trials.LETTER, at=AT)]
    assert len(without) == 1
    assert "«\u00a0until\u00a0»" in without[0]
    assert faults_of(replace(trials.LETTER, samples=({"until": "8 mai 2022"},)), at=AT) == []


def test_the_command_says_how_many_it_read() -> None:
    said = StringIO()
    call_command("lint-notices", stdout=said)
    assert said.getvalue().strip() == f"{len(all_notices())} messages, aucune faute."


def test_the_command_fails_on_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = Notice("trial.bare", "accounts/sms/opened.txt", Via.LETTER)
    monkeypatch.setattr("espace_client.accounts.notices.ACTIVATED", bad)
    with pytest.raises(CommandError, match="Fautes"):
        call_command("lint-notices", stdout=StringIO())
