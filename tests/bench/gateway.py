"""A gateway of our own for text messages: real HTTP on loopback, told how to answer each number.

Behaviours: "ok"; a status such as "429" or "400"; "cut" (the message is taken, the line breaks
before the answer); "lost" (the line breaks before it is taken); "moved" (a redirect to another
address); a number below 100 (it answers after so many seconds). Like a good gateway, it takes an
identifier once and answers 409 afterwards.
"""

import json
import re
import socket
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from espace_client.delivery import septets
from espace_client.kernel import telephones
from tests.bench.environment import UNDEFINED
from tests.bench.page_checks import leaks

TOKEN = "only-for-tests"
PATIENCE = 0.5  # seconds that the product waits for an answer
MOST_SEGMENTS = 2
_SIGNS_OF_A_LINK = re.compile(r"https?:|www\.|\w\.(?:fr|com|test|example)\b")


class TextFault(AssertionError):
    """A text message breaks a promise that holds for every one."""


@dataclass(frozen=True)
class Text:
    """A text message that the gateway has taken."""

    identifier: str
    to: str
    text: str
    sender: str


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.taken: list[Text] = []
        self.redirected = 0
        self.once: dict[str, deque[str]] = defaultdict(deque)
        self.always: dict[str, str] = {}

    def behaviour(self, number: str) -> str:
        if self.once[number]:
            return self.once[number].popleft()
        return self.always.get(number, "ok")


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        if self.path == "/elsewhere":
            self.server.redirected += 1
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return self._answer(401)
        behaviour = self.server.behaviour(asked["to"])
        if behaviour == "moved":
            return self._answer(307, Location="/elsewhere")
        if behaviour.isdigit() and int(behaviour) >= 100:
            return self._answer(int(behaviour), of=asked["text"])
        if behaviour != "lost":
            if asked["id"] in {text.identifier for text in self.server.taken}:
                return self._answer(409)
            self.server.taken.append(Text(asked["id"], asked["to"], asked["text"], asked["from"]))
        if behaviour in ("cut", "lost"):
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return None
        if behaviour != "ok":
            time.sleep(float(behaviour))
        return self._answer(202)

    def _answer(self, status: int, of: str = "", **headers: str) -> None:
        """Some gateways repeat what they refuse: so does this one."""
        body = json.dumps({"said": f"{status} as the test asked", "of": of}).encode()
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # whoever asked is gone
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing: a test reads `taken`."""


class Texts:
    """What a test asks of the gateway."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.asked, self.taken = server.asked, server.taken
        self.url = f"http://127.0.0.1:{server.server_port}/messages"

    def __len__(self) -> int:
        return len(self.taken)

    def __iter__(self) -> Iterator[Text]:
        return iter(list(self.taken))

    @property
    def redirected(self) -> int:
        """How often somebody followed a redirect."""
        return self._server.redirected

    def answer(self, number: str, *behaviours: str, always: bool = False) -> None:
        """Behave so for the next messages to *number*, then normally; or for all of them."""
        if always:
            self._server.always[number] = behaviours[-1]
        else:
            self._server.once[number].extend(behaviours)

    def to(self, number: str) -> list[Text]:
        """The messages that went to *number*, the oldest first."""
        return [text for text in self if text.to == number]

    def last(self, number: str) -> Text:
        """The newest message to *number*."""
        texts = self.to(number)
        assert texts, f"nothing for {number}, only {[text.to for text in self]}"
        return texts[-1]


def faults(text: Text) -> Iterator[str]:
    """What is wrong with a text message (docs/letters.md)."""
    from django.conf import settings

    from tests.bench.mail_checks import MEMBER_NUMBER

    if UNDEFINED in text.text or "⟦" in text.text:
        yield "a hole that nothing filled"
        return
    if not text.text.startswith(septets.plain(settings.INSURER.name)):
        yield "the insurer is not named first"
    if settings.INSURER.telephone not in text.text:
        yield "no telephone number to call"
    if _SIGNS_OF_A_LINK.search(text.text):
        yield "a link"
    if MEMBER_NUMBER.search(text.text):
        yield "a whole member number"
    yield from leaks.found_in(text.text, may_see=_owners(text.to))
    try:
        if (count := septets.segments(text.text)) > MOST_SEGMENTS:
            yield f"{count} segments"
    except ValueError as error:
        yield str(error)


def _owners(number: str) -> frozenset[str]:
    """Who of the cast has that mobile."""
    return frozenset(
        name
        for name, strings in leaks.CANARIES.items()
        if any(telephones.mobile(string) == number for string in strings)
    )


def require_good_texts(texts: Texts) -> None:
    """Raise TextFault unless every message taken is as it should be."""
    found = [f"« {text.text} » to {text.to}: {fault}" for text in texts for fault in faults(text)]
    if found:
        raise TextFault("\n".join(found))


@pytest.fixture
def texts(settings: Any) -> Iterator[Texts]:
    """Real text messages: what the product sends reaches a gateway, and is checked in the end."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    box = Texts(server)
    settings.SMS = {
        "BACKEND": "espace_client.delivery.text_messages.HttpGateway",
        "OPTIONS": {"url": box.url, "token": TOKEN, "sender": "Horizon", "timeout": PATIENCE},
    }
    yield box
    server.shutdown()
    server.server_close()
    thread.join()
    require_good_texts(box)
