"""Typing a code: the twelve characters of a letter, the six digits of a text message."""

import hmac
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from espace_client.accounts import codes, events, letters, queries
from espace_client.accounts.models import (
    AccountRequest,
    ActivationLink,
    OneTimeCode,
    ProofCode,
    ProofState,
)
from espace_client.accounts.operations.proving import confirm_proof
from espace_client.accounts.rules import LETTER_CODE, TEXT_CODE, TEXT_CODE_TRIES
from espace_client.accounts.throttle import pass_through
from espace_client.accounts.whence import whence
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToUseCode(UnableTo):
    """The code gives nothing. The sentence says what to do."""


def read_letter_code(
    *, typed: str, source: str, actor: Actor, at: datetime, device: str = ""
) -> ProofCode | OneTimeCode:
    """The code of a letter, if it works now: of a second proof, whose owner is asked first whether
    the e-mail is theirs (confirm_proof), or of an account, that opens with a password
    (open_by_letter, reset_password). Nothing is used up. Raises UnableToUseCode or TooManyTries.

    A refusal is counted and remembered, so it is raised outside the blocks that note it.
    """
    with transaction.atomic():
        attempt = pass_through(LETTER_CODE, source, at=at)
    hashed, facts = codes.letter_hash(typed), whence(device, source)
    # Both are looked up, whichever it is: a code that nobody has takes the same time.
    code, letter = queries.code_of_hash(hashed), queries.letter_of_hash(hashed)
    with transaction.atomic():
        person, subject = None, ""
        works = False
        if letter:
            person, subject = letter.account.person_id, f"one_time_code:{letter.pk}"
            works = letters.works(letter, at)
        elif code:
            person, subject, works = code.proof.person_id, f"proof:{code.proof_id}", code.works(at)
        found = letter or code
        if found and works:
            attempt.delete()
            record(
                events.LETTER_CODE_READ, actor=actor, at=at, person=person, subject=subject, **facts
            )
            return found
        sentence, why = letters.wrong_letter(letter, at) if letter else _what_is_wrong(code, at)
        record(events.CODE_REFUSED, actor=actor, at=at, person=person, why=why, **facts)
    raise UnableToUseCode(sentence)


def give_text_code(
    *,
    request: AccountRequest,
    typed: str,
    actor: Actor,
    at: datetime,
    source: str = "",
    device: str = "",
) -> ActivationLink:
    """The six digits of the last text message give the proof that *request* waits for.

    Raises UnableToUseCode, UnableToProve or TooManyTries. A request that matched nobody goes the
    same way, against a code that does not exist, in the same time (quality 1.1t).
    """
    with transaction.atomic():
        pass_through(TEXT_CODE, str(request.pk), at=at)
    code = queries.text_code_of(request, at=at)
    identifier = code.pk if code else uuid4()
    known = bytes(code.code_hash) if code else bytes(32)
    with transaction.atomic():
        # The try is counted before it is compared: ten at once are still five.
        counted = ProofCode.objects.filter(pk=identifier, tries__lt=TEXT_CODE_TRIES).update(
            tries=F("tries") + 1
        )
        right = hmac.compare_digest(codes.text_hash(typed, code=identifier), known) and counted
        if not right:
            person = code.proof.person_id if code else None
            facts = whence(device, source)
            record(
                events.CODE_REFUSED, actor=actor, at=at, person=person, why=_("inexact"), **facts
            )
    if not right or code is None:
        raise UnableToUseCode(
            _(
                "Ce code ne marche pas. Recopiez les 6 chiffres du dernier texto, reçu il y a"
                " moins de 10 minutes. Ou demandez un nouveau code."
            )
        )
    return confirm_proof(code=code, actor=actor, at=at)


def _what_is_wrong(code: ProofCode | None, at: datetime) -> tuple[str, str]:
    """The sentence for whoever typed, and a word for the history."""
    if code is None:
        sentence = _(
            "Ce code n’est pas celui d’un courrier. Comparez les 12 caractères avec votre papier,"
            " puis recommencez."
        )
        return sentence, _("inconnu")
    if code.proof.state == ProofState.GIVEN:
        sentence = _("Ce code a déjà servi.") if code.used_at else _("Ce code n’est plus utile.")
        follow = _("Ouvrez le message « Activer mon compte » dans vos e-mails.")
        return f"{sentence} {follow}", _("déjà utilisé") if code.used_at else _("plus utile")
    if code.proof.state in (ProofState.WAITING, ProofState.EXPIRED) and at >= code.expires_at:
        sentence = _(
            "Ce code a expiré. Refaites votre demande de compte pour en recevoir un autre."
        )
        return sentence, _("expiré")
    sentence = _("Ce code ne compte plus. Prenez le courrier le plus récent, ou appelez-nous.")
    return sentence, _("annulé ou remplacé")
