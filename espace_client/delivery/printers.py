"""The port of the printer: whoever prints letters is named by `settings.PRINTER`.

A batch is handed over in two steps, so that a crash between them loses nothing and prints nothing
twice: `prepare` lays it aside, as often as needed; `release` lets it be printed, and does nothing
for a batch that was released already.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from espace_client.delivery.rules import batch_name


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """Where one letter stands in the PDF of its batch. `text` is what it says, secrets included:
    a printer needs it no more than the envelope; the demo's letter box shows it."""

    reference: str
    recipient: str
    postal_lines: tuple[str, ...]
    subject: str
    text: str
    first_page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Printout:
    """A batch as the printer gets it."""

    number: int
    made_at: datetime
    pages: int
    letters: tuple[PrintedLetter, ...]
    pdf: bytes

    @property
    def name(self) -> str:
        """« lot-000012 »."""
        return batch_name(self.number)


class Printer(Protocol):
    """Who prints."""

    def prepare(self, printout: Printout) -> None:
        """Hold the batch without printing it; again replaces it. Raises OSError."""

    def release(self, number: int) -> None:
        """Let the batch that was prepared be printed; again does nothing. Raises OSError."""


def printer() -> Printer | None:
    """The one that the installation has, or None."""
    if not (configured := settings.PRINTER):
        return None
    made: Printer = import_string(configured["BACKEND"])(**configured.get("OPTIONS", {}))
    return made


class SharedFolder:
    """A folder that somebody else empties, in which files appear whole or not at all.

    What is laid aside is a hidden file; releasing gives it its name, which the file system does in
    one step. A hidden file that is gone was released, so nothing may remove one.
    """

    def __init__(self, *, path: str) -> None:
        self._folder = Path(path)

    def lay_aside(self, files: Mapping[str, bytes]) -> None:
        """Hold these files without showing them; again replaces them. Raises OSError."""
        for name, content in files.items():
            self._write(name, content)
        self._make_lasting()

    def show(self, names: Sequence[str]) -> None:
        """Let them be taken, in that order; again does nothing. Raises OSError."""
        for name in names:
            if (prepared := self._hidden(name)).exists():
                prepared.replace(self._folder / name)
        self._make_lasting()

    def _hidden(self, name: str) -> Path:
        return self._folder / f".{name}.part"

    def _write(self, name: str, content: bytes) -> None:
        hidden = self._hidden(name)
        hidden.touch(mode=0o640)  # codes in it: the printer's group reads, nobody else
        with hidden.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _make_lasting(self) -> None:
        """Names in a folder outlive a power cut only when the folder is written too."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Folder(SharedFolder):
    """A folder that the printer empties: `lot-000012.json` says what `lot-000012.pdf` holds."""

    def prepare(self, printout: Printout) -> None:
        name = printout.name
        self.lay_aside({f"{name}.json": _manifest(printout), f"{name}.pdf": printout.pdf})

    def release(self, number: int) -> None:
        name = batch_name(number)
        self.show([f"{name}.json", f"{name}.pdf"])  # whoever sees the PDF finds what it holds


def _manifest(printout: Printout) -> bytes:
    """What the printer checks: how many letters and pages, and where each letter starts."""
    content = {
        "number": printout.number,
        "made_at": printout.made_at.isoformat(),
        "letters": len(printout.letters),
        "pages": printout.pages,
        "sha256": hashlib.sha256(printout.pdf).hexdigest(),
        "contents": [
            {"reference": letter.reference, "first_page": letter.first_page, "pages": letter.pages}
            for letter in printout.letters
        ],
    }
    return json.dumps(content, indent=1).encode()
