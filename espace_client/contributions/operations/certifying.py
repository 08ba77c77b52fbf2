"""Having it certified what was paid: for which contract, over which days."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.contracts.certificate_words import when
from espace_client.contributions import certificates, rules
from espace_client.contributions.certificates import WantedPayment, period_in_words
from espace_client.contributions.queries import Account, accounts_of
from espace_client.documents import operations as documents
from espace_client.documents.models import IssuedDocument
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words
from espace_client.kernel.periods import WrongPeriod, wrong_period


class UnableToCertifyPayment(UnableTo):
    """No certificate of payment can be made of what was asked."""


@transaction.atomic
def certify_payment(
    *, wanted: WantedPayment, person: UUID, actor: Actor, at: datetime
) -> IssuedDocument:
    """Certify what was paid for a contract of *person*, who holds it: nobody else may.

    Amounts are those of the contributions that were brought; one that is due or rejected is not
    counted. Days to come are refused, and so is a period without any payment: no certificate is
    empty.
    """
    today = date_in_paris(at)
    accounts = {one.contract.pk: one for one in accounts_of(person, on=today)}
    account = accounts.get(wanted.contract)
    if account is None:
        raise UnableToCertifyPayment(_("Choisissez un de vos contrats."))
    match wrong_period(wanted.first, wanted.last, today=today):
        case WrongPeriod.BACKWARDS:
            raise UnableToCertifyPayment(_("Le dernier jour est avant le premier. Échangez-les."))
        case WrongPeriod.FUTURE:
            raise UnableToCertifyPayment(
                _("Choisissez le %(today)s ou un jour d’avant.") % {"today": date_in_words(today)}
            )
    paid = rules.counted(account.paid, first=wanted.first, last=wanted.last)
    if not paid:
        raise UnableToCertifyPayment(_nothing(account, wanted))
    draft = certificates.draft(account.contract, paid, wanted=wanted)
    return documents.issue(draft=draft, person=person, actor=actor, at=at).document


def _nothing(account: Account, wanted: WantedPayment) -> str:
    """That nothing was paid for those days, and what exists."""
    said = {
        "reference": account.contract.reference,
        "days": when(wanted.first, wanted.last),
    }
    if not account.paid:
        return _("Nous n’avons aucune cotisation payée pour le contrat %(reference)s.") % said
    first, last = account.paid[0], account.paid[-1]
    return _(
        "Aucune cotisation payée du contrat %(reference)s ne commence %(days)s. Nous en avons de"
        " %(first)s à %(last)s : choisissez une autre période."
    ) % {
        **said,
        "first": period_in_words(first.first, first.last),
        "last": period_in_words(last.first, last.last),
    }
