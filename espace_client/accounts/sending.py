"""What gives a second proof leaves to the channels that the insurer knows: a link to the e-mail
held, six digits to the mobile held, a code by letter. The proof is held by the caller's verb."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.accounts import codes, events, notices, queries
from espace_client.accounts.models import CodeKind, ProofCode, SecondProof
from espace_client.accounts.rules import (
    LETTERS_A_PROOF,
    PROOF_LIFETIME,
    TEXT_CODE_LIFETIME,
    TEXT_CODES_A_DAY,
    WAIT_BETWEEN_LETTERS,
)
from espace_client.audit.events import Event
from espace_client.audit.operations import record
from espace_client.contracts.queries import number_of
from espace_client.delivery.notices import Recipient
from espace_client.delivery.operations import post
from espace_client.delivery.queries import letters_available, sms_available
from espace_client.kernel import clock, emails, spelling, tokens
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import date_in_words, moment_in_words
from espace_client.members.models import Person
from espace_client.members.queries import as_recipient

DAY = timedelta(days=1)


def recipient(person: Person) -> Recipient:
    """The person at every address that the insurer's file has."""
    return as_recipient(person, number=number_of(person))


def reached_at(person: Person) -> Recipient:
    """The same, but by the e-mail that they sign in with, where they have an account."""
    account = queries.account_of_person(person.pk)
    return as_recipient(person, number=number_of(person), email=account.email if account else "")


def can_be_texted(to: Recipient) -> bool:
    """Whether a text message may leave, and reaches them."""
    return bool(to.mobile) and sms_available()


def can_be_written_to(to: Recipient) -> bool:
    """Whether a letter may leave, and reaches them."""
    return bool(to.postal_lines) and letters_available()


def last_whole_day(proof: SecondProof) -> str:
    """Until when a message says that it works: the day before the last, which ends in its
    course."""
    return date_in_words(clock.date_in_paris(proof.expires_at - DAY))


def send_confirmation(
    proof: SecondProof, *, actor: Actor, at: datetime, once_key: str = ""
) -> bool:
    """« Est-ce bien vous ? » goes to the e-mail held: once a day, for nobody fills somebody
    else's mailbox; under a key of its own when its owner asks. Whether one left."""
    if not proof.person.email:
        return False
    day = f"{notices.IS_IT_YOU.code}:{proof.person_id}:{clock.date_in_paris(at)}"
    token = tokens.new_token()
    address = reverse("accounts:open_confirmation", args=[token])
    parcel = post(
        notices.IS_IT_YOU,
        to=recipient(proof.person),
        actor=actor,
        at=at,
        once_key=once_key or day,
        context={
            "moment": moment_in_words(proof.asked_at),
            "masked_email": emails.masked(proof.email),
            "expires": last_whole_day(proof),
        },
        secrets={"confirmation_address": settings.PUBLIC_URL.rstrip("/") + address},
    )
    if parcel is None:
        return False
    _kill(proof, CodeKind.LINK, at=at)
    ProofCode.objects.create(
        proof=proof,
        kind=CodeKind.LINK,
        code_hash=codes.link_hash(token),
        issued_at=at,
        expires_at=proof.expires_at,
    )
    _note(events.CONFIRMATION_SENT, proof, actor=actor, at=at)
    return True


def send_text_code(proof: SecondProof, *, actor: Actor, at: datetime) -> bool:
    """Six digits go to the mobile held, three times a day at most; the ones before die. Whether
    some left."""
    to = recipient(proof.person)
    if not can_be_texted(to):
        return _none_left(proof, _("aucun SMS ne peut partir"), actor=actor, at=at)
    if queries.codes_since(proof.person_id, CodeKind.TEXT, at - DAY) >= TEXT_CODES_A_DAY:
        return _none_left(proof, _("trois codes par SMS en un jour"), actor=actor, at=at)
    _kill(proof, CodeKind.TEXT, at=at)
    digits, identifier = codes.new_text_code(), uuid4()
    ProofCode.objects.create(
        id=identifier,
        proof=proof,
        kind=CodeKind.TEXT,
        code_hash=codes.text_hash(digits, code=identifier),
        issued_at=at,
        expires_at=at + TEXT_CODE_LIFETIME,
    )
    post(
        notices.TEXT_CODE,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notices.TEXT_CODE.code}:{identifier}",
        context={},
        secrets={"code": digits},
    )
    _note(events.TEXT_CODE_SENT, proof, actor=actor, at=at, last_digits=to.mobile[-2:])
    return True


def letter_is_due(proof: SecondProof, *, at: datetime) -> str:
    """Why no letter may leave by itself now: one a week, three in 45 days (product B.2.5), since
    paper is slow and costs. Empty: one may."""
    person = proof.person_id
    if queries.codes_since(person, CodeKind.LETTER, at - WAIT_BETWEEN_LETTERS):
        return _("un courrier est parti il y a moins de sept jours")
    if queries.codes_since(person, CodeKind.LETTER, at - PROOF_LIFETIME) >= LETTERS_A_PROOF:
        return _("trois courriers en 45 jours")
    return ""


def send_letter(proof: SecondProof, *, actor: Actor, at: datetime, refused: str = "") -> bool:
    """A code leaves by letter, unless *refused* says why not. The proof lives 45 days from then,
    as its letter says; a letter before it goes on working. Whether one left."""
    to = recipient(proof.person)
    if not can_be_written_to(to):
        refused = refused or _("le dossier n’a pas d’adresse postale, ou personne n’imprime")
    if refused:
        return _none_left(proof, refused, actor=actor, at=at)
    characters = codes.new_letter_code()
    proof.expires_at = at + PROOF_LIFETIME
    proof.save(update_fields=["expires_at"])
    expires = last_whole_day(proof)
    code = ProofCode.objects.create(
        proof=proof,
        kind=CodeKind.LETTER,
        code_hash=codes.letter_hash(characters),
        issued_at=at,
        expires_at=proof.expires_at,
    )
    post(
        notices.LETTER_CODE,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notices.LETTER_CODE.code}:{code.pk}",
        context={
            "masked_email": emails.masked(proof.email),
            "asked": date_in_words(clock.date_in_paris(proof.asked_at)),
            "expires": expires,
        },
        secrets={"code": spelling.grouped(characters)},
    )
    _note(events.LETTER_CODE_SENT, proof, actor=actor, at=at, expires=expires)
    return True


def _kill(proof: SecondProof, kind: CodeKind, *, at: datetime) -> None:
    ProofCode.objects.filter(
        proof=proof, kind=kind, used_at__isnull=True, killed_at__isnull=True
    ).update(killed_at=at)


def _none_left(proof: SecondProof, why: str, *, actor: Actor, at: datetime) -> bool:
    _note(events.CODE_NOT_SENT, proof, actor=actor, at=at, why=why)
    return False


def _note(event: Event, proof: SecondProof, *, actor: Actor, at: datetime, **facts: str) -> None:
    subject = f"proof:{proof.pk}"
    record(event, actor=actor, at=at, person=proof.person_id, subject=subject, **facts)
