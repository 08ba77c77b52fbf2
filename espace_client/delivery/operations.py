"""Posting a parcel in the transaction of a verb; sending it afterwards, once."""

import smtplib
import uuid
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.db import connection, transaction
from procrastinate.contrib.django import app

from espace_client.audit.operations import record
from espace_client.delivery import events
from espace_client.delivery.models import Parcel, State, Via
from espace_client.delivery.notices import Notice, Recipient, compose
from espace_client.delivery.rules import lease, next_try_in, reference, secret_mark
from espace_client.kernel.actors import Actor


def post(
    notice: Notice,
    *,
    to: Recipient,
    actor: Actor,
    at: datetime,
    once_key: str,
    context: Mapping[str, object],
    secrets: Mapping[str, str] | None = None,
) -> Parcel | None:
    """Put one message on its way, inside the transaction of the verb that wants it told.

    It leaves only if that transaction is committed. The same `once_key` twice is one message:
    the second time nothing happens and None comes back. `secrets` (the address with a token) are
    sealed; the kept text shows a mark in their place.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{notice.code} is posted outside its verb")
    if Parcel.objects.filter(once_key=once_key).exists():
        return None
    identifier = uuid.uuid4()
    marks = {name: secret_mark(name) for name in secrets or {}}
    letter = compose(
        notice, to=to, reference=reference(identifier), context={**context, **marks}, at=at
    )
    parcel = Parcel.objects.create(
        id=identifier,
        once_key=once_key,
        reference=reference(identifier),
        notice=notice.code,
        person=to.person,
        recipient=to.full_name,
        via=notice.via,
        address=to.email if notice.via is Via.EMAIL else "",
        mobile=to.mobile if notice.via is Via.SMS else "",
        postal_lines=list(to.postal_lines) if notice.via is Via.LETTER else [],
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        secrets=settings.SEALING_KEYS.seal(secrets, bound_to=str(identifier)) if secrets else None,
        created_at=at,
        not_before=at,
    )
    record(
        events.POSTED,
        actor=actor,
        at=at,
        person=to.person,
        subject=f"parcel:{parcel.pk}",
        title=parcel.subject,
        reference=parcel.reference,
    )
    if parcel.via != Via.LETTER:  # a letter waits for the day's batch
        _plan(parcel, seconds=0)
    return parcel


def send(*, parcel_id: uuid.UUID, actor: Actor, at: datetime) -> None:
    """Send one parcel. May be called twice, by two workers, after a crash: it leaves once.

    Claiming is a committed step of its own, before the first byte goes out. What fails after that
    without an answer of the relay is in doubt, and never resent blindly.
    """
    parcel = _claim(parcel_id, at)
    if parcel is None:
        return
    relay = mailers.default
    try:
        relay.open()
    except (smtplib.SMTPException, OSError) as error:  # no relay, or it will not have us: not now
        _refused(parcel, code=421, said=str(error), actor=actor, at=at)
        return
    try:
        relay.send_messages([_message(parcel)])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        _refused(parcel, code=code, said=said.decode(errors="replace"), actor=actor, at=at)
    except smtplib.SMTPSenderRefused as error:  # our own fault, whatever the code: mend and retry
        _refused(parcel, code=421, said=str(error.smtp_error), actor=actor, at=at)
    except smtplib.SMTPResponseException as error:
        _refused(parcel, code=error.smtp_code, said=str(error.smtp_error), actor=actor, at=at)
    except (smtplib.SMTPServerDisconnected, OSError):
        _settle(parcel, State.IN_DOUBT, events.IN_DOUBT, actor=actor, at=at)
    else:
        _settle(parcel, State.SENT, events.SENT, actor=actor, at=at)
    finally:
        relay.close()


def rescue(*, actor: Actor, at: datetime) -> None:
    """Find what a crash left behind: parcels nobody sends, and sendings that were cut."""
    waiting = Parcel.objects.filter(state=State.WAITING, not_before__lt=at - lease()).exclude(
        via=Via.LETTER
    )
    with transaction.atomic():
        for parcel in waiting.select_for_update(skip_locked=True)[:500]:
            parcel.not_before = at
            parcel.save(update_fields=["not_before"])
            _plan(parcel, seconds=0)
    cut = Parcel.objects.filter(state=State.SENDING, claimed_at__lt=at - lease())
    for parcel in cut[:500]:
        _settle(parcel, State.IN_DOUBT, events.IN_DOUBT, actor=actor, at=at)


def _plan(parcel: Parcel, *, seconds: int) -> None:
    app.configure_task("delivery.send", queue="letters", schedule_in={"seconds": seconds}).defer(
        parcel_id=str(parcel.pk)
    )


def _claim(parcel_id: uuid.UUID, at: datetime) -> Parcel | None:
    claimed = Parcel.objects.filter(pk=parcel_id, state=State.WAITING, not_before__lte=at).update(
        state=State.SENDING, claimed_at=at
    )
    parcel = Parcel.objects.get(pk=parcel_id)
    if not claimed and parcel.state == State.WAITING:  # this worker's clock is a little behind
        wait = (parcel.not_before - at).total_seconds()
        _plan(parcel, seconds=int(min(wait, 600)) + 1)
    return parcel if claimed else None


def _message(parcel: Parcel) -> EmailMultiAlternatives:
    text, html = parcel.text, parcel.html
    if parcel.secrets:
        secrets = settings.SEALING_KEYS.unseal(bytes(parcel.secrets), bound_to=str(parcel.pk))
        for name, value in secrets.items():
            text = text.replace(secret_mark(name), value)
            html = html.replace(secret_mark(name), value)
    domain = urlsplit(settings.PUBLIC_URL).hostname
    message = EmailMultiAlternatives(
        subject=parcel.subject,
        body=text,
        from_email=settings.MAIL_FROM,
        to=[parcel.address],
        # The same for each try: the relay's log can tell whether it was accepted.
        headers={"Message-ID": f"<{parcel.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message


def _refused(parcel: Parcel, *, code: int, said: str, actor: Actor, at: datetime) -> None:
    """4xx is « not now »; 5xx is « never »."""
    parcel.answer = f"{code} {said}"[:300]
    parcel.tries += 1
    delay = next_try_in(parcel.tries) if 400 <= code < 500 else None
    if delay is None:
        _settle(parcel, State.REFUSED, events.REFUSED, actor=actor, at=at)
        return
    with transaction.atomic():
        parcel.state, parcel.not_before = State.WAITING, at + delay
        parcel.save(update_fields=["state", "not_before", "tries", "answer"])
        _plan(parcel, seconds=int(delay.total_seconds()) + 1)


def _settle(
    parcel: Parcel, state: State, event: events.Event, *, actor: Actor, at: datetime
) -> None:
    with transaction.atomic():
        settled = Parcel.objects.filter(pk=parcel.pk, state=State.SENDING).update(
            state=state, settled_at=at, secrets=None, tries=parcel.tries, answer=parcel.answer
        )
        if settled:
            record(
                event,
                actor=actor,
                at=at,
                person=parcel.person,
                subject=f"parcel:{parcel.pk}",
                title=parcel.subject,
                reference=parcel.reference,
            )
