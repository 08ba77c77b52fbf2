"""The steps of an account, as stories use them."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from espace_client.delivery.models import Parcel
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient

PASSWORD = "quatre moineaux sur un fil bleu"


def card_of(person: Person, **changes: str) -> dict[str, Any]:
    """What *person* would type from the card, with *changes*."""
    day, month, year = person.birth_date.split("/")
    typed = {
        "member_number": person.member_number or "",
        "last_name": person.name,
        "first_name": person.first_name,
        "birth_date_day": day,
        "birth_date_month": month,
        "birth_date_year": year,
        "email": person.email,
        "email_again": changes.get("email", person.email),
        "terms": True,
    }
    return {**typed, **changes}


def ask(client: CheckedClient, person: Person, **changes: str) -> HttpResponse:
    """Fill in the identity page and send it."""
    return client.send(client.get("/creer-mon-compte"), card_of(person, **changes))


def notices() -> list[tuple[str, str]]:
    """What was posted, to whom, in order."""
    return list(Parcel.objects.order_by("created_at", "id").values_list("notice", "address"))


def last_link() -> str:
    """The path of the link in the last activation message that waits to leave."""
    parcel = Parcel.objects.filter(notice="accounts.activation").latest("created_at")
    assert parcel.secrets is not None
    secrets = settings.SEALING_KEYS.unseal(bytes(parcel.secrets), bound_to=str(parcel.pk))
    found = re.fullmatch(
        re.escape(settings.PUBLIC_URL) + r"(/activer/\S+)", secrets["activation_address"]
    )
    assert found, secrets
    return found[1]
