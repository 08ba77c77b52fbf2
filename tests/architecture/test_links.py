"""What may happen to a link, for each kind of link there is: one page, one button (I4.8)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse

from espace_client.members.models import Person
from tests.architecture.links import KINDS, WAIT, Kind, Story
from tests.architecture.routes import every_route
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import NAMES

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.8")]
SECOND = timedelta(seconds=1)


class Device(CheckedClient):
    """Somebody else's browser, or another one of the same person, that opens the link."""

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self.may_see = frozenset(NAMES)
        self.page = self.open(path) if path else None

    def open(self, path: str) -> HttpResponse:
        """The page that a link leads to."""
        led = self.get(path)
        assert led.status_code == 302
        return self.get(led.url)


def used_twice(kind: Kind, story: Story, path: str) -> HttpResponse:
    first = Device(path)
    kind.press(first, first.page)
    kind.finish(story, first)
    return Device().open(path)


def in_two_browsers_at_once(kind: Kind, story: Story, path: str) -> HttpResponse:
    first, second = Device(path), Device(path)
    assert second.page.status_code == 200
    kind.press(first, first.page)
    kind.finish(story, first)
    return kind.press(second, second.page)


def replaced(kind: Kind, story: Story, path: str) -> HttpResponse:
    story.clock.advance(seconds=WAIT.total_seconds())
    assert kind.anew(story) != path
    return Device().open(path)


def replaced_while_its_page_is_open(kind: Kind, story: Story, path: str) -> HttpResponse:
    before = Device(path)
    story.clock.advance(seconds=WAIT.total_seconds())
    kind.anew(story)
    return kind.press(before, before.page)


def after_a_change_of_email(kind: Kind, story: Story, path: str) -> HttpResponse:
    story.clock.advance(seconds=WAIT.total_seconds())
    kind.change_email(story)
    return Device().open(path)


def expired(kind: Kind, story: Story, path: str) -> HttpResponse:
    story.clock.advance(seconds=(kind.lifetime - SECOND).total_seconds())
    assert Device().open(path).status_code == 200
    story.clock.advance(seconds=1)
    return Device().open(path)


def cut_or_garbled(kind: Kind, story: Story, path: str) -> HttpResponse:
    place = path.rpartition("/")[0]
    for spoilt in (path[:-1], path[: len(place) + 2], f"{place}/%00", f"{place}/{'é' * 20}"):
        page = Device().open(spoilt)
        assert (page.status_code, len(buttons_of(page))) == (410, 1), spoilt
    return page


def after_the_account_was_closed(kind: Kind, story: Story, path: str) -> HttpResponse:
    kind.close(story)
    return Device().open(path)


HAPPENINGS = (
    used_twice,
    in_two_browsers_at_once,
    replaced,
    replaced_while_its_page_is_open,
    after_a_change_of_email,
    expired,
    cut_or_garbled,
    after_the_account_was_closed,
)


def buttons_of(page: HttpResponse) -> list[str]:
    """The buttons of what the page says, the menus and the help box apart."""
    return page.page.root.xpath("//main//*[contains(@class, 'ds-button')]")


def test_each_address_that_takes_a_token_is_a_kind_of_the_table() -> None:
    takes_a_token = {route.name for route in every_route() if "raw" in route.parameters}
    assert takes_a_token == set(KINDS)


@pytest.mark.parametrize("happens", HAPPENINGS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", KINDS)
def test_what_happens_to_a_link_leads_to_one_page_with_one_button(
    jeanne: Person, clock: Clock, name: str, happens: Callable
) -> None:
    kind, story = KINDS[name], Story(jeanne, clock)
    page = happens(kind, story, kind.make(story))
    if happens.__name__.removesuffix("_while_its_page_is_open") in kind.goes_on:
        assert page.status_code in (200, 302)
        return
    assert page.status_code == 410, page.page.h1
    assert len(buttons_of(page)) == 1


@pytest.mark.promise("1.5")
@pytest.mark.parametrize("name", KINDS)
def test_what_a_mail_program_adds_is_forgiven(jeanne: Person, clock: Clock, name: str) -> None:
    path = KINDS[name].make(Story(jeanne, clock))
    for added in (".", ">", "%20", ">.", "A", "%3D%0D%0A"):
        assert Device().open(path + added).status_code == 200, added
    broken = path[:-9] + "=%0D%0A" + path[-9:]  # a soft line break in its midst
    assert Device().open(broken).status_code == 200
