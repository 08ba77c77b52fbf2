"""`espace-client print-cards`: the cards that wait are printed now."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from espace_client.contracts.operations import UnableToPrintCards, print_cards
from espace_client.kernel import actors, clock


class Command(BaseCommand):
    help = "Réunit les cartes en attente et les remet à la fabrique, sans attendre 16 heures."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            batches = print_cards(actor=actors.operator(getpass.getuser()), at=clock.now())
        except UnableToPrintCards as refusal:
            raise CommandError(refusal.sentence) from refusal
        if not batches:
            self.stdout.write(_("Aucune carte n’attend."))
        for batch in batches:
            self.stdout.write(
                _("%(batch)s : cartes %(cards)d.") % {"batch": batch, "cards": batch.cards}
            )
        if refused := [batch for batch in batches if not batch.taken_at]:
            raise CommandError(
                _("La fabrique n’a pas pris %(batch)s : %(answer)s")
                % {"batch": refused[0], "answer": refused[0].answer}
            )
