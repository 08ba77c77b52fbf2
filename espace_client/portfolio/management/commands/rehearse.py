"""`espace-client rehearse DIR`: what the launch would meet, and what is expected of it."""

import getpass
import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from espace_client.kernel import actors, clock
from espace_client.portfolio.rehearsal_words import lines_of
from espace_client.portfolio.rehearsing import UnableToRehearse, keep, rehearse
from espace_client.rollout.rules import DEFAULT_CAPACITY, NotParameters, Parameter, parameters_with


class Command(BaseCommand):
    help = "Lit un export et dit ce que la bascule y trouverait. N’écrit rien dans la base."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="Dossier de l’export")
        opening = settings.INSURER.function("create_account").opens_on
        parser.add_argument("--launch", type=_day, default=opening, help="Jour de la bascule")
        parser.add_argument(
            "--capacity", type=int, default=DEFAULT_CAPACITY, help="Appels pris en une heure"
        )
        parser.add_argument("--parameters", type=Path, help="Vos chiffres, en YAML")
        parser.add_argument("--out", type=Path, help="Écrit aussi le rapport en JSON")
        parser.add_argument("--keep", action="store_true", help="Garde la prévision")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rehearsal = rehearse(
                directory=options["directory"],
                launch=options["launch"],
                capacity=options["capacity"],
                parameters=_parameters(options["parameters"]),
                say=lambda text: self.stderr.write(text, str),
            )
        except UnableToRehearse as refusal:
            raise CommandError(refusal.sentence) from refusal
        for line in lines_of(rehearsal):
            self.stdout.write(line)
        if options["out"]:
            written = json.dumps(rehearsal.as_json(), ensure_ascii=False, indent=1)
            options["out"].write_text(written + "\n", "utf-8")
        if options["keep"]:
            keep(rehearsal=rehearsal, actor=actors.operator(getpass.getuser()), at=clock.now())
            self.stdout.write(_("La prévision est gardée."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("Un jour s’écrit 2022-03-24.")) from error


def _parameters(path: Path | None) -> dict[str, Parameter]:
    """The shares of a YAML file, each under its code."""
    try:
        changes = yaml.safe_load(path.read_text("utf-8")) if path else {}
        return parameters_with(changes or {}, source=path.name if path else "")
    except (OSError, yaml.YAMLError, NotParameters, TypeError, AttributeError) as error:
        raise CommandError(_("Ces paramètres ne peuvent pas être lus : %s") % error) from error
