"""`espace-client print-letters`: the letters that wait leave now."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from espace_client.delivery.operations import UnableToPrint, print_letters
from espace_client.kernel import actors, clock


class Command(BaseCommand):
    help = "Réunit les courriers en attente et les remet à l’imprimeur, sans attendre 16 heures."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            batches = print_letters(actor=actors.operator(getpass.getuser()), at=clock.now())
        except UnableToPrint as refusal:
            raise CommandError(refusal.sentence) from refusal
        if not batches:
            self.stdout.write(_("Aucun courrier n’attend."))
        for batch in batches:
            what = {"batch": batch, "letters": batch.letters, "pages": batch.pages}
            self.stdout.write(_("%(batch)s : lettres %(letters)d, pages %(pages)d.") % what)
        if refused := [batch for batch in batches if not batch.taken_at]:
            raise CommandError(
                _("L’imprimeur n’a pas pris %(batch)s : %(answer)s")
                % {"batch": refused[0], "answer": refused[0].answer}
            )
