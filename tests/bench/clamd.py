"""A server that speaks clamd's protocol (INSTREAM) and knows one virus: the EICAR test file."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from typing import Any

import pytest

EICAR = (
    rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" + b"!$H+H*"
)  # in two halves: this file is none


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self.rfile.readline() if self.rfile.peek(1)[:1] != b"z" else self._until_nul()
        assert b"INSTREAM" in command, command
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
        end = b"\0" if command.startswith(b"z") else b"\n"
        self.wfile.write(b"stream: " + found + end)

    def _until_nul(self) -> bytes:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        return command


class Clamd:
    """The server, which can be stopped and started again at the same address."""

    def __init__(self) -> None:
        self._server: socketserver.ThreadingTCPServer | None = None
        self._port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"clamd://127.0.0.1:{self._port}"

    def start(self) -> None:
        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", self._port), _Handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    """An antivirus that this test alone has."""
    server = Clamd()
    settings.ANTIVIRUS = server.address
    yield server
    server.stop()
