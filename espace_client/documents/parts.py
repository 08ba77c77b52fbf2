"""Sections that several documents share."""

from django.conf import settings
from django.utils.translation import gettext as _

from espace_client.documents.content import Section


def insurer_section() -> Section:
    """Who attests: name, form, address, telephone."""
    insurer = settings.INSURER
    return Section(
        heading=_("L’assureur"),
        facts=(
            (_("Nom"), insurer.legal_name),
            (_("Forme"), insurer.legal_form),
            (_("Adresse"), ", ".join(insurer.postal_address)),
            (_("Téléphone"), insurer.telephone),
        ),
    )
