"""`make bench` = `python -m tests.load [workload …] --members 1000,100000 --rounds 7`."""

import argparse
import sys
from collections.abc import Sequence

from espace_client.demo.processes import Refusal, Stopped, StopSignal
from espace_client.demo.stack import say
from tests.load.documents import again_workload, typesetting_workload
from tests.load.first_visit import first_visit
from tests.load.pages import (
    LISTED,
    REQUESTS,
    beside_list_workload,
    page_workload,
    request_workload,
)
from tests.load.portfolios import import_workload
from tests.load.reimbursements import reimbursement_workload
from tests.load.signing_in import sign_in_workload, storm
from tests.load.stage import stage
from tests.load.verdict import State

TABLE = "/mes-garanties/{contract}"
WORKLOADS = {
    "page.guarantees": page_workload("page.guarantees", TABLE),
    "page.guarantees.gzip": page_workload("page.guarantees.gzip", TABLE, "gzip"),
    "page.guarantees.list": beside_list_workload("page.guarantees.list", TABLE, "/mes-documents"),
    "page.documents": page_workload("page.documents", "/mes-documents", papers=LISTED),
    "page.requests": page_workload("page.requests", REQUESTS, requests=LISTED),
    "page.reimbursements": page_workload(
        "page.reimbursements", "/mes-remboursements", lines=LISTED
    ),
    "page.request": request_workload("page.request"),
    "page.home": page_workload("page.home", "/accueil"),
    "sign-in": sign_in_workload,
    "storm": storm,
    "first.visit": first_visit,
    "import.first": import_workload("import.first", again=False),
    "import.again": import_workload("import.again", again=True),
    "reimbursement": reimbursement_workload,
    "pdf.certificate": typesetting_workload("certificate"),
    "pdf.card": typesetting_workload("card"),
    "pdf.again": again_workload,
}
_EXIT = {State.HELD: 0, State.UNSURE: 2, State.BROKEN: 1}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 0 when all holds, 1 when something is broken, 2 when nobody can tell."""
    options = _options(arguments)
    states = {State.HELD}
    try:
        with stage(StopSignal()) as here:
            for name in options.workload or WORKLOADS:
                measure = WORKLOADS[name]
                for verdict in measure(here, options.members, options.rounds, options.requests):
                    say(str(verdict))
                    states.add(verdict.state)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except Stopped:
        return 130
    worst = State.BROKEN if State.BROKEN in states else State.UNSURE
    return _EXIT[worst if worst in states else State.HELD]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("workload", nargs="*", choices=[[], *WORKLOADS], help="all by default")
    parser.add_argument("--members", type=_numbers, default=[100_000], help="sizes of the file")
    parser.add_argument("--rounds", type=int, default=7, help="of both sides, in turns")
    parser.add_argument("--requests", type=int, default=100, help="of one side in one round")
    return parser.parse_args(arguments)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
