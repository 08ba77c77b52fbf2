"""The workloads of documents: the first build against WeasyPrint, the next
download against a page."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence

from tests.bench.environment import ROOT
from tests.load import verdict
from tests.load.pages import Visit, Visited, visitors, visits_of
from tests.load.race import Lap, Result, race
from tests.load.server import OURS, Server, production
from tests.load.stage import Stage
from tests.load.verdict import Verdict

AIM, HOLD = 1 / 14, 1 / 8
AGAIN_AIM, AGAIN_HOLD = 1, 1.1
_DOCUMENTS = 20  # of one side in one round: WeasyPrint takes its time


def typesetting_workload(kind: str):
    """The first build of one kind of document; no server, no table, sizes do not matter."""

    def measure(stage: Stage, sizes: Sequence[int], rounds: int, count: int) -> Iterator[Verdict]:
        command = [sys.executable, "-m", "tests.load.typesetting", kind, str(rounds)]
        said = subprocess.run(
            [*command, str(min(count, _DOCUMENTS))],
            env=production(stage.static), cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if said.returncode:
            raise RuntimeError(said.stderr)
        laps = json.loads(said.stdout)
        result = Result(*([Lap(**lap) for lap in laps[side]] for side in ("ours", "limit")))
        yield verdict.of_part(f"pdf.{kind}", result, AIM, HOLD)

    return measure


def again_workload(
    stage: Stage, sizes: Sequence[int], rounds: int, count: int
) -> Iterator[Verdict]:
    """A certificate that exists, downloaded again, against the page that lists it."""
    for members in sizes:
        with stage.members(members) as database:
            listed = visits_of(stage, database, members, "/mes-documents")
            documents = stage.documents(database, visitors(members))
            kept = [
                Visit(f"/mes-documents/{document}/pdf", visit.session)
                for document, visit in zip(documents, listed, strict=True)
            ]
            variables = stage.variables(database)
            with Server(OURS, variables, stage.logs / "ours.log") as server:
                ours, page = (Visited(server, visits, "identity") for visits in (kept, listed))
                result = race(ours, page, rounds=rounds, count=count)
            yield verdict.of_cost("pdf.again", members, result, AGAIN_AIM, AGAIN_HOLD)
