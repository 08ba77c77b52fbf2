"""What one may ask of a run of journeys: `--rows=S4,S5`, `--screenshots`, `--write-docs`."""

import sys
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[2]
_JOURNEYS = "tests/journeys/"
_SHARING_A_STACK = (_JOURNEYS, "espace_client/demo/tests/")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("journeys")
    group.addoption("--rows", default="", help="the journeys of these rows alone: S4,S5")
    group.addoption(
        "--screenshots", action="store_true", help="write docs/screenshots/ from the journeys"
    )
    group.addoption(
        "--write-docs", action="store_true", help="write docs/promises.md and docs/journeys.md"
    )


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    if not config.getoption("--write-docs"):
        return None
    from tools.promises import write

    for path in write():
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


class FilesTogether(LoadScopeScheduling):
    """Deals the tests out file by file: what a file prepares is prepared once. Those that share a
    stack, the journeys and the demo's own, go to one worker each."""

    def _split_scope(self, nodeid: str) -> str:
        shared = (folder for folder in _SHARING_A_STACK if nodeid.startswith(folder))
        return next(shared, nodeid.partition("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return FilesTogether(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the rows that were asked for; a row that no test proves is an error, not a silence."""
    for item in items:
        if item.nodeid.startswith(_JOURNEYS):
            item.add_marker(pytest.mark.journey)
    asked = {row.strip() for row in config.getoption("--rows").split(",") if row.strip()}
    if not asked:
        return
    kept = [item for item in items if asked & rows_of(item)]
    if missing := asked - {row for item in kept for row in rows_of(item)}:
        raise pytest.UsageError(f"no test proves {', '.join(sorted(missing))}")
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def rows_of(item: pytest.Item) -> set[str]:
    """The rows of the mission that a test is marked with."""
    return {mark.args[0] for mark in item.iter_markers("row")}
