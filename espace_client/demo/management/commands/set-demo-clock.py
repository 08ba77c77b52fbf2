"""`espace-client set-demo-clock 2022-03-24T08:00`: move the demo's time, in every process."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from espace_client.demo import demo_clock
from espace_client.kernel.clock import PARIS


class Command(BaseCommand):
    help = "Sets the demo's date and time, in Paris. Time runs on from there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("moment", help="2022-03-24T08:00, in Paris")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            moment = datetime.fromisoformat(options["moment"])
        except ValueError as error:
            raise CommandError(f"{options['moment']} is not a date and time") from error
        demo_clock.set_to(moment if moment.tzinfo else moment.replace(tzinfo=PARIS))
