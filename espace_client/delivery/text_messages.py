"""The port of text messages: whoever carries them is named by `settings.SMS`, as `MAILERS` does.

A gateway takes a message or raises one of the answers of carriers.py. docs/letters.md tells what
the HTTP gateway is asked and answers.
"""

import http.client
import json
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from espace_client.delivery.answers import Cut, Refused

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_TIMEOUT = 5.0  # seconds without a word
_WORDS = 300  # of an answer, in bytes
# What will never go: the number or the text. Anything else is put right, and tried again.
_NEVER = (400, 413, 422)
_ALREADY_TAKEN = 409


@dataclass(frozen=True, slots=True)
class TextMessage:
    """One text message. `identifier` is the same for each try: the gateway refuses a double."""

    identifier: UUID
    to: str
    text: str


class Gateway(Protocol):
    """Who carries text messages."""

    def send(self, message: TextMessage) -> None:
        """Hand *message* over. Raises Refused (nothing left) or Cut (nobody knows)."""


def gateway() -> Gateway | None:
    """The one that the installation has, or None."""
    if not (configured := settings.SMS):
        return None
    made: Gateway = import_string(configured["BACKEND"])(**configured.get("OPTIONS", {}))
    return made


class HttpGateway:
    """A gateway that is posted JSON with a bearer token, at the configured address alone: https,
    no redirect (quality 3.6)."""

    def __init__(self, *, url: str, token: str, sender: str, timeout: float = _TIMEOUT) -> None:
        address = urlsplit(url)
        if address.scheme != "https" and address.hostname not in _LOOPBACK:
            raise ImproperlyConfigured("SMS_URL starts with https://. See docs/operations.md.")
        self._secure, self._host = address.scheme == "https", address.hostname or ""
        self._port, self._timeout = address.port, timeout
        self._path = address.path + (f"?{address.query}" if address.query else "") or "/"
        self._token, self._sender = token, sender

    def send(self, message: TextMessage) -> None:
        connection = self._connection()
        try:
            try:
                connection.connect()
            except OSError as error:  # nobody there: nothing left
                raise Refused(0, str(error), for_now=True) from error
            try:
                status, said = self._post(connection, message)
            except (OSError, http.client.HTTPException) as error:
                raise Cut(str(error)) from error
        finally:
            connection.close()
        if status == _ALREADY_TAKEN or 200 <= status < 300:
            return
        raise Refused(status, said, for_now=status not in _NEVER)

    def _connection(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        return kind(self._host, self._port, timeout=self._timeout)

    def _post(
        self, connection: http.client.HTTPConnection, message: TextMessage
    ) -> tuple[int, str]:
        content: dict[str, Any] = {
            "id": str(message.identifier),
            "to": message.to,
            "text": message.text,
            "from": self._sender,
        }
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json",
        }
        body = json.dumps(content, ensure_ascii=False).encode()
        connection.request("POST", self._path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(_WORDS).decode(errors="replace")
