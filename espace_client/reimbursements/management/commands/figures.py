"""`espace-client figures [NAME] [--on DATE]`: the figures of the law that amounts come from."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from espace_client.benefits.law.law import law_with
from espace_client.benefits.law.printing import figures_as_text


class Command(BaseCommand):
    help = "Imprime les chiffres de la loi avec leurs dates, leurs sources et leur confiance."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="Le début d’un nom : rate, pmss…")
        parser.add_argument("--on", type=date.fromisoformat, help="Un jour : 2026-05-01")

    def handle(self, *args: Any, **options: Any) -> None:
        law = law_with(settings.LAW_FILE)
        lines = list(figures_as_text(law, name=options["name"], on=options["on"]))
        if not lines:
            raise CommandError(f"Aucun paramètre ne commence par « {options['name']} ».")
        self.stdout.write("\n".join(lines))
        if law.replaced:
            self.stdout.write(f"\n* changé par {settings.LAW_FILE}")
