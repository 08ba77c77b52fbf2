"""Whatever happens to the bytes of an export, the answer is a report and never a crash."""

import random

import pytest

from espace_client.portfolio.tests.conftest import PRODUCT, Export
from espace_client.portfolio.wording import lines_of

FILES = (
    "personnes.csv", "adresses.csv", "contrats.csv", "beneficiaires.csv", "identifiants.csv",
    PRODUCT,
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(30))
def test_damaged_bytes_are_answered(export: Export, seed: int) -> None:
    chance = random.Random(seed)
    for name in chance.sample(FILES, 2):
        export.write(name, damaged((export.directory / name).read_bytes(), chance))
    told = list(lines_of(export.bring(apply=False)))
    assert told[-1].endswith((".", "!"))


def damaged(content: bytes, chance: random.Random) -> bytes:
    """*content* with a few bytes changed, cut out, doubled, or the end missing."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 400)]
            case 3:
                data[at:at] = chance.choice(
                    [b";", b'"', b"\n", b"\r", b"\0", b"\xe2\x80\xae", b"'"]
                )
            case 4 if len(data) > 500:
                del data[chance.randint(400, len(data)) :]
    return bytes(data)
