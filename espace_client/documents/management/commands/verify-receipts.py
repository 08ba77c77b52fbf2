"""`espace-client verify-receipts`: is the chain of receipts whole?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from espace_client.documents.depositing import first_broken


class Command(BaseCommand):
    help = "Checks that no receipt of deposit was changed, removed or put in between."

    def handle(self, *args: Any, **options: Any) -> None:
        if (broken := first_broken()) is not None:
            raise CommandError(f"The chain of receipts is broken at row {broken.pk}.")
        self.stdout.write("The chain of receipts is whole.")
