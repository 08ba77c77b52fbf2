"""What was typed and what was written about a démarche, sealed: both may tell about care."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from espace_client.demarches.models import (
    Demarche,
    DemarcheEvent,
    answers_bound_to,
    words_bound_to,
)
from espace_client.demarches.registry import kind_of
from espace_client.demarches.shape import Asking, Row
from espace_client.kernel.clock import date_in_paris


def sealed_answers(answers: Mapping[str, Any], *, demarche: UUID) -> bytes:
    """*answers*, plain JSON values, for the row of that démarche."""
    written = json.dumps(answers, ensure_ascii=False, sort_keys=True, default=str)
    return settings.SEALING_KEYS.seal_bytes(written.encode(), bound_to=answers_bound_to(demarche))


def answers_of(demarche: Demarche) -> dict[str, Any]:
    """What was answered so far, by the name of the field."""
    found: dict[str, Any] = json.loads(
        settings.SEALING_KEYS.unseal_bytes(
            bytes(demarche.answers), bound_to=answers_bound_to(demarche.pk)
        )
    )
    return found


def asking_of(demarche: Demarche, *, on: date, acting: bool = False) -> Asking:
    """Who asks, what they answered, on that day: what a kind looks at."""
    return Asking(demarche.person_id, on, answers_of(demarche), acting, demarche.pk)


def situation_of(demarche: Demarche, *, on: date) -> dict[str, Any]:
    """What decides which documents may be asked for: the answers, and what follows from them on the
    day it was sent, or on the day *on* as long as it is a draft."""
    day = date_in_paris(demarche.sent_at) if demarche.sent_at else on
    asking = asking_of(demarche, on=day)
    return {**asking.answers, **kind_of(demarche.kind).situation(asking)}


def sealed_summary(rows: Iterable[Row], *, demarche: UUID) -> bytes:
    """What somebody read when they sent it, for the row of that démarche."""
    written = [[str(row.label), str(row.value), row.page] for row in rows]
    return settings.SEALING_KEYS.seal_bytes(
        json.dumps(written, ensure_ascii=False).encode(), bound_to=words_bound_to(demarche)
    )


def summary_of(demarche: Demarche) -> list[Row]:
    """The same again; nothing of a draft."""
    if demarche.summary is None:
        return []
    opened = settings.SEALING_KEYS.unseal_bytes(
        bytes(demarche.summary), bound_to=words_bound_to(demarche.pk)
    )
    return [Row(*row) for row in json.loads(opened)]


def sealed_words(words: str, *, demarche: UUID) -> bytes | None:
    """A sentence that somebody wrote; nothing for no sentence."""
    if not words:
        return None
    return settings.SEALING_KEYS.seal_bytes(words.encode(), bound_to=words_bound_to(demarche))


def opened_words(sealed: bytes | memoryview | None, *, demarche: UUID) -> str:
    """The sentence again; empty where there is none."""
    if not sealed:
        return ""
    opened = settings.SEALING_KEYS.unseal_bytes(bytes(sealed), bound_to=words_bound_to(demarche))
    return opened.decode()


def words_of(event: DemarcheEvent) -> str:
    """What was written with *event*."""
    return opened_words(event.words, demarche=event.demarche_id)
