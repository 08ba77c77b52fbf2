"""Asking the child process that opens files (cleaning.py): one process a question, 20 seconds."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from espace_client.documents.cleaning import SECONDS, Cleaned

_ROOT = Path(__file__).parents[2]
_SPARE = 5  # seconds for the process to start


class NotKept(Exception):
    """The file is not kept. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def cleaned(content: bytes) -> Cleaned:
    """What is kept of a file. Raises NotKept."""
    return _asked([content], [])


def merged(parts: Sequence[Cleaned]) -> Cleaned:
    """One document of all their pages. Raises NotKept."""
    return _asked([one.content for one in parts], [one.media_type for one in parts])


def _asked(files: Sequence[bytes], types: Sequence[str]) -> Cleaned:
    question = json.dumps({"sizes": [len(one) for one in files], "types": list(types)})
    try:
        done = subprocess.run(  # our own module, by our own interpreter
            [sys.executable, "-m", "espace_client.documents.cleaning"],
            input=b"".join([question.encode(), b"\n", *files]),
            capture_output=True,
            timeout=SECONDS + _SPARE,
            cwd=_ROOT,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},  # none of our secrets
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotKept("slow") from error
    line, _newline, rest = done.stdout.partition(b"\n")
    if done.returncode != 0 or not line:
        raise NotKept("broken")
    said = json.loads(line)
    if "refused" in said:
        raise NotKept(said["refused"])
    size = said["size"]
    return Cleaned(rest[:size], said["media_type"], said["pages"], rest[size:], said["doubt"])
