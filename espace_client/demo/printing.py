"""The demo's printers and its postman: letters and cards stay in tables, read on `/demo/`."""

import io

import pikepdf
from django.db import transaction

from espace_client.delivery.printers import Printout
from espace_client.demo import demo_clock
from espace_client.demo.models import KeptBatch, KeptCardBatch, KeptLetter


class KeptLetters:
    """A printer that keeps instead of printing."""

    @transaction.atomic
    def prepare(self, printout: Printout) -> None:
        batch, _new = KeptBatch.objects.update_or_create(
            number=printout.number,
            defaults={"at": demo_clock.now(), "pages": printout.pages, "pdf": printout.pdf},
        )
        batch.letters.all().delete()
        KeptLetter.objects.bulk_create(
            KeptLetter(
                batch=batch,
                reference=letter.reference,
                to=letter.recipient,
                postal_lines=letter.postal_lines,
                subject=letter.subject,
                text=letter.text,
                first_page=letter.first_page,
                pages=letter.pages,
            )
            for letter in printout.letters
        )

    def release(self, number: int) -> None:
        KeptBatch.objects.filter(number=number).update(released=True)


class KeptCards:
    """A card printer that keeps instead of printing."""

    def prepare(self, number: int, file: bytes) -> None:
        KeptCardBatch.objects.update_or_create(
            number=number, defaults={"at": demo_clock.now(), "file": file}
        )

    def release(self, number: int) -> None:
        KeptCardBatch.objects.filter(number=number).update(released=True)


def pdf_of(letter: KeptLetter) -> bytes:
    """The pages of one letter, out of those of its batch."""
    with pikepdf.open(io.BytesIO(bytes(letter.batch.pdf))) as whole, pikepdf.new() as alone:
        start = letter.first_page - 1
        alone.pages.extend(whole.pages[start : start + letter.pages])
        written = io.BytesIO()
        alone.save(written)
    return written.getvalue()
