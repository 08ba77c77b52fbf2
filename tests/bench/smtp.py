"""A relay of our own: real SMTP on loopback, told for each recipient how to behave.

Behaviours: "ok"; a refusal at RCPT such as "451" or "550 unknown"; "cut" (the message is taken,
the line breaks before the answer); "lost" (the line breaks before the message is taken); "421"
(the relay hangs up at once); a number (it answers after so many seconds).
"""

import asyncio
import email
import email.policy
import re
import threading
from collections import defaultdict, deque
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.bench.environment import PUBLIC_URL

_LINK = re.compile(rf"{re.escape(PUBLIC_URL)}/[^\s<>\"]*")
_REFUSAL = re.compile(r"[45]\d\d\b")


@dataclass(frozen=True)
class Mail:
    """A message that the relay has taken."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def links(self) -> list[str]:
        """The addresses of the site in the text, each once."""
        return list(dict.fromkeys(link.rstrip(".,)") for link in _LINK.findall(self.text)))

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None, f"« {self.subject} » has no {kind} part"
        return str(part.get_content())


class Relay:
    """The relay itself, in a thread of its own. `taken` is its log of what it answers for."""

    def __init__(self) -> None:
        self.taken: list[Mail] = []
        self._once: dict[str, deque[str]] = defaultdict(deque)
        self._always: dict[str, str] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._wait(self._listen())
        self.port: int = self._server.sockets[0].getsockname()[1]

    def answer(self, address: str, *behaviours: str, always: bool = False) -> None:
        """Behave so for the next mails to *address*, then normally; or for all of them."""
        if always:
            self._always[address] = behaviours[-1]
        else:
            self._once[address].extend(behaviours)

    def reset(self) -> None:
        """Forget the messages and the orders."""
        self.taken.clear()
        self._once.clear()
        self._always.clear()

    def close(self) -> None:
        """Stop listening, end the thread."""
        self._wait(self._shut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def behaviour(self, address: str) -> str:
        """How to behave now for *address*."""
        if self._once[address]:
            return self._once[address].popleft()
        return self._always.get(address, "ok")

    async def _listen(self) -> asyncio.Server:
        def connection() -> SMTP:
            return SMTP(_Handler(self), hostname="relay.test", loop=self._loop)

        return await self._loop.create_server(connection, "127.0.0.1", 0)

    async def _shut(self) -> None:
        self._server.close()
        others = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _wait[T](self, work: Coroutine[object, object, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)


class _Handler:
    """What aiosmtpd asks at each step of a session."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self.planned = "ok"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.planned = self.relay.behaviour(address)
        if self.planned.startswith("421"):
            server.transport.close()
            return "421 relay.test closing"
        if _REFUSAL.match(self.planned):
            return self.planned if " " in self.planned else f"{self.planned} as the test asked"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.planned != "lost":
            self._take(envelope)
        if self.planned in ("lost", "cut"):
            server.transport.abort()
        elif self.planned != "ok":
            await asyncio.sleep(float(self.planned))
        return "250 OK"

    def _take(self, envelope: Envelope) -> None:
        content = envelope.original_content or b""
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.relay.taken.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), message))


class Mailbox:
    """What a test asks of the relay. `may_see` adds people whose data an address may receive."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self.may_see: dict[str, frozenset[str]] = {}
        self.answer = relay.answer

    def __len__(self) -> int:
        return len(self._relay.taken)

    def __iter__(self) -> Iterator[Mail]:
        return iter(list(self._relay.taken))

    def to(self, address: str) -> list[Mail]:
        """The mails that went to *address*, the oldest first."""
        return [mail for mail in self if address in mail.recipients]

    def last(self, address: str) -> Mail:
        """The newest mail to *address*."""
        mails = self.to(address)
        assert mails, f"nothing for {address}, only {[mail.recipients for mail in self]}"
        return mails[-1]

    def links(self, address: str | None = None) -> list[str]:
        """The links of all mails, or of those to *address*, the newest mail last."""
        mails = self.to(address) if address else list(self)
        return [link for mail in mails for link in mail.links]

    def empty(self) -> None:
        """Throw away what came so far."""
        self._relay.taken.clear()


@pytest.fixture(scope="session")
def relay() -> Iterator[Relay]:
    """The relay of this run."""
    running = Relay()
    yield running
    running.close()


@pytest.fixture
def mailbox(relay: Relay, settings: pytest.FixtureRequest) -> Iterator[Mailbox]:
    """Real mails: whatever the product sends goes to the relay, and each is checked in the end."""
    from tests.bench.mail_checks import require_good_mails

    relay.reset()
    settings.MAILERS = {  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": relay.port, "timeout": 5},
        }
    }
    box = Mailbox(relay)
    yield box
    require_good_mails(box)
