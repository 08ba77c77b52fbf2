"""Writes docs/promises.md and docs/journeys.md from the markers of the tests.

Reads the source of the tests, not their run: a promise counts when a test that is neither skipped
nor expected to fail is marked with it, and `make test` is what proves it.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[1]
PROMISES = HOUSE / "docs" / "promises.md"
JOURNEYS = HOUSE / "docs" / "journeys.md"
SHOTS = HOUSE / "docs" / "screenshots"
_NO_PROOF = {"skip", "skipif", "xfail"}


@dataclass(frozen=True)
class Mark:
    """A marker on a test: what it claims, where it stands."""

    kind: str
    code: str
    page: str
    path: str
    test: str

    @property
    def link(self) -> str:
        """The test, as the documents name it."""
        return f"[{self.test}](../{self.path})"


class UnknownCode(ValueError):
    """A test is marked with something that nobody promised."""


def marks() -> list[Mark]:
    """Every `promise` and `row` marker of every test, in the order of the files."""
    files = [*HOUSE.glob("espace_client/**/test_*.py"), *HOUSE.glob("tests/**/test_*.py")]
    return [mark for path in sorted(files) for mark in _marks_of(path)]


def _marks_of(path: Path) -> Iterator[Mark]:
    tree = ast.parse(path.read_text("utf-8"))
    of_module = _assigned(tree.body)
    # A decorator kept in a name: `ways = pytest.mark.parametrize(…, marks=…)`.
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for test, around in _tests(tree.body, of_module):
        decorators = [
            named.get(d.id, d) if isinstance(d, ast.Name) else d for d in test.decorator_list
        ]
        calls = [call for node in [*decorators, *around] for call in _calls(node)]
        if _NO_PROOF & {name for node in [*decorators, *around] for name in _mark_names(node)}:
            continue
        for kind, call in calls:
            options = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
            yield Mark(
                kind,
                ast.literal_eval(call.args[0]),
                options.get("page", ""),
                str(path.relative_to(HOUSE)),
                test.name,
            )


def _assigned(body: list[ast.stmt]) -> list[ast.expr]:
    return [
        node.value
        for node in body
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets)
    ]


def _tests(
    body: list[ast.stmt], around: list[ast.expr]
) -> Iterator[tuple[ast.FunctionDef, list[ast.expr]]]:
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node, around
        elif isinstance(node, ast.ClassDef):
            yield from _tests(node.body, [*around, *_assigned(node.body), *node.decorator_list])


def _mark_names(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if (
            isinstance(part, ast.Attribute)
            and isinstance(part.value, ast.Attribute)
            and part.value.attr == "mark"
        ):
            yield part.attr


def _calls(node: ast.expr) -> Iterator[tuple[str, ast.Call]]:
    for part in ast.walk(node):
        if (
            isinstance(part, ast.Call)
            and isinstance(part.func, ast.Attribute)
            and part.func.attr in ("promise", "row")
        ):
            yield part.func.attr, part


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HOUSE / "tests" / name).read_text("utf-8"))


def _by_code(found: list[Mark], kind: str, known: set[str]) -> dict[str, list[Mark]]:
    by_code: dict[str, list[Mark]] = {}
    for mark in found:
        if mark.kind != kind:
            continue
        if mark.code not in known:
            raise UnknownCode(f"{mark.path}::{mark.test} claims {kind} {mark.code}")
        by_code.setdefault(mark.code, []).append(mark)
    return by_code


def promises_text(found: list[Mark]) -> str:
    """The text of docs/promises.md."""
    source = _toml("promises.toml")
    titles, missing = source.pop("titles"), source.pop("missing")
    known = {code for chapter in source.values() for code in chapter}
    if stray := missing.keys() - known:
        raise UnknownCode(f"[missing] names {sorted(stray)}")
    proofs = _by_code(found, "promise", known)
    whole, part = len(proofs.keys() - missing.keys()), len(proofs.keys() & missing.keys())
    lines = [
        "# What is promised, and what proves it",
        "",
        "Made by `make docs` from `tests/promises.toml` and the markers of the tests.",
        "",
        f"Of {len(known)} promises, {whole} are proved, {part} in part, "
        f"{len(known) - whole - part} not yet.",
    ]
    for chapter, promised in source.items():
        lines += ["", f"## {titles[chapter]}", "", "| | promise | |", "|---|---|---|"]
        for code, text in promised.items():
            lines.append(
                f"| {code} | {text} | {_standing(proofs.get(code, []), missing.get(code))} |"
            )
    return "\n".join(lines) + "\n"


def _standing(proofs: list[Mark], missing: str | None) -> str:
    if not proofs:
        return "not yet"
    links = "<br>".join(dict.fromkeys(mark.link for mark in proofs))
    return f"in part by {links}<br>not yet: {missing}" if missing else f"proved by {links}"


def journeys_text(found: list[Mark]) -> str:
    """The text of docs/journeys.md."""
    rows = _toml("rows.toml")["rows"]
    proofs = _by_code(found, "row", set(rows))
    lines = [
        "# What one can do, row by row",
        "",
        "Made by `make docs` from `tests/rows.toml`, the markers of the journeys and the pictures"
        " that `--screenshots` makes.",
        "",
        "| row | what one can do | page | test | pictures |",
        "|---|---|---|---|---|",
    ]
    for code, text in rows.items():
        mine = proofs.get(code, [])
        pages = "<br>".join(dict.fromkeys(f"`{mark.page}`" for mark in mine if mark.page))
        tests = "<br>".join(dict.fromkeys(mark.link for mark in mine)) or "not yet"
        shots = " ".join(
            f"[{path.stem.removeprefix(f'{code}-')}](screenshots/{path.name})"
            for path in sorted(SHOTS.glob(f"{code}-*.png"))
        )
        lines.append(f"| {code} | {text} | {pages} | {tests} | {shots} |")
    return "\n".join(lines) + "\n"


def texts() -> dict[Path, str]:
    """Both documents, as they should be."""
    found = marks()
    return {PROMISES: promises_text(found), JOURNEYS: journeys_text(found)}


def write() -> list[Path]:
    """Write both documents."""
    for path, text in texts().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return list(texts())


if __name__ == "__main__":
    for written in write():
        sys.stdout.write(f"{written.relative_to(HOUSE)}\n")
