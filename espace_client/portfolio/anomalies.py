"""What is wrong in an export, told so that whoever made it can mend it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from espace_client.kernel import emails

_LONGEST = 60
_DAY = re.compile(r"(\d{1,2}[/.]\d{1,2}[/.])\d{4}|\d{4}(-\d{2}-\d{2})")


class Severity(StrEnum):
    """Whether the export can be applied all the same."""

    BLOCKING = "bloquante"
    TO_CHECK = "à vérifier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anomaly:
    """One thing that is wrong: where, what it says, why it is wrong, what to do.

    `column` is the name of the column, or of the key in a YAML file; `position` the character in
    the line, for YAML alone. `value` never holds a whole e-mail address nor a date of birth.
    """

    severity: Severity
    file: str
    problem: str
    remedy: str
    line: int | None = None
    position: int | None = None
    column: str = ""
    value: str = ""

    @property
    def kind(self) -> tuple[str, ...]:
        """What two anomalies share when they are the same mistake made twice."""
        return (self.severity, self.file, self.column, self.problem)


class Anomalies:
    """The anomalies of one run. Of each kind the first ones are kept and all are counted, so that
    a file wrong on every line neither fills the memory nor the screen."""

    KEPT = 20

    def __init__(self) -> None:
        self.kept: list[Anomaly] = []
        self.counts: Counter[tuple[str, ...]] = Counter()

    def add(self, anomaly: Anomaly) -> None:
        """Remember *anomaly*."""
        self.counts[anomaly.kind] += 1
        if self.counts[anomaly.kind] <= self.KEPT:
            self.kept.append(anomaly)

    def add_first(self, anomalies: Sequence[Anomaly], *, total: int) -> None:
        """Remember the first *anomalies* of one kind, when there are *total* of them."""
        for anomaly in anomalies:
            self.add(anomaly)
        self.counts[anomalies[0].kind] += total - len(anomalies)

    def total(self, severity: Severity) -> int:
        """How many there are of that severity."""
        return sum(n for kind, n in self.counts.items() if kind[0] == severity)

    @property
    def blocking(self) -> bool:
        """Whether one of them forbids to apply anything."""
        return self.total(Severity.BLOCKING) > 0

    def about(self, file: str) -> "AboutFile":
        """Where to say what is wrong in *file*."""
        return AboutFile(self, file)


@dataclass(frozen=True, slots=True)
class AboutFile:
    """Adds anomalies of one file."""

    anomalies: Anomalies
    file: str

    def block(
        self,
        problem: str,
        remedy: str,
        *,
        line: int | None = None,
        column: str = "",
        value: str = "",
        position: int | None = None,
    ) -> None:
        """Say something that forbids to apply the export."""
        self.anomalies.add(
            Anomaly(
                severity=Severity.BLOCKING,
                file=self.file,
                problem=problem,
                remedy=remedy,
                line=line,
                column=column,
                value=value,
                position=position,
            )
        )

    def doubt(
        self,
        problem: str,
        remedy: str,
        *,
        line: int | None = None,
        column: str = "",
        value: str = "",
        position: int | None = None,
    ) -> None:
        """Say something that a person should look at, and that forbids nothing."""
        self.anomalies.add(
            Anomaly(
                severity=Severity.TO_CHECK,
                file=self.file,
                problem=problem,
                remedy=remedy,
                line=line,
                column=column,
                value=value,
                position=position,
            )
        )


class Refused(Exception):
    """A value that cannot be taken as it stands: why, and what to write instead."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


class NotTaken(Refused):
    """A value that is left out, the rest of its line being good without it: to check only."""


def hidden(value: str) -> str:
    """A secret: that it is there, and nothing of it."""
    return "•••" if value.strip() else ""


def visible(value: str) -> str:
    """*value* on one short line, what cannot be seen named by its code."""
    seen = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in value)
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}…"


def shown(value: str) -> str:
    """*value* as an anomaly may show it: no whole e-mail address, no year of birth."""
    if "@" in value:
        value = emails.masked(value)
    return visible(_DAY.sub(_without_year, value))


def without_figures(value: str) -> str:
    """A date of birth of unknown shape, or a telephone number: its shape alone."""
    hidden = shown(value)
    return hidden if _DAY.search(value) else re.sub(r"\d", "•", hidden)


def without_mailbox(value: str) -> str:
    """An e-mail address that may be malformed: its domain and first letters at most."""
    return shown(value) if "@" in value else f"{visible(value)[:1]}***"


def _without_year(found: re.Match[str]) -> str:
    return f"{found[1]}••••" if found[1] else f"••••{found[2]}"
