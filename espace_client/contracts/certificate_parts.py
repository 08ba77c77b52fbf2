"""What several certificates of this room say in the same words: a contract, a person, NIRs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from espace_client.contracts.models import Contract, Coverage
from espace_client.documents.content import Section
from espace_client.kernel import nir
from espace_client.kernel.french import date_in_words, grouped_digits
from espace_client.members.models import Person


def heading_of(coverage: Coverage) -> str:
    """« Santé Retraites Horizon, option Équilibre »."""
    option = getattr(coverage, "option_name", None)
    named = _("%(product)s, option %(option)s") if option else "%(product)s"
    return named % {"product": coverage.contract.product.name, "option": option}


def facts_of(contract: Contract, asked_by: UUID) -> Iterable[tuple[str, str]]:
    """The contract, as whoever asked may have it told."""
    holder = contract.holder
    if holder.member_number:
        yield _("Numéro d’adhérent"), grouped_digits(holder.member_number)
    yield _("Numéro de contrat"), contract.reference
    yield _("Sorte de contrat"), contract.get_kind_display()
    if contract.holder_id == asked_by:  # an adult beneficiary is told of nobody else
        yield _("Contrat au nom de"), str(holder)
    yield _("Début du contrat"), date_in_words(contract.start_on)
    yield _("Fin du contrat"), day_or_none(contract.end_on)


def identity(person: Person) -> str:
    """All first names, the name, and the birth name where it differs."""
    full = f"{person.first_names} {person.name}"
    if person.name == person.birth_name:
        return full
    return _("%(name)s, nom de naissance : %(birth_name)s") % {
        "name": full,
        "birth_name": person.birth_name,
    }


def day_or_none(day: date | None) -> str:
    """A day, or that none is known."""
    return date_in_words(day) if day else _("sans fin prévue")


def numbers_section(
    people: Sequence[Person], nirs: Mapping[UUID, str] | None
) -> tuple[Section, ...]:
    """The NIR of each; with None, that the PDF alone says it."""

    def said(person: Person) -> str:
        if nirs is None:
            return _("écrit sur le PDF seulement")
        return nir.grouped(nirs[person.pk]) if nirs.get(person.pk) else _("pas dans notre dossier")

    numbers = tuple((str(person), said(person)) for person in people)
    return (Section(heading=_("Numéros de Sécurité sociale"), facts=numbers),)
