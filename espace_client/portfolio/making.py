"""Writing an invented export: the same members and the same seed give the same bytes."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from espace_client.portfolio.columns import FORMATS
from espace_client.portfolio.household import Household, Someone
from espace_client.portfolio.invention import households

MARK = "LISEZMOI.txt"
_SENTENCE = "Export inventé pour la démonstration. Aucune de ces personnes n’existe.\n"

type Row = tuple[str, ...]


class Writer(Protocol):
    """What `csv.writer` gives back."""

    def writerow(self, row: Row, /) -> object: ...


def make_portfolio(*, members: int, seed: int, directory: Path) -> None:
    """Write an export of *members* invented members to *directory*, the cast first."""
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
        for household in households(members=members, seed=seed):
            for name, row in _rows(household):
                writers[name].writerow(row)


def may_be_written(directory: Path) -> bool:
    """Whether *directory* is new, empty, or holds nothing but an earlier invented export."""
    if not directory.exists():
        return True
    return directory.is_dir() and (not any(directory.iterdir()) or (directory / MARK).is_file())


def _rows(household: Household) -> Iterator[tuple[str, Row]]:
    holder, spouse = household.holder, household.spouse
    start, end = _day(household.start_on), _day(household.end_on)
    yield "personnes.csv", _person(holder)
    yield "adresses.csv", _address(holder, household)
    yield (
        "contrats.csv",
        (
            household.contract,
            holder.reference,
            household.product,
            household.option,
            "individuel_art4_evin",
            start,
            end,
        ),
    )
    yield "beneficiaires.csv", (household.contract, holder.reference, "adherent", start, end)
    if spouse:
        yield "personnes.csv", _person(spouse)
        yield "adresses.csv", _address(spouse, household)
        yield "beneficiaires.csv", (household.contract, spouse.reference, "conjoint", start, end)
    if household.old_login:
        last = _day(household.last_login_on)
        yield "identifiants.csv", (household.old_login, holder.reference, last, "", "")


def _person(person: Someone) -> Row:
    return (
        person.reference,
        person.member_number,
        person.title,
        person.birth_name,
        person.usual_name,
        person.first_names,
        person.birth_date,
        person.email,
        person.mobile,
        person.landline,
        "",
        "",
    )


def _address(person: Someone, household: Household) -> Row:
    home = household.home
    title = {"MME": "Mme", "M": "M."}.get(person.title, "")
    recipient = f"{title} {person.first_name} {person.name}".strip()
    if len(recipient) > 38:
        recipient = f"{title} {person.first_name[0]}. {person.name}".strip()[:38]
    return (
        person.reference,
        recipient,
        home.building,
        home.street,
        home.locality,
        home.postcode,
        home.city,
        "",
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
