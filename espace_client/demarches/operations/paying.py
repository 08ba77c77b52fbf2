"""Money: a payment file is taken, and what it pays moves to « virement envoyé ».

Whichever comes first, the file or the decision, the démarche ends alike: the decision looks for a
transfer that is there already. Where a file cancels what was paid, advisers have it again. Nothing
but a payment file sets a state of money.
"""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from itertools import product

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from espace_client.benefits.figures import to_the_cent
from espace_client.demarches.events import Told
from espace_client.demarches.models import Demarche, codes
from espace_client.demarches.moving import held, move, note
from espace_client.demarches.notices import News
from espace_client.demarches.operations.coming_back import take_up_again
from espace_client.demarches.rules import Gesture, State
from espace_client.demarches.telling import tell
from espace_client.kernel.actors import Actor, robot
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words
from espace_client.kernel.money import NOTHING
from espace_client.kernel.moves import By
from espace_client.kernel.working_days import working_days_after
from espace_client.reimbursements import operations as reimbursements
from espace_client.reimbursements.asked_back import kept_back_from
from espace_client.reimbursements.models import Misfit, Operation, PaymentLine, Transfer
from espace_client.reimbursements.operations import Taken, fits_now, note_misfit

_THE_FILE = robot("le fichier de paiement")
_DECIDED = (State.ACCEPTED, State.ACCEPTED_IN_PART)
_OF_A_LINE = (Misfit.NO_REQUEST, Misfit.NOT_ACCEPTED, Misfit.DIFFERS)
_PAID = (State.TRANSFER_SENT, State.CLOSED)


@transaction.atomic
def take_payment_file(*, name: str, content: bytes, actor: Actor, at: datetime) -> Taken:
    """Take a payment file (`reimbursements.take_payments`), and move the démarches it pays.

    What does not fit is listed for advisers: a démarche that does not exist or is not accepted, an
    amount that is not the one that was decided. Raises UnableToTake, and then nothing is taken.
    """
    taken = reimbursements.take_payments(name=name, content=content, actor=actor, at=at)
    paying = [one for one in taken.new if one.request and one.operation == Operation.PAYMENT]
    named = {one.request: one for one in reversed(paying)}
    for reference, line in sorted(named.items()):
        found = Demarche.objects.sent().filter(reference=reference).first()
        if found is None:
            note_misfit(what=Misfit.NO_REQUEST, line=line, at=at)
        elif found.state in codes(_DECIDED):
            settle_payment(demarche=found, at=at)
        else:
            expected = found.owed
            what = Misfit.DIFFERS if found.state == State.TRANSFER_SENT else Misfit.NOT_ACCEPTED
            note_misfit(what=what, line=line, at=at, expected=expected)
    _tell_of_what_is_cancelled(taken, at)
    return taken


@transaction.atomic
def settle_payment(*, demarche: Demarche, at: datetime) -> bool:
    """Move an accepted démarche that a payment file has paid: M5, with no amount in the message.
    False while nothing has, since it was last told: one that was contested and is accepted again
    waits for its own money. An amount that is not the one that was decided is told as it is, and
    listed for advisers."""
    row = held(demarche)
    lines = _paying(row)
    first = lines.select_related("transfer").order_by("-on", "reference").first()
    if first is None or first.transfer is None or row.state not in codes(_DECIDED):
        return False
    total = _sum(lines)
    paid = total - row.paid
    if not paid:
        return False
    fits = row.owed is None or row.owed == paid
    facts = {
        "amount": to_the_cent(paid),
        "sent_on": first.on.isoformat(),
        "end": first.transfer.account_end,
    }
    move(
        row,
        Gesture.TRANSFER,
        who=By.PAYMENT_FILE,
        actor=_THE_FILE,
        at=at,
        words=_said_of(first.transfer, "" if fits else _unlike(row.owed, paid)),
        facts=facts,
        step_facts=facts,
        paid=total,
    )
    for line in lines:
        fits_now(what=Misfit.NOT_ACCEPTED, line=line, how=_("La demande est acceptée."), at=at)
    fits_now(what=Misfit.NOT_PAID, request=row.reference, how=_("Le virement est parti."), at=at)
    if not fits:
        note_misfit(what=Misfit.DIFFERS, line=first, expected=row.owed, at=at)
    tell(
        row,
        News.TRANSFER,
        _("Un virement est parti"),
        [
            _("Il est parti le %(day)s.") % {"day": date_in_words(first.on)},
            _("Le montant et le compte sont dans votre espace."),
        ],
        actor=_THE_FILE,
        at=at,
    )
    return True


@transaction.atomic
def take_payment_back(*, demarche: Demarche, at: datetime) -> bool:
    """Tell its owner that what was paid for a démarche is cancelled, and have advisers look at it
    again. False while all that was told is still paid."""
    row = held(demarche)
    total = _sum(_paying(row))
    gone = row.paid - total
    if gone <= 0:
        return False
    why, told = _told_of_a_cancellation(row, gone)
    row.paid = total
    if row.state in codes(_PAID):
        row.save(update_fields=["paid"])
        take_up_again(
            demarche=row, why=why, told=[told], who=By.PAYMENT_FILE, actor=_THE_FILE, at=at
        )
        return True
    note(row, Told.PAYMENT_CANCELLED, words=why, actor=_THE_FILE, at=at, paid=total)
    tell(row, News.MOVED, _("Un paiement est annulé"), [told], actor=_THE_FILE, at=at)
    return True


@transaction.atomic
def owe(*, demarche: Demarche, amount: Decimal, at: datetime) -> None:
    """Note what an accepted démarche will bring, in euros, and by when: part of its acceptance. A
    transfer that is there already settles it at once."""
    row = held(demarche)
    within = settings.INSURER.requests.transfer_within
    row.owed, row.step_until = amount, working_days_after(date_in_paris(at), within)
    row.save(update_fields=["owed", "step_until"])
    settle_payment(demarche=row, at=at)


def watch_transfers(*, actor: Actor, at: datetime) -> int:
    """Have advisers look for the money of what was accepted and is late. How many are."""
    today = date_in_paris(at)
    late = Demarche.objects.filter(
        state__in=codes(_DECIDED), owed__isnull=False, step_until__lt=today
    )
    count = 0
    for row in late.only("reference", "owed"):
        note_misfit(what=Misfit.NOT_PAID, request=row.reference, expected=row.owed, at=at)
        count += 1
    return count


def _tell_of_what_is_cancelled(taken: Taken, at: datetime) -> None:
    """Of the payments of requests that *taken* brings or cancels, those that are cancelled."""
    cancelled = _cancelled().filter(care__in=[one.care for one in taken.new]).values("care")
    lines = PaymentLine.objects.filter(operation=Operation.PAYMENT, care__in=cancelled)
    named: dict[str, list[PaymentLine]] = defaultdict(list)
    for line in lines.exclude(request="").order_by("request", "reference"):
        named[line.request].append(line)
    for reference, gone in named.items():
        for what, line in product(_OF_A_LINE, gone):
            fits_now(what=what, line=line, how=_("Le paiement est annulé."), at=at)
        if found := Demarche.objects.sent().filter(reference=reference).first():
            take_payment_back(demarche=found, at=at)


def _told_of_a_cancellation(row: Demarche, gone: Decimal) -> tuple[str, str]:
    """What its owner reads in their space, and in a message: nothing is to be sent back unless a
    payment file asked for it."""
    amount = {"amount": to_the_cent(gone)}
    paid = PaymentLine.objects.filter(request=row.reference).values("care")
    if PaymentLine.objects.filter(operation=Operation.ASKED_BACK, care__in=paid).exists():
        return (
            _(
                "Un paiement de %(amount)s est annulé. Ce qui est à rendre, et comment, est dans"
                " « Mes remboursements ». Un conseiller regarde votre demande, et vous répond."
            )
            % amount,
            _("Un paiement de cette demande est annulé. Le détail est dans votre espace."),
        )
    return (
        _(
            "Un paiement de %(amount)s est annulé. Vous n’avez rien à faire, ni rien à nous"
            " renvoyer : un conseiller regarde pourquoi, et vous répond."
        )
        % amount,
        _("Un paiement de cette demande est annulé. Vous n’avez rien à faire pour le moment."),
    )


def _cancelled() -> QuerySet[PaymentLine]:
    return PaymentLine.objects.filter(operation=Operation.CANCELLATION)


def _paying(row: Demarche) -> QuerySet[PaymentLine]:
    """The lines that pay *row* and are not cancelled."""
    lines = PaymentLine.objects.filter(request=row.reference, operation=Operation.PAYMENT)
    return lines.exclude(care__in=_cancelled().filter(care__in=lines.values("care")).values("care"))


def _sum(lines: QuerySet[PaymentLine]) -> Decimal:
    return lines.aggregate(paid=Sum("complementary"))["paid"] or NOTHING


def _said_of(transfer: Transfer, words: str) -> str:
    """*words*, and what was kept back from the transfer."""
    kept = kept_back_from(transfer.pk)
    if not kept:
        return words
    less = _(
        "De ce virement, %(kept)s sont retenus sur ce qui vous avait été versé en trop :"
        " %(sent)s arrivent sur le compte."
    ) % {"kept": to_the_cent(kept), "sent": to_the_cent(transfer.amount)}
    return f"{words} {less}".strip()


def _unlike(owed: Decimal | None, paid: Decimal) -> str:
    return _(
        "Le virement est de %(paid)s. Nous avions décidé %(owed)s. Un conseiller cherche pourquoi :"
        " il vous écrit."
    ) % {"paid": to_the_cent(paid), "owed": to_the_cent(owed or Decimal(0))}
