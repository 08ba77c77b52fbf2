"""Taking a payment file: the only thing that says that money has left.

A file is taken whole or not at all, in any order and however often: what a line of care is follows
from the lines of payment that were taken, and from nothing else of the file.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.benefits.care_words import KINDS
from espace_client.benefits.recognising import recognise
from espace_client.contracts.models import Contract
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Person
from espace_client.reimbursements import events
from espace_client.reimbursements.models import (
    FlowWatch,
    Misfit,
    MisfitCase,
    Operation,
    PaymentFile,
    PaymentLine,
    Reimbursement,
    Transfer,
)
from espace_client.reimbursements.operations.asking_back import Owing
from espace_client.reimbursements.operations.withdrawing import ask_to_withdraw_what_was_cancelled
from espace_client.reimbursements.payment_file import PAYS, Cared, FileLine, WrongFile, read
from espace_client.reimbursements.telling import tell_of_what_is_asked_back

_THE_FILE = "un fichier de paiement"
_SHORTEST = 20  # characters of how something is settled
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('reimbursements.payments'))"


class UnableToTake(UnableTo):
    """Nothing of the file was taken; `wrong` says why, line by line."""

    def __init__(self, wrong: Sequence[str]) -> None:
        super().__init__("\n".join(wrong))
        self.wrong = tuple(wrong)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought: its new lines (none, if it was taken before)."""

    file: PaymentFile
    new: Sequence[PaymentLine]
    again: bool = False


@transaction.atomic
def take_payments(*, name: str, content: bytes, actor: Actor, at: datetime) -> Taken:
    """Take the file *content*, called *name*: its transfers, the lines of care they pay, what it
    cancels. The same file again changes nothing, and neither does a line that an earlier file had
    brought. One file at a time.

    Raises UnableToTake with all that is wrong: what cannot be read, sums that do not agree, a
    person or a contract that nobody knows, a day to come, a reference that meant something else.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    sha256 = hashlib.sha256(content).digest()
    if before := PaymentFile.objects.filter(sha256=sha256).first():
        return Taken(before, [], again=True)
    try:
        lines = read(content)
    except WrongFile as error:
        raise UnableToTake(error.wrong) from error
    known = {
        one.reference: one
        for one in PaymentLine.objects.filter(reference__in=[one.reference for one in lines])
    }
    new = [one for one in lines if one.reference not in known]
    people, contracts = _people(new), _contracts(new)
    owing = Owing(new, people)
    wrong = [*_changed(lines, known), *_unknown(new, people, contracts, at), *owing.wrong]
    if wrong:
        raise UnableToTake(wrong)
    file = PaymentFile.objects.create(
        name=name, sha256=sha256, taken_at=at, taken_by=actor.name, lines=len(new),
        known=len(lines) - len(new),
    )  # fmt: skip
    transfers = _transfers(new, file, people)
    made = [_line(one, file, transfers, owing) for one in new]
    PaymentLine.objects.bulk_create(made)
    _pay(new, transfers, people, contracts)
    _settle({one.care_reference for one in new}, at)
    ask_to_withdraw_what_was_cancelled(at=at)
    for one in made:
        if one.operation == Operation.ASKED_BACK:
            record(
                events.ASKED_BACK, actor=actor, at=at, person=one.owed_by_id,
                subject=f"payment-line:{one.reference}", reference=one.reference,
            )  # fmt: skip
    tell_of_what_is_asked_back(made, actor=actor, at=at)
    record(
        events.PAYMENTS_TAKEN, actor=actor, at=at, subject=f"payment-file:{file.pk}",
        name=name, lines=len(new), transfers=len(transfers),
    )  # fmt: skip
    return Taken(file, made)


@transaction.atomic
def settle_misfit(*, misfit: MisfitCase, how: str, actor: Actor, at: datetime) -> MisfitCase:
    """Note how something that did not fit was settled. Raises UnableTo without a sentence, or when
    somebody else did."""
    row = MisfitCase.objects.select_for_update().get(pk=misfit.pk)
    if row.settled_at:
        raise UnableTo(_("%(who)s l’a déjà réglé.") % {"who": row.settled_by})
    if len(how.strip()) < _SHORTEST:
        raise UnableTo(_("Écrivez en une phrase comment c’est réglé."))
    row.settled_at, row.settled_by, row.how = at, actor.name, how.strip()[:300]
    row.save(update_fields=["settled_at", "settled_by", "how"])
    record(
        events.MISFIT_SETTLED, actor=actor, at=at, subject=f"misfit:{row.pk}",
        person=_person_of(row), what=str(Misfit(row.what).label),
    )  # fmt: skip
    return row


def _person_of(row: MisfitCase) -> UUID | None:
    if row.watch is not None:
        return row.watch.person_id
    if row.line is None:
        return None
    care = Reimbursement.objects.filter(reference=row.line.care).first()
    return care.person_id if care else None


def note_misfit(
    *, what: Misfit, at: datetime, line: PaymentLine | None = None, request: str = "",
    watch: FlowWatch | None = None, expected: Decimal | None = None,
) -> None:  # fmt: skip
    """Have advisers look at it. The same thing is told once."""
    MisfitCase.objects.get_or_create(
        what=what, line=line, request=request, watch=watch,
        defaults={"found_at": at, "expected": expected},
    )  # fmt: skip


def fits_now(
    *, what: Misfit, how: str, at: datetime, line: PaymentLine | None = None, request: str = ""
) -> None:
    """Whatever came since has settled it."""
    told = MisfitCase.objects.filter(what=what, line=line, request=request, settled_at=None)
    told.update(settled_at=at, settled_by=_THE_FILE, how=how)


def _people(lines: Sequence[FileLine]) -> dict[str, UUID]:
    named = {one.care.person for one in lines if one.care}
    named |= {one.sent.to for one in lines if one.sent and one.sent.to}
    return dict(Person.objects.filter(reference__in=named).values_list("reference", "pk"))


def _contracts(lines: Sequence[FileLine]) -> dict[str, UUID]:
    named = {one.care.contract for one in lines if one.care}
    return dict(Contract.objects.filter(reference__in=named).values_list("reference", "pk"))


def _changed(lines: Sequence[FileLine], known: Mapping[str, PaymentLine]) -> list[str]:
    """Lines that an earlier file had brought with another content."""
    return [
        _("Ligne %(number)d : « %(reference)s » disait autre chose dans un fichier précédent.")
        % {"number": one.number, "reference": one.reference}
        for one in lines
        if one.reference in known and bytes(known[one.reference].digest) != one.digest
    ]


def _unknown(
    lines: Sequence[FileLine],
    people: Mapping[str, UUID],
    contracts: Mapping[str, UUID],
    at: datetime,
) -> list[str]:
    wrong: list[str] = []
    today = date_in_paris(at)
    paying = PaymentLine.objects.filter(
        care__in=[one.care_reference for one in lines], operation__in=[one.value for one in PAYS]
    )
    paid = set(paying.values_list("care", "operation"))
    sent = set(
        Transfer.objects.filter(
            reference__in=[one.sent.reference for one in lines if one.sent]
        ).values_list("reference", flat=True)
    )
    for one in lines:
        said: list[str] = []
        if one.on > today:
            said.append(_("le virement est d’un jour à venir"))
        if one.care and one.care.person not in people:
            said.append(_("personne n’a la référence « %s »") % one.care.person)
        if one.care and one.care.contract not in contracts:
            said.append(_("aucun contrat n’a la référence « %s »") % one.care.contract)
        if one.care and one.care.on > one.on:
            said.append(_("le soin est après le virement"))
        if one.sent and one.sent.to and one.sent.to not in people:
            said.append(_("personne n’a la référence « %s »") % one.sent.to)
        if one.sent and one.sent.reference in sent:
            said.append(
                _("le virement « %s » était déjà dans un autre fichier") % one.sent.reference
            )
        if one.does in PAYS and (one.care_reference, str(one.does)) in paid:
            said.append(_("ce soin a déjà une ligne de cette sorte"))
        paid.add((one.care_reference, str(one.does)))
        wrong += [
            _("Ligne %(number)d : %(what)s.") % {"number": one.number, "what": what}
            for what in said
        ]
    return wrong


def _transfers(
    lines: Sequence[FileLine], file: PaymentFile, people: Mapping[str, UUID]
) -> dict[str, Transfer]:
    made = {
        one.sent.reference: Transfer(
            reference=one.sent.reference, file=file, person_id=people.get(one.sent.to),
            sent_on=one.on, amount=one.sent.amount, account_end=one.sent.account_end,
        )
        for one in lines
        if one.sent
    }  # fmt: skip
    rows = Transfer.objects.bulk_create(made.values())
    return {one.reference: one for one in rows}


def _line(
    one: FileLine, file: PaymentFile, transfers: Mapping[str, Transfer], owing: Owing
) -> PaymentLine:
    transfer = one.sent.reference if one.sent else one.kept_from
    return PaymentLine(
        reference=one.reference,
        file=file,
        transfer=transfers[transfer] if transfer else None,
        operation=Operation(one.does.value),
        on=one.on,
        care=one.care_reference,
        request=one.request if one.does in PAYS else "",
        complementary=one.care.complementary if one.care else one.amount,
        owed_by_id=owing.who.get(one.reference),
        why=one.why,
        digest=one.digest,
    )


def _pay(
    lines: Sequence[FileLine],
    transfers: Mapping[str, Transfer],
    people: Mapping[str, UUID],
    contracts: Mapping[str, UUID],
) -> None:
    """Make each line of care what the line that pays it says, be it known from the portfolio."""
    rows = []
    for one in lines:
        if one.care is None or one.sent is None:
            continue
        care = one.care
        rows.append(
            Reimbursement(
                reference=one.care_reference, contract_id=contracts[care.contract],
                person_id=people[care.person], cared_on=care.on, paid_on=one.on, care=care.words,
                spent=care.spent, basic=care.basic, complementary=care.complementary,
                kind=_kind(care), act=care.act, quantity=care.quantity, part=care.part,
                charge=care.charge, transfer=transfers[one.sent.reference], request=one.request,
            )
        )  # fmt: skip
    Reimbursement.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["reference"],
        update_fields=[
            "contract", "person", "cared_on", "paid_on", "care", "spent", "basic", "complementary",
            "kind", "act", "quantity", "part", "charge", "transfer", "request", "cancelled_on",
        ],
    )  # fmt: skip


def _kind(care: Cared) -> str:
    words = care.kind_words or care.words
    found = KINDS.get(words) or recognise(words)
    return found.value if found else ""


def _settle(cares: set[str], at: datetime) -> None:
    """Cancel what is cancelled, whichever of the two lines came first; tell of a cancellation that
    has nothing to cancel, and tell no more once it has."""
    lines = PaymentLine.objects.filter(care__in=cares, operation=Operation.CANCELLATION)
    cancelled = {one.care: one for one in lines}
    held = Reimbursement.objects.filter(reference__in=cancelled, paid_on__isnull=False)
    found = {one.reference: one for one in held}
    for reference, line in cancelled.items():
        if care := found.get(reference):
            if care.cancelled_on != line.on:
                care.cancelled_on = line.on
                care.save(update_fields=["cancelled_on"])
            fits_now(what=Misfit.NOTHING_PAID, line=line, how=_("Le paiement est arrivé."), at=at)
        else:
            note_misfit(what=Misfit.NOTHING_PAID, line=line, at=at)
