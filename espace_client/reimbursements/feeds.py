"""The link of each person with the Sécurité sociale, in words: what it is, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from espace_client.kernel.french import date_in_words
from espace_client.members.models import Person
from espace_client.reimbursements.models import Feed, FlowWatch, Transmission


@dataclass(frozen=True, slots=True)
class Link:
    """One person: how their link is, and what to do about it (nothing where it works)."""

    person: Person
    works: bool
    state: str
    said: str
    todo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """Care that is looked for."""

    who: str
    said: str


def links_of(people: Sequence[Person]) -> list[Link]:
    """The link of each of *people*, who were read with their `transmission`."""
    return [_link(person, getattr(person, "transmission", None)) for person in people]


def watched_for(people: Sequence[Person]) -> list[Watched]:
    """What is looked for, and what became of it, the newest care first. One query."""
    names = {one.pk: one.first_name for one in people}
    rows = FlowWatch.objects.filter(person__in=people).order_by("-cared_on", "id")[:20]
    return [Watched(names[one.person_id], _watched(one)) for one in rows]


def _watched(one: FlowWatch) -> str:
    said = {"day": date_in_words(one.cared_on), "due": date_in_words(one.due_on)}
    if one.ended_at is None:
        return _("soin du %(day)s : nous le cherchons s’il n’est pas là après le %(due)s.") % said
    if one.came:
        return _("soin du %(day)s : il est arrivé.") % said
    return _("soin du %(day)s : il n’est pas arrivé, un conseiller le cherche.") % said


def _link(person: Person, found: Transmission | None) -> Link:
    if found is None:
        return Link(
            person, False, _("Nous ne savons pas."),
            _("Aucun fichier ne nous dit si la Sécurité sociale nous transmet ces soins."),
            (_("Envoyez-nous le décompte de la Sécurité sociale pour chaque soin."),),
        )  # fmt: skip
    match found.feed:
        case Feed.ACTIVE:
            last = found.last_flow_on
            said = _("La Sécurité sociale nous transmet ses soins : rien à envoyer.")
            if last:
                day = {"day": date_in_words(last)}
                said = f"{said} {_('Dernier envoi reçu le %(day)s.') % day}"
            return Link(person, True, _("Le lien fonctionne."), said, ())
        case Feed.CONFLICT:
            return Link(
                person, False, _("Deux mutuelles reçoivent ses soins."),
                _("La Sécurité sociale ne peut en servir qu’une, et a gardé l’autre."),
                (
                    _("Cherchez quelle autre mutuelle vous couvre encore : un ancien contrat, celui"
                      " d’un conjoint, une complémentaire d’entreprise."),
                    _("Si ce contrat est fini, demandez-lui par écrit de couper la télétransmission"
                      " avec la Sécurité sociale. Elle doit le faire sans frais."),
                    _("Sur votre compte ameli, rubrique « Mes informations », choisissez notre nom"
                      " comme organisme complémentaire."),
                    _("En attendant, envoyez-nous le décompte de chaque soin : nous le payons."),
                ),
            )  # fmt: skip
    return Link(
        person, False, _("Le lien n’est pas en place."),
        _("La Sécurité sociale ne nous transmet pas ses soins."),
        (
            _("Envoyez-nous l’attestation de droits de la Sécurité sociale : nous le mettons en"
              " place."),
            _("En attendant, envoyez-nous le décompte de chaque soin : nous le payons."),
        ),
    )  # fmt: skip


def one_of(people: Sequence[Person], key: str) -> Person | None:
    """The person of that key, if they are one of *people*."""
    try:
        return next((one for one in people if one.pk == UUID(key)), None)
    except ValueError:
        return None
