"""The demo's payment centre: a payment file of everything that was accepted and waits for its
money, and those that cancel what was paid for a request, ask a part of it back or say that it came
back, as an insurer's own system would write them (docs/payments.md)."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from espace_client.benefits.care_words import FRENCH
from espace_client.contracts.models import Coverage
from espace_client.demarches.answers import asking_of
from espace_client.demarches.models import Demarche, codes
from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import State
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.spreadsheets import csv_file
from espace_client.members.models import Person
from espace_client.members.queries import bank_accounts_of, person_by_id
from espace_client.reimbursements.models import Operation, PaymentLine
from espace_client.reimbursements.payment_file import COLUMNS

_SHOWN = 10
_TOO_MUCH = Decimal("5.00")
_ACCOUNT = "0000"  # of who gave no account: the demo pays all the same


def to_pay() -> list[Demarche]:
    """What was accepted and is not paid, the oldest decision first."""
    accepted = codes({State.ACCEPTED, State.ACCEPTED_IN_PART})
    rows = Demarche.objects.filter(state__in=accepted, owed__isnull=False).select_related("person")
    return list(rows.order_by("decided_at", "reference"))


def payment_file(*, at: datetime) -> bytes:
    """The file of the day."""
    day = date_in_paris(at)
    lines = [line for one in to_pay() for line in _line(one, day)]
    return csv_file(COLUMNS, [[line[name] for name in COLUMNS] for line in lines])


def stray_file(person: Person, *, at: datetime) -> bytes:
    """A file of one transfer to *person*, for a request that nobody ever made."""
    day, cover = date_in_paris(at), _cover(person.pk, date_in_paris(at))
    assert cover is not None
    number = f"{day:%Y%m%d}-{person.reference}"
    line = dict.fromkeys(COLUMNS, "") | {
        "virement": f"VIR-{number}", "date_virement": day.isoformat(), "montant_virement": "12,00",
        "destinataire": person.reference, "compte_fin": _ACCOUNT, "ligne": f"LIG-{number}",
        "operation": "paiement", "reference": f"S-{number}",
        "reference_contrat": cover.contract.reference, "reference_personne": person.reference,
        "demande": "EC-INCONNUE-1", "date_soins": day.isoformat(),
        "acte": "Consultation d’un généraliste", "depense": "30,00", "regime_obligatoire": "16,50",
        "complementaire": "12,00", "quantite": "1", "retenue": "0,00",
    }  # fmt: skip
    return csv_file(COLUMNS, [[line[name] for name in COLUMNS]])


def paid_lately() -> list[Demarche]:
    """What was paid and may be cancelled, the newest first."""
    sent = Demarche.objects.filter(state=State.TRANSFER_SENT, paid__gt=0).select_related("person")
    return list(sent.order_by("-state_since", "reference")[:_SHOWN])


def cancelling_file(one: Demarche, *, at: datetime) -> bytes:
    """The file that cancels all that was paid for *one*."""
    cancelled = PaymentLine.objects.filter(operation=Operation.CANCELLATION).values("care")
    lines = PaymentLine.objects.filter(request=one.reference).exclude(care__in=cancelled)
    told = [
        {
            "date_virement": date_in_paris(at).isoformat(), "ligne": f"ANN-{line.reference}",
            "operation": "annulation", "reference": line.care,
        }
        for line in lines.order_by("reference")
    ]  # fmt: skip
    return csv_file(COLUMNS, [[line.get(name, "") for name in COLUMNS] for line in told])


def asking_back_file(one: Demarche, *, at: datetime) -> bytes:
    """The file that asks back a part of what was paid for *one*, as if that were too much."""
    paid = PaymentLine.objects.filter(request=one.reference, operation=Operation.PAYMENT)
    line = paid.order_by("-on", "-reference")[0]
    number = PaymentLine.objects.filter(operation=Operation.ASKED_BACK, care=line.care).count() + 1
    return _other({
        "date_virement": date_in_paris(at).isoformat(), "ligne": f"TROP-{line.care}-{number}",
        "operation": "trop_percu", "reference": line.care,
        "acte": "La Sécurité sociale avait déjà payé une partie de ce soin (inventé).",
        "complementaire": _euros(min(_TOO_MUCH, line.complementary)),
    })  # fmt: skip


def waiting_back() -> list[PaymentLine]:
    """What was asked back and is not settled, the oldest first."""
    settled = PaymentLine.objects.filter(operation=Operation.CAME_BACK).values("care")
    asked = PaymentLine.objects.filter(operation=Operation.ASKED_BACK)
    rows = asked.exclude(reference__in=settled).select_related("owed_by")
    return list(rows.order_by("on", "reference"))


def came_back_file(one: PaymentLine, *, at: datetime) -> bytes:
    """The file that says that all of it came back."""
    return _other({
        "date_virement": date_in_paris(at).isoformat(), "ligne": f"RENDU-{one.reference}",
        "operation": "rendu", "reference": one.reference,
        "complementaire": _euros(one.complementary),
    })  # fmt: skip


def _other(said: dict[str, str]) -> bytes:
    """A file of one line that pays nothing."""
    return csv_file(COLUMNS, [[said.get(name, "") for name in COLUMNS]])


def _euros(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


def _line(one: Demarche, day: date) -> Iterator[dict[str, str]]:
    claim = kind_of(one.kind).claim(asking_of(one, on=day))
    if claim is None or one.owed is None:
        return
    cover, wearer = _cover(claim.person, claim.on), person_by_id(claim.person)
    if cover is None or wearer is None:
        return
    account = next(iter(bank_accounts_of(one.person_id)), None)
    amount = _euros(one.owed)
    before = PaymentLine.objects.filter(request=one.reference).count()
    number = f"{one.reference}-{before + 1}"  # no line has the name of another
    yield dict.fromkeys(COLUMNS, "") | {
        "virement": f"VIR-{number}", "date_virement": day.isoformat(),
        "montant_virement": amount, "destinataire": one.person.reference,
        "compte_fin": account.last4 if account else _ACCOUNT, "ligne": f"LIG-{number}",
        "operation": "paiement", "reference": f"S-{number}",
        "reference_contrat": cover.contract.reference, "reference_personne": wearer.reference,
        "demande": one.reference, "date_soins": claim.on.isoformat(),
        "acte": str(kind_of(one.kind).label), "soin": FRENCH[claim.kind] if claim.kind else "",
        "depense": _euros(claim.price), "regime_obligatoire": "0,00",
        "complementaire": amount, "quantite": "1", "retenue": "0,00",
    }  # fmt: skip


def _cover(person: UUID, on: date) -> Coverage | None:
    covers = Coverage.objects.filter(person=person).select_related("contract")
    return next((one for one in covers if one.in_force(on)), None)
