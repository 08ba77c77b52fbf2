"""What was expected beside what happened: nothing is made up for a day that is not over."""

from collections.abc import Iterable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from espace_client.accounts.models import AccountState, ChangeState, EmailChange
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import operator
from espace_client.members.models import Person
from espace_client.rollout.forecasts import expect
from espace_client.rollout.models import Forecast
from espace_client.rollout.operations import keep_forecast
from espace_client.rollout.plots import plot_of
from espace_client.rollout.queries import the_move
from espace_client.rollout.rules import PARAMETERS
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of
from tests.staff import at_desk

pytestmark = pytest.mark.django_db
LAUNCH = date(2022, 3, 24)
PAGE = "/conseillers/bascule"


@pytest.fixture
def forecast() -> Forecast:
    expected = expect(100, launch=LAUNCH, capacity=40, parameters=PARAMETERS, seed=2022)
    return keep_forecast(expected=expected, actor=operator("Nadia"), at=product_clock.now())


def move(person: Person, *, state: ChangeState = ChangeState.DONE, migration: bool = True) -> None:
    """*person* verified an e-mail just now."""
    at = product_clock.now()
    EmailChange.objects.create(
        account=account_of(person),
        new_email="x@boite.example",
        new_email_key="x@boite.example",
        migration=migration,
        state=state,
        asked_at=at,
        settled_at=None if state == ChangeState.WAITING else at,
        **({"undone_at": at} if state == ChangeState.UNDONE else {}),
    )


def moved(days: Iterable[object]) -> list[tuple[int | None, int | None]]:
    return [(one.moved, one.moved_in_all) for one in days]  # type: ignore[attr-defined]


@pytest.mark.promise("I4.16")
def test_who_moved_is_counted_on_the_day_in_paris(
    forecast: Forecast, clock: Clock, jeanne: Person, paul: Person, salah: Person, eloise: Person
) -> None:
    clock.set("2022-03-24T23:30")
    move(jeanne)
    clock.set("2022-03-25T00:30")
    move(paul)
    move(eloise, migration=False)  # had an account by e-mail already
    move(salah, state=ChangeState.WAITING)
    clock.set("2022-03-27T12:00")
    found = the_move(today=clock.today)
    assert found
    assert moved(found.days[:5]) == [(1, 1), (1, 2), (0, 2), (None, None), (None, None)]
    assert found.last_known
    assert found.last_known.day == date(2022, 3, 26)
    in_all = [sum(one["migrated"] for one in forecast.days[: n + 1]) for n in range(60)]
    assert [one.expected_in_all for one in found.days] == in_all
    assert found.days[1].gap == 2 - in_all[1]


def test_the_states_count_who_has_not_come_yet(forecast: Forecast, jeanne: Person) -> None:
    """Whoever has an old login and no account still has the old number."""
    before = the_move(today=LAUNCH)
    account_of(jeanne)
    after = the_move(today=LAUNCH)
    assert before
    assert after
    assert before.states[AccountState.LEGACY] - after.states[AccountState.LEGACY] == 1
    assert after.states[AccountState.ACTIVE] - before.states[AccountState.ACTIVE] == 1


def test_the_newest_forecast_counts(forecast: Forecast, clock: Clock) -> None:
    clock.advance(hours=1)
    expected = expect(7, launch=LAUNCH, capacity=40, parameters=PARAMETERS, seed=1)
    keep_forecast(expected=expected, actor=operator("Nadia"), at=clock.now)
    found = the_move(today=LAUNCH)
    assert found
    assert found.forecast.members == 7


def test_the_days_go_on_after_the_horizon(forecast: Forecast, jeanne: Person, clock: Clock) -> None:
    clock.set("2022-06-30T12:00")
    move(jeanne)
    clock.set("2022-07-01T12:00")
    found = the_move(today=clock.today)
    assert found
    assert found.days[-1].day == date(2022, 6, 30)
    assert found.days[-1].moved == 1


@pytest.mark.promise("I4.16")
def test_the_command_tells_it(forecast: Forecast, clock: Clock, jeanne: Person) -> None:
    move(jeanne)
    clock.set("2022-03-25T12:00")
    out = StringIO()
    call_command("moved", stdout=out)
    told = out.getvalue().replace("\u00a0", " ")
    line = next(one for one in told.splitlines() if one.startswith("24 mars 2022"))
    expected = forecast.days[0]["migrated"]
    assert line.split()[3:] == [str(expected), "1", f"{1 - expected:+d}"]
    assert "25 mars" not in told
    assert "Les appels reçus ne sont pas encore connus" in told


def test_without_a_forecast_there_is_nothing_to_compare() -> None:
    with pytest.raises(CommandError, match="rehearse DIR --keep"):
        call_command("moved")


@pytest.mark.promise("I4.16")
def test_a_supervisor_sees_the_plot_and_its_table(
    client: CheckedClient, hugo: object, forecast: Forecast, clock: Clock, jeanne: Person
) -> None:
    move(jeanne)
    clock.set("2022-03-25T12:00")
    at_desk(client, hugo)  # type: ignore[arg-type]
    page = client.get(PAGE).page
    expected = forecast.days[0]["migrated"]
    told = f"Au soir du 24 mars 2022 : 1 adhérents basculés, {expected} prévus."
    assert told in page.text
    assert len(page.root.xpath("//svg//polyline")) == 2
    rows = page.root.xpath("//caption[contains(., 'basculés')]/../tbody/tr")
    assert len(rows) == 60
    assert "à venir" in rows[1].text_content()
    assert "à venir" not in rows[0].text_content()
    assert "inventé" in page.text


def test_before_any_forecast_the_page_says_how_to_keep_one(
    client: CheckedClient, hugo: object
) -> None:
    at_desk(client, hugo)  # type: ignore[arg-type]
    assert "Aucune prévision n’est gardée" in client.get(PAGE).page.text


def test_the_page_asks_the_database_a_few_times(
    client: CheckedClient, hugo: object, forecast: Forecast, django_assert_max_num_queries: object
) -> None:
    at_desk(client, hugo)  # type: ignore[arg-type]
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get(PAGE)


def test_the_points_of_a_plot_by_hand() -> None:
    days = [date(2022, 3, 24), date(2022, 3, 25), date(2022, 3, 26)]
    plot = plot_of(days, [0, 5, 10], [10])
    assert plot.expected.points == "52.0,240.0 182.0,128.0 312.0,16.0"
    assert plot.moved
    assert plot.moved.points == "52.0,16.0"
    assert [mark.value for mark in plot.counts] == [0, 5, 10]
    assert plot_of(days, [0, 20, 46], []).counts[-1].value == 60
