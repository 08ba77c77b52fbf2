"""Writing a message from its template: who it is for, why it comes, whom to call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string

from espace_client.delivery.models import Via
from espace_client.delivery.writing import Written, write_letter, write_mail, write_text_message
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words

_unseen: set[str] = set()
_to_another: set[str] = set()
_for_carers: set[str] = set()


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of message through one channel. `template` is plain text (delivery/writing.py) and
    extends the base of its channel: delivery/mail.txt, delivery/sms.txt or delivery/letter.txt.

    `sealed`: it carries the two words of whom it is for. False where the mailbox is not proved to
    be theirs. A text message never carries them. `linkless`: it only announces, and teaches nobody
    to press a button. `samples`: what the linter fills the template with where the usual values of
    delivery/samples.py do not do; one for each branch. `unseen`: that it left is for the insurer's
    people alone, since the history would tell what its absence means. `to_another`: it goes to
    somebody else than the person in whose file it stands. `carers`: whoever may read the documents
    of that person may read it too; nobody else's eyes are meant unless a notice says so.
    """

    code: str
    template: str
    via: Via = Via.EMAIL
    sealed: bool = True
    linkless: bool = False
    samples: tuple[Mapping[str, object], ...] = ({},)
    unseen: bool = False
    to_another: bool = False
    carers: bool = False

    def __post_init__(self) -> None:
        if self.unseen:
            _unseen.add(self.code)
        if self.to_another:
            _to_another.add(self.code)
        if self.carers:
            _for_carers.add(self.code)


def is_unseen(code: str) -> bool:
    """Whether the notice of that code leaves no line in the history that its reader reads."""
    return code in _unseen


def not_for_the_person() -> frozenset[str]:
    """The codes of the notices that the person whose file they stand in does not read again."""
    return frozenset(_unseen | _to_another)


def for_carers() -> frozenset[str]:
    """The codes of the notices that whoever reads somebody's documents may read too."""
    return frozenset(_for_carers)


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom, as the envelope and the greeting need it. Never a whole member number.

    `mobile` is E.164, empty when no text message reaches them; `postal_lines` are those of the
    envelope, from the name to the country, empty when the insurer holds no address. `salutation`
    opens a letter: « Madame Martin ». `phrase` is their two words, empty for who has none.
    """

    person: UUID
    first_name: str
    full_name: str
    email: str
    last_digits: str
    mobile: str = ""
    postal_lines: tuple[str, ...] = ()
    salutation: str = ""
    phrase: str = ""


def compose(
    notice: Notice,
    *,
    to: Recipient,
    reference: str,
    context: Mapping[str, object],
    at: datetime,
) -> Written:
    """The message of *notice* for one person, in the forms of its channel."""
    values = {**context, **always(notice, to=to, reference=reference)}
    return written(notice, render_to_string(notice.template, values), at=at)


def always(notice: Notice, *, to: Recipient, reference: str) -> dict[str, object]:
    """What every template is given beside its own context."""
    return {
        "to": to,
        "reference": reference,
        "phrase": to.phrase if notice.sealed and notice.via is not Via.SMS else "",
        "insurer": settings.INSURER,
        "public_url": settings.PUBLIC_URL,
        "site": settings.PUBLIC_URL.partition("://")[2],
    }


def written(notice: Notice, source: str, *, at: datetime) -> Written:
    """*source* in the forms of its channel."""
    match notice.via:
        case Via.SMS:
            return write_text_message(source)
        case Via.LETTER:
            return write_letter(source, day=date_in_words(date_in_paris(at)))
    return write_mail(source, insurer=settings.INSURER.name)
