"""Rooms and floors: each room lives on one, and imports go downstairs."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import HOUSE, ROOT, modules, rooms

NO_NAME = {"utils", "common", "helpers", "core", "services", "managers"}


def floors() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    assert contract["exhaustive"]
    return [room.strip() for layer in contract["layers"] for room in layer.split("|")]


def without_a_floor(found: list[str], declared: list[str]) -> set[str]:
    """Rooms that are on no floor. One in parentheses does not exist yet."""
    return set(found) - set(declared)


def test_every_room_lives_on_a_floor():
    assert without_a_floor(rooms(), floors()) == set()
    assert without_a_floor([*rooms(), "attic"], floors()) == {"attic"}


def test_a_room_in_parentheses_does_not_exist_yet():
    waiting = {room.strip("()") for room in floors() if room.startswith("(")}
    assert not waiting & set(rooms())


def test_imports_go_downstairs():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def nameless(paths: list[str]) -> list[str]:
    return [path for path in paths if set(path.lower().split(".")) & NO_NAME]


def test_everything_has_a_name():
    classes = {"Utils", "Common", "Helpers", "Core", "Services", "Managers", "Helper", "Service"}
    assert nameless(list(modules())) == []
    assert nameless(["espace_client.home.utils"]) == ["espace_client.home.utils"]
    assert [
        (module, node.name)
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name in classes
    ] == []


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_it_is_for(room):
    assert (HOUSE / room / "__init__.py").read_text("utf-8").startswith('"""')
