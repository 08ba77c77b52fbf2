"""`espace-client cards-posted 12 --on 2022-03-25`: the cards of that batch have left."""

import getpass
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from espace_client.contracts.operations import UnableToPrintCards, cards_posted
from espace_client.kernel import actors, clock


class Command(BaseCommand):
    help = "Note que les cartes d’un lot sont postées : chacun reçoit les dates de son arrivée."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="Le numéro du lot")
        parser.add_argument("--on", default="", help="Le jour, AAAA-MM-JJ ; aujourd’hui sinon")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = date.fromisoformat(options["on"]) if options["on"] else clock.today()
        except ValueError as error:
            raise CommandError(_("Écrivez le jour ainsi : 2022-03-25.")) from error
        try:
            batch = cards_posted(
                number=options["number"], posted_on=day,
                actor=actors.operator(getpass.getuser()), at=clock.now(),
            )  # fmt: skip
        except UnableToPrintCards as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(_("%(batch)s : postées.") % {"batch": batch})
