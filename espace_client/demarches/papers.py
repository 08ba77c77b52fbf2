"""Documents of a démarche as pages show them: what was given, what may be used again, what is
wanted and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from espace_client.demarches.answers import situation_of
from espace_client.demarches.attaching import GIVEN_ORDER
from espace_client.demarches.models import Attachment, AttachmentState, Demarche
from espace_client.demarches.pieces import Piece
from espace_client.demarches.registry import kind_of
from espace_client.documents.models import ReceivedDocument
from espace_client.documents.received import Doubt, can_be_read, given_files
from espace_client.kernel.french import NBSP

_RECENT = 10
_MEGABYTE = 1_000_000
_DOUBTS = {
    Doubt.SMALL: gettext_lazy("L’image est petite : les petits caractères se liront mal."),
    Doubt.BLURRED: gettext_lazy(
        "La photo semble floue. Vous pouvez la reprendre, ou l’envoyer quand même."
    ),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that was given. `doubt` is a warning, `why` what cannot be read on it."""

    attachment: UUID
    code: str
    name: str
    size: str
    pages: int
    state: str
    unreadable: bool
    why: str
    doubt: str
    can_be_read: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is asked for before sending, with what was given for it."""

    piece: Piece
    papers: Sequence[Paper]


def papers_of(demarche: Demarche) -> list[Paper]:
    """What was given for it, in its order. One query."""
    rows = demarche.attachments.select_related("document").defer(
        "document__content", "document__thumbnail"
    )
    return [_paper(one) for one in rows.order_by(*GIVEN_ORDER)]


def wanted_by(demarche: Demarche, *, on: date) -> list[Wanted]:
    """The documents that its kind asks for in that situation. One query."""
    given = papers_of(demarche)
    return [
        Wanted(piece, [one for one in given if one.code == piece.code])
        for piece in kind_of(demarche.kind).pieces.asked(situation_of(demarche, on=on))
    ]


def usable_again(demarche: Demarche) -> list[tuple[UUID, str]]:
    """The last documents of that space that it does not hold yet: key and name. One query."""
    there = demarche.attachments.values("document")
    known = ReceivedDocument.objects.in_space(demarche.person_id).light().exclude(pk__in=there)
    recent = known.order_by("-received_at", "pk")[:_RECENT]
    return [(one.pk, name_of(one)) for one in recent if can_be_read(one)]


def attachment_of(person: UUID, identifier: UUID) -> Attachment | None:
    """A document of a démarche in the space of *person*, drafts included."""
    mine = Attachment.objects.filter(demarche__in=Demarche.objects.in_space(person))
    return mine.select_related("document", "demarche").filter(pk=identifier).first()


def attachment_by_id(identifier: UUID) -> Attachment | None:
    """A document of a démarche that was sent: nobody of the insurer's sees a draft."""
    sent = Attachment.objects.filter(demarche__in=Demarche.objects.sent())
    return sent.select_related("document", "demarche__person").filter(pk=identifier).first()


def name_of(document: ReceivedDocument) -> str:
    """The name it came with; of several pages, that of the first."""
    first, *others = [one.name for one in given_files(document)]
    if not others:
        return first
    return ngettext(
        "%(first)s et %(count)s autre page", "%(first)s et %(count)s autres pages", len(others)
    ) % {"first": first, "count": len(others)}


def documents_of(person: UUID, keys: Iterable[UUID]) -> list[ReceivedDocument]:
    """Those of that space among *keys*."""
    return list(ReceivedDocument.objects.in_space(person).light().filter(pk__in=list(keys)))


def _paper(one: Attachment) -> Paper:
    readable = can_be_read(one.document)
    return Paper(
        attachment=one.pk,
        code=one.code,
        name=name_of(one.document),
        size=_size(one.document.size),
        pages=one.document.pages,
        state=str(AttachmentState(one.state).label) if readable else _("En cours de vérification"),
        unreadable=one.state == AttachmentState.UNREADABLE,
        why=one.why,
        doubt=str(_DOUBTS.get(Doubt(one.document.doubt), "")),
        can_be_read=readable,
    )


def _size(size: int) -> str:
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f}".replace(".", ",") + f"{NBSP}Mo"
    return f"{max(size // 1000, 1)}{NBSP}ko"
