"""An export to play with: the cast and a few invented members, on the disk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from espace_client.kernel import actors
from espace_client.portfolio.columns import FORMATS
from espace_client.portfolio.making import make_portfolio
from espace_client.portfolio.operations import Report, bring_portfolio

OPENING_DAY = datetime(2022, 3, 24, 8, tzinfo=UTC)
PRODUCT = "produits/retraites-horizon.yaml"


@dataclass(frozen=True, slots=True)
class Export:
    """A folder of files; line 1 of a CSV file is its header."""

    directory: Path

    def text(self, file: str) -> str:
        return (self.directory / file).read_text("utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        data = content if isinstance(content, bytes) else content.encode()
        (self.directory / file).write_bytes(data)

    def replace(self, file: str, old: str, new: str) -> None:
        assert old in self.text(file)
        self.write(file, self.text(file).replace(old, new, 1))

    def set(self, file: str, line: int, column: str, value: str) -> None:
        names = next(one.names for one in FORMATS if one.name == file)
        lines = self.text(file).split("\n")
        fields = lines[line - 1].split(";")
        fields[names.index(column)] = value
        lines[line - 1] = ";".join(fields)
        self.write(file, "\n".join(lines))

    def add(self, file: str, line: str) -> None:
        self.write(file, f"{self.text(file)}{line}\n")

    def bring(self, *, apply: bool = True) -> Report:
        return bring_portfolio(
            actor=actors.operator("Nadia"), at=OPENING_DAY, directory=self.directory, apply=apply
        )


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """The cast and four invented members; last, those of other contracts."""
    return new_export(tmp_path / "export", members=12)


@pytest.fixture
def export_of(tmp_path: Path) -> Callable[[int], Export]:
    """An export of as many members as asked."""
    return lambda members: new_export(tmp_path / f"export-{members}", members=members)


def new_export(directory: Path, *, members: int, seed: int = 7, beside: bool = True) -> Export:
    make_portfolio(members=members, seed=seed, directory=directory, beside=beside)
    return Export(directory)
