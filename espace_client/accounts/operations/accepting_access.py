"""The carer's answer: yes with an account, yes and a new account, or no."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from espace_client.accounts import codes, events, finding_carers, notices, queries
from espace_client.accounts.closing_access import close
from espace_client.accounts.holding import account_to_open, held, hold_person, kill_links
from espace_client.accounts.models import Account, ActivationLink
from espace_client.accounts.operations.activating import activate_account
from espace_client.accounts.operations.links import send_link
from espace_client.accounts.rules import CARER_CODE, CARER_MAIL
from espace_client.accounts.telling_carers import tell
from espace_client.accounts.throttle import pass_through
from espace_client.accounts.whence import whence
from espace_client.audit.operations import record
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Carried, Delegation, Ending, Person


class UnableToAcceptAccess(UnableTo):
    """The invitation gives nothing to this person. The sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who the carer says they are, when they have no account yet."""

    first_name: str
    last_name: str
    email: str
    terms_version: date


def read_carer_code(
    *, typed: str, source: str, actor: Actor, at: datetime, device: str = ""
) -> Delegation:
    """The invitation that a code on paper opens; nothing is used up. Raises UnableToAcceptAccess
    or TooManyTries. A refusal is counted and remembered, so it is raised outside."""
    with transaction.atomic():
        attempt = pass_through(CARER_CODE, source, at=at)
    access = finding_carers.access_of_secret(codes.carer_code_hash(typed))
    with transaction.atomic():
        if access and access.invitation_works(at):
            attempt.delete()
            return access
        why = _("inconnu") if access is None else _("déjà utilisé, remplacé ou expiré")
        giver = access.giver_id if access else None
        facts = {"why": why, **whence(device, source)}
        record(events.CARER_CODE_REFUSED, actor=actor, at=at, person=giver, **facts)
    raise UnableToAcceptAccess(
        _(
            "Ce code ne marche pas. Comparez les 12 caractères avec le papier. S’il a déjà servi,"
            " demandez un nouveau courrier à la personne que vous aidez."
        )
    )


@transaction.atomic
def accept_access(*, access: Delegation, account: Account, actor: Actor, at: datetime) -> None:
    """Whoever is signed in with *account* takes the access, once. An older one between the same
    two people ends. Raises UnableToAcceptAccess."""
    access = _held(access, at=at)
    if not account.is_active or account.person_id == access.giver_id:
        raise UnableToAcceptAccess(
            _("Cet accès est à votre propre espace. La personne qui vous aide l’accepte elle-même.")
        )
    _accept(access, account.person, actor=actor, at=at)


@transaction.atomic
def accept_as_newcomer(
    *, access: Delegation, newcomer: Newcomer, actor: Actor, at: datetime
) -> ActivationLink | None:
    """Somebody without an account takes the access: a person outside the file, and an account that
    opens with a password like any other. Raises UnableToAcceptAccess or TooManyTries.

    The link of an invitation by mail has proved the mailbox: the access is accepted, and the link
    to choose a password comes back. By a code on paper nothing is proved of the e-mail: the access
    goes on waiting, a job sends the link there, and nothing here tells whether the address is known
    (quality 1.1). `activate_by_paper` accepts it. Whoever mistyped the address comes again.
    """
    access = _held(access, at=at)
    proved = access.carried == Carried.EMAIL
    email = access.carer_email if proved else newcomer.email
    if proved and queries.is_full(email):
        raise UnableToAcceptAccess(
            _("Deux comptes utilisent déjà cette adresse. Connectez-vous à l’un d’eux.")
        )
    if not proved:
        pass_through(CARER_MAIL, str(access.pk), at=at)
    person = access.carer or Person(reference=f"AIDANT-{uuid4().hex}", in_file=False)
    person.birth_name, person.first_names = newcomer.last_name, newcomer.first_name
    person.email = email
    person.save()
    person.refresh_from_db()
    account = account_to_open(
        person, email=email, terms_version=newcomer.terms_version, actor=actor, at=at
    )
    kill_links(account, at=at)  # of an address that was typed before
    if proved:
        _accept(access, person, actor=account.actor, at=at)
        return send_link(account=account, actor=actor, at=at)
    access.carer = person
    access.save(update_fields=["carer"])
    record(
        events.CARER_TO_PROVE,
        actor=actor, at=at, person=person.pk, subject=f"access:{access.pk}",
        masked_email=emails.masked(email),
    )  # fmt: skip
    task = app.configure_task("accounts.send_carer_link", queue="letters")
    task.defer(account_id=str(account.pk))
    return None


@transaction.atomic
def send_carer_link(*, account_id: UUID, actor: Actor, at: datetime) -> None:
    """The link to choose a password leaves to the mailbox that a carer typed, unless two accounts
    use it already: then nothing leaves, and the carer has to call."""
    account = held(Account.objects.get(pk=account_id))
    awaited = finding_carers.access_awaiting(account.person_id, at) is not None
    if awaited and not account.is_active and not queries.is_full(account.email):
        send_link(account=account, actor=actor, at=at)


def activate_by_paper(
    *,
    link: ActivationLink,
    password: str,
    code: str,
    source: str,
    actor: Actor,
    at: datetime,
    device: str = "",
) -> Account:
    """The link has proved the mailbox that a carer typed; the code of their paper, typed again,
    that the mailbox is theirs: the access is accepted and the account opens.

    Raises UnableToAcceptAccess or TooManyTries (the code), UnableToUsePassword or UnableToActivate;
    nothing is used up then. A wrong code is counted, so it is raised outside.
    """
    shown = read_carer_code(typed=code, source=source, device=device, actor=actor, at=at)
    with transaction.atomic():
        access = _held(shown, at=at)
        person = link.account.person
        if access.carer_id != person.pk:  # the code of another paper, or another address by now
            raise UnableToAcceptAccess(
                _("Ce code n’est pas celui qui a mené à ce message. Reprenez avec votre courrier.")
            )
        _accept(access, person, actor=link.account.actor, at=at)
        return activate_account(link=link, password=password, actor=actor, at=at)


@transaction.atomic
def decline_access(*, access: Delegation, actor: Actor, at: datetime) -> None:
    """« Non merci »: the invitation is over, and whoever sent it is told. Raises
    UnableToAcceptAccess."""
    close(_held(access, at=at), Ending.DECLINED, actor=actor, at=at)


def _held(access: Delegation, *, at: datetime) -> Delegation:
    """The invitation as it is now, held; it still works."""
    hold_person(access.giver)
    now = Delegation.objects.select_for_update(of=("self",)).select_related("giver", "carer")
    found = now.get(pk=access.pk)
    over = found.last_day is not None and found.last_day < date_in_paris(at)
    if not found.invitation_works(at) or found.giver.died_on or over:
        raise UnableToAcceptAccess(
            _("Cette invitation n’est plus valable. Demandez-en une autre à la personne.")
        )
    return found


def _accept(access: Delegation, carer: Person, *, actor: Actor, at: datetime) -> None:
    live = Delegation.objects.filter(giver=access.giver, carer=carer, ended_at__isnull=True)
    for older in (
        live.exclude(pk=access.pk).select_for_update(of=("self",)).select_related("giver", "carer")
    ):
        close(older, Ending.REPLACED, actor=actor, at=at, silent=True)
    access.carer, access.accepted_at = carer, at
    access.save(update_fields=["carer", "accepted_at"])
    subject = f"access:{access.pk}"
    record(
        events.ACCESS_ACCEPTED,
        actor=actor, at=at, person=access.giver_id, subject=subject, name=str(carer),
    )  # fmt: skip
    record(
        events.HELP_BEGAN,
        actor=actor, at=at, person=carer.pk, subject=subject,
        name=str(access.giver), until=access.until_in_words,
    )  # fmt: skip
    told = (notices.ACCESS_ACCEPTED, notices.ACCESS_ACCEPTED_LETTER)
    tell(access.giver, told, access, actor=actor, at=at)
    tell(carer, (notices.HELP_BEGAN, notices.HELP_BEGAN_LETTER), access, actor=actor, at=at)
