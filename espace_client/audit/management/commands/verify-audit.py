"""`espace-client verify-audit`: is the trail whole?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from espace_client.audit import queries


class Command(BaseCommand):
    help = "Checks that no row of the audit trail was changed, removed or put in between."

    def handle(self, *args: Any, **options: Any) -> None:
        if (first := next(queries.broken_rows(), None)) is not None:
            raise CommandError(f"The audit trail is broken at row {first}.")
        self.stdout.write("The audit trail is whole.")
