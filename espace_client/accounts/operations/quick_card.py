"""« Ma carte vite »: a code asked for at a counter, sent by a job, and the card that it shows."""

import hmac
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from espace_client.accounts import codes, events, notices, quick_card, sending
from espace_client.accounts.holding import hold_person
from espace_client.accounts.models import CardCode
from espace_client.accounts.quick_card import TypedCard
from espace_client.accounts.rules import (
    CARD_ASKED,
    CARD_ASKED_ANYWHERE,
    CARD_ASKED_NUMBER,
    CARD_ASKED_SOURCE,
    CARD_CODE,
    CARD_TEXTS_A_DAY,
    CODE_LIFETIME,
    CODE_TRIES,
    WAIT_BETWEEN_CODES,
)
from espace_client.accounts.throttle import pass_through
from espace_client.accounts.whence import whence
from espace_client.audit.operations import record
from espace_client.contracts.rules import CARD_SHOWN_FOR
from espace_client.delivery.operations import post
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Person


class UnableToShowCard(UnableTo):
    """The code shows nothing. The sentence is the same whatever is wrong with it."""


@transaction.atomic
def ask_for_card(
    *, typed: TypedCard, source: str, actor: Actor, at: datetime, device: str = ""
) -> str:
    """Note that somebody at a counter wants to see their card. A job answers, so that nothing here
    tells whether the card is known (docs/decisions/0003). What was typed comes back sealed, for
    the session that will type the code.

    Raises TooManyTries after five in an hour of one card from one *source*, ten in a day of one
    card from anywhere, two hundred in a day of one number whatever the date of birth, or twenty in
    an hour from one *source*. A card is a number with a date of birth.
    """
    pass_through(CARD_ASKED_SOURCE, source, at=at, exactly=False)
    pass_through(CARD_ASKED, f"{typed.hashed.hex()}/{source}", at=at)
    pass_through(CARD_ASKED_ANYWHERE, typed.hashed.hex(), at=at)
    pass_through(CARD_ASKED_NUMBER, typed.key, at=at)
    kept = quick_card.sealed(typed)
    record(events.CARD_ASKED, actor=actor, at=at, **whence(device, source))
    app.configure_task("accounts.answer_card_request", queue="letters").defer(sealed=kept)
    return kept


@transaction.atomic
def answer_card_request(*, typed: TypedCard, actor: Actor, at: datetime) -> int:
    """Send six digits to the mobile that the insurer holds for whoever is meant, if it holds one:
    three in a day at most, a minute apart. Nobody is told here that none left; their own history
    says it. How many left."""
    people = quick_card.people_meant(typed, on=date_in_paris(at))
    left = sum(_answer(person, typed, actor=actor, at=at) for person in people)
    record(events.CARD_ASKED_ANSWERED, actor=actor, at=at, count=left)
    return left


def show_card(
    *, typed: TypedCard, code: str, source: str, actor: Actor, at: datetime, device: str = ""
) -> CardCode:
    """The six digits show the card of whoever got them, for ten minutes, and nothing else. Raises
    UnableToShowCard or TooManyTries.

    The sixth try of a code finds it dead. A try is counted before it is compared, and a refusal is
    remembered: it is raised outside the block that notes it. A card that means nobody is answered
    by the same statements.
    """
    with transaction.atomic():
        pass_through(CARD_CODE, f"{typed.hashed.hex()}/{source}", at=at)
    with transaction.atomic():
        alive = _counted(typed, at=at)
        right = next((one for one in alive if _is_right(one, code)), None)
        if right is None:
            hmac.compare_digest(codes.card_hash(code, code=uuid4()), bytes(32))
        else:
            _use(right, at=at)
        whose = right or (alive[0] if len(alive) == 1 else None)
        record(
            events.CARD_SHOWN if right else events.CARD_CODE_REFUSED,
            actor=actor,
            at=at,
            person=whose.person_id if whose else None,
            **whence(device, source),
        )
    if right is None:
        raise UnableToShowCard(
            _(
                "Ce code ne marche pas. Recopiez les 6 chiffres du dernier texto, reçu il y a"
                " moins de 10 minutes. Ou demandez un nouveau code."
            )
        )
    return right


def _counted(typed: TypedCard, *, at: datetime) -> list[CardCode]:
    """The codes that live for what was typed: one, or those of twins. This try counts for each."""
    alive = CardCode.objects.filter(
        asked_hash=typed.hashed, used_at=None, killed_at=None, expires_at__gt=at,
        tries__lt=CODE_TRIES,
    )  # fmt: skip
    held = list(alive.select_for_update())
    alive.update(tries=F("tries") + 1)
    return held


def _is_right(code: CardCode, typed: str) -> bool:
    return hmac.compare_digest(codes.card_hash(typed, code=code.pk), bytes(code.code_hash))


def _use(code: CardCode, *, at: datetime) -> None:
    code.used_at, code.shown_until = at, at + CARD_SHOWN_FOR
    code.save(update_fields=["used_at", "shown_until"])


def _answer(person: Person, typed: TypedCard, *, actor: Actor, at: datetime) -> bool:
    """Whether a code left to *person*."""
    hold_person(person)
    to = sending.recipient(person)
    if why := _why_none(person, can_be_texted=sending.can_be_texted(to), at=at):
        record(events.CARD_CODE_NOT_SENT, actor=actor, at=at, person=person.pk, why=why)
        return False
    CardCode.objects.filter(person=person, used_at=None, killed_at=None).update(killed_at=at)
    digits, identifier = codes.new_text_code(), uuid4()
    CardCode.objects.create(
        id=identifier,
        person=person,
        asked_hash=typed.hashed,
        code_hash=codes.card_hash(digits, code=identifier),
        issued_at=at,
        expires_at=at + CODE_LIFETIME,
    )
    post(
        notices.CARD_CODE,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notices.CARD_CODE.code}:{identifier}",
        context={},
        secrets={"code": digits},
    )
    record(events.CARD_CODE_SENT, actor=actor, at=at, person=person.pk, last_digits=to.mobile[-2:])
    return True


def _why_none(person: Person, *, can_be_texted: bool, at: datetime) -> str:
    """Why no code may leave now; empty: one may."""
    if not can_be_texted:
        return _("aucun SMS ne peut partir")
    if quick_card.codes_left_since(person, at - WAIT_BETWEEN_CODES):
        return _("un code est parti il y a moins d’une minute")
    if quick_card.codes_left_since(person, at - timedelta(days=1)) >= CARD_TEXTS_A_DAY:
        return _("trois codes par SMS en un jour")
    return ""


@transaction.atomic
def close_card(*, code: CardCode, actor: Actor, at: datetime) -> None:
    """« J’ai fini »: the code shows nothing any more, were it typed again where it was."""
    if not code.shows(at):
        return
    assert code.used_at
    code.shown_until = max(at, code.used_at + timedelta(microseconds=1))
    code.save(update_fields=["shown_until"])
    record(
        events.CARD_HIDDEN,
        actor=actor,
        at=at,
        person=code.person_id,
        subject=f"card_code:{code.pk}",
    )
