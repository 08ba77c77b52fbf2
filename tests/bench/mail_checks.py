"""What must hold of every mail that any test sends (quality 3.4, 8.12, 1.7, 5.9)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.http import HttpResponse

from tests.bench.environment import PUBLIC_URL, UNDEFINED
from tests.bench.page_checks import leaks, structure, words
from tests.bench.page_checks.seen import Seen
from tests.bench.smtp import Mail, Mailbox

_PAGE_CHECKS = (
    structure.language,
    structure.one_h1,
    structure.headings_in_order,
    structure.unique_ids,
    structure.balanced_tags,
    structure.images,
    structure.names,
    words.apostrophes,
    words.spaces,
)
_MOST_BYTES = 100_000
_LONGEST_LINK = 120
MEMBER_NUMBER = re.compile(r"(?<!\d)\d{4}[\s\u00a0\u202f]?\d{4}(?!\d)")


class MailFault(AssertionError):
    """A mail breaks a promise that holds for every mail."""


def require_good_mails(box: Mailbox) -> None:
    """Raise MailFault unless every mail in the box is as it should be."""
    found = [
        f"« {mail.subject} » to {', '.join(mail.recipients)}: {fault}"
        for mail in box
        for fault in faults(mail, box)
    ]
    if found:
        raise MailFault("\n".join(found))


def faults(mail: Mail, box: Mailbox) -> Iterator[str]:
    """What is wrong with a mail."""
    yield from _envelope(mail)
    yield from _links(mail)
    yield from _secrets(mail, box)
    seen = Seen("MAIL", mail.subject, HttpResponse(mail.html))
    for check in _PAGE_CHECKS:
        yield from (f"{fault} [{check.__name__}]" for fault in check(seen))
    for image in seen.root.xpath("//img|//link|//script|//form|//object"):
        yield f"<{image.tag}> in a mail"
    yield from words.faults_of_text(mail.text)
    if len(mail.message.as_bytes()) > _MOST_BYTES:
        yield "heavier than 100 kB"


def _envelope(mail: Mail) -> Iterator[str]:
    message = mail.message
    if len(mail.recipients) != 1 or mail.recipients[0] not in str(message["To"]):
        yield f"sent to {mail.recipients}, addressed to {message['To']}"
    for name in ("From", "To", "Subject", "Message-ID", "Date"):
        if len(message.get_all(name, [])) != 1:
            yield f"{len(message.get_all(name, []))} headers {name}"
    for name in ("Cc", "Bcc"):
        if message[name]:
            yield f"a header {name}"
    if message.defects:
        yield f"cannot be read: {message.defects}"


def _links(mail: Mail) -> Iterator[str]:
    ours = urlsplit(PUBLIC_URL)
    for address in re.findall(r"https?://[^\s<>\"]+", f"{mail.text}\n{mail.html}"):
        found = urlsplit(address)
        if (found.scheme, found.netloc) != (ours.scheme, ours.netloc):
            yield f"a link to {found.scheme}://{found.netloc}"
        if len(address) > _LONGEST_LINK:
            yield f"a link of {len(address)} characters"


def _secrets(mail: Mail, box: Mailbox) -> Iterator[str]:
    everything = f"{mail.subject}\n{mail.text}\n{mail.html}"
    if UNDEFINED in everything or "⟦" in everything:
        yield "a hole that nothing filled"
    if MEMBER_NUMBER.search(re.sub(r"https?://\S+", "", mail.text)):
        yield "a whole member number"
    address = mail.recipients[0]
    owners = frozenset(name for name, owned in leaks.CANARIES.items() if address in owned)
    may_see = owners | box.may_see.get(address, frozenset())
    yield from leaks.found_in(everything, may_see=may_see)
