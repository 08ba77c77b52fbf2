"""`make demo` starts, says so, serves, stops without leaving anything, and keeps its data."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError

import lxml.html
import psutil
import pytest
from django.urls import Resolver404, resolve

from espace_client.demo.processes import RESTARTS, Child, Refusal, end_leftovers
from espace_client.demo.tests.running import PATIENCE, READY, Stack, page, text
from tests.bench import filling
from tests.bench.environment import ROOT

JEANNE = {
    "member_number": "48201937",
    "last_name": "Martin",
    "first_name": "Jeanne",
    "birth_date_day": "12",
    "birth_date_month": "5",
    "birth_date_year": "1944",
    "email": "jeanne.martin@orange.example",
    "email_again": "jeanne.martin@orange.example",
    "terms": True,
}


def the_clock(root, **typed):
    """The free form of the clock, filled in."""
    form = [form for form in root.xpath("//form") if form.get("action") == "/demo/clock"][-1]
    return dict(filling.filled(form, typed))


def test_it_says_what_it_does_and_when_it_is_ready(stack, site):
    assert stack.said[0] == "Starting PostgreSQL …"
    assert stack.said[-1] == f"{READY}{site.address}"
    assert site.address.startswith("http://localhost:")
    assert site.read("/healthz") == "ok"


def test_what_it_keeps_is_private(stack, site):
    for name in ("secrets.json", "env.sh"):
        assert (stack.data / name).stat().st_mode & 0o777 == 0o600
    assert (stack.data / "logs").stat().st_mode & 0o777 == 0o700
    assert (stack.data / "postgresql").stat().st_mode & 0o777 == 0o700


def test_the_guide_names_the_cast_and_the_opening_day(site):
    guide = text(page(site, "/demo/"))
    assert "jeudi 24 mars 2022 à 8 h" in guide
    for expected in ("Jeanne Martin", "4820 1937", "12/05/1944", "jeanne.martin@orange.example"):
        assert expected in guide


def test_the_import_of_the_first_start_is_on_the_trail(site):
    assert "8 mars 2022 à 20 h" in text(page(site, "/demo/"))


def test_the_clock_goes_where_it_is_told(site):
    for typed, said in (
        ("09/03/2022 09:00", "mercredi 9 mars 2022 à 9 h 00"),
        ("25/12/2022 14h30", "dimanche 25 décembre 2022 à 14 h 30"),
        ("24/03/2022 08:00", "jeudi 24 mars 2022 à 8 h 00"),
    ):
        site.read("/demo/clock", the_clock(page(site, "/demo/"), moment=typed))
        assert said in text(page(site, "/demo/"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("demain", "Écrivez la date et l’heure ainsi"),
        ("", "Écrivez une date et une heure."),
        ("24/03/1022 08:00", "Choisissez une date entre 2000 et 2099."),
        ("27/03/2022 02:30", "Cette heure n’existe pas"),  # summer time leaves it out
    ],
)
def test_a_wrong_moment_is_explained_and_kept(site, typed, said):
    with pytest.raises(HTTPError) as refused:
        site.read("/demo/clock", the_clock(page(site, "/demo/"), moment=typed))
    assert refused.value.code == 422
    shown = lxml.html.document_fromstring(refused.value.read().decode())
    assert (shown.get_element_by_id("id_moment").value or "") == typed
    assert said in text(shown.get_element_by_id("erreurs"))
    assert "24 mars 2022" in text(page(site, "/demo/").get_element_by_id("horloge").getnext())


@pytest.fixture
def mail(site):
    """The one that Jeanne gets after asking for an account."""
    if not site.mails(JEANNE["email"]):
        form = page(site, "/creer-mon-compte").xpath("//main//form")[0]
        site.read("/creer-mon-compte", dict(filling.filled(form, JEANNE)))
    return site.wait_for_mail(JEANNE["email"])


def test_the_mailbox_tells_its_links_to_a_program(site, mail):
    [link] = [one for one in mail.links if "/activer/" in one]
    assert link.startswith(f"{site.address}/")
    assert "mot de passe" in text(page(site, link))


def address_of(site, mail):
    """Where the mailbox opens *mail*, among those of other people."""
    links = page(site, "/demo/mailbox").xpath("//ul[@class='mail-list']//a")
    return next(link.get("href") for link in links if mail.to in text(link))


def test_a_mail_shows_as_text_with_live_links(site, mail):
    link = address_of(site, mail)
    shown = page(site, link)
    assert mail.subject in text(shown)
    assert [a for a in shown.xpath("//main//a/@href") if a in mail.links]


def test_the_page_of_a_mail_may_do_nothing(site, mail):
    link = address_of(site, mail)
    with site._opener.open(site.url(f"{link}/html")) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert policy == ("default-src 'none'; style-src 'unsafe" + "-inline'; img-src data:; sandbox")


def test_a_worker_that_dies_is_replaced(stack, site):
    [worker] = [one for one in stack.family() if "procrastinate" in one.cmdline()]
    worker.kill()
    stack.wait_for("The worker stopped. Starting it again …")
    assert site.read("/healthz") == "ok"


def test_one_folder_holds_one_demo(stack, site):
    second = subprocess.run(
        [sys.executable, "-m", "espace_client.demo.stack", "--port=0", f"--data={stack.data}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert second.stderr == f"Another demo is running on {stack.data}. Stop it first.\n"


def test_ctrl_c_leaves_nothing_and_a_second_start_keeps_everything(stack, site, mail):
    family, before = stack.family(), (stack.data / "secrets.json").read_text()
    assert len(family) > 4
    assert stack.stop(signal.SIGINT) == 0
    assert stack.said[-1] == "Stopped."
    assert [one for one in family if one.is_running()] == []

    stack.start()
    again = stack.site()
    assert not [line for line in stack.said if line.startswith("Inventing")]
    assert (stack.data / "secrets.json").read_text() == before
    assert mail.subject in [kept.subject for kept in again.mails()]


def test_a_port_in_use_is_said_before_anything_else(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        demo = Stack(tmp_path / "data", port)
        assert demo.process.wait(PATIENCE) == 1
    assert demo.said == [
        f"Port {port} is already in use. Choose another one: make demo PORT={port + 1}"
    ]
    assert {path.name for path in demo.data.iterdir()} == {"lock"}


def a_child(folder, *command):
    return Child("The clerk", command, folder / "clerk.log", dict(os.environ))


def test_a_process_that_keeps_dying_ends_the_demo_with_its_last_words(tmp_path):
    clerk = a_child(tmp_path, "sh", "-c", "echo no more ink; exit 3")
    clerk.start()
    for _ in range(RESTARTS):
        clerk.process.wait()
        assert clerk.has_died()
        clerk.restart()
    clerk.process.wait()
    with pytest.raises(Refusal, match=r"The clerk stopped 4 times.*\n.*no more ink"):
        clerk.restart()


def test_one_that_will_not_go_is_killed_with_its_children(tmp_path):
    clerk = a_child(tmp_path, "sh", "-c", "trap '' TERM; sleep 100 & echo up; wait; sleep 100")
    clerk.patience = 0.2
    clerk.start()
    while "up" not in clerk.log.read_text():
        time.sleep(0.05)
    family = psutil.Process(clerk.process.pid).children()
    clerk.stop()
    assert clerk.process.returncode == -signal.SIGKILL
    assert family
    assert psutil.wait_procs(family, timeout=5)[1] == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux tells who runs")
def test_what_a_killed_supervisor_left_is_ended(tmp_path):
    left = a_child(tmp_path, "sleep", "100")
    left.start()
    while "sleep" not in psutil.Process(left.process.pid).cmdline():
        time.sleep(0.01)  # a process just born has no name yet
    end_leftovers(tmp_path)
    assert left.process.wait() == -signal.SIGTERM
    assert not list(tmp_path.glob("*.pid"))


def test_a_number_that_now_is_somebody_else_is_left_alone(tmp_path):
    other = a_child(tmp_path, "sleep", "100")
    other.start()
    trace = tmp_path / "clerk.pid"
    trace.write_text(trace.read_text().replace('"100"', '"200"'))
    end_leftovers(tmp_path)
    assert not other.has_died()
    other.stop()


def test_outside_the_demo_there_is_no_demo():
    with pytest.raises(Resolver404):
        resolve("/demo/")
    with pytest.raises(Resolver404):
        resolve("/demo/mailbox.json")
