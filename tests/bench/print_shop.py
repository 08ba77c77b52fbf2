"""A print shop of our own: the folder that batches of letters are released to, and its reader."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.bench.environment import UNDEFINED
from tests.bench.page_checks import words
from tests.bench.printed import text_of


class LetterFault(AssertionError):
    """A letter breaks a promise that holds for every one."""


@dataclass(frozen=True)
class Batch:
    """A batch that the shop may print: what its manifest says, and its PDF."""

    manifest: dict[str, Any]
    pdf: bytes


class PrintShop:
    """What a test asks of the printer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def batches(self) -> list[Batch]:
        """What it may print now, in order."""
        return [
            Batch(json.loads(file.with_suffix(".json").read_text()), file.read_bytes())
            for file in sorted(self.folder.glob("lot-*.pdf"))
        ]

    def references(self) -> list[str]:
        """The letters it may print, all batches together, in order."""
        return [
            letter["reference"] for batch in self.batches() for letter in batch.manifest["contents"]
        ]

    def prepared(self) -> list[str]:
        """The files that wait for their release."""
        return sorted(path.name for path in self.folder.glob(".*.part"))


def faults(pdf: bytes) -> Iterator[str]:
    """What is wrong with the letters of a batch."""
    from tests.bench.mail_checks import MEMBER_NUMBER

    printed = text_of(pdf)
    if UNDEFINED in printed or "⟦" in printed:
        yield "a hole that nothing filled"
    if MEMBER_NUMBER.search(printed):
        yield "a whole member number"
    yield from words.faults_of_text(printed)


@pytest.fixture
def print_shop(settings: Any, tmp_path: Path) -> Iterator[PrintShop]:
    """A printer that takes letters into a folder of the test; they are read in the end."""
    folder = tmp_path / "print-shop"
    folder.mkdir()
    settings.PRINTER = {
        "BACKEND": "espace_client.delivery.printers.Folder",
        "OPTIONS": {"path": str(folder)},
    }
    shop = PrintShop(folder)
    yield shop
    found = [
        f"{batch.manifest['number']}: {fault}"
        for batch in (shop.batches() if folder.exists() else [])
        for fault in faults(batch.pdf)
    ]
    if found:
        raise LetterFault("\n".join(found))
