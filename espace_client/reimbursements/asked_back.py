"""Money that was paid too much: what somebody has to give back, and what was settled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, F, Subquery, Sum, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.figures import to_the_cent
from espace_client.kernel.french import date_in_words, spaced
from espace_client.kernel.money import NOTHING
from espace_client.reimbursements.models import Operation, PaymentLine, Reimbursement
from espace_client.statements.built_once import Given

_SETTLED = {
    Operation.CAME_BACK: gettext_lazy("%(amount)s rendus le %(day)s"),
    Operation.KEPT_BACK: gettext_lazy("%(amount)s retenus sur un virement le %(day)s"),
    Operation.GIVEN_UP: gettext_lazy("%(amount)s que nous ne demandons plus, depuis le %(day)s"),
}


def owed_by(person: UUID | Given) -> Subquery:
    """What *person* has to give back in all, in euros, for a statement; none is nothing."""
    asked = When(operation=Operation.ASKED_BACK.value, then=F("complementary"))
    rows = PaymentLine.objects.filter(owed_by=person).values("owed_by")
    return Subquery(
        rows.annotate(left=Sum(Case(asked, default=-F("complementary")))).values("left")
    )


@dataclass(frozen=True, slots=True)
class CareTold:
    """The line of care that something is asked back of, where it may be told."""

    id: UUID
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class AskedBack:
    """One sum that is asked back. Euros, as they are read; `left` is empty once all is settled,
    `owed` the same as a number. `why` and `care` are not told of care that whoever reads may not be
    told of."""

    reference: str
    asked_on: date
    amount: str
    left: str
    owed: Decimal
    why: str
    care: CareTold | None
    settled: tuple[str, ...]


def asked_back_of(person: UUID, *, told: Collection[UUID]) -> list[AskedBack]:
    """What was asked back of *person*, the last first; care is told of the people in *told*. Two
    queries."""
    rows = PaymentLine.objects.filter(owed_by=person).order_by("-on", "-reference")
    lines = list(rows)
    asking = [one for one in lines if one.operation == Operation.ASKED_BACK]
    cares = _cares([one.care for one in asking], told)
    return [
        _told(one, cares.get(one.care), [row for row in reversed(lines) if _settles(row, one)])
        for one in asking
    ]


def asked_back_for(care: str) -> Decimal:
    """What was asked back of one line of care, in euros, settled or not. One query."""
    rows = PaymentLine.objects.filter(operation=Operation.ASKED_BACK, care=care)
    return rows.aggregate(asked=Sum("complementary"))["asked"] or NOTHING


def kept_back_from(transfer: UUID) -> Decimal:
    """What was kept back from a transfer, in euros. One query."""
    rows = PaymentLine.objects.filter(operation=Operation.KEPT_BACK, transfer=transfer)
    return rows.aggregate(kept=Sum("complementary"))["kept"] or NOTHING


def _settles(row: PaymentLine, asked: PaymentLine) -> bool:
    return row.operation in _SETTLED and row.care == asked.reference


def _cares(references: Sequence[str], told: Collection[UUID]) -> dict[str, CareTold]:
    rows = Reimbursement.objects.filter(reference__in=references, person__in=list(told))
    return {
        one.reference: CareTold(
            one.pk,
            _("%(care)s du %(day)s")
            % {"care": spaced(one.care), "day": date_in_words(one.cared_on)},
            one.person.first_name,
        )
        for one in rows.select_related("person")
    }


def _told(one: PaymentLine, care: CareTold | None, settled: Sequence[PaymentLine]) -> AskedBack:
    left = one.complementary - sum((row.complementary for row in settled), NOTHING)
    return AskedBack(
        reference=one.reference,
        asked_on=one.on,
        amount=to_the_cent(one.complementary),
        left=to_the_cent(left) if left else "",
        owed=left,
        why=spaced(one.why) if care else "",
        care=care,
        settled=tuple(
            str(_SETTLED[Operation(row.operation)])
            % {"amount": to_the_cent(row.complementary), "day": date_in_words(row.on)}
            for row in settled
        ),
    )
