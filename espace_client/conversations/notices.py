"""What leaves about messages. A mail never carries the answer: it says that one waits."""

from enum import StrEnum

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice


class News(StrEnum):
    """What is told."""

    RECEIVED = "received"
    ANSWERED = "answered"
    COMPLAINT = "complaint"
    PROMISE_RENEWED = "promise_renewed"


MAILS: dict[News, Notice] = {
    news: Notice(f"conversations.{news}", "conversations/mail/news.txt", carers=True)
    for news in News
}
LETTERS: dict[News, Notice] = {
    news: Notice(
        f"conversations.{news}_letter", "conversations/letter/news.txt", via=Via.LETTER, carers=True
    )
    for news in News
}
# To a mailbox that is not proved to be anybody's: it carries the answer, for there is no space.
PUBLIC = Notice("conversations.public", "conversations/mail/public.txt", sealed=False)
