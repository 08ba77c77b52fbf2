"""What kinds that pay have in common: under which cover, what is used already, on which account,
and whether the same invoice was sent before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import Uses
from espace_client.contracts.models import Coverage
from espace_client.demarches.answers import asking_of
from espace_client.demarches.filled import typed
from espace_client.demarches.models import Attachment, Demarche, codes
from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import State
from espace_client.demarches.shape import Asking, Claim, Refusal
from espace_client.documents.received import Doubt
from espace_client.kernel.periods import months_after
from espace_client.members.models import BankAccount, Person
from espace_client.members.queries import bank_accounts_of
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.insured import covers_read, insured, running
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.models import Reimbursement

_CLOSE = timedelta(days=1)
_LAST = 50  # démarches of one space that are looked through
_YEAR = 12  # months
_KEPT = ("prescription",)  # given once, used again for as long as it holds
_GONE = codes({State.DRAFT, State.WITHDRAWN, State.REFUSED, State.DROPPED})
_UNPAID = codes({State.ACCEPTED, State.ACCEPTED_IN_PART})


def answered(form: Callable[[Asking], type[forms.Form]], asking: Asking) -> dict[str, Any]:
    """What was answered on a page, as its form understands it; what is wrong or not yet asked is
    not there."""
    filled = form(asking)(typed(asking.answers))
    filled.is_valid()
    return dict(filled.cleaned_data)


def people(asking: Asking, *, day: date | None = None) -> list[Person]:
    """Whose care may be claimed, of those covered on that day, or ever without a day: those whose
    care is open to whoever asks, oneself first; a carer, for the owner of the space alone. One
    query."""
    found = _covers(asking, day) if day else _open(asking, asking.on)
    return list({one.person_id: one.person for one in found}.values())


def _covers(asking: Asking, day: date) -> list[Coverage]:
    return running(_open(asking, day), day)


def _open(asking: Asking, day: date) -> list[Coverage]:
    every = covers_read(asking.person, acting=None, on=asking.on, day=day, computed=True)
    return [
        one
        for one in every
        if one.care_is_open and (not asking.acting or one.person_id == asking.person)  # type: ignore[attr-defined]
    ]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a claim would bring: under which cover, and how it was found."""

    insured: Insured
    used: Uses
    answer: Answer

    @property
    def amount(self) -> Decimal:
        """What the insurer pays, in euros."""
        return self.answer.insurer


def reckoned(
    asking: Asking, claim: Claim, care: Callable[[Claim, Insured], Care], *, kind: str
) -> Reckoned | None:
    """What *claim* would bring, under the cover that brings most, once what was accepted of that
    *kind* and is not yet paid is counted. None where nobody is covered, or nobody knows what the
    contract pays."""
    found: list[Reckoned] = []
    for cover in _covers(asking, claim.on):
        if cover.person_id != claim.person:
            continue
        known = insured(cover, on=asking.on, day=claim.on)
        question = care(claim, known)
        if not known.knows(question):
            continue
        used = known.used
        for other in _accepted_and_unpaid(asking, claim.person, kind):
            used = used.plus(reimburse(care(other, known), known.cover, used, law()).uses)
        found.append(Reckoned(known, used, reimburse(question, known.cover, used, law())))
    return max(found, key=lambda one: one.amount, default=None)


def _accepted_and_unpaid(asking: Asking, person: UUID, kind: str) -> Iterator[Claim]:
    rows = Demarche.objects.filter(kind=kind, concerns__contains=[person], state__in=_UNPAID)
    for row in _others(rows, asking).order_by("sent_at")[:_LAST]:
        claim = kind_of(kind).claim(asking_of(row, on=asking.on))
        if claim is not None and claim.kind is not None:
            yield claim


def too_late(asking: Asking, day: date) -> Refusal | None:
    """Care of that day cannot be claimed any more: the limitation of the law, as it is today."""
    years = int(law().value("limitation", asking.on).amount)
    if asking.on <= months_after(day, years * _YEAR):
        return None
    return Refusal(
        _("Cette date a plus de %(years)d ans : le soin ne peut plus être remboursé.")
        % {"years": years}
    )


def account_of(asking: Asking) -> BankAccount | None:
    """The account on which whoever asks is reimbursed; None where we know none. One query."""
    return next(iter(bank_accounts_of(asking.person)), None)


def sent_before(asking: Asking, claim: Claim) -> str:
    """The reference of what may be the same invoice: care of that person, a day before or after, at
    that price, or a file that was given for another of their claims. Empty where there is none. It
    is told, and never stops anybody (product B.7)."""
    sent = Demarche.objects.in_space(asking.person).exclude(state__in=_GONE)
    rows = _others(sent, asking).filter(concerns__contains=[claim.person])
    for row in rows.order_by("-sent_at")[:_LAST]:
        other = kind_of(row.kind).claim(asking_of(row, on=asking.on))
        if other and (_alike(other, claim) or _same_file(asking, row)):
            return row.reference
    paid = Reimbursement.objects.filter(
        person=claim.person,
        spent=claim.price,
        cared_on__range=(claim.on - _CLOSE, claim.on + _CLOSE),
        cancelled_on=None,
    ).first()
    return paid.reference if paid else ""


def _others(rows: QuerySet[Demarche], asking: Asking) -> QuerySet[Demarche]:
    return rows if asking.demarche is None else rows.exclude(pk=asking.demarche)


def _alike(one: Claim, other: Claim) -> bool:
    return (
        one.person == other.person and one.price == other.price and abs(one.on - other.on) <= _CLOSE
    )


def _same_file(asking: Asking, row: Demarche) -> bool:
    if asking.demarche is None:
        return False
    mine = Attachment.objects.filter(demarche=asking.demarche).exclude(code__in=_KEPT)
    return row.attachments.filter(document__sha256__in=mine.values("document__sha256")).exists()


def readable(asking: Asking) -> bool:
    """Whether nothing that was given looks small or blurred."""
    given = Attachment.objects.filter(demarche=asking.demarche)
    return not given.exclude(document__doubt__in=["", Doubt.NONE]).exists()


def first_given(asking: Asking, kind: str, code: str, *, about: UUID) -> Sequence[Demarche]:
    """The accepted démarches of that *kind* for that person with a document of that *code*, the
    newest first."""
    rows = Demarche.objects.in_space(asking.person).filter(
        kind=kind, concerns__contains=[about], attachments__code=code, decided_at__isnull=False
    )
    return list(rows.exclude(state__in=_GONE).order_by("-sent_at")[:_LAST])
