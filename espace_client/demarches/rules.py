"""Whose turn it is, and what was promised. Pure."""

from datetime import date
from enum import StrEnum


class Turn(StrEnum):
    """Who must act now (product B.8)."""

    INSURER = "insurer"
    MEMBER = "member"
    OTHER = "other"


def is_late(promised_on: date, *, on: date) -> bool:
    """Whether the promised day is over. On that day itself there is still time."""
    return on > promised_on
