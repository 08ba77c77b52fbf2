"""The steps of an account, as stories use them."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from espace_client.accounts.models import Account, OneTimeCode, Purpose
from espace_client.delivery.models import Parcel, Via
from espace_client.members.models import Person
from tests.bench.page_checks.seen import words_of
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


def reset_letter(account: Account, at: datetime) -> OneTimeCode:
    """A code of 45 days, on paper, that chooses another password of *account*."""
    return OneTimeCode.objects.create(
        account=account, purpose=Purpose.RESET, via=Via.LETTER, bound_to="letter", issued_at=at,
        code_hash=bytes(32), expires_at=at + timedelta(days=45),
    )  # fmt: skip


def last_link() -> str:
    """The path of the link in the last activation message that waits to leave."""
    return _path(last_secret("accounts.activation", "activation_address"))


def confirmation_link() -> str:
    """The path of the link in the last « est-ce bien vous ? » that waits to leave."""
    return _path(last_secret("accounts.is_it_you", "confirmation_address"))


def text_code() -> str:
    """The six digits of the last text message that waits to leave."""
    return last_secret("accounts.text_code", "code")


def letter_code() -> str:
    """The code of the last letter that waits to leave."""
    return last_secret("accounts.letter_code", "code")


def last_secret(notice: str, name: str) -> str:
    """What is sealed in the last message of a kind."""
    parcel = Parcel.objects.filter(notice=notice).latest("created_at")
    assert parcel.secrets is not None
    secrets = settings.SEALING_KEYS.unseal(bytes(parcel.secrets), bound_to=str(parcel.pk))
    return str(secrets[name])


def _path(address: str) -> str:
    assert address.startswith(settings.PUBLIC_URL), address
    return address.removeprefix(settings.PUBLIC_URL)


def somebody_at_home(*names: str) -> CheckedClient:
    """Another machine, of somebody who may see the data of *names*."""
    device = CheckedClient()
    device.may_see = frozenset(names)
    return device


def type_letter_code(client: CheckedClient, code: str) -> HttpResponse:
    """Type the code of a letter."""
    return client.send(client.get("/courrier"), code=code)


def type_text_code(client: CheckedClient, code: str) -> HttpResponse:
    """Type six digits on the browser that asked."""
    return client.send(client.get("/creer-mon-compte/code"), action="/code", code=code)


def say_yes(client: CheckedClient) -> HttpResponse:
    """« Oui, c’est moi » on the page that asks: its first button."""
    return client.send(client.get("/confirmer"))


def say_no(client: CheckedClient) -> HttpResponse:
    """« Non », its other one."""
    page = client.get("/confirmer")
    buttons = [words_of(button) for button in page.page.root.xpath("//main//button")]
    return client.send(page, button=next(name for name in buttons if name.startswith("Non")))


def choose_password(client: CheckedClient, link: str) -> HttpResponse:
    """Open an activation link and choose a password."""
    return client.send(client.get(link, follow=True), password=PASSWORD)
