"""`espace-client import-portfolio DIR [--apply]`: the insurer's export comes in."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from espace_client.kernel import actors, clock
from espace_client.portfolio.operations import UnableToBringPortfolio, bring_portfolio
from espace_client.portfolio.wording import lines_of


class Command(BaseCommand):
    help = "Lit un export de l’assureur. Sans --apply, dit ce qui changerait et ne change rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="Dossier de l’export")
        parser.add_argument("--apply", action="store_true", help="Applique l’import")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = bring_portfolio(
                actor=actors.operator(getpass.getuser()),
                at=clock.now(),
                directory=options["directory"],
                apply=options["apply"],
                say=lambda text: self.stderr.write(text, str),
            )
        except UnableToBringPortfolio as refusal:
            raise CommandError(refusal.sentence) from refusal
        for line in lines_of(report):
            self.stdout.write(line)
        if report.anomalies.blocking:
            raise CommandError(_("L’export est refusé."))
