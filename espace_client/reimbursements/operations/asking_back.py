"""Money that was paid too much: a payment file alone asks it back, and says how it is settled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from espace_client.kernel.money import NOTHING
from espace_client.reimbursements.models import Operation, PaymentLine, Reimbursement
from espace_client.reimbursements.payment_file import SETTLES, Does, FileLine

_SETTLING = [one.value for one in SETTLES]


class _Paid(NamedTuple):
    """What was paid for a line of care, in euros, and to whom of ours."""

    amount: Decimal
    to: UUID | None


class Owing:
    """The new lines of a file that ask something back, or settle it: who owes it, by the reference
    of the line (`who`), and what is wrong."""

    def __init__(self, lines: Sequence[FileLine], people: Mapping[str, UUID]) -> None:
        asking = [one for one in lines if one.does is Does.ASK_BACK]
        settling = [one for one in lines if one.does in SETTLES]
        self.who: dict[str, UUID] = {}
        self.wrong: list[str] = []
        self._left: dict[str, Decimal] = {}
        self._sent_to = {one.sent.reference: people.get(one.sent.to) for one in lines if one.sent}
        if asking:
            self._ask(asking, _paid(asking, lines, people))
        if settling:
            self._settle(settling)

    def _ask(self, lines: Sequence[FileLine], paid: Mapping[str, _Paid]) -> None:
        cares = [one.care_reference for one in lines]
        so_far = _sums(PaymentLine.objects.filter(operation=Operation.ASKED_BACK, care__in=cares))
        for one in lines:
            care = paid.get(one.care_reference)
            so_far[one.care_reference] += one.amount
            if care is None:
                self._note(one, _("nous n’avons payé aucun soin « %s »") % one.care_reference)
            elif care.to is None:
                self._note(one, _("ce soin a été payé à un professionnel : lui seul rend l’argent"))
            elif so_far[one.care_reference] > care.amount:
                self._note(one, _("la somme demandée dépasse ce qui a été payé"))
            else:
                self.who[one.reference], self._left[one.reference] = care.to, one.amount

    def _settle(self, lines: Sequence[FileLine]) -> None:
        named = [one.care_reference for one in lines]
        known = PaymentLine.objects.filter(operation=Operation.ASKED_BACK, reference__in=named)
        settled = _sums(PaymentLine.objects.filter(operation__in=_SETTLING, care__in=named))
        for row in known:
            assert row.owed_by_id is not None  # a constraint of the table
            self.who[row.reference] = row.owed_by_id
            self._left[row.reference] = row.complementary - settled[row.reference]
        for one in lines:
            asked = one.care_reference
            if asked not in self._left:
                self._note(one, _("rien n’a été demandé sous la référence « %s »") % asked)
                continue
            self._left[asked] -= one.amount
            self.who[one.reference] = self.who[asked]
            if self._left[asked] < NOTHING:
                self._note(one, _("il ne reste pas autant à rendre"))
            if one.kept_from and self._sent_to.get(one.kept_from) != self.who[asked]:
                self._note(one, _("ce virement va à quelqu’un d’autre que qui doit rendre"))

    def _note(self, one: FileLine, what: str) -> None:
        line = {"number": one.number, "what": what}
        self.wrong.append(_("Ligne %(number)d : %(what)s.") % line)


def _paid(
    asking: Sequence[FileLine], lines: Sequence[FileLine], people: Mapping[str, UUID]
) -> dict[str, _Paid]:
    """What was paid before, and what this file pays, by the reference of the line of care. Without
    a transfer that we know of, the money went to whoever was cared for."""
    cares = {one.care_reference for one in asking}
    rows = Reimbursement.objects.filter(reference__in=cares, paid_on__isnull=False)
    found = {
        one.reference: _Paid(
            one.complementary, one.transfer.person_id if one.transfer else one.person_id
        )
        for one in rows.select_related("transfer")
    }
    for one in lines:
        if one.care and one.sent and one.care_reference in cares:
            to = people.get(one.sent.to)
            found[one.care_reference] = _Paid(one.care.complementary, to)
    return found


def _sums(rows: QuerySet[PaymentLine]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for care, amount in rows.values_list("care", "complementary"):
        sums[care] += amount
    return sums
