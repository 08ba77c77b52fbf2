"""`espace-client moved`: how the move goes, beside what was expected."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from espace_client.kernel import clock
from espace_client.kernel.french import date_in_words
from espace_client.rollout.queries import the_move


class Command(BaseCommand):
    help = "Dit combien d’adhérents ont basculé, jour par jour, à côté de la prévision gardée."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=14, help="Les derniers jours montrés")

    def handle(self, *args: Any, **options: Any) -> None:
        move = the_move(today=clock.date_in_paris(clock.now()))
        if move is None:
            raise CommandError(_("Aucune prévision n’est gardée : lancez rehearse DIR --keep."))
        titles = (_("prévus"), _("basculés"), _("écart"))
        self.stdout.write(f"{_('Au soir du'):<28}" + "".join(f"{one:>10}" for one in titles))
        for one in [day for day in move.days if day.moved is not None][-options["days"] :]:
            name = date_in_words(one.day)
            figures = f"{one.expected_in_all:>10}{one.moved_in_all:>10}{one.gap:>+10}"
            self.stdout.write(f"{name:<28}{figures}")
        self.stdout.write("")
        for state, count in move.states.items():
            self.stdout.write(f"{state.label:<46}{count:>8}")
        self.stdout.write("")
        self.stdout.write(_("Les appels reçus ne sont pas encore connus ici."))
