"""D15: somebody left last month; they read for 24 months, to the day, then read what is kept."""

import csv
from datetime import datetime

import pytest

from tests.bench.clock import PARIS
from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE, Visit
from tests.journeys.members import Card
from tests.journeys.prepared import be_member
from tests.journeys.site import Site

pytestmark = [pytest.mark.row("D15", page="/mon-depart"), pytest.mark.promise("I6.11")]
LAST_MONTH = datetime(2022, 3, 28, 9, 0, tzinfo=PARIS)
AFTER_23_MONTHS = datetime(2024, 1, 29, 9, 0, tzinfo=PARIS)
THE_LAST_DAY = datetime(2024, 2, 29, 9, 0, tzinfo=PARIS)  # the year has one day more
AFTER_24_MONTHS = datetime(2024, 3, 1, 9, 0, tzinfo=PARIS)


@pytest.fixture
def gone(running_site: Site) -> Card:
    """Whose contract ended on 28 February 2022."""

    def rows(name: str) -> list[dict[str, str]]:
        with (running_site.data / f"portfolio/{name}.csv").open(encoding="utf-8-sig") as file:
            return list(csv.DictReader(file, delimiter=";"))

    holders = [one["reference_titulaire"] for one in rows("contrats")
               if one["date_fin"] == "28/02/2022"]  # fmt: skip
    one = next(one for one in rows("personnes") if one["reference"] in holders and one["email"])
    first, name = one["prenoms"].split()[0], one["nom_usage"] or one["nom_naissance"]
    return Card(
        one["numero_adherent"], name, first, one["date_naissance"], one["email"], f"{first} {name}"
    )


def look(visit: Visit, name: str) -> None:
    """At both sizes: the account is opened once, and the clock does not go back for it."""
    for way in (PHONE, DESKTOP):
        visit.way = way
        visit.page.set_viewport_size({"width": way.width, "height": way.height})
        visit.look(name)


def sign_in_anew(visit: Visit, card: Card) -> None:
    """On a machine that nobody knows any more: the password, then a code."""
    visit.page.context.clear_cookies()
    before = steps.give_password(visit, card)
    visit.page.wait_for_url("**/connexion/code")
    steps.type_code(visit, steps.wait_for_code(visit, card, before + 1))


def test_who_left_last_month_reads_for_24_months_then_what_is_kept(
    visit: Visit, site: Site, gone: Card
):
    with site.on(LAST_MONTH):
        be_member(visit, gone)
        visit.open("/accueil")
        visit.sees("Bonjour")
        visit.reads("jusqu’au 29\u00a0février\u00a02024")
        look(visit, "D15-home")
        visit.press("Voir ce qui reste à faire")
        visit.sees("Vous nous avez quittés")
        visit.reads("Le lien est encore en place")
        look(visit, "D15-leaving")
        visit.open("/mes-garanties")
        visit.reads("Couronne")
        visit.open("/ma-carte")
        visit.reads("La carte ne sert plus")
        visit.open("/mes-documents")
        visit.sees("Mes documents")
        visit.reads("portait un code ou un lien personnel")
        look(visit, "D15-documents")
    for moment in (AFTER_23_MONTHS, THE_LAST_DAY):
        with site.on(moment):
            sign_in_anew(visit, gone)
            visit.sees("Bonjour")
            visit.open("/mes-contrats")
            visit.reads("jusqu’au 29\u00a0février\u00a02024")
            look(visit, "D15-contracts")
            visit.open("/mes-documents")
            visit.press("2022")
            visit.reads("Activer mon compte")
            look(visit, "D15-one-year")
    with site.on(AFTER_24_MONTHS):
        sign_in_anew(visit, gone)
        visit.sees("Votre espace est fermé")
        assert gone.full_name not in visit.page.content()
        look(visit, "D15-closed")
        visit.open("/mes-documents")
        visit.sees("Me connecter")
