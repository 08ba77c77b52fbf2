"""What every certificate of a cover asks before anything is certified."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from espace_client.contracts.models import Coverage
from espace_client.kernel.errors import UnableTo


class UnableToCertify(UnableTo):
    """No certificate can be made of what was asked."""


def require_chosen(people: Collection[UUID], chosen: Sequence[Coverage]) -> None:
    """Raise unless somebody is named, and everybody who is has one of the covers *chosen*."""
    if not people or set(people) - {cover.person_id for cover in chosen}:
        raise UnableToCertify(_("Choisissez pour qui est l’attestation."))
