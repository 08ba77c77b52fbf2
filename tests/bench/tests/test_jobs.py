import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.bench.jobs import UnknownTask, waiting_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    """A task of the test's own, and what it was called with."""
    calls = []

    def knock(**words):
        calls.append(words)
        if words.get("fail"):
            raise ValueError(words["fail"])
        if words.get("again"):
            app.configure_task("bench.knock").defer(again=words["again"] - 1)

    app.task(name="bench.knock", queue="bench")(knock)
    yield calls
    del app.tasks["bench.knock"]


def test_a_waiting_job_runs_with_its_arguments_and_is_marked(task, run_jobs):
    app.configure_task("bench.knock").defer(who="Jeanne")
    assert run_jobs() == ["bench.knock"]
    assert task == [{"who": "Jeanne"}]
    assert ProcrastinateJob.objects.get().status == "succeeded"
    assert run_jobs() == []


def test_a_job_that_plans_another_is_followed_by_it(task, run_jobs):
    app.configure_task("bench.knock").defer(again=2)
    assert run_jobs() == ["bench.knock"] * 3


def test_a_job_planned_for_later_waits_until_then(task, run_jobs, clock):
    app.configure_task("bench.knock", schedule_in={"minutes": 5}).defer(who="Jeanne")
    assert run_jobs() == []
    clock.advance(minutes=5)
    assert run_jobs() == ["bench.knock"]


def test_a_failing_job_fails_the_test(task, run_jobs):
    app.configure_task("bench.knock").defer(fail="broken")
    with pytest.raises(ValueError, match="broken"):
        run_jobs()
    assert ProcrastinateJob.objects.get().status == "failed"


def test_only_the_named_kind_of_job_runs(task, run_jobs):
    app.configure_task("bench.knock").defer(who="Jeanne")
    assert run_jobs("delivery.send") == []
    assert len(waiting_jobs()) == 1


def test_a_job_without_a_task_is_named(run_jobs):
    app.configure_task("bench.nobody", allow_unknown=True).defer()
    with pytest.raises(UnknownTask, match=r"bench\.nobody"):
        run_jobs()
