"""Running the jobs that wait in the real queue, in the test's own transaction."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from espace_client.kernel import clock

_TOO_MANY = 10_000


class UnknownTask(LookupError):
    """A job waits for a task that no room declares."""


def waiting_jobs(task: str | None = None) -> list[ProcrastinateJob]:
    """The jobs that a worker would take now, in its order; those of *task* alone if named."""
    due = ProcrastinateJob.objects.filter(status="todo").exclude(scheduled_at__gt=clock.now())
    if task:
        due = due.filter(task_name=task)
    return list(due.order_by("-priority", "id"))


def run_jobs(task: str | None = None) -> list[str]:
    """Run every waiting job, and those they give rise to; the names of the tasks that ran.

    Jobs planned for later wait until the clock is moved. What a job raises, the test sees.
    """
    ran: list[str] = []
    while jobs := waiting_jobs(task):
        for job in jobs:
            _run(job)
            ran.append(job.task_name)
            assert len(ran) < _TOO_MANY, f"{job.task_name} keeps planning itself"
    return ran


def _run(job: ProcrastinateJob) -> None:
    try:
        task: Callable[..., Any] = app.tasks[job.task_name].func
    except KeyError:
        raise UnknownTask(job.task_name) from None
    _mark(job, "doing")
    # In a test that is one transaction, an error must not spoil what comes after it.
    around = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with around:
            task(**job.args)
    except Exception:
        _mark(job, "failed")
        raise
    _mark(job, "succeeded")


def _mark(job: ProcrastinateJob, status: str) -> None:
    """The queue's rows are read-only through the ORM; this is what its worker does in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s",
            [status, job.pk],
        )


@pytest.fixture(name="run_jobs")
def _run_jobs() -> Callable[..., list[str]]:
    """`run_jobs()` runs what waits; `run_jobs("delivery.send")` one kind of job."""
    return run_jobs
