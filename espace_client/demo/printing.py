"""The demo's printer and its postman: letters stay in a table and are read on `/demo/`."""

import io

import pikepdf
from django.db import transaction

from espace_client.delivery.printers import Printout
from espace_client.demo import demo_clock
from espace_client.demo.models import KeptBatch, KeptLetter


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


def pdf_of(letter: KeptLetter) -> bytes:
    """The pages of one letter, out of those of its batch."""
    with pikepdf.open(io.BytesIO(bytes(letter.batch.pdf))) as whole, pikepdf.new() as alone:
        start = letter.first_page - 1
        alone.pages.extend(whole.pages[start : start + letter.pages])
        written = io.BytesIO()
        alone.save(written)
    return written.getvalue()
