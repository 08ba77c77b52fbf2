"""What was given and written, looked for in every file that PostgreSQL leaves on its disk: tables,
write-ahead log, temporary files, its own log (quality 5.1). A dump is looked at in test_dump.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from espace_client.accounts.staff import StaffMember
from espace_client.demarches import operations as demarches
from espace_client.demarches.deciding import Decision
from espace_client.demarches.rules import Gesture
from espace_client.documents.models import ReceivedDocument
from espace_client.documents.received import content_of
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.corpus import page, picture
from tests.bench.pages import CheckedClient
from tests.people import card_asked_again, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise("5.1")]

WORDS, NAME = "CANARY-WORDS-5C1", "CANARY-NAME-5C1"
ANSWER, SENTENCE = "CANARY-ANSWER-5C1", "CANARY-SENTENCE-5C1"


def on_disk() -> Iterator[Path]:
    """Every file of the cluster, after all that is known was written to them."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    found = [path for path in Path(folder).rglob("*") if path.is_file()]
    assert any("pg_wal" in path.parts for path in found)
    yield from found


def holding(*forms: bytes) -> dict[bytes, list[str]]:
    """Which files hold each of *forms*."""
    found: dict[bytes, list[str]] = {form: [] for form in forms}
    for path in on_disk():
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # of another database of the cluster, meanwhile dropped
            continue
        for form in forms:
            if form in content:
                at = content.index(form)
                found[form].append(f"{path.name}: {content[max(0, at - 80) : at + 60]!r}")
    return found


def test_nothing_given_or_written_stands_in_clear_on_the_disk(
    client: CheckedClient, jeanne: Person, claire: StaffMember, clock: Clock
) -> None:
    asked = card_asked_again(jeanne, why="wrong", line=["people"], right=f"{ANSWER} manque.")
    signed_in(client, jeanne)
    photograph = picture("JPEG", page(text="Ordonnance"), comment=NAME.encode())
    form = client.get("/mes-messages/nouveau").page
    sent = client.post(
        "/mes-messages/nouveau",
        {
            "form_token": form.value("form_token"),
            "subject": "carte",
            "words": f"{WORDS}, ma carte ne passe pas.",
            "wanted": "espace",
            "files": [SimpleUploadedFile(f"{NAME}.jpg", photograph, "image/jpeg")],
        },
    )
    assert sent.status_code == 302, sent.page.text
    decision = Decision(Gesture.REFUSE, f"{SENTENCE} : la carte est juste.", "right_already")
    demarches.decide(demarche=asked, decision=decision, actor=claire.at_desk, at=clock.now)
    document = ReceivedDocument.objects.get()
    middle = content_of(document)[400:440]

    forms = [one.encode() for one in (WORDS, NAME, ANSWER, SENTENCE)]
    forms += [one.hex().encode() for one in forms] + [middle, middle.hex().encode()]
    found = holding(*forms, asked.reference.encode())
    assert found.pop(asked.reference.encode()), (
        "what is in clear is not found either: the search is blind"
    )
    assert not {form: files for form, files in found.items() if files}
