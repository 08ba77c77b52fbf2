"""The proof of a deposit: signed, chained, verified by anybody who has Python and the files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from espace_client.documents.models import IssuedDocument, Receipt
from espace_client.documents.operations import give_receipt
from espace_client.documents.proofs import read
from espace_client.documents.queries import pdf_of
from espace_client.documents.readers import Reader
from espace_client.documents.receipts import START, Deposit, seal_of
from espace_client.documents.received import DepositedFile
from espace_client.kernel import clock
from espace_client.kernel.actors import member
from espace_client.kernel.signing import as_bytes, as_text
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.bench.squares import squares_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.11")]
SCRIPT = Path(__file__).parents[3] / "tools/verify_document.py"


def file(name: str, content: bytes) -> DepositedFile:
    return DepositedFile(name, len(content), seal_of(content))


def receipt(person: Person, *files: DepositedFile, reference: str = "EC-2022-03-7K4P-Q") -> Receipt:
    actor = member(person=person.pk, name=str(person))
    deposit = Deposit(reference, "Demande envoyée", (), "J. M.", files)
    with transaction.atomic():
        document = give_receipt(deposit=deposit, person=person.pk, actor=actor, at=clock.now())
    return document.receipt


def verified(tmp_path: Path, code: str, *more: str) -> subprocess.CompletedProcess[str]:
    """The script as a stranger runs it: elsewhere, without the project or its settings."""
    key = settings.SIGNING_KEYS.public()[settings.SIGNING_KEYS.current]
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), code, key, *more],
        capture_output=True, text=True, cwd=tmp_path, env={"PATH": os.environ["PATH"]}, check=False,
    )  # fmt: skip


def test_the_files_are_verified_without_us(jeanne: Person, tmp_path: Path) -> None:
    invoice, letter = tmp_path / "facture.pdf", tmp_path / "lettre.jpg"
    invoice.write_bytes(b"%PDF-1.7 une facture")
    letter.write_bytes(b"une lettre")
    one = receipt(jeanne, file("facture.pdf", invoice.read_bytes()), file("l.jpg", b"une lettre"))
    (address,) = squares_in(_pdf(one.document))
    line = as_text(one.line.encode())
    done = verified(tmp_path, address, "--deposit", line, str(letter), str(invoice))
    assert done.returncode == 0, done.stderr
    assert "Every file of the receipt was shown." in done.stdout
    invoice.write_bytes(b"%PDF-1.7 une facturf")
    changed = verified(tmp_path, address, "--deposit", line, str(invoice))
    assert changed.returncode == 1
    assert "NOT DEPOSITED" in changed.stderr


def test_one_byte_changed_is_not_genuine(jeanne: Person, tmp_path: Path) -> None:
    one = receipt(jeanne, file("facture.pdf", b"une facture"))
    content, signature = one.document.proof.split(".")
    said = json.loads(as_bytes(content))
    said[4] = "RD-2222-2222"
    forged = as_text(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())
    assert verified(tmp_path, f"{content}.{signature}").returncode == 0
    assert "NOT GENUINE" in verified(tmp_path, f"{forged}.{signature}").stderr
    other = as_text(one.line.replace("EC-2022", "EC-2021").encode())
    done = verified(tmp_path, one.document.proof, "--deposit", other)
    assert "NOT THE DEPOSIT" in done.stderr


def test_the_line_and_the_key_are_printed(jeanne: Person) -> None:
    one = receipt(jeanne, file("facture.pdf", b"une facture"))
    import pypdfium2

    pages = pypdfium2.PdfDocument(_pdf(one.document))
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
    assert as_text(one.line.encode()) in text
    assert settings.SIGNING_KEYS.public()[settings.SIGNING_KEYS.current] in text
    assert seal_of(b"une facture").hex() in text


def test_each_names_the_one_before(jeanne: Person, salah: Person) -> None:
    first, second = receipt(jeanne), receipt(salah)
    assert bytes(second.previous) == bytes(first.seal)
    assert Receipt.objects.order_by("id").values_list("previous", flat=True)[0] == START
    call_command("verify-receipts")


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM documents_receipt WHERE id = %s",
        "UPDATE documents_receipt SET line = replace(line, 'EC-2022', 'EC-2021') WHERE id = %s",
    ],
)
def test_a_row_removed_or_changed_breaks_the_chain(
    jeanne: Person, salah: Person, harm: str
) -> None:
    middle = [receipt(one) for one in (jeanne, salah, jeanne)][1]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(harm, [middle.pk])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(harm, [middle.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    with pytest.raises(CommandError, match="broken at row"):
        call_command("verify-receipts")


def test_the_public_page_says_its_seal_and_no_name(client: CheckedClient, jeanne: Person) -> None:
    one = receipt(jeanne, file("ordonnance du coeur.pdf", b"une ordonnance"))
    page = client.get(f"/verifier/{one.document.proof}").page
    assert "authentique" in page.text
    assert read(one.document.proof, settings.SIGNING_KEYS).said.seal in page.text
    for secret in ("Jeanne", "Martin", "ordonnance"):
        assert secret not in page.text
        assert secret not in one.line


def _pdf(document: IssuedDocument) -> bytes:
    kept = pdf_of(Reader(document.person, clock.today()), document.pk)
    assert kept
    assert kept.content
    return kept.content
