"""The source of the house, as the checks read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "espace_client"


def rooms() -> list[str]:
    """Every room: a package at the top of the house."""
    return sorted(entry.parent.name for entry in HOUSE.glob("*/__init__.py"))


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the house but its tests and migrations, parsed, by dotted name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
        for path in sorted(HOUSE.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(HOUSE).parts)
    }


@cache
def templates() -> dict[str, str]:
    """The text of every template, by the name it is asked for."""
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for folder in sorted(HOUSE.rglob("templates"))
        if "tests" not in folder.parts
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@cache
def tracked_files() -> list[Path]:
    """What git keeps, or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def texts(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each of *paths* that is text."""
    for path in paths:
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def names_used(tree: ast.AST) -> set[str]:
    """Every name and attribute that *tree* mentions."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    }
