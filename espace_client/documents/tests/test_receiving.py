"""What is given: each file of the corpus with its verdict, and what is kept of it."""

import io
import json
import subprocess
import sys
import uuid
from contextlib import suppress
from functools import cache
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadhandler import FileUploadHandler
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from espace_client.audit.models import Entry
from espace_client.documents import cleaning
from espace_client.documents.cleaned import NotKept, cleaned
from espace_client.documents.operations import Received, receive, scan_what_waits
from espace_client.documents.received import (
    ReceivedDocument,
    Scan,
    can_be_read,
    content_of,
    given_files,
    thumbnail_of,
)
from espace_client.documents.uploading import Enciphered, EncipheringHandler, as_given
from espace_client.documents.why_not import sentence_of
from espace_client.kernel import clock
from espace_client.kernel.actors import robot
from tests.bench.clamd import EICAR, Clamd
from tests.bench.clock import Clock
from tests.bench.corpus import FILES, Case, cases, page, pdf, picture

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.8")]
SPACE = uuid.UUID("00000000-0000-4000-8000-00000000cafe")
CORPUS = list(cases())
each_case = pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)


def take(*files: tuple[str, bytes], space: uuid.UUID = SPACE, as_one: bool = False) -> Received:
    return receive(
        files=[as_given(name, content) for name, content in files], person=space, as_one=as_one,
        actor=robot("un essai"), at=clock.now(),
    )  # fmt: skip


@cache
def made(name: str) -> bytes:
    return next(case.make() for case in CORPUS if case.name == name)


@pytest.mark.promise("3.1")
@each_case
def test_each_file_has_its_verdict(case: Case) -> None:
    received = take((case.name, made(case.name)))
    if case.verdict == "ok":
        assert [one.sentence for one in received.refused] == []
        (document,) = received.kept
        assert (document.pages, document.doubt) == (case.pages, case.doubt)
        assert thumbnail_of(document)[:2] == b"\xff\xd8"
    else:
        assert received.kept == []
        (refused,) = received.refused
        assert refused.sentence == sentence_of(case.verdict, case.name)
        assert case.name in refused.sentence


@pytest.mark.promise("3.1")
@pytest.mark.parametrize(
    "case", [case for case in CORPUS if case.verdict == "ok"], ids=lambda case: case.name
)
def test_nothing_that_acts_or_tells_is_left(case: Case) -> None:
    (document,) = take((case.name, made(case.name))).kept
    content = content_of(document)
    assert b"CANARY" not in content
    if document.media_type == "image/jpeg":
        kept = Image.open(io.BytesIO(content))
        assert not kept.getexif()
        assert max(kept.size) <= cleaning.LONGEST_SIDE
        return
    with pikepdf.open(io.BytesIO(content)) as kept_pdf:
        text = b"".join(one.unparse() for one in kept_pdf.objects)
        for word in (b"CANARY", b"/JavaScript", b"/OpenAction", b"/Launch", b"/AA", b"/XFA"):
            assert word not in text
        assert not kept_pdf.attachments
        assert "/Names" not in kept_pdf.Root
        assert not kept_pdf.docinfo


def test_a_photograph_stands_upright_without_its_place() -> None:
    lying = made("photo.JPEG")
    assert Image.open(io.BytesIO(lying)).size == (1240, 1754)
    (document,) = take(("photo.JPEG", lying)).kept
    assert Image.open(io.BytesIO(content_of(document))).size == (1754, 1240)


def test_a_photograph_of_an_iphone() -> None:
    content = (FILES / "iphone.heic").read_bytes()
    assert b"Apple" in content
    (document,) = take(("IMG_0042.HEIC", content)).kept
    assert document.media_type == "image/jpeg"
    assert b"Apple" not in content_of(document)


def test_what_was_typed_into_a_form_is_kept_and_the_form_is_not() -> None:
    def fill(made: pikepdf.Pdf) -> None:
        field = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx,
                T="montant", V="TYPED 25,00", Rect=[50, 700, 300, 730], F=4,
                DA="/Helv 12 Tf 0 g",
            )
        )  # fmt: skip
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        made.Root.AcroForm = pikepdf.Dictionary(
            Fields=[field], DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font)),
            NeedAppearances=True,
        )  # fmt: skip
        made.pages[0].Annots = [field]

    (document,) = take(("formulaire.pdf", pdf(fill))).kept
    with pikepdf.open(io.BytesIO(content_of(document))) as kept:
        assert "/AcroForm" not in kept.Root
        drawn = b"".join(
            one.read_bytes() for one in kept.objects if isinstance(one, pikepdf.Stream)
        )
        assert b"TYPED" in drawn


# --- Several at once ----------------------------------------------------------------------------


def test_the_good_ones_are_kept_beside_the_bad_ones() -> None:
    received = take(
        ("un.jpg", made("photo.jpg")), ("vide.pdf", b""), ("trois.pdf", made("facture.pdf"))
    )
    assert len(received.kept) == 2
    assert [one.name for one in received.refused] == ["vide.pdf"]


def test_of_eleven_files_the_first_ten_are_kept() -> None:
    received = take(*((f"{n}.jpg", picture("JPEG", page(text=str(n)))) for n in range(11)))
    assert len(received.kept) == 10
    (refused,) = received.refused
    assert refused.sentence == sentence_of("many", "10.jpg")
    assert "nous gardons les 10 premiers" in refused.sentence


@pytest.mark.promise("I7.9")
def test_pages_photographed_one_by_one_are_one_document() -> None:
    pages = [picture("JPEG", page(text=text)) for text in ("Recto", "Verso")]
    received = take(("recto.jpg", pages[0]), ("verso.jpg", pages[1]), as_one=True)
    (document,) = received.kept
    assert (document.pages, document.media_type) == (2, "application/pdf")
    assert [one.name for one in given_files(document)] == ["recto.jpg", "verso.jpg"]
    with pikepdf.open(io.BytesIO(content_of(document))) as kept:
        assert len(kept.pages) == 2


@pytest.mark.promise("I7.9")
def test_a_document_given_before_is_used_again() -> None:
    (first,) = take(("facture.pdf", made("facture.pdf"))).kept
    received = take(("la-meme.pdf", made("facture.pdf")))
    assert [one.pk for one in received.kept] == [first.pk]
    assert received.again == {first.pk}
    other = take(("facture.pdf", made("facture.pdf")), space=uuid.uuid4())
    assert other.again == set()
    assert other.kept[0].pk != first.pk


def test_too_big_a_file_is_told_and_the_others_are_kept() -> None:
    big = b"%PDF-1.7" + bytes(10_000_001)
    received = take(("gros.pdf", big), ("petit.pdf", made("facture.pdf")))
    assert len(received.kept) == 1
    assert "10 Mo" in received.refused[0].sentence


def test_a_request_takes_fifty_megabytes_in_all() -> None:
    handler = EncipheringHandler()
    given = []
    for number in range(6):
        handler.new_file("files", f"{number}.pdf", "application/pdf", None)
        for _piece in range(99):
            handler.receive_data_chunk(bytes(100_000), 0)
        given.append(handler.file_complete(9_900_000))
    assert [one.too_big for one in given] == ["", "", "", "", "", "in_all"]  # type: ignore[attr-defined]


def test_a_space_takes_fifty_megabytes_a_day(clock: Clock) -> None:
    (document,) = take(("facture.pdf", made("facture.pdf"))).kept
    ReceivedDocument.objects.filter(pk=document.pk).update(size=50_000_000)
    refused = take(("autre.jpg", made("photo.jpg"))).refused
    assert "Envoyez-le demain" in refused[0].sentence
    assert take(("autre.jpg", made("photo.jpg")), space=uuid.uuid4()).kept
    clock.advance(hours=24, minutes=1)
    assert take(("autre.jpg", made("photo.jpg"))).kept


def test_a_name_that_leads_astray_is_made_plain() -> None:
    received = take(("../../etc/pass\u202ewd\n.pdf", made("facture.pdf")))
    (file,) = given_files(received.kept[0])
    assert "\n" not in file.name
    assert "\u202e" not in file.name


# --- The antivirus ------------------------------------------------------------------------------


@pytest.mark.promise("3.2")
def test_a_virus_is_refused_and_remembered(clamd: Clamd) -> None:
    infected = made("facture.pdf") + EICAR
    received = take(("facture.pdf", infected), ("bon.jpg", made("photo.jpg")))
    assert [one.sentence for one in received.refused] == [sentence_of("virus", "facture.pdf")]
    assert received.kept[0].scan == Scan.CLEAN
    assert Entry.objects.filter(event="documents.virus", person=SPACE).exists()


@pytest.mark.promise("3.2")
def test_while_the_antivirus_is_down_what_comes_is_in_quarantine(clamd: Clamd) -> None:
    clamd.stop()
    (document,) = take(("facture.pdf", made("facture.pdf"))).kept
    assert document.scan == Scan.QUARANTINED
    assert not can_be_read(document)
    assert scan_what_waits(actor=robot("un essai"), at=clock.now()) == 0
    clamd.start()
    assert scan_what_waits(actor=robot("un essai"), at=clock.now()) == 1
    document.refresh_from_db()
    assert can_be_read(document)


def test_without_an_antivirus_it_is_said() -> None:
    (document,) = take(("facture.pdf", made("facture.pdf"))).kept
    assert document.scan == Scan.UNSCANNED
    assert can_be_read(document)


# --- At rest ------------------------------------------------------------------------------------


@pytest.mark.promise("5.1")
def test_nothing_of_it_stands_in_clear_in_the_database() -> None:
    (document,) = take(("CANARY-NAME.jpg", made("photo.jpg"))).kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM documents_receiveddocument AS r")
        (row,) = cursor.fetchone()
    assert b"CANARY-NAME".hex() not in row
    assert content_of(document)[:20].hex() not in row
    ReceivedDocument.objects.filter(pk=document.pk).update(id=uuid.uuid4())
    moved = ReceivedDocument.objects.get()
    with pytest.raises(Exception, match="received:"):
        content_of(moved)


@pytest.mark.promise("5.1")
def test_what_arrives_is_never_in_clear_on_a_disk() -> None:
    file = Enciphered()
    file.write(b"CANARY " * 1000)
    file._file.flush()
    file._file.seek(0)
    assert b"CANARY" not in file._file.read()
    file.seek(0)
    assert file.read(7) == b"CANARY "
    assert file.read() == b"CANARY " * 999
    assert EncipheringHandler.file_complete is not FileUploadHandler.file_complete


# --- Whatever comes -----------------------------------------------------------------------------


@given(st.binary(max_size=2000))
@settings(max_examples=60)
def test_no_bytes_are_an_error(content: bytes) -> None:
    """In this process: what the child does with them, it says."""
    with suppress(cleaning.Refused):
        cleaning.clean(content)


@pytest.mark.parametrize("name", ["photo.jpg", "capture.png", "facture.pdf", "fax.tiff",
                                  "photo.webp", "iphone.heic"])  # fmt: skip
@given(data=st.data())
@settings(max_examples=4)
def test_no_damage_is_an_error(name: str, data: st.DataObject) -> None:
    content = bytearray(made(name))
    for _blow in range(data.draw(st.integers(1, 8))):
        where = data.draw(st.integers(0, len(content) - 1))
        content[where] = data.draw(st.integers(0, 255))
    with suppress(cleaning.Refused):
        cleaning.clean(bytes(content))


@pytest.mark.promise("3.1")
def test_a_child_that_dies_is_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.run

    def killed(command: list[str], **more: Any) -> Any:
        return real([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], **more)

    monkeypatch.setattr(subprocess, "run", killed)
    with pytest.raises(NotKept) as caught:
        cleaned(made("facture.pdf"))
    assert caught.value.code == "broken"


@pytest.mark.promise("3.1")
@pytest.mark.parametrize("name", ["bombe.pdf", "bombe.png", "grande.jpg"])
def test_the_memory_of_this_process_does_not_grow(name: str) -> None:
    """Measured in a process of its own, which has asked once before."""
    asked = made(name)
    script = """
import resource, sys, json
from espace_client.documents.cleaned import NotKept, cleaned
small, big = json.loads(sys.stdin.buffer.readline())
first, second = sys.stdin.buffer.read(small), sys.stdin.buffer.read(big)
cleaned(first)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    cleaned(second)
except NotKept:
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    first = made("facture.pdf")
    question = json.dumps([len(first), len(asked)]).encode() + b"\n" + first + asked
    done = subprocess.run(
        [sys.executable, "-c", script], input=question, capture_output=True, check=True
    )
    assert int(done.stdout) < 50_000  # kilobytes


def test_the_child_limits_itself() -> None:
    script = (
        "from espace_client.documents import cleaning; cleaning.limit_myself(); bytearray(2**31)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_every_refusal_has_its_sentence() -> None:
    codes = {case.verdict for case in CORPUS} | {"big", "in_all", "many", "day", "slow", "virus"}
    sentences = {sentence_of(code, "x.pdf") for code in codes - {"ok"}}
    assert len(sentences) == len(codes) - 1
