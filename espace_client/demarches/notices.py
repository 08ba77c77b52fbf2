"""M1 to M8 (product B.8) and what keeps a promise. All say the same of every kind: a message never
tells what a démarche is about. One template for mails, one for letters."""

from enum import StrEnum

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice


class News(StrEnum):
    """What is told."""

    RECEIPT = "receipt"
    MISSING = "missing"
    OTHER_AWAITED = "other_awaited"
    DECISION = "decision"
    TRANSFER = "transfer"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"
    CONTESTED = "contested"
    PROMISE_RENEWED = "promise_renewed"
    REMINDER = "reminder"
    DRAFT = "draft"
    MOVED = "moved"
    """A step of the kind's own."""


MAILS: dict[News, Notice] = {
    news: Notice(f"demarches.{news}", "demarches/mail/news.txt", carers=True) for news in News
}
LETTERS: dict[News, Notice] = {
    news: Notice(
        f"demarches.{news}_letter", "demarches/letter/news.txt", via=Via.LETTER, carers=True
    )
    for news in News
    if news is not News.DRAFT  # nobody is written to about what they have not sent
}
