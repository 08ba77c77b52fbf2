"""The card as a document: what its PDF says, and what a page may say of it."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.contracts.cards import Card, NamedPerson
from espace_client.documents.content import Draft, Section, Table
from espace_client.documents.kinds import name_kind
from espace_client.documents.proofs import Said, initials_of
from espace_client.documents.qr_codes import data_matrix
from espace_client.kernel import nir
from espace_client.kernel.french import enumeration, grouped_digits, short_date

KIND = name_kind("card", gettext_lazy("Cartes de tiers payant"))


def draft(card: Card, *, nirs: Mapping[UUID, str]) -> Draft:
    """The document of *card*. *nirs* are by person, those that whoever asked may see; the PDF alone
    shows them. Without any, the PDF says what the page says."""
    names = enumeration([person.full_name for person in card.people])
    return Draft(
        kind=KIND,
        prefix="CT",
        title=_("Carte de tiers payant %(year)s") % {"year": card.year},
        template="contracts/card.typ",
        about=_("pour %(names)s") % {"names": names},
        printed=_sections(card, nirs),
        shown=_sections(card, None if any(nirs.values()) else nirs),
        look=_look(card, nirs),
        said=Said(
            initials=tuple(initials_of(person.full_name) for person in card.people),
            first=card.first,
            last=card.last,
            valid_until=card.last,
        ),
        concerns={person.cover: person.last for person in card.people},
        same_for_ever=True,
        ends_with_validity=True,
        # One without NIR does not replace one that has it.
        version_of=version_of(card.contract, card.year) + ("nir" if any(nirs.values()) else ""),
    )


def version_of(contract: UUID, year: int) -> str:
    """How the versions of one card begin, whether they say the NIR or not."""
    return f"card:{contract}:{year}:"


def _sections(card: Card, nirs: Mapping[UUID, str] | None) -> tuple[Section, ...]:
    values = dict(settings.INSURER.third_party.values)
    used = {value for _code, _label, value in card.grid}
    return (
        Section(
            paragraphs=(
                _("%(product)s, option %(option)s")
                % {"product": card.product_name, "option": card.option_name},
                *([_("R : contrat responsable")] if card.responsible else []),
            ),
            facts=card.five_data,
        ),
        Section(
            table=Table(
                caption=_("Personnes couvertes"),
                head=(_("Personne"), _("Date de naissance"), _("Sécurité sociale"), _("Jours")),
                rows=tuple(_row(card, person, nirs) for person in card.people),
            ),
        ),
        Section(
            heading=_("Sans avancer les frais"),
            paragraphs=tuple(
                _("%(value)s : %(meaning)s.") % {"value": value, "meaning": meaning}
                for value, meaning in values.items()
                if value in used
            ),
            table=Table(
                caption=_("Soins que la carte ouvre"),
                head=(_("Soin"), _("Code"), _("Prise en charge")),
                rows=tuple((label, code, value) for code, label, value in card.grid),
            ),
        ),
        Section(
            heading=_("Pour le professionnel de santé"),
            paragraphs=(
                _("Tiers payant selon les accords locaux."),
                ", ".join(settings.INSURER.third_party.operator),
            ),
        ),
    )


def _row(card: Card, person: NamedPerson, nirs: Mapping[UUID, str] | None) -> tuple[str, ...]:
    days = _("toute la période")
    if card.is_partial(person):
        days = _("du %(first)s au %(last)s") % {
            "first": short_date(person.first),
            "last": short_date(person.last),
        }
    number = nirs.get(person.id, "") if nirs is not None else None
    written = (
        _("sur le PDF seulement") if number is None else nir.grouped(number) if number else "–"
    )
    return (person.full_name, person.birth_date, written, days)


def _look(card: Card, nirs: Mapping[UUID, str]) -> dict[str, object]:
    """What the picture of the card shows, at its real size."""
    insurer = settings.INSURER
    return {
        "year": str(card.year),
        "responsible": card.responsible,
        "five": [list(pair) for pair in card.five_data],
        "matrix": data_matrix(card.data_matrix),
        "matrix_words": _("DataMatrix : les cinq données de la carte"),
        "grid": [[code, value] for code, _label, value in card.grid],
        "people": [
            [
                person.full_name,
                person.birth_date,
                nir.grouped(nirs[person.id]) if nirs.get(person.id) else "–",
            ]
            for person in card.people
        ],
        "holder_number": grouped_digits(card.member_number),
        "back": [
            *insurer.postal_address,
            insurer.telephone,
            *insurer.third_party.operator,
        ],
        "legend": [f"{value} : {meaning}." for value, meaning in insurer.third_party.values],
        "cut": _("À découper et à plier en deux"),
        "front": _("Recto"),
        "reverse": _("Verso"),
        "name": _("Carte de tiers payant"),
        "loss": _("Carte perdue ? Ne payez rien : prenez-en une autre dans votre espace."),
    }
