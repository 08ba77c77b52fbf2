"""`espace-client cases FILE…`: worked cases, computed and compared to the cent."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from espace_client.benefits.acts.catalogue import catalogue_with
from espace_client.benefits.cases.printing import as_line, summary
from espace_client.benefits.cases.reading import SHIPPED
from espace_client.benefits.cases.running import State, run_files
from espace_client.benefits.law.law import law_with


class Command(BaseCommand):
    help = "Calcule des cas et dit, au centime, ce qui n’est pas ce qui est attendu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, metavar="FILE",
            help="Des fichiers de cas, ou des dossiers ; sans rien, ceux du programme",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        files = [file for named in options["files"] or [SHIPPED] for file in _files(named)]
        law, catalogue = law_with(settings.LAW_FILE), catalogue_with(*settings.ACTS_FILES)
        outcomes = []
        for outcome in run_files(files, law, catalogue):
            outcomes.append(outcome)
            self.stdout.write(as_line(outcome))
        if not outcomes:
            raise CommandError("Aucun cas dans ces fichiers.")
        self.stdout.write(summary(outcomes))
        if any(outcome.state is not State.RIGHT for outcome in outcomes):
            raise CommandError("Des cas ne sont pas justes.")


def _files(named: Path) -> list[Path]:
    if not named.is_dir():
        return [named]
    found = sorted(named.rglob("*.yaml"))
    if not found:
        raise CommandError(f"Le dossier {named} ne contient aucun fichier .yaml.")
    return found
