"""A dress rehearsal counts what a person would count by hand, and writes nothing."""

import json
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from espace_client.audit.models import Entry
from espace_client.members.models import Person
from espace_client.portfolio.rehearsing import Rehearsal, UnableToRehearse, rehearse
from espace_client.portfolio.tests.conftest import Export, new_export
from espace_client.portfolio.tests.hand_count import HandCount
from espace_client.rollout.models import Forecast
from espace_client.rollout.rules import PARAMETERS

pytestmark = pytest.mark.django_db
LAUNCH, ACTIVE_SINCE = date(2022, 3, 24), date(2020, 3, 24)
ALONE = "P99999999"

# People, of them concerned, groups: counted by hand on the 200 lines of `hard_export`.
BY_HAND = {
    "email_missing": (42, 6, 0),
    "email_unreadable": (1, 0, 0),
    "email_of_two": (20, 3, 10),
    "email_of_more": (3, 1, 1),
    "email_of_families": (5, 1, 2),
    "login_twice": (10, 1, 5),
    "login_more": (12, 6, 4),
    "login_without_password": (5, 2, 5),
    "lunar": (3, 3, 0),
    "dead": (1, 0, 0),
    "minor": (1, 0, 0),
    "guarded": (1, 1, 0),
    "ended": (7, 0, 0),
    "not_started": (4, 0, 0),
    "no_address": (3, 0, 0),
    "unreachable": (2, 0, 0),
    "hash_md5": (3, 1, 3),
    "hash_md5_sel": (14, 4, 14),
    "hash_sha1": (9, 5, 9),
    "hash_sha1_sel": (17, 10, 17),
    "hash_bcrypt": (26, 12, 26),
    "hash_pbkdf2_sha1": (14, 7, 14),
    "hash_pbkdf2_sha256": (7, 3, 7),
}
TOTALS = {
    "people": 200,
    "logins": 95,
    "holders": 133,
    "leavers": 122,
    "active_logins": 46,
    "concerned": 44,
    "written_to": 38,
    "by_letter": 6,
}


@pytest.fixture
def hard_export(tmp_path: Path) -> Export:
    """200 people, with the cases that an invented export does not have."""
    export = new_export(tmp_path / "export", members=133, beside=False)
    for line in (18, 26, 58):  # three households, one mailbox
        export.set("personnes.csv", line, "email", "Cafe.Du.Port@orange.example")
    export.set("personnes.csv", 34, "email", "elisabeth@orange.example")  # two households
    export.set("personnes.csv", 35, "email", "elisabeth@orange.example")
    export.set("personnes.csv", 38, "email", "berthet.gaston(at)free.example")
    for line, login in ((20, "00 987 654"), (21, "N° 987654"), (22, "M-0987.654")):
        export.set("identifiants.csv", line, "login", login)
    for line, login in ((23, "0076543"), (24, "A76543")):
        export.set("identifiants.csv", line, "login", login)
    export.add("personnes.csv", f"{ALONE};;;Martin;;Léa;25/03/2004;;;;;")  # 18 tomorrow
    lines = export.text("adresses.csv").splitlines(keepends=True)
    export.write("adresses.csv", "".join(lines[:-2]))
    return export


def rehearsed(export: Export, *, capacity: int = 40) -> Rehearsal:
    return rehearse(
        directory=export.directory, launch=LAUNCH, capacity=capacity, parameters=PARAMETERS
    )


def found(rehearsal: Rehearsal) -> dict[str, tuple[int, int, int]]:
    return {one.finding.code: (one.people, one.concerned, one.groups) for one in rehearsal.found}


@pytest.mark.promise("I4.16")
def test_it_equals_a_hand_count_on_200_rows(hard_export: Export) -> None:
    rehearsal = rehearsed(hard_export)
    assert found(rehearsal) == BY_HAND
    assert rehearsal.totals == TOTALS


@pytest.mark.promise("I4.16")
def test_a_loop_over_the_lines_counts_the_same(hard_export: Export) -> None:
    hand = HandCount(hard_export.directory, LAUNCH, ACTIVE_SINCE)
    assert len(hand.people) == 200
    assert hand.counts() == BY_HAND
    assert len(hand.concerned()) == TOTALS["concerned"]


@pytest.mark.promise("I4.16")
def test_another_launch_is_counted_anew(hard_export: Export) -> None:
    """On another day other contracts run, and Léa is of age."""
    launch = date(2022, 7, 1)
    rehearsal = rehearse(
        directory=hard_export.directory, launch=launch, capacity=40, parameters=PARAMETERS
    )
    hand = HandCount(hard_export.directory, launch, date(2020, 7, 1))
    assert found(rehearsal) == hand.counts()
    assert found(rehearsal)["minor"] == (0, 0, 0)
    assert found(rehearsal)["not_started"][0] < BY_HAND["not_started"][0]


def test_who_cannot_be_reached_is_named_by_reference(hard_export: Export) -> None:
    named = {one.finding.code: one.references for one in rehearsed(hard_export).found}
    assert ALONE in named.pop("unreachable")
    assert not any(named.values())


@pytest.mark.promise("I4.16")
def test_the_command_prints_it_and_writes_it_for_machines(hard_export: Export) -> None:
    out, report = StringIO(), hard_export.directory / "report.json"
    call_command("rehearse", str(hard_export.directory), out=report, stdout=out, stderr=StringIO())
    told = out.getvalue()
    assert re.search(r"^Adresse e-mail partagée à deux +20 +3 +10$", told, re.MULTILINE)
    assert re.search(r"^Concernés.* 44$", told, re.MULTILINE)
    assert f"  {ALONE}\n" in told
    assert "inventé" in told
    written = json.loads(report.read_text("utf-8"))
    assert written["findings"]["login_more"]["groups"] == 4
    assert written["forecast"]["members"] == 38
    assert "martin" not in report.read_text("utf-8").lower()


@pytest.mark.promise("I4.16")
def test_nothing_is_written_unless_the_forecast_is_kept(hard_export: Export) -> None:
    quiet = {"stdout": StringIO(), "stderr": StringIO()}
    before = Entry.objects.count()
    call_command("rehearse", str(hard_export.directory), **quiet)
    assert not Person.objects.exists()
    assert not Forecast.objects.exists()
    assert Entry.objects.count() == before
    call_command("rehearse", str(hard_export.directory), keep=True, **quiet)
    assert Forecast.objects.get().members == 38
    assert Entry.objects.filter(event="rollout.forecast_kept").count() == 1
    assert not Person.objects.exists()


def test_own_figures_say_where_they_come_from(hard_export: Export) -> None:
    figures = hard_export.directory / "mesures-2021.yaml"
    figures.write_text("calls: 0.1\nseen: 0.5\n", "utf-8")
    out = StringIO()
    call_command(
        "rehearse", str(hard_export.directory), parameters=figures, stdout=out, stderr=StringIO()
    )
    assert out.getvalue().count("mesures-2021.yaml") == 2


@pytest.mark.parametrize("content", ["call: 0.1", "calls: 0", "calls: 2", "- calls", "seen: x"])
def test_wrong_figures_are_refused(hard_export: Export, content: str) -> None:
    figures = hard_export.directory / "x.yaml"
    figures.write_text(content, "utf-8")
    with pytest.raises(CommandError, match="paramètres"):
        call_command("rehearse", str(hard_export.directory), parameters=figures)


def test_without_one_of_its_files_nothing_is_said(hard_export: Export) -> None:
    (hard_export.directory / "adresses.csv").unlink()
    with pytest.raises(UnableToRehearse, match="adresses"):
        rehearsed(hard_export)
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("rehearse", str(hard_export.directory / "ailleurs"))


def test_a_centre_that_takes_no_call_is_no_centre(hard_export: Export) -> None:
    with pytest.raises(CommandError, match="aucun message ne peut partir"):
        call_command("rehearse", str(hard_export.directory), capacity=0, stderr=StringIO())
