"""The terms of use, version by version. The insurer's file is the only source."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import yaml
from django.conf import settings


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a text and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of use from one day on. `effective_on` names the version."""

    effective_on: date
    title: str
    invented: bool
    sections: tuple[Section, ...]


def terms_on(day: date) -> Terms:
    """The terms in force on that day; before the first version, the first one (it is announced)."""
    versions = _versions()
    return next((terms for terms in versions if terms.effective_on <= day), versions[-1])


def terms_of(version: date) -> Terms | None:
    """One version, also when it is no longer in force: whoever accepted it can read it again."""
    return next((terms for terms in _versions() if terms.effective_on == version), None)


@cache
def _versions() -> tuple[Terms, ...]:
    """Every version, the newest first. Read once: the file does not change while we run."""
    source = yaml.safe_load((settings.INSURER_DIR / settings.INSURER.terms).read_text("utf-8"))
    versions = [
        Terms(
            effective_on=entry["effective_on"],
            title=entry["title"],
            invented=entry["invented"],
            sections=tuple(
                Section(section["heading"], tuple(section["paragraphs"]))
                for section in entry["sections"]
            ),
        )
        for entry in source
    ]
    return tuple(sorted(versions, key=lambda terms: terms.effective_on, reverse=True))
