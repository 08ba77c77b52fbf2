"""Finding somebody for an adviser: by number, name and date of birth, e-mail or mobile.

Never by NIR: it may not serve to look anybody up (décret 2019-341). Each way is one query, through
an index.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from espace_client.accounts.models import Account
from espace_client.kernel import emails
from espace_client.members import queries as members
from espace_client.members.models import Person
from espace_client.members.rules import answers_to

MOST_FOUND = 20
_MOST_READ = 2_000  # people born on one day; more would be an error of the file


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed, in normal form. One way at a time: the others are empty."""

    member_number: str = ""
    name: str = ""
    birth_date: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the people who answer; `more` when there are others. `near`: their number is not
    the one typed, it differs by one digit."""

    people: list[Person]
    more: bool = False
    near: bool = False


def find(wanted: Wanted) -> Found:
    """Who is meant: twenty at most. One query, their account and address with them."""
    if wanted.member_number:
        return _by_number(wanted.member_number)
    if wanted.email:
        key = emails.canonical(wanted.email)
        by_account = Account.objects.filter(email_key=key).values("person")
        by_file = members.people_with_email(key).values("pk")
        found = Person.objects.filter(pk__in=by_account.union(by_file))
    elif wanted.mobile:
        found = members.people_with_mobile(wanted.mobile)
    else:
        return _by_name(wanted)
    return _cut(list(_with_account(found)[: MOST_FOUND + 1]))


def _by_number(number: str) -> Found:
    holders = list(_with_account(members.holders_near(number)))
    exact = [person for person in holders if person.member_number == number]
    return _cut(exact) if exact else _cut(holders, near=bool(holders))


def _by_name(wanted: Wanted) -> Found:
    born = _with_account(members.people_born_on(wanted.birth_date))[:_MOST_READ]
    return _cut(
        [
            person
            for person in born
            if answers_to(
                wanted.name, names=(person.usual_name, person.birth_name, person.first_names)
            )
        ]
    )


def _cut(people: list[Person], *, near: bool = False) -> Found:
    return Found(people[:MOST_FOUND], more=len(people) > MOST_FOUND, near=near)


def _with_account(people: QuerySet[Person]) -> QuerySet[Person]:
    sealed = ("nir_sealed", "nir_index")
    return people.select_related("account", "address").defer(*sealed).order_by("pk")
