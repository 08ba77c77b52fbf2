"""`espace-client verify-receipts`: is the chain of receipts whole?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from espace_client.documents.queries import first_broken_receipt


class Command(BaseCommand):
    help = "Checks that no receipt of deposit was changed, removed or put in between."

    def handle(self, *args: Any, **options: Any) -> None:
        if (broken := first_broken_receipt()) is not None:
            raise CommandError(f"The chain of receipts is broken at row {broken.pk}.")
        self.stdout.write("The chain of receipts is whole.")
