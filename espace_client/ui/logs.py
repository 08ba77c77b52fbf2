"""What never reaches a log: the secret part of an address."""

import logging
import re

# What looks like a token or a key; and what stands behind the word of a link that people type as
# they hear it, with dashes, blanks or neither.
_SECRET = re.compile(
    r"(?<=/)[A-Za-z0-9_-]{32,}[^\s\"']*|(?<=/carte-recue/)(?!(?:carte|pdf|fini)\b)[^\s\"']+"
)


class WithoutSecrets(logging.Filter):
    """Replaces whatever looks like a token or a key in an address by dots (quality 4.6)."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if _SECRET.search(message):
            record.msg, record.args = _SECRET.sub("…", message), None
        return True
