"""Nobody learns by a stopwatch what no page tells (quality 1.1t), over real HTTP."""

import csv
import itertools
import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from espace_client.accounts.models import HashScheme
from espace_client.kernel import telephones
from tests.bench.environment import VAR
from tests.journeys.members import PASSWORD, Card, Unused
from tests.journeys.site import Site
from tests.journeys.steps import activation_link
from tests.timing.caller import Answer, Caller, interleaved
from tests.timing.mann_whitney import auc

pytestmark = [pytest.mark.audit, pytest.mark.promise("1.1t")]
_TRIES = int(os.environ.get("TIMING_TRIES", "300"))  # of each class; the promise asks for 200
_BAND = (0.42, 0.58)
_PATIENCE = 600  # seconds for the worker
_NEW = "nouvelle.boite@poste.example"
_REPORT = VAR / "timing.txt"
_DOOR = timedelta(minutes=31)  # after which one more try of an identifier is free
type Try = Callable[[], Answer]


def judge(
    what: str,
    classes: dict[str, Try],
    null: tuple[str, str],
    *,
    tries: int = 0,
    between: Callable[[], object] = lambda: None,
) -> None:
    """Try each class in turn; no two of them may be told apart. Void if the null pair is.
    *between* two turns something may happen, such as the time that opens a door again."""
    seconds: dict[str, list[float]] = {name: [] for name in classes}
    statuses: dict[str, set[int]] = {name: set() for name in classes}
    for number, (name, attempt) in enumerate(interleaved(classes, tries or _TRIES)):
        if number % len(classes) == 0:
            between()
        answer = attempt()
        seconds[name].append(answer.seconds)
        statuses[name].add(answer.status)
    found = {
        (one, other): auc(seconds[one], seconds[other])
        for one, other in itertools.combinations(classes, 2)
    }
    with _REPORT.open("a", encoding="utf-8") as report:
        for pair, area in found.items():
            mark = "null " if set(pair) == set(null) else ""
            report.write(f"{what}: {mark}{pair[0]} / {pair[1]}: AUC {area:.3f}\n")
    assert len({frozenset(status) for status in statuses.values()}) == 1, statuses
    void = found.pop(null)
    if not _BAND[0] <= void <= _BAND[1]:
        pytest.fail(f"{what}: void, the null pair is at {void:.3f}: the machine is not quiet")
    told = {pair: area for pair, area in found.items() if not _BAND[0] <= area <= _BAND[1]}
    assert not told, f"{what}: told apart by time: {told}"


# --- Who is there -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(running_site: Site) -> Site:
    """The stack, on opening day, with a fresh report."""
    _REPORT.unlink(missing_ok=True)
    running_site.let_pass(timedelta(minutes=70))
    return running_site


@pytest.fixture(scope="module")
def mobiles(running_site: Site) -> dict[str, str]:
    """To which mobile a text message goes, by member number."""
    path = Path(running_site.data, "portfolio", "personnes.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    reached = ((row["numero_adherent"], telephones.mobile(row["mobile"])) for row in rows)
    return {number: mobile for number, mobile in reached if number and mobile}


@pytest.fixture(autouse=True)
def _quiet(site: Site, unused: Unused) -> None:
    """The jobs that the measure before has left are done: somebody who asks now is answered."""
    card = unused.member()
    caller = Caller(site.address)
    caller.get("/creer-mon-compte")
    caller.post("/creer-mon-compte", **identity(card))
    until = time.monotonic() + _PATIENCE
    while not site.mails(card.email):
        assert time.monotonic() < until, f"the worker has not come round in {_PATIENCE} seconds"
        time.sleep(1)


def identity(card: Card, **changes: str) -> dict[str, str]:
    day, month, year = card.birth
    typed = {
        "member_number": card.member_number,
        "last_name": card.last_name,
        "first_name": card.first_name,
        "birth_date_day": day,
        "birth_date_month": month,
        "birth_date_year": year,
        "email": card.email,
        "terms": "on",
        **changes,
    }
    return {**typed, "email_again": typed["email"]}


def at(site: Site, path: str, typed: dict[str, str]) -> Try:
    """Send that form each time from another network, as somebody who has just come."""
    page = Caller(site.address)
    page.get(path)

    def attempt() -> Answer:
        return Caller(site.address, cookies=dict(page.cookies), token=page.token).post(
            path, **typed
        )

    return attempt


def opened(site: Site, card: Card) -> Card:
    """Somebody whose account is open."""
    caller = Caller(site.address)
    caller.get("/creer-mon-compte")
    caller.post("/creer-mon-compte", **identity(card))
    link = activation_link(site.wait_for_mail(card.email))
    caller.get(link.removeprefix(site.address.rstrip("/")))
    caller.get("/activer")
    assert caller.post("/activer", password=PASSWORD).location == "/bienvenue"
    return card


def letter_code(site: Site, card: Card) -> str:
    """Ask for an account with a new e-mail, and for a letter; the code that it prints."""
    caller = asking(site, card)
    assert caller.post("/creer-mon-compte/courrier").status == 302
    lines = site.wait_for_letter(card.full_name).text.split("\n")
    return next(line for line in lines if len(line) == 14 and line.count("-") == 2)


# --- The doors ----------------------------------------------------------------------------------


def test_the_identity_page(site: Site, unused: Unused) -> None:
    here = "/creer-mon-compte"
    one, other, third = (unused.member() for _ in range(3))
    classes = {
        "matched": at(site, here, identity(one)),
        "matched too": at(site, here, identity(other)),
        "unknown number": at(site, here, identity(one, member_number="99999999")),
        "another name": at(site, here, identity(one, last_name="Durand")),
        "other e-mail": at(site, here, identity(third, email=_NEW)),
    }
    judge("identity", classes, ("matched", "matched too"))


def test_the_code_of_a_letter(site: Site, unused: Unused) -> None:
    codes = [letter_code(site, unused.member()) for _ in range(2)]
    site.let_pass(timedelta(days=46))
    classes = {
        "expired": at(site, "/courrier", {"code": codes[0]}),
        "expired too": at(site, "/courrier", {"code": codes[1]}),
        "unknown": at(site, "/courrier", {"code": "2345-6789-ABCD"}),
    }
    judge("letter", classes, ("expired", "expired too"))


def test_signing_in(site: Site, unused: Unused) -> None:
    one, other = opened(site, unused.member()), opened(site, unused.member())
    wrong = "ce n’est pas le bon mot"
    classes = {
        "known": at(site, "/connexion", {"email": one.email, "password": wrong}),
        "known too": at(site, "/connexion", {"email": other.email, "password": wrong}),
        "unknown": at(site, "/connexion", {"email": "qui@boite.example", "password": wrong}),
    }
    judge("sign-in", classes, ("known", "known too"), between=lambda: site.let_pass(_DOOR))


def test_signing_in_with_an_old_number(site: Site) -> None:
    """In each of the old portal's schemes; wrapped or not, as the worker has come to it."""
    by_scheme = old_logins(site)
    typed = {"unknown": ["99999999"], **by_scheme, "md5_sel too": by_scheme["md5_sel"][1:]}
    classes = {
        name: at(site, "/connexion", {"email": logins[0], "password": "ce n’est pas le bon"})
        for name, logins in typed.items()
    }
    pair = ("md5_sel", "md5_sel too")
    judge("old number", classes, pair, between=lambda: site.let_pass(_DOOR))


def old_logins(site: Site) -> dict[str, list[str]]:
    """The logins of the old portal by the scheme of their password."""
    path = Path(site.data, "portfolio", "identifiants.csv")
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["schema"] and "@" not in row["login"]:
                found.setdefault(row["schema"], []).append(row["login"])
    assert len(found) == len(HashScheme), sorted(found)
    return found


def test_the_code_of_a_text_message(site: Site, unused: Unused, mobiles: dict[str, str]) -> None:
    """Five tries of each request, from as many requests as there are members left."""
    cards = unused.members(lambda card: card.member_number in mobiles)
    browsers: dict[str, list[Caller]] = {"waiting": [], "waiting too": [], "unmatched": []}
    for name, card in zip(itertools.cycle(browsers), cards, strict=False):
        changes = {"last_name": "Durand"} if name == "unmatched" else {}
        browsers[name].append(asking(site, card, **changes))
        if not changes:
            site.wait_for_text(mobiles[card.member_number])
    fewest = min(map(len, browsers.values()))
    tries = {name: typing(callers) for name, callers in browsers.items()}
    classes: dict[str, Try] = {
        "waiting": lambda: next(tries["waiting"]),
        "waiting too": lambda: next(tries["waiting too"]),
        "unmatched": lambda: next(tries["unmatched"]),
    }
    judge("text", classes, ("waiting", "waiting too"), tries=min(_TRIES, 5 * fewest))


def asking(site: Site, card: Card, **changes: str) -> Caller:
    """Somebody who has asked for an account with a new e-mail, before the page of the code."""
    caller = Caller(site.address)
    caller.get("/creer-mon-compte")
    caller.post("/creer-mon-compte", **identity(card, email=_NEW, **changes))
    caller.get("/creer-mon-compte/code")
    return caller


def typing(callers: list[Caller]) -> Iterator[Answer]:
    """Each of them types a wrong code five times."""
    for caller in callers:
        for _ in range(5):
            yield caller.post("/creer-mon-compte/code", code="000000")
