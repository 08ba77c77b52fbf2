"""How files arrive: never whole in memory, never in clear on a disk.

Each is written to an unnamed temporary file, enciphered with a key that this process alone has and
forgets. What is too big is not written at all, and says so (`GivenFile.too_big`).
"""

import secrets
import tempfile
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1_000_000
MOST_OF_ONE = 10 * MEGABYTE
MOST_AT_ONCE = 50 * MEGABYTE
_A_PIECE = 65_536


class GivenFile(UploadedFile):
    """A file as it came. `too_big`: it, or all that came with it, weighs more than is taken; then
    nothing of it was kept."""

    def __init__(self, *args: Any, too_big: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_big = too_big


class Enciphered:
    """A temporary file that nobody can read without this object. Read from its start alone."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed by close()
        self._key, self._nonce = secrets.token_bytes(32), secrets.token_bytes(16)
        self._writing = self._cipher().encryptor()
        self._reading: CipherContext | None = None

    def write(self, content: bytes) -> None:
        """Add to it."""
        self._file.write(self._writing.update(content))

    def seek(self, position: int, whence: int = 0) -> int:
        """Back to the start, to read it (again)."""
        if position or whence:
            raise ValueError("it is read from its start")
        self._file.seek(0)
        self._reading = self._cipher().decryptor()
        return 0

    def read(self, size: int | None = None) -> bytes:
        """The next *size* bytes, or all that is left."""
        if self._reading is None:
            self.seek(0)
        assert self._reading is not None
        return self._reading.update(self._file.read(-1 if size is None else size))

    def close(self) -> None:
        """Nothing is left of it."""
        self._file.close()

    def _cipher(self) -> "Cipher[modes.CTR]":
        return Cipher(algorithms.AES(self._key), modes.CTR(self._nonce))


class EncipheringHandler(FileUploadHandler):
    """The one way in (`FILE_UPLOAD_HANDLERS`)."""

    chunk_size = _A_PIECE

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._in_all = 0
        self._size = 0
        self._file: Enciphered | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The next one begins."""
        super().new_file(*args, **kwargs)
        self._file, self._size = Enciphered(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, as long as there is room."""
        assert self._file is not None
        self._size += len(raw_data)
        if self._why_not():
            return None
        self._file.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile:
        """What the view gets."""
        assert self._file is not None
        too_big = self._why_not()
        if not too_big:
            self._in_all += self._size
        return GivenFile(
            file=self._file, name=self.file_name, content_type=self.content_type, size=file_size,
            charset=self.charset, too_big=too_big,
        )  # fmt: skip

    def _why_not(self) -> str:
        if self._size > MOST_OF_ONE:
            return "big"
        return "in_all" if self._in_all + self._size > MOST_AT_ONCE else ""


def as_given(name: str, content: bytes) -> GivenFile:
    """A file of our own, as the handler gives one to a view."""
    handler = EncipheringHandler()
    handler.new_file("files", name, "application/octet-stream", None)
    for start in range(0, len(content), handler.chunk_size):
        handler.receive_data_chunk(content[start : start + handler.chunk_size], start)
    made = handler.file_complete(len(content))
    assert isinstance(made, GivenFile)
    return made
