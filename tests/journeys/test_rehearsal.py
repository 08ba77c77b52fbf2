"""D12: the operator rehearses the move; a supervisor sees it beside what happens."""

import json
from datetime import datetime

import pytest

from espace_client.kernel.clock import PARIS
from espace_client.portfolio.beside import BESIDE
from tests.journeys.browser import DESKTOP, NO_SCRIPT, PHONE, Visit
from tests.journeys.site import Site
from tests.journeys.test_bringing_over import command
from tests.journeys.test_desk import HUGO, enter

# Each at another hour: a code of the telephone serves once.
HOURS = {DESKTOP: 9, PHONE: 10, NO_SCRIPT: 11}


@pytest.mark.row("D12", page="/conseillers/bascule")
@pytest.mark.promise("I4.16")
@pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE, NO_SCRIPT], ids=lambda way: way.name, indirect=True
)
def test_a_move_is_rehearsed_then_followed(visit: Visit, site: Site, tmp_path) -> None:
    report = tmp_path / "report.json"
    export = site.data / "portfolio"
    done = command(site, "rehearse", export, "--capacity", 5, "--out", report, "--keep")
    assert done.returncode == 0, done.stderr
    assert "Titulaires « sortie de groupe »" in done.stdout.replace("\u00a0", " ")
    written = json.loads(report.read_text("utf-8"))
    assert written["totals"]["holders"] == 300 + len(BESIDE)
    assert written["findings"]["email_of_two"]["groups"] == 20
    assert written["findings"]["dead"]["people"] == 2
    messages = written["totals"]["written_to"]
    assert sum(wave["size"] for wave in written["forecast"]["waves"]) == messages

    with site.on(datetime(2022, 4, 7, HOURS[visit.way], tzinfo=PARIS)):
        enter(visit, HUGO)
        visit.open("/conseillers/bascule")
        visit.sees("La bascule vers l’adresse e-mail")
        visit.reads("Au soir du 6 avril 2022")
        visit.look("D12-move")
        visit.page.get_by_text("Les chiffres, jour par jour").click()
        visit.reads("7 avril 2022")
        visit.reads(f"pour {messages} messages")
        told = command(site, "moved", "--days", 3)
        assert "6 avril 2022" in told.stdout.replace("\u00a0", " ")
        assert "7 avril 2022" not in told.stdout.replace("\u00a0", " ")
