"""Judging every mutant, each in a process of its own: `python -m tests.mutants.judging`.

Run with the workshop first on PYTHONPATH (`judge_all` does). Writes one JSON line a mutant.
"""

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.mutants.workshop import ROOT, WORKSHOP, Mutant, make_mutants

_SECONDS = 60
KILLED, SURVIVED, MOVES_NOTHING = "killed", "survived", "moves nothing"


class Judged(NamedTuple):
    """One mutant, and whether a case saw it, nothing moves with it, or it moves a cent unseen."""

    mutant: Mutant
    verdict: str


def judge_all(*modules: str, processes: int = 2) -> list[Judged]:
    """Make the mutants of the modules (all without) and judge them."""
    mutants = {one.name: one for one in make_mutants(*modules)}
    path = os.pathsep.join([str(WORKSHOP), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path}
    environment.pop("MUTANT_UNDER_TEST", None)
    (WORKSHOP / "names.json").write_text(
        json.dumps([(one.name, one.function) for one in mutants.values()])
    )
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.mutants.judging", str(number), str(processes)],
            cwd=WORKSHOP, env=environment,
        )
        for number in range(processes)
    ]  # fmt: skip
    if any(worker.wait() for worker in workers):
        raise RuntimeError("The mutants could not be judged.")
    verdicts = dict(
        json.loads(line)
        for number in range(processes)
        for line in (WORKSHOP / f"verdicts-{number}.jsonl").read_text().splitlines()
    )
    return [Judged(one, verdicts[one.name]) for one in mutants.values()]


def _work(number: int, processes: int) -> None:
    from tests.mutants import battery, killers

    if not Path(killers.rules_are_in()).is_relative_to(WORKSHOP):
        raise SystemExit("These are not the rules that hold the mutants.")
    if not killers.all_is_right():
        raise SystemExit("The untouched rules do not pass: there is nothing to judge.")
    asked = battery.questions()
    before = list(battery.answers(asked))

    def moves_nothing() -> bool:
        return all(one == other for one, other in zip(battery.answers(asked), before, strict=True))

    seen_by = killers.cases_by_function()
    mutants = json.loads((WORKSHOP / "names.json").read_text())[number::processes]
    gc.freeze()  # what is forked stays shared
    with (WORKSHOP / f"verdicts-{number}.jsonl").open("w", buffering=1) as out:
        for name, function in mutants:
            cases = seen_by.get(function, [])
            if not _passes(name, lambda cases=cases: killers.all_is_right(cases)):
                verdict = KILLED
            else:
                verdict = MOVES_NOTHING if _passes(name, moves_nothing) else SURVIVED
            out.write(json.dumps([name, verdict]) + "\n")


def _passes(name: str, check: Callable[[], bool]) -> bool:
    """Whether *check* says yes under that mutant. An error or an endless loop says no."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_SECONDS)
    os.environ["MUTANT_UNDER_TEST"] = name
    try:
        os._exit(0 if check() else 1)
    except BaseException:
        os._exit(2)


if __name__ == "__main__":
    _work(int(sys.argv[1]), int(sys.argv[2]))
