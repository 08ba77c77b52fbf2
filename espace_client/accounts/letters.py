"""Steps of the letters to an account: whether one may leave, what it says, why its code fails."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from espace_client.accounts import events, notices, sending
from espace_client.accounts.forgotten import can_be_reset
from espace_client.accounts.models import OneTimeCode, Purpose
from espace_client.accounts.rules import (
    LETTER_LIFETIME,
    LETTERS_IN_ITS_LIFE,
    WAIT_BETWEEN_LETTERS,
)
from espace_client.audit.operations import record
from espace_client.delivery.notices import Notice, Recipient
from espace_client.delivery.operations import post
from espace_client.delivery.queries import posted_since
from espace_client.kernel import clock
from espace_client.kernel.actors import Actor, Role
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words
from espace_client.members.models import Person

_DAY = timedelta(days=1)


class UnableToSendLetter(UnableTo):
    """No letter can leave to that person now. The sentence says why."""


def reached(person: Person, notice: Notice, *, actor: Actor, at: datetime) -> Recipient:
    """The person at the postal address held, if one more letter of that kind may leave: paper is
    slow and costs (product B.2.5). An adviser, who has somebody on the telephone: once a day."""
    past = posted_since(person.pk, notice.code, at - LETTER_LIFETIME)
    wait = _DAY if actor.role is Role.ADVISER else WAIT_BETWEEN_LETTERS
    if past and at - past[0] < wait:
        raise UnableToSendLetter(
            _("Un courrier est déjà parti aujourd’hui.")
            if wait is _DAY
            else _("Un courrier est parti il y a moins de sept jours. Attendez-le.")
        )
    if actor.role is not Role.ADVISER and len(past) >= LETTERS_IN_ITS_LIFE:
        raise UnableToSendLetter(_("Trois courriers sont partis en 45 jours. Appelez-nous."))
    to = sending.recipient(person)
    if not sending.can_be_written_to(to) or person.died_on:
        raise UnableToSendLetter(
            _("Le dossier n’a pas d’adresse postale, ou personne n’imprime. Appelez-nous.")
        )
    return to


def tell_already_open(person: Person, *, moment: str, actor: Actor, at: datetime) -> None:
    """Somebody asked for an account that is open already, and its owner has no e-mail: a letter
    tells it. Raises UnableToSendLetter."""
    notice = notices.ALREADY_OPEN_LETTER
    to = reached(person, notice, actor=actor, at=at)
    once_key = f"{notice.code}:{person.pk}:{at.isoformat()}"
    post(notice, to=to, actor=actor, at=at, once_key=once_key, context={"moment": moment})


def note_not_sent(person: Person, refusal: UnableTo, *, actor: Actor, at: datetime) -> None:
    """Remember, for the insurer's people, why no letter left."""
    why = refusal.sentence
    record(events.LETTER_NOT_SENT, actor=actor, at=at, person=person.pk, why=why)


def last_whole_day(code: OneTimeCode) -> str:
    """Until when a letter says that it works: the day before the last, which ends in its course."""
    return date_in_words(clock.date_in_paris(code.expires_at - _DAY))


def works(letter: OneTimeCode, at: datetime) -> bool:
    """Whether the code of a letter opens its page now: of an account that is not open yet, or of
    another password."""
    account = letter.account
    fits = can_be_reset(account) if letter.purpose == Purpose.RESET else not account.is_active
    return fits and letter.code_works(at)


def wrong_letter(letter: OneTimeCode, at: datetime) -> tuple[str, str]:
    """Why the code of a letter to an account gives nothing: for whoever typed it, and a word for
    the history."""
    if letter.used_at and letter.purpose == Purpose.RESET:
        sentence = _(
            "Ce code a déjà servi. Connectez-vous avec votre nouveau mot de passe, ou demandez un"
            " autre courrier."
        )
        return sentence, _("déjà utilisé")
    if letter.purpose == Purpose.LETTER and (letter.used_at or letter.account.is_active):
        sentence = _("Ce code a déjà servi.") if letter.used_at else _("Ce code n’est plus utile.")
        follow = _("Votre compte est ouvert : connectez-vous.")
        return f"{sentence} {follow}", _("déjà utilisé") if letter.used_at else _("plus utile")
    if letter.killed_at is None and at >= letter.expires_at:
        sentence = _("Ce code a expiré. Demandez un autre courrier, ou appelez-nous.")
        return sentence, _("expiré")
    sentence = _("Ce code ne compte plus. Prenez le courrier le plus récent, ou appelez-nous.")
    return sentence, _("annulé ou remplacé")
