"""The workloads of signed-in pages: ours, and the bare program that shows the same."""

import gzip
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

from tests.load import verdict
from tests.load.population import contract_of_member
from tests.load.race import Lap, race
from tests.load.reading import main_text
from tests.load.server import FROM_PROXY, LIMIT, OURS, Server
from tests.load.stage import Stage
from tests.load.verdict import Verdict

AIM, HOLD = 5, 8
BESIDE_LIST = 1.1  # speed.md 2: the page of guarantees beside a list of twenty rows
DETAIL_AIM, DETAIL_HOLD = 1, 2  # speed.md 2: any other page beside it
DETAIL_QUERIES = 8  # not four: docs/decisions/0038
LISTED = 20
REQUESTS = "/mes-demandes"
_SESSIONS = 40
_COOKIE = "__Host-session"
_AT_A_TIME = 10  # pages of one side, before the other has its turn
_COUNTED = 20  # requests over which queries are counted


@dataclass(frozen=True, slots=True)
class Visit:
    """One page of one signed-in member."""

    path: str
    session: str


@dataclass(frozen=True, slots=True)
class Visited:
    """A side of the race: a server, and who opens which of its pages."""

    server: Server
    visits: Sequence[Visit]
    coding: str
    _turn: Iterator[Visit] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_turn", cycle(self.visits))

    def lap(self, count: int) -> Lap:
        """Open *count* pages one after the other, on one connection as a browser keeps it."""
        connection = self.server.connection()
        elapsed = []
        before = self.server.cpu_seconds()
        for visit in islice(self._turn, count):
            start = time.perf_counter()
            self._get(connection, visit)
            elapsed.append((time.perf_counter() - start) * 1000)
        cpu = self.server.cpu_seconds() - before
        connection.close()
        return Lap(cpu * 1000 / count, tuple(elapsed))

    def page(self, visit: Visit) -> str:
        """What the visitor reads."""
        connection = self.server.connection()
        body = self._get(connection, visit)
        connection.close()
        return (gzip.decompress(body) if self.coding == "gzip" else body).decode()

    def _get(self, connection, visit: Visit) -> bytes:
        cookie = {"Cookie": f"{_COOKIE}={visit.session}", "Accept-Encoding": self.coding}
        connection.request("GET", visit.path, headers=FROM_PROXY | cookie)
        answer = connection.getresponse()
        body = answer.read()
        if (
            answer.status != 200
            or answer.headers.get("Content-Encoding", "identity") != self.coding
        ):
            raise RuntimeError(f"{visit.path}: {answer.status} {answer.headers}")
        return body


def page_workload(
    name: str,
    path: str,
    coding: str = "identity",
    *,
    papers: int = 0,
    requests: int = 0,
    lines: int = 0,
):
    """The workload of one address; `{contract}` in it is the member's own. Each visitor has that
    many *papers*, and that many *requests* that are over; each member that many *lines* of care."""

    def measure(stage: Stage, sizes: Sequence[int], rounds: int, count: int) -> Iterator[Verdict]:
        for members in sizes:
            with stage.members(members) as database:
                if papers:
                    stage.documents(database, visitors(members), papers)
                if requests:
                    stage.requests(database, visitors(members), requests)
                if lines:
                    stage.lines(database, members, lines)
                yield _measured(stage, database, members, rounds, count)

    def _measured(stage: Stage, database: str, members: int, rounds: int, count: int) -> Verdict:
        visits = visits_of(stage, database, members, path)
        variables = stage.variables(database)
        with (
            Server(OURS, variables, stage.logs / "ours.log") as our_server,
            Server(LIMIT, variables, stage.logs / "limit.log") as limit_server,
        ):
            ours = Visited(our_server, visits, coding)
            limit = Visited(limit_server, visits, coding)
            for visit in visits[:3]:
                if main_text(ours.page(visit)) != main_text(limit.page(visit)):
                    raise RuntimeError(f"{visit.path}: the two sides do not show the same")
            queries = _queries(stage, database, ours)
            result = race(ours, limit, rounds=rounds, count=count, at_a_time=_AT_A_TIME)
        return verdict.of_race(name, members, result, queries, AIM, HOLD)

    return measure


def beside_list_workload(name: str, path: str, the_list: str):
    """The workload of one address of ours against another: that of a list of twenty papers."""

    def measure(stage: Stage, sizes: Sequence[int], rounds: int, count: int) -> Iterator[Verdict]:
        for members in sizes:
            with stage.members(members) as database:
                stage.documents(database, visitors(members), LISTED)
                visits = visits_of(stage, database, members, path)
                variables = stage.variables(database)
                with Server(OURS, variables, stage.logs / "ours.log") as server:
                    page = Visited(server, visits, "identity")
                    listed = [Visit(the_list, visit.session) for visit in visits]
                    beside = Visited(server, listed, "identity")
                    result = race(page, beside, rounds=rounds, count=count, at_a_time=_AT_A_TIME)
                yield verdict.of_cost(name, members, result, BESIDE_LIST, BESIDE_LIST)

    return measure


def request_workload(name: str):
    """The workload of one request in full, against the list of twenty of them (both ours)."""

    def measure(stage: Stage, sizes: Sequence[int], rounds: int, count: int) -> Iterator[Verdict]:
        for members in sizes:
            with stage.members(members) as database:
                numbers = visitors(members)
                stage.requests(database, numbers, LISTED)
                newest = stage.sent_requests(database, numbers)
                sessions = stage.sessions(database, numbers)
                details = [
                    Visit(f"{REQUESTS}/{one}", session)
                    for one, session in zip(newest, sessions, strict=True)
                ]
                variables = stage.variables(database)
                with Server(OURS, variables, stage.logs / "ours.log") as server:
                    page = Visited(server, details, "identity")
                    listed = [Visit(REQUESTS, one) for one in sessions]
                    beside = Visited(server, listed, "identity")
                    queries = _queries(stage, database, page)
                    result = race(page, beside, rounds=rounds, count=count, at_a_time=_AT_A_TIME)
                yield verdict.of_page(
                    name, members, result, queries, DETAIL_AIM, DETAIL_HOLD, DETAIL_QUERIES
                )

    return measure


def _queries(stage: Stage, database: str, side: Visited) -> int:
    """How many queries one page asks. Counted while the sessions are young: a session that is
    noted as alive, once a minute, is no query of the page."""
    side.lap(_COUNTED)
    before = stage.queries(database)
    side.lap(_COUNTED)
    return (stage.queries(database) - before) // _COUNTED


def visitors(members: int) -> list[int]:
    """Members from all over the file, every one with a spouse."""
    step = max(4, members // _SESSIONS // 4 * 4)
    return list(islice(range(step, members + 1, step), _SESSIONS))


def visits_of(stage: Stage, database: str, members: int, path: str) -> list[Visit]:
    """The page of each of them, in a session that has just begun."""
    numbers = visitors(members)
    sessions = stage.sessions(database, numbers)
    return [
        Visit(path.format(contract=contract_of_member(number)), session)
        for number, session in zip(numbers, sessions, strict=True)
    ]
