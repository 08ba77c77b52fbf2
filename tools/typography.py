#!/usr/bin/env python3
"""French spacing in the product's own words: a no-break space before : ; ! ? » and after «.

    python tools/typography.py            mend the files
    python tools/typography.py --check    say which ones need it, and fail

Reads templates (.html, .txt, .typ) and settings (.yaml) whole, and the string literals of Python
files.
"""

import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NBSP = "\u00a0"
_BEFORE = re.compile(r"(?<=[\w»)}%.’]) (?=[?!;:»](?:[\s\"'<{),.]|$))")
_AFTER = re.compile(r"« ")


def spaced(text: str) -> str:
    """*text* with its no-break spaces."""
    return _AFTER.sub("«" + NBSP, _BEFORE.sub(NBSP, text))


def spaced_python(source: str) -> str:
    """The same, within string literals alone."""
    lines = source.splitlines(keepends=True)
    kinds = (tokenize.STRING, tokenize.FSTRING_MIDDLE)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in kinds and token.start[0] == token.end[0]:
            row, start, end = token.start[0] - 1, token.start[1], token.end[1]
            line = lines[row]
            lines[row] = line[:start] + spaced(line[start:end]) + line[end:]
    return "".join(lines)


def main() -> int:
    """Mend or check; the exit code is the number of files that need mending, at most 1."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "espace_client", "config"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    wrong = []
    for path in (ROOT / name for name in names):
        if (
            path.suffix not in (".py", ".html", ".txt", ".typ", ".yaml")
            or "/static/" in str(path)
            or "/fonts/" in str(path)
        ):
            continue
        if "/tests/" in str(path) or not path.exists():
            continue  # tests type what people type
        if "/benefits/" in str(path) and "/benefits/telling/" not in str(path):
            continue  # benefits reads what people typed; telling alone writes to them
        before = path.read_text("utf-8")
        after = spaced_python(before) if path.suffix == ".py" else spaced(before)
        if after != before:
            wrong.append(path.relative_to(ROOT))
            if "--check" not in sys.argv:
                path.write_text(after, "utf-8")
    for path in wrong:
        print(f"{path}: French spacing")
    return bool(wrong) and "--check" in sys.argv


if __name__ == "__main__":
    sys.exit(main())
