"""`espace-client make-portfolio`: an invented export, to try the portal without anybody's data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from espace_client.portfolio.making import make_portfolio, may_be_written


class Command(BaseCommand):
    help = "Écrit un export inventé : les mêmes nombres donnent les mêmes fichiers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--members", type=int, default=300, help="Nombre d’adhérents")
        parser.add_argument("--seed", type=int, default=2022, help="Graine du tirage")
        parser.add_argument("--out", type=Path, required=True, help="Dossier vide à remplir")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if not may_be_written(out):
            raise CommandError(
                _("%(path)s existe déjà. Indiquez un dossier vide ou nouveau.") % {"path": out}
            )
        if not 1 <= options["members"] <= 5_000_000:
            raise CommandError(_("Le nombre d’adhérents va de 1 à 5 000 000."))
        make_portfolio(members=options["members"], seed=options["seed"], directory=out)
        self.stdout.write(
            _("%(count)d adhérents inventés dans %(path)s.")
            % {"count": options["members"], "path": out}
        )
