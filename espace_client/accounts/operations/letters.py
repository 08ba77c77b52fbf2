"""Letters for whoever has no e-mail: the one that opens an account, and a new sheet of codes."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import codes, events, letters, notices, permissions, queries
from espace_client.accounts.forgotten import ResetWay, can_be_reset
from espace_client.accounts.holding import held_with_person, hold_person
from espace_client.accounts.letters import UnableToSendLetter
from espace_client.accounts.models import (
    Account,
    AccountState,
    OneTimeCode,
    Purpose,
    SpareCode,
    SpareKind,
)
from espace_client.accounts.rules import (
    LETTER_LIFETIME,
    SHEET_IS_LOW,
)
from espace_client.accounts.sheets import drop_sheets_that_never_began, new_sheet
from espace_client.audit.operations import record
from espace_client.delivery.models import Via
from espace_client.delivery.operations import post
from espace_client.kernel import birth_dates, clock, spelling
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person


@transaction.atomic
def send_activation_letter(*, person: Person, actor: Actor, at: datetime) -> OneTimeCode:
    """A code of 45 days leaves to the postal address held, with the sheet of codes that counts
    once it has served; the letter before it dies.

    Raises UnableToSendLetter to whom may not, when *person* cannot have an account, has one open,
    or had a letter this week or three in 45 days; for an adviser, once a day.
    """
    if not permissions.may_send_letters(actor):
        raise UnableToSendLetter(_("Seul un conseiller peut envoyer ce courrier."))
    hold_person(person)
    _require_openable(person, at=at)
    to = letters.reached(person, notices.ACTIVATION_LETTER, actor=actor, at=at)
    account, _made = Account.objects.get_or_create(
        person=person,
        defaults={
            "state": AccountState.CREATED, "state_since": at, "state_channel": actor.channel
        },
    )  # fmt: skip
    OneTimeCode.objects.filter(
        account=account, purpose=Purpose.LETTER, used_at__isnull=True, killed_at__isnull=True
    ).update(killed_at=at)
    drop_sheets_that_never_began(account)
    characters, identifier = codes.new_letter_code(), uuid4()
    code = OneTimeCode.objects.create(
        id=identifier,
        account=account,
        purpose=Purpose.LETTER,
        via=Via.LETTER,
        code_hash=codes.letter_hash(characters),
        issued_at=at,
        expires_at=at + LETTER_LIFETIME,
    )
    expires = letters.last_whole_day(code)
    post(
        notices.ACTIVATION_LETTER,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notices.ACTIVATION_LETTER.code}:{code.pk}",
        context={"expires": expires},
        secrets={"code": spelling.grouped(characters), **new_sheet(account, batch=code.pk)},
    )
    record(
        events.ACTIVATION_LETTER_SENT,
        actor=actor,
        at=at,
        person=person.pk,
        subject=f"one_time_code:{code.pk}",
        expires=expires,
    )
    return code


@transaction.atomic
def send_reset_letter(*, account: Account, actor: Actor, at: datetime) -> OneTimeCode:
    """A code of 45 days leaves to the postal address held, to choose another password (« J’ai
    oublié mon mot de passe »); the letter before it dies.

    Raises UnableToSendLetter to whom may not, and at most once a week, three in 45 days.
    """
    account = held_with_person(account)
    if not permissions.may_send_letters(actor) or not can_be_reset(account):
        raise UnableToSendLetter(_("Aucun courrier ne peut partir. Appelez-nous."))
    to = letters.reached(account.person, notices.RESET_LETTER, actor=actor, at=at)
    OneTimeCode.objects.filter(
        account=account, purpose=Purpose.RESET, bound_to=ResetWay.LETTER,
        used_at__isnull=True, killed_at__isnull=True,
    ).update(killed_at=at)  # fmt: skip
    characters = codes.new_letter_code()
    code = OneTimeCode.objects.create(
        account=account,
        purpose=Purpose.RESET,
        via=Via.LETTER,
        bound_to=ResetWay.LETTER,
        code_hash=codes.letter_hash(characters),
        issued_at=at,
        expires_at=at + LETTER_LIFETIME,
        link_expires_at=at + LETTER_LIFETIME,  # it opens the same page as a link
    )
    expires = letters.last_whole_day(code)
    post(
        notices.RESET_LETTER,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notices.RESET_LETTER.code}:{code.pk}",
        context={"expires": expires},
        secrets={"code": spelling.grouped(characters)},
    )
    record(
        events.RESET_LETTER_SENT,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"one_time_code:{code.pk}",
        expires=expires,
    )
    return code


@transaction.atomic
def send_sheet(*, account: Account, actor: Actor, at: datetime) -> None:
    """A new sheet of codes leaves to the postal address held. The one before serves until a code
    of the new one does.

    Raises UnableToSendLetter to whoever signs in with an e-mail, and at most once a week.
    """
    account = held_with_person(account)
    if not permissions.may_send_letters(actor) or account.state != AccountState.WITHOUT_EMAIL:
        raise UnableToSendLetter(_("Vos codes arrivent par e-mail. Il n’y a pas de feuille."))
    to = letters.reached(account.person, notices.SHEET_LETTER, actor=actor, at=at)
    batch = uuid4()
    post(
        notices.SHEET_LETTER,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notices.SHEET_LETTER.code}:{batch}",
        context={},
        secrets=new_sheet(account, batch=batch, counts_since=at),
    )
    record(events.SHEET_SENT, actor=actor, at=at, person=account.person_id)


@transaction.atomic
def refill_sheet(*, account: Account, actor: Actor, at: datetime) -> bool:
    """Send a new sheet when two codes or fewer are left, by itself and once: the new one counts at
    once. Whether it left."""
    if queries.spare_codes_left(account, SpareKind.SHEET) > SHEET_IS_LOW:
        return False
    if not SpareCode.objects.filter(account=account, kind=SpareKind.SHEET).exists():
        return False
    try:
        with transaction.atomic():
            send_sheet(account=account, actor=actor, at=at)
    except UnableToSendLetter as refusal:
        letters.note_not_sent(account.person, refusal, actor=actor, at=at)
        return False
    return True


def _require_openable(person: Person, *, at: datetime) -> None:
    today = clock.date_in_paris(at)
    account = queries.account_of_person(person.pk)
    if account and account.is_active:
        raise UnableToSendLetter(_("Son compte est déjà ouvert."))
    adult = birth_dates.is_adult(person.birth_date, on=today)
    possible = queries.opens_by_letter(account, on=today) if account else True
    if not adult or not possible or not queries.may_open(person, on=today):
        raise UnableToSendLetter(_("Aucun contrat ne lui ouvre un compte aujourd’hui."))
    if not person.member_number:
        raise UnableToSendLetter(
            _("Sans numéro de carte à son nom, cette personne a besoin d’une adresse e-mail.")
        )
