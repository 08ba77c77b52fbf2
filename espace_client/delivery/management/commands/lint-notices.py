"""`espace-client lint-notices`: every message we can send, judged."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from espace_client.delivery.linting import all_notices, faults_of
from espace_client.kernel import clock


class Command(BaseCommand):
    help = "Remplit chaque message avec des exemples et dit ce qu’il ne devrait pas montrer."

    def handle(self, *args: Any, **options: Any) -> None:
        notices = all_notices()
        faults = [fault for one in notices for fault in faults_of(one, at=clock.now())]
        for fault in faults:
            self.stdout.write(f"{fault.notice} : {fault.sentence}.")
        if faults:
            raise CommandError(_("Fautes : %(count)d.") % {"count": len(faults)})
        self.stdout.write(_("%(count)d messages, aucune faute.") % {"count": len(notices)})
