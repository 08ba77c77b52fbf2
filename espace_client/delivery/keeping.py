"""What is kept of a message that left, read again by the person it left for."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from espace_client.delivery.letters import typeset_letter
from espace_client.delivery.models import Parcel, State, Via
from espace_client.delivery.notices import not_for_the_person
from espace_client.delivery.rules import SECRET_MARK_OPENS
from espace_client.statements.built_once import Given


def messages_kept_for(person: UUID | Given) -> QuerySet[Parcel]:
    """The letters and the mails that left for *person*, or may have: what they may read again.

    `credential`: it carried a code or a link, whose place is marked in what is kept; nobody reads
    such a message again. Without its HTML and its secrets.
    """
    left = Parcel.objects.filter(
        person=person, via__in=(Via.EMAIL, Via.LETTER), state__in=(State.SENT, State.IN_DOUBT)
    )
    return (
        left.exclude(notice__in=not_for_the_person())
        .defer("html", "secrets")
        .annotate(credential=Q(text__contains=SECRET_MARK_OPENS))
    )


def held_credential(parcel: Parcel) -> bool:
    """Whether it carried a code or a link, of which the mark alone is kept."""
    return SECRET_MARK_OPENS in parcel.text


def words_of(parcel: Parcel, *, hidden: str = "") -> str:
    """The text of a message that carried no credential; *hidden* words are not shown."""
    return _without(parcel.text, hidden)


def letter_again(parcel: Parcel, *, hidden: str = "") -> bytes:
    """The PDF of a letter that carried no credential: the same page as the one that left, since the
    same words of the same day give the same bytes. *hidden* words are not shown."""
    parcel.blocks = [_block_without(block, hidden) for block in parcel.blocks]
    return typeset_letter(parcel, {})


def _block_without(block: Mapping[str, object], hidden: str) -> dict[str, object]:
    lines = block["lines"]
    assert isinstance(lines, list)
    return {**block, "lines": [_without(line, hidden) for line in lines]}


def _without(text: str, hidden: str) -> str:
    return text.replace(hidden, "•••") if hidden else text
