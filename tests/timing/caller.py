"""A robot with a stopwatch: real HTTP to the demo stack, from any address of the loopback.

All of 127.0.0.0/8 is this machine (quality T4): a socket bound to 127.0.5.7 is another network to
the product, so that its limits on tries are met without being switched off.
"""

import http.client
import random
import re
import time
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

_SOURCES = (f"127.{a}.{b}.{c}" for a in range(1, 250) for b in range(250) for c in range(1, 250))
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PATIENCE = 30  # seconds


def another_network() -> str:
    """A source that nobody has used yet in this run."""
    return next(_SOURCES)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many seconds the last byte of it."""

    status: int
    location: str
    text: str
    seconds: float


@dataclass
class Caller:
    """A browser as a robot plays it, at one source until it moves to another."""

    address: str
    source: str = field(default_factory=another_network)
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str) -> Answer:
        """Open a page; its token against forged forms is kept."""
        answer = self._send("GET", path, None)
        if found := _TOKEN.search(answer.text):
            self.token = found[1]
        return answer

    def post(self, path: str, **typed: str) -> Answer:
        """Send a form, with a form token of its own."""
        fields = {"csrfmiddlewaretoken": self.token, "form_token": str(uuid.uuid4()), **typed}
        return self._send("POST", path, urlencode(fields))

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        at = urlsplit(self.address)
        headers = {
            "Host": at.netloc,
            "Origin": self.address.rstrip("/"),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(
            "127.0.0.1", at.port, timeout=_PATIENCE, source_address=(self.source, 0)
        )
        try:
            connection.connect()
            started = time.perf_counter()
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
            seconds = time.perf_counter() - started
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, response.headers.get("Location", ""), text, seconds)


def interleaved[T](classes: dict[str, T], tries: int) -> list[tuple[str, T]]:
    """Each class *tries* times, in turns that are each shuffled: what slows the machine for a
    while, or the job that the try before has left, falls on all of them alike."""
    draw, turns = random.Random(2022), []
    for _ in range(tries):
        turn = list(classes.items())
        draw.shuffle(turn)
        turns += turn
    return turns
