"""The lines of one CSV file: runs of lines that are surely good, and records to be read.

A run is text, never cut into cells; a record is one line (or several, when a quoted cell holds a
line break) as `csv` cuts it.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import TextIO

_CHUNK = 1 << 20
_PHYSICAL_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Lines:
    """Reads *file* from its start. `line` is the number of the next line, `ended` says whether
    the last one read ends with a line break."""

    def __init__(self, file: TextIO, separator: str) -> None:
        self._file, self.separator = file, separator
        self._chunk, self._at = "", 0
        self._stray: bool | None = None  # of this chunk, once it was looked for
        self.line, self.ended = 1, True
        self._records = csv.reader(self._physical_lines(), delimiter=separator, strict=True)

    def record(self) -> list[str] | None:
        """The next record, empty for an empty line; None at the end. Raises csv.Error."""
        return next(self._records, None)

    def run(self, good: "GoodLines") -> list[str]:
        """As many surely good lines as follow one another, without their line breaks."""
        if not self._filled():
            return []
        if self._stray is None:
            self._stray = good.has_stray_blanks(self._chunk)
        end = good.end_of_run(self._chunk, self._at, careful=self._stray)
        run = self._chunk[self._at : end]
        self._at = end
        lines = run.replace("\r\n", "\n").split("\n") if "\r" in run else run.split("\n")
        lines.pop()
        self.line += len(lines)
        return lines

    def _filled(self) -> bool:
        """Whether there is more; the chunk then holds at least one whole line."""
        if self._at == len(self._chunk):
            self._chunk = self._file.read(_CHUNK) + self._file.readline()
            self._at, self._stray = 0, None
            if self._chunk:
                self.ended = self._chunk.endswith(("\n", "\r"))
                if not self.ended:
                    self._chunk += "\n"
        return bool(self._chunk)

    def _physical_lines(self) -> Iterator[str]:
        while self._filled():
            found = _PHYSICAL_LINE.match(self._chunk, self._at)
            assert found
            self._at = found.end()
            self.line += 1
            yield found[0]


class GoodLines:
    """The pattern of a surely good line, from those of its cells in the order of the file."""

    _BLANKS = ("  ", "\n ", " \n", " \r")

    def __init__(self, cells: Sequence[str], separator: str) -> None:
        if separator == ",":  # in an amount it would be taken for the next cell
            cells = [cell.replace("[.,]", "[.]") for cell in cells]
        line = separator.join(cells) + "\r?\n"
        blanks = f"(?! |[^\n]*(?:  | {separator}|{separator} | \r?\n))"
        self._swift = re.compile(f"(?:{line})*+")
        self._careful = re.compile(f"(?:{blanks}{line})*+")
        self._stray = (*self._BLANKS, f" {separator}", f"{separator} ")

    def has_stray_blanks(self, text: str) -> bool:
        """Whether a blank stands in *text* that the reader of a cell would take away."""
        return text.startswith(" ") or any(one in text for one in self._stray)

    def end_of_run(self, text: str, start: int, *, careful: bool) -> int:
        """Where the run that begins at *start* ends; *start* when the first line is no part of it.

        The patterns of texts let blanks pass anywhere: *careful* where there are stray ones, which
        costs twice the time.
        """
        found = (self._careful if careful else self._swift).match(text, start)
        return found.end() if found else start
