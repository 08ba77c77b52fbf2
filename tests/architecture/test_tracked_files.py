"""What is kept: locked, from nowhere in particular, and without a machine of ours in it."""

import hashlib
import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.architecture.sources import HOUSE, ROOT, texts, tracked_files

# Written in two halves, so that this file does not hold what it looks for.
_REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js", "/simp" + "le/")
_MACHINES = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work|opt/\w+)" + r"/[\w.]")


def registries(text: str) -> list[str]:
    return [address for address in _REGISTRIES if address in text]


def machine_paths(text: str) -> list[str]:
    return _MACHINES.findall(text)


@pytest.mark.promise("7.1")
def test_no_file_names_a_package_registry():
    found = {
        str(path): names for path, text in texts(tracked_files()) if (names := registries(text))
    }
    assert found == {}
    assert registries("https://" + _REGISTRIES[0] + "/x")


def test_no_file_names_a_machine():
    found = {
        str(path): names for path, text in texts(tracked_files()) if (names := machine_paths(text))
    }
    assert found == {}
    assert machine_paths("/ro" + "ot/.cache")
    assert machine_paths('"/home/jea' + 'nne/x"')
    assert not machine_paths("{% url 'home:home' %} href=/accueil")


def unlocked(text: str) -> Iterator[str]:
    """Requirements that are not pinned, hashed and taken from the index alone."""
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    for entry in re.split(r"\n(?=\S)", "\n".join(lines)):
        name = entry.split()[0] if entry.split() else ""
        if not re.match(r"[\w.\[\],-]+==\S+", name):
            yield f"{name} is not pinned"
        elif "--hash=sha256:" not in entry:
            yield f"{name} has no hash"
        if "://" in entry or " @ " in entry or "-i " in entry:
            yield f"{name} names an address"


@pytest.mark.promise("7.1")
@pytest.mark.parametrize("name", ["runtime", "demo", "dev", "audit"])
def test_requirements_are_locked(name):
    assert list(unlocked((ROOT / f"requirements/{name}.txt").read_text("utf-8"))) == []


def test_an_unlocked_requirement_is_found():
    assert list(unlocked("django>=6\n")) == ["django>=6 is not pinned"]
    assert list(unlocked("django==6.1\n    # via x\n")) == ["django==6.1 has no hash"]
    assert "names an address" in list(unlocked("a @ https://x.test/a.whl"))[-1]
    assert list(unlocked("a==1 \\\n    --hash=sha256:00\n")) == []


def vendored() -> dict[str, str]:
    listed = tomllib.loads((HOUSE / "ui/static/ui/vendor/vendor.toml").read_text("utf-8"))
    return {f["path"]: f["sha512"] for entry in listed["vendored"] for f in entry["files"]}


@pytest.mark.promise("7.1")
def test_vendored_files_are_those_of_the_list():
    assert {
        path: hashlib.sha512((HOUSE / "ui" / path).read_bytes()).hexdigest() for path in vendored()
    } == vendored()


@pytest.mark.promise("7.1")
def test_no_vendored_file_is_missing_from_the_list():
    folder = HOUSE / "ui/static/ui/vendor"
    kept = {str(path.relative_to(HOUSE / "ui")) for path in folder.rglob("*") if path.is_file()}
    assert kept - {"static/ui/vendor/vendor.toml"} <= vendored().keys()
