"""Writing an invented export: the same members and the same seed give the same bytes."""

import csv
from contextlib import ExitStack
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Protocol

from espace_client.portfolio.beside import BESIDE_HOUSEHOLDS
from espace_client.portfolio.columns import FORMATS
from espace_client.portfolio.invention import households
from espace_client.portfolio.writing import Row, lines_of

MARK = "LISEZMOI.txt"
_SENTENCE = "Export inventé pour la démonstration. Aucune de ces personnes n’existe.\n"


class Writer(Protocol):
    """What `csv.writer` gives back."""

    def writerow(self, row: Row, /) -> object: ...


def make_portfolio(*, members: int, seed: int, directory: Path, beside: bool = True) -> None:
    """Write an export to *directory*: *members* invented members of the group contract, the cast
    first; last, unless *beside* is false, those of other contracts."""
    (directory / "produits").mkdir(parents=True, exist_ok=True)
    for product in files("espace_client.portfolio").joinpath("sample_products").iterdir():
        if product.name.endswith(".yaml"):
            (directory / "produits" / product.name).write_bytes(product.read_bytes())
    (directory / MARK).write_text(_SENTENCE, encoding="utf-8", newline="")
    with ExitStack() as opened:
        writers: dict[str, Writer] = {}
        for file_format in FORMATS:
            path = directory / file_format.name
            file = opened.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[path.name] = csv.writer(file, delimiter=";", lineterminator="\n")
            writers[path.name].writerow(file_format.names)
        others = BESIDE_HOUSEHOLDS if beside else ()
        for household in chain(households(members=members, seed=seed), others):
            for name, row in lines_of(household):
                writers[name].writerow(row)


def may_be_written(directory: Path) -> bool:
    """Whether *directory* is new, empty, or holds nothing but an earlier invented export."""
    if not directory.exists():
        return True
    return directory.is_dir() and (not any(directory.iterdir()) or (directory / MARK).is_file())
