"""Who else signs in with a mailbox, and whether one more of that family may."""

from django.db.models import QuerySet

from espace_client.accounts.models import OPEN_STATES, Account, AccountState
from espace_client.accounts.rules import SHARED_MAILBOX_MAX
from espace_client.contracts.queries import share_a_contract
from espace_client.kernel import emails
from espace_client.members.models import Person

# A blocked account keeps its mailbox: it opens again with it.
_USE_THEIRS = OPEN_STATES | {AccountState.BLOCKED}


def others_with(email: str, *, person: Person) -> QuerySet[Account]:
    """The accounts of other people that use a mailbox, with their people."""
    known = Account.objects.filter(email_key=emails.canonical(email), state__in=_USE_THEIRS)
    return known.exclude(person=person).select_related("person")


def is_closed_to(person: Person, email: str) -> bool:
    """Whether *person* may not sign in with that mailbox: two others do, or somebody of another
    family does (product B.2.4). Nobody but the insurer's people ever learns it."""
    others = list(others_with(email, person=person))
    return len(others) >= SHARED_MAILBOX_MAX or not all(
        share_a_contract(person, other.person) for other in others
    )
