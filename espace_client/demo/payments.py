"""The demo's payment centre: a payment file of everything that was accepted and waits for its
money, as an insurer's own system would write it (docs/payments.md)."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from espace_client.benefits.care_words import FRENCH
from espace_client.contracts.models import Coverage
from espace_client.demarches.answers import asking_of
from espace_client.demarches.models import Demarche, codes
from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import State
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.spreadsheets import csv_file
from espace_client.members.queries import bank_accounts_of, person_by_id
from espace_client.reimbursements.payment_file import COLUMNS

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


def _line(one: Demarche, day: date) -> Iterator[dict[str, str]]:
    claim = kind_of(one.kind).claim(asking_of(one, on=day))
    if claim is None or one.owed is None:
        return
    cover, wearer = _cover(claim.person, claim.on), person_by_id(claim.person)
    if cover is None or wearer is None:
        return
    account = next(iter(bank_accounts_of(one.person_id)), None)
    amount = f"{one.owed:.2f}".replace(".", ",")
    yield dict.fromkeys(COLUMNS, "") | {
        "virement": f"VIR-{one.reference}", "date_virement": day.isoformat(),
        "montant_virement": amount, "destinataire": one.person.reference,
        "compte_fin": account.last4 if account else _ACCOUNT, "ligne": f"LIG-{one.reference}",
        "operation": "paiement", "reference": f"S-{one.reference}",
        "reference_contrat": cover.contract.reference, "reference_personne": wearer.reference,
        "demande": one.reference, "date_soins": claim.on.isoformat(),
        "acte": str(kind_of(one.kind).label), "soin": FRENCH[claim.kind] if claim.kind else "",
        "depense": f"{claim.price:.2f}".replace(".", ","), "regime_obligatoire": "0,00",
        "complementaire": amount, "quantite": "1", "retenue": "0,00",
    }  # fmt: skip


def _cover(person: UUID, on: date) -> Coverage | None:
    covers = Coverage.objects.filter(person=person).select_related("contract")
    return next((one for one in covers if one.in_force(on)), None)
