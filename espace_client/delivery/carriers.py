"""Who carries a parcel that leaves by itself: a relay for mails, a gateway for text messages.

Each takes one message, or raises Refused or Cut: the machine that sends is the same for both.
"""

import smtplib
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers

from espace_client.delivery.answers import Cut, Refused
from espace_client.delivery.models import Parcel, Via
from espace_client.delivery.rules import filled
from espace_client.delivery.text_messages import TextMessage, gateway
from espace_client.kernel.sealing import CannotUnseal


def secrets_of(parcel: Parcel) -> dict[str, str]:
    """What stands behind the marks of a parcel that has not left. Raises CannotUnseal."""
    if not parcel.secrets:
        return {}
    return settings.SEALING_KEYS.unseal(bytes(parcel.secrets), bound_to=str(parcel.pk))


def without_secrets(parcel: Parcel, said: str) -> str:
    """What somebody *said* of a parcel, fit to be kept: a gateway may repeat what it refuses."""
    try:
        secrets = list(secrets_of(parcel).values())
    except CannotUnseal:  # then it did not leave, and nobody can repeat it
        secrets = []
    for secret in secrets:
        said = said.replace(secret, "•••")
    return said[:300]


def carry(parcel: Parcel) -> None:
    """Give *parcel* to its carrier. Raises Refused or Cut."""
    _CARRIERS[Via(parcel.via)](parcel)


def _by_mail(parcel: Parcel) -> None:
    relay = mailers.default
    try:
        relay.open()
    except (smtplib.SMTPException, OSError) as error:  # no relay, or it will not have us: not now
        raise Refused(421, str(error), for_now=True) from error
    try:
        relay.send_messages([_mail(parcel)])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise Refused(code, said.decode(errors="replace"), for_now=code < 500) from error
    except smtplib.SMTPSenderRefused as error:  # our own fault, whatever the code: mend and retry
        raise Refused(421, str(error.smtp_error), for_now=True) from error
    except smtplib.SMTPResponseException as error:
        code = error.smtp_code
        raise Refused(code, str(error.smtp_error), for_now=400 <= code < 500) from error
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise Cut(str(error)) from error
    finally:
        relay.close()


def _mail(parcel: Parcel) -> EmailMultiAlternatives:
    secrets = secrets_of(parcel)
    domain = urlsplit(settings.PUBLIC_URL).hostname
    message = EmailMultiAlternatives(
        subject=parcel.subject,
        body=filled(parcel.text, secrets),
        from_email=settings.MAIL_FROM,
        to=[parcel.address],
        # The same for each try: the relay's log can tell whether it was accepted.
        headers={"Message-ID": f"<{parcel.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(filled(parcel.html, secrets), "text/html")
    return message


def _by_text_message(parcel: Parcel) -> None:
    carrier = gateway()
    if carrier is None:  # its settings went while the message waited
        raise Refused(0, "no gateway for text messages", for_now=True)
    carrier.send(TextMessage(parcel.pk, parcel.mobile, filled(parcel.text, secrets_of(parcel))))


_CARRIERS: dict[Via, Callable[[Parcel], None]] = {
    Via.EMAIL: _by_mail,
    Via.SMS: _by_text_message,
}
