"""Taking the files that somebody gives: each judged, made anew, sealed; each bad one with its
sentence, and the good ones kept."""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.documents import antivirus, events
from espace_client.documents.antivirus import Verdict
from espace_client.documents.cleaned import NotKept, cleaned, merged
from espace_client.documents.cleaning import Cleaned
from espace_client.documents.received import (
    DepositedFile,
    ReceivedDocument,
    Scan,
    content_of,
    sealed_content,
    sealed_given,
    sealed_key,
)
from espace_client.documents.uploading import GivenFile
from espace_client.documents.why_not import sentence_of
from espace_client.kernel.actors import Actor

MOST_FILES = 10
MOST_A_DAY = 50_000_000  # bytes that are kept, of one space
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is not kept, by the name it came with, and the sentence that says what to do."""

    name: str
    sentence: str


@dataclass(slots=True)
class Received:
    """What became of all that was given at once. `again`: those kept that were there before."""

    kept: list[ReceivedDocument] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)
    again: set[uuid.UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A file that is good."""

    file: DepositedFile
    cleaned: Cleaned
    scan: Scan


@transaction.atomic
def receive(
    *,
    files: Sequence[GivenFile],
    person: uuid.UUID,
    actor: Actor,
    at: datetime,
    as_one: bool = False,
) -> Received:
    """Keep *files* in the space of *person*: the first ten, those that can be read and carry no
    virus, as far as the day's room goes. *as_one*: they are the pages of one document.

    The same bytes given before in that space are the document that is there.
    """
    received = Received()
    for file in files[MOST_FILES:]:
        received.refused.append(RefusedFile(_name(file), sentence_of("many", _name(file))))
    room = MOST_A_DAY - _kept_since(person, at - timedelta(days=1))
    good: list[_Judged] = []
    for file in files[:MOST_FILES]:
        try:
            judged = _judged(file, person, actor, at)
            room -= len(judged.cleaned.content)
            if room < 0:
                raise NotKept("day")
        except NotKept as refusal:
            sentence = sentence_of(refusal.code, _name(file))
            received.refused.append(RefusedFile(_name(file), sentence))
        else:
            good.append(judged)
    for group in [good] if as_one and len(good) > 1 else [[one] for one in good]:
        document, is_new = _kept(group, person, at)
        received.kept.append(document)
        if not is_new:
            received.again.add(document.pk)
    if received.kept:
        record(
            events.RECEIVED, actor=actor, at=at, person=person,
            subject=f"received:{received.kept[0].pk}", count=len(received.kept),
        )  # fmt: skip
    return received


@transaction.atomic
def scan_what_waits(*, actor: Actor, at: datetime) -> int:
    """Ask the antivirus about what waits in quarantine. How many it answered about."""
    if not antivirus.is_there():
        return 0
    waiting = ReceivedDocument.objects.select_for_update(skip_locked=True)
    count = 0
    for document in waiting.filter(scan=Scan.QUARANTINED).order_by("received_at")[:100]:
        verdict = antivirus.verdict_of(content_of(document))
        if verdict is Verdict.UNKNOWN:
            break
        document.scan = Scan.CLEAN if verdict is Verdict.CLEAN else Scan.INFECTED
        document.save(update_fields=["scan"])
        count += 1
        if verdict is Verdict.INFECTED:
            _remember_virus(document.person, actor, at)
    return count


def _judged(file: GivenFile, person: uuid.UUID, actor: Actor, at: datetime) -> _Judged:
    """Raises NotKept."""
    if file.too_big:
        raise NotKept(file.too_big)
    file.seek(0)
    content = file.read()
    if not content:
        raise NotKept("empty")
    verdict = antivirus.verdict_of(content)
    if verdict is Verdict.INFECTED:
        _remember_virus(person, actor, at)
        raise NotKept("virus")
    deposited = DepositedFile(_name(file), len(content), hashlib.sha256(content).digest())
    return _Judged(deposited, cleaned(content), Scan(verdict.value))


def _remember_virus(person: uuid.UUID, actor: Actor, at: datetime) -> None:
    record(events.VIRUS, actor=actor, at=at, person=person, subject=f"person:{person}")


def _kept(
    group: Sequence[_Judged], person: uuid.UUID, at: datetime
) -> tuple[ReceivedDocument, bool]:
    """The document of these files, and whether it is new."""
    digests = b"".join(one.file.sha256 for one in group)
    digest = group[0].file.sha256 if len(group) == 1 else hashlib.sha256(digests).digest()
    known = ReceivedDocument.objects.in_space(person).filter(sha256=digest)
    if before := known.exclude(scan=Scan.INFECTED).first():
        return before, False
    content = group[0].cleaned if len(group) == 1 else merged([one.cleaned for one in group])
    identifier, key = uuid.uuid4(), secrets.token_bytes(32)
    scans = {one.scan for one in group}
    made = ReceivedDocument.objects.create(
        id=identifier,
        person=person,
        given_sealed=sealed_given([one.file for one in group], document=identifier),
        media_type=content.media_type,
        sha256=digest,
        size=len(content.content),
        pages=content.pages,
        data_key=sealed_key(key, document=identifier),
        content=sealed_content(content.content, key=key, document=identifier),
        thumbnail=sealed_content(content.thumbnail, key=key, document=identifier),
        scan=Scan.QUARANTINED if Scan.QUARANTINED in scans else scans.pop(),
        doubt=next((one.cleaned.doubt for one in group if one.cleaned.doubt), ""),
        received_at=at,
    )
    return made, True


def _kept_since(person: uuid.UUID, since: datetime) -> int:
    kept = ReceivedDocument.objects.in_space(person).filter(received_at__gt=since)
    return kept.aggregate(in_all=Sum("size"))["in_all"] or 0


def _name(file: GivenFile) -> str:
    """The name it came with, short enough to be read, without what would lead a reader astray."""
    name = "".join(one if one.isprintable() else " " for one in file.name or "")
    return " ".join(name.split())[:_LONGEST_NAME] or _("sans nom")
