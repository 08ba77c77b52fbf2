"""Letters: closing a batch, and handing it over to the printer, each letter once."""

from datetime import datetime
from itertools import accumulate, batched

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.delivery import events, queries
from espace_client.delivery.carriers import secrets_of, without_secrets
from espace_client.delivery.letters import pages_of, put_together, typeset_letter
from espace_client.delivery.models import Parcel, PrintBatch, State, Via, batch_bound_to
from espace_client.delivery.parcels import remember, settle
from espace_client.delivery.printers import PrintedLetter, Printer, Printout, printer
from espace_client.delivery.rules import batch_name, filled
from espace_client.documents.typesetting import TypesettingError
from espace_client.kernel.actors import Actor, robot
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.sealing import CannotUnseal

# Who sends, in the member's file. Who had the batch printed stands beside the batch.
_POST = robot("l’envoi des courriers")
_AT_ONCE = 50  # letters remembered in one transaction: nobody else can remember meanwhile
_LOCK = 0x45434C54  # any number, the same for everybody: batches are closed one after the other


class UnableToPrint(UnableTo):
    """No printer takes letters here."""


def print_letters(*, actor: Actor, at: datetime) -> list[PrintBatch]:
    """Close a batch of the letters that wait, and hand over whatever the printer does not have.

    Gives the batches it tried, those that the printer refused included: they are tried again.
    Raises UnableToPrint.
    """
    if printer() is None:
        raise UnableToPrint(_("Aucun imprimeur n’est réglé : voyez docs/operations.md."))
    close_batch(actor=actor, at=at)
    numbers = queries.batches_to_hand_over()
    for number in numbers:
        hand_over(number=number, actor=actor, at=at)
    return list(PrintBatch.objects.filter(number__in=numbers).order_by("number"))


@transaction.atomic
def close_batch(*, actor: Actor, at: datetime) -> PrintBatch | None:
    """Put every waiting letter into one PDF, the oldest first. None when none waits.

    Two closings at the same instant make one batch. A letter that cannot be typeset (a name in
    letters that no font of ours draws) is put aside, so that it does not hold the others back.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    waiting = Parcel.objects.select_for_update().filter(via=Via.LETTER, state=State.WAITING)
    letters: list[tuple[Parcel, bytes]] = []
    unprintable: list[tuple[Parcel, Exception]] = []
    for parcel in waiting.order_by("created_at", "id"):
        try:
            letters.append((parcel, typeset_letter(parcel, secrets_of(parcel))))
        except (TypesettingError, CannotUnseal) as error:
            unprintable.append((parcel, error))
    for parcel, why in unprintable:  # now only: remembering stops whoever else remembers
        _put_aside(parcel, why, at=at)
    return _batch_of(letters, actor=actor, at=at) if letters else None


def hand_over(*, number: int, actor: Actor, at: datetime) -> bool:
    """Give a closed batch to the printer; whether it has it now. May be called again at any time.

    Its steps are committed one by one: the printer holds the batch, then it may print it
    (printers.py), then the letters are sent and their secrets forgotten, and last the PDF.
    """
    carrier = printer()
    if carrier is None:
        return False
    try:
        _prepare(number, carrier, at=at)
        _release(number, carrier)
    except OSError as error:
        batches = PrintBatch.objects.filter(number=number)
        tries = batches.get().tries
        batches.update(tries=tries + 1, answer=str(error)[:300])
        return False
    for parcels in batched(_leaving(number), _AT_ONCE, strict=False):
        _sent(parcels, number, at=at)
    _finish(number, actor=actor, at=at)
    return True


def _batch_of(letters: list[tuple[Parcel, bytes]], *, actor: Actor, at: datetime) -> PrintBatch:
    last = PrintBatch.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    pages = [pages_of(pdf) for _parcel, pdf in letters]
    content = put_together(pdf for _parcel, pdf in letters)
    batch = PrintBatch.objects.create(
        number=number,
        made_at=at,
        letters=len(letters),
        pages=sum(pages),
        content=settings.SEALING_KEYS.seal_bytes(content, bound_to=batch_bound_to(number)),
    )
    parcels = [parcel for parcel, _pdf in letters]
    for place, (parcel, count) in enumerate(zip(parcels, pages, strict=True), 1):
        parcel.batch, parcel.place, parcel.pages = batch, place, count
        parcel.state, parcel.claimed_at = State.SENDING, at
    Parcel.objects.bulk_update(
        parcels, ["batch", "place", "pages", "state", "claimed_at"], batch_size=500
    )
    record(
        events.BATCH_CLOSED,
        actor=actor,
        at=at,
        subject=batch_bound_to(number),
        batch=str(batch),
        letters=batch.letters,
        pages=batch.pages,
    )
    return batch


def _put_aside(parcel: Parcel, error: Exception, *, at: datetime) -> None:
    answer = without_secrets(parcel, f"{type(error).__name__}: {error}")
    Parcel.objects.filter(pk=parcel.pk).update(
        state=State.REFUSED, settled_at=at, secrets=None, answer=answer
    )
    remember(events.LETTER_UNPRINTABLE, parcel, actor=_POST, at=at)


@transaction.atomic
def _prepare(number: int, carrier: Printer, *, at: datetime) -> None:
    batch = PrintBatch.objects.select_for_update().get(number=number)
    if batch.prepared_at or batch.content is None:
        return
    sealed = bytes(batch.content)
    pdf = settings.SEALING_KEYS.unseal_bytes(sealed, bound_to=batch_bound_to(number))
    carrier.prepare(Printout(number, batch.made_at, batch.pages, _letters_of(batch), pdf))
    batch.prepared_at = at
    batch.save(update_fields=["prepared_at"])


@transaction.atomic
def _release(number: int, carrier: Printer) -> None:
    batch = PrintBatch.objects.select_for_update().get(number=number)
    if not batch.taken_at:
        carrier.release(number)


def _leaving(number: int) -> list[Parcel]:
    leaving = Parcel.objects.filter(batch=number, state=State.SENDING)
    return list(leaving.order_by("place"))


@transaction.atomic
def _sent(parcels: tuple[Parcel, ...], number: int, *, at: datetime) -> None:
    batch = batch_name(number)
    for parcel in parcels:
        settle(parcel, State.SENT, events.LETTER_SENT, actor=_POST, at=at, batch=batch)


@transaction.atomic
def _finish(number: int, *, actor: Actor, at: datetime) -> None:
    batch = PrintBatch.objects.select_for_update().get(number=number)
    if batch.taken_at:
        return
    batch.taken_at, batch.content, batch.answer = at, None, ""
    batch.save(update_fields=["taken_at", "content", "answer"])
    record(
        events.BATCH_TAKEN,
        actor=actor,
        at=at,
        subject=batch_bound_to(number),
        batch=str(batch),
    )


def _letters_of(batch: PrintBatch) -> tuple[PrintedLetter, ...]:
    parcels = list(batch.parcels.order_by("place"))
    starts = accumulate((parcel.pages or 0 for parcel in parcels), initial=1)
    return tuple(
        PrintedLetter(
            reference=parcel.reference,
            recipient=parcel.recipient,
            postal_lines=tuple(parcel.postal_lines),
            subject=parcel.subject,
            text=filled(parcel.text, secrets_of(parcel)),
            first_page=first_page,
            pages=parcel.pages or 0,
        )
        for parcel, first_page in zip(parcels, starts, strict=False)
    )
