"""A file that people write is refused with its name, line, column and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from espace_client.kernel.marked_yaml import Marked, Unreadable, marked_yaml


def read(tmp_path: Path, content: bytes | str) -> Marked:
    path = tmp_path / "essai.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return marked_yaml(path)


def test_values_come_as_they_are_written(tmp_path: Path) -> None:
    fields = read(tmp_path, "oui: non\nprix: '030.00'\nliste: [a, b]\n").entries()
    assert fields["oui"].text == "non"
    assert fields["prix"].text == "030.00"
    assert fields["prix"].is_quoted
    assert not fields["oui"].is_quoted
    assert [one.text for one in fields["liste"].items()] == ["a", "b"]
    assert fields["liste"].line == 3


@pytest.mark.parametrize(
    ("content", "use", "place"),
    [
        ("a: 1\na: 2\n", Marked.entries, (2, 1)),
        ("- 1\n", Marked.entries, (1, 1)),
        ("a: 1\n", Marked.items, (1, 1)),
        ("? [a, b]\n: 1\n", Marked.entries, (1, 3)),
        ("a: 1\nb: 2\n", lambda node: node.fields(obligatory=("a",)), (2, 1)),
        ("a: 1\n", lambda node: node.fields(obligatory=("a", "b")), (1, 1)),
        ("a: [1]\n", lambda node: node.entries()["a"].text, (1, 4)),
        ("a: x\n", lambda node: node.entries()["a"].read(int, "un nombre"), (1, 4)),
        ("a: 'xy'\n", lambda node: node.entries()["a"].wrong("Non.", further=1), (1, 6)),
    ],
)
def test_what_is_wrong_has_a_place(
    tmp_path: Path, content: str, use: Callable[[Marked], object], place: tuple[int, int]
) -> None:
    with pytest.raises(Unreadable) as refusal:
        use(read(tmp_path, content))
    assert (refusal.value.line, refusal.value.column) == place
    assert str(refusal.value).startswith(f"essai.yaml, ligne {place[0]}, colonne {place[1]}")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: [", "pas du YAML"),
        ("a: 1\n---\nb: 2\n", "pas du YAML"),
        (b"a: \xff\n", "UTF-8"),
        ("a: \x00\n", "caractères invisibles"),
        ("", "vide"),
        ("[" * 5_000, "YAML"),
    ],
)
def test_what_is_no_yaml_is_refused_too(tmp_path: Path, content: bytes | str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(tmp_path, content)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"absent\.yaml"):
        marked_yaml(tmp_path / "absent.yaml")
