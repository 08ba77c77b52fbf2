"""The workloads of signing in: what one costs beside its bare hash, and what pages feel of many."""

import http.client
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field
from itertools import islice
from statistics import median
from subprocess import PIPE
from urllib.parse import urlencode

from tests.bench.environment import ROOT
from tests.load import verdict
from tests.load.limits.sign_in import PASSWORD
from tests.load.pages import Visit, Visited
from tests.load.race import Lap, race
from tests.load.server import FROM_PROXY, LIMIT, OURS, PUBLIC_URL, Server
from tests.load.stage import Stage
from tests.load.verdict import Verdict

AIM, HOLD = 1.1, 1.3
# speed.md gives the aim alone; what was measured before hashes gave way must not come back.
STORM_AIM, STORM_HOLD = 1.2, 1.5
_A_CONNECTION = 5  # pages
_MEMBERS = 40
_WORKERS = 2  # of docs/operations.md: a storm is felt by whoever shares a worker with it or not
_FORM = "f" * 32  # the secret of the form cookie: any will do, if the form repeats it


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on a browser that their account knows."""

    email: str
    token: str


@dataclass(frozen=True, slots=True)
class SigningIn:
    """A side of the race: a server, and who signs in there."""

    server: Server
    members: Sequence[Known]

    def lap(self, count: int) -> Lap:
        """Let *count* members sign in one after the other, each on a connection kept open."""
        connection, elapsed = self.server.connection(), []
        before = self.server.cpu_seconds()
        for number in range(count):
            start = time.perf_counter()
            status = sign_in(connection, self.members[number % len(self.members)], PASSWORD)
            elapsed.append((time.perf_counter() - start) * 1000)
            if status != 302:
                raise RuntimeError(f"a right password was answered {status}")
        cpu = self.server.cpu_seconds() - before
        connection.close()
        return Lap(cpu * 1000 / count, tuple(elapsed))


def sign_in(connection: http.client.HTTPConnection, member: Known, password: str) -> int:
    """Send the form as the browser of *member* does; the status of the answer."""
    cookies = f"__Host-form={_FORM}; __Host-browser=normal.{member.token}"
    body = urlencode(
        {
            "csrfmiddlewaretoken": _FORM,
            "form_token": str(uuid.uuid4()),
            "email": member.email,
            "password": password,
        }
    )
    headers = FROM_PROXY | {
        "Cookie": cookies,
        "Origin": PUBLIC_URL,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", "/connexion", body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def sign_in_workload(
    stage: Stage, sizes: Sequence[int], rounds: int, count: int
) -> Iterator[Verdict]:
    """One sign-in from end to end, against a bare Argon2id with the same parameters."""
    for members in sizes:
        with stage.members(members) as database:
            known = [Known(*one) for one in stage.known_devices(database, _numbers(members))]
            variables = stage.variables(database)
            with (
                Server(OURS, variables, stage.logs / "ours.log") as ours,
                Server(LIMIT, variables, stage.logs / "limit.log") as limit,
            ):
                sides = SigningIn(ours, known), SigningIn(limit, known)
                for side in sides:  # both refuse what is wrong: nobody wins by not looking
                    connection = side.server.connection()
                    if sign_in(connection, known[0], "pas le bon mot de passe") != 422:
                        raise RuntimeError("a wrong password was taken")
                    connection.close()
                result = race(*sides, rounds=rounds, count=count)
            yield verdict.of_cost("sign-in", members, result, AIM, HOLD)


@dataclass(frozen=True, slots=True)
class Felt:
    """Signed-in pages, judged by how long a visitor waits and not by what they cost."""

    pages: Visited

    def lap(self, count: int) -> Lap:
        # A connection stays with one worker, which shares its interpreter with the storm or does
        # not: visitors come by many.
        parts = [self.pages.lap(_A_CONNECTION).elapsed for _ in range(0, count, _A_CONNECTION)]
        elapsed = tuple(ms for part in parts for ms in part)
        return Lap(median(elapsed), elapsed)


@dataclass(frozen=True, slots=True)
class InAStorm:
    """The same pages while somebody signs in without a pause."""

    pages: Visited
    members: Sequence[Known]
    signed_in: list[int] = field(default_factory=list)

    def lap(self, count: int) -> Lap:
        command = [sys.executable, "-m", "tests.load.blowing"]
        members = [astuple(member) for member in self.members]
        told = {"address": self.pages.server.address, "members": members}
        with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT) as wind:
            assert wind.stdin
            assert wind.stdout
            wind.stdin.write(json.dumps(told) + "\n")
            wind.stdin.flush()
            wind.stdout.readline()
            try:
                return Felt(self.pages).lap(count)
            finally:
                wind.stdin.close()
                self.signed_in.append(int(wind.stdout.read()))


def storm(stage: Stage, sizes: Sequence[int], rounds: int, count: int) -> Iterator[Verdict]:
    """A signed-in page while many sign in, against the same page while nobody does."""
    for members in sizes:
        with stage.members(members) as database:
            numbers = _numbers(members)
            known = [Known(*one) for one in stage.known_devices(database, numbers)]
            visits = [Visit("/accueil", key) for key in stage.sessions(database, numbers)]
            variables, log = stage.variables(database), stage.logs / "ours.log"
            with Server(OURS, variables, log, workers=_WORKERS) as server:
                pages = Visited(server, visits, "identity")
                stormy = InAStorm(pages, known)
                result = race(stormy, Felt(pages), rounds=rounds, count=count)
            if not all(stormy.signed_in):
                raise RuntimeError("nobody signed in: that was no storm")
            yield verdict.of_cost("storm", members, result, STORM_AIM, STORM_HOLD)


def _numbers(members: int) -> list[int]:
    step = max(1, members // _MEMBERS)
    return list(islice(range(step, members + 1, step), _MEMBERS))
