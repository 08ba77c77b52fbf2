"""What of payment files does not fit, as advisers read it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from espace_client.benefits.figures import to_the_cent
from espace_client.kernel.french import date_in_words
from espace_client.reimbursements.models import Misfit, MisfitCase, PaymentFile

_SHOWN = 100
_FILES = 10


@dataclass(frozen=True, slots=True)
class Told:
    """One case in words: what is wrong, and which line or request it is about."""

    case: MisfitCase
    what: str
    where: str
    request: str


def misfits_to_settle() -> list[Told]:
    """The oldest first, a hundred at most. One query."""
    open_ones = MisfitCase.objects.filter(settled_at=None).select_related(
        "line__file", "watch__person"
    )
    return [_told(one) for one in open_ones.order_by("found_at", "id")[:_SHOWN]]


def misfit_by_id(identifier: UUID) -> Told | None:
    """One that is not settled; None for any other."""
    open_ones = MisfitCase.objects.filter(settled_at=None).select_related(
        "line__file", "watch__person"
    )
    found = open_ones.filter(pk=identifier).first()
    return _told(found) if found else None


def _open() -> QuerySet[MisfitCase]:
    rows = MisfitCase.objects.filter(settled_at=None)
    return rows.select_related("line__file", "watch__person")


def files_lately() -> list[PaymentFile]:
    """The last files that were taken, the newest first. One query."""
    return list(PaymentFile.objects.order_by("-taken_at", "-pk")[:_FILES])


def _told(case: MisfitCase) -> Told:
    what = str(Misfit(case.what).label)
    if case.watch is not None:
        said = {"who": case.watch.person, "day": date_in_words(case.watch.cared_on)}
        return Told(case, what, _("%(who)s, soin du %(day)s") % said, "")
    expected = {"expected": to_the_cent(case.expected)} if case.expected is not None else {}
    if case.line is None:
        waits = _("%(expected)s attendus") % expected if expected else ""
        return Told(case, what, waits, case.request)
    line = case.line
    said = {
        "line": line.reference,
        "file": line.file.name,
        "day": date_in_words(line.on),
        "amount": to_the_cent(line.complementary),
    }
    where = _("Ligne %(line)s du fichier %(file)s, %(day)s, %(amount)s") % said
    if expected:
        where = _("%(where)s au lieu de %(expected)s") % {"where": where, **expected}
    return Told(case, what, where, line.request)
