"""The sentences of a certificate of affiliation. Where a word would show whether somebody is a man
or a woman, « la personne » stands instead."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from espace_client.kernel.french import date_in_words, enumeration
from espace_client.members.models import Person


def names(people: Sequence[Person]) -> str:
    """« Jeanne et Karim Martin », « Paul Œuvrard et Léa Petit »."""
    if len({person.name for person in people}) == 1:
        return f"{enumeration([person.first_name for person in people])} {people[0].name}"
    return enumeration([str(person) for person in people])


def when(first: date, last: date) -> str:
    """« au 1er mars 2022 », « du 1er janvier 2022 au 1er mars 2022 »."""
    until = _("au %(day)s") % {"day": date_in_words(last)}
    if first == last:
        return until
    return _("du %(day)s %(until)s") % {"day": date_in_words(first), "until": until}


def attests(count: int, *, first: date, last: date, today: date) -> str:
    """The sentence that certifies: today, at a past date, or over a period."""
    values = {
        "insurer": settings.INSURER.name,
        "first": date_in_words(first),
        "last": date_in_words(last),
    }
    if first != last:
        one = _(
            "%(insurer)s atteste que la personne nommée ci-dessous a été affiliée à sa"
            " complémentaire santé entre le %(first)s et le %(last)s, aux jours indiqués."
        )
        many = _(
            "%(insurer)s atteste que les personnes nommées ci-dessous ont été affiliées à sa"
            " complémentaire santé entre le %(first)s et le %(last)s, aux jours indiqués."
        )
    elif last == today:
        one = _(
            "%(insurer)s atteste que la personne nommée ci-dessous est affiliée à sa"
            " complémentaire santé, à la date du %(last)s."
        )
        many = _(
            "%(insurer)s atteste que les personnes nommées ci-dessous sont affiliées à sa"
            " complémentaire santé, à la date du %(last)s."
        )
    else:
        one = _(
            "%(insurer)s atteste que la personne nommée ci-dessous était affiliée à sa"
            " complémentaire santé, à la date du %(last)s."
        )
        many = _(
            "%(insurer)s atteste que les personnes nommées ci-dessous étaient affiliées à sa"
            " complémentaire santé, à la date du %(last)s."
        )
    return (one if count == 1 else many) % values


def valid_until(day: date) -> str:
    """Until when it may be shown."""
    return _("Cette attestation peut être montrée jusqu’au %(day)s.") % {"day": date_in_words(day)}
