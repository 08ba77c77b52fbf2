"""What a certificate of paid contributions says (product B.11)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.figures import to_the_cent
from espace_client.contracts.certificate_words import when
from espace_client.contracts.models import Contract
from espace_client.contributions.rules import Owed, total
from espace_client.documents.content import Draft, Section, Table
from espace_client.documents.kinds import name_kind
from espace_client.documents.parts import insurer_section
from espace_client.documents.proofs import Said, initials
from espace_client.documents.purposes import MEANT_FOR, Purpose
from espace_client.kernel.french import date_in_words, grouped_digits, month_in_words

KIND = name_kind("contributions_certificate", gettext_lazy("Attestations de cotisations"))
_PREFIX = "CP"


@dataclass(frozen=True, slots=True)
class WantedPayment:
    """Of which contract and which days somebody wants the payment certified."""

    contract: UUID
    purpose: Purpose
    first: date
    last: date


def period_in_words(first: date, last: date) -> str:
    """« février 2022 » for a whole month, « du 1er janvier 2022 au 31 mars 2022 »."""
    month_end = first.replace(day=monthrange(first.year, first.month)[1])
    if first.day == 1 and last == month_end:
        return month_in_words(first)
    return when(first, last)


def draft(contract: Contract, paid: Sequence[Owed], *, wanted: WantedPayment) -> Draft:
    """The certificate of what was *paid* for *contract*, in the order of the periods."""
    days = when(wanted.first, wanted.last)
    holder = contract.holder
    return Draft(
        kind=KIND,
        prefix=_PREFIX,
        title=_("Attestation de cotisations payées"),
        template="contracts/certificate.typ",
        about=_("pour le contrat %(reference)s, %(days)s")
        % {"reference": contract.reference, "days": days},
        printed=(
            Section(
                paragraphs=(
                    _("%(insurer)s atteste que les cotisations écrites ci-dessous sont payées.")
                    % {"insurer": settings.INSURER.name},
                    str(MEANT_FOR[wanted.purpose]),
                    _(
                        "Elle compte les cotisations dont la période commence %(days)s. Une"
                        " cotisation à payer, ou rejetée par la banque, n’est pas comptée."
                    )
                    % {"days": _between(wanted)},
                )
            ),
            _contract(contract, paid),
            insurer_section(),
        ),
        said=Said(
            initials=(initials(holder.first_name, holder.name),),
            first=wanted.first,
            last=wanted.last,
            valid_until=None,
        ),
        concerns={one.id: one.last for one in paid},
        amounts=tuple(str(one.amount) for one in paid),
    )


def _between(wanted: WantedPayment) -> str:
    return _("entre le %(first)s et le %(last)s") % {
        "first": date_in_words(wanted.first),
        "last": date_in_words(wanted.last),
    }


def _contract(contract: Contract, paid: Sequence[Owed]) -> Section:
    holder, sum_of_all = contract.holder, to_the_cent(total(paid))
    number = holder.member_number
    return Section(
        heading=contract.product.name,
        facts=(
            (_("Contrat au nom de"), str(holder)),
            *(((_("Numéro d’adhérent"), grouped_digits(number)),) if number else ()),
            (_("Numéro de contrat"), contract.reference),
            (_("Total payé"), sum_of_all),
        ),
        table=Table(
            caption=_("Cotisations payées"),
            head=(_("Période"), _("Échéance"), _("État"), _("Montant")),
            rows=tuple(
                (
                    period_in_words(one.first, one.last),
                    date_in_words(one.due_on),
                    one.state,
                    to_the_cent(one.amount),
                )
                for one in paid
            ),
            foot=(_("Total"), "", "", sum_of_all),
            amounts=1,
        ),
    )
