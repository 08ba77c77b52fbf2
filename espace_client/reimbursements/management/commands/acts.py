"""`espace-client acts`: bring official acts in, and print what is known of an act."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from espace_client.benefits.acts.catalogue import Catalogue, catalogue_with
from espace_client.benefits.acts.importing.merging import merged
from espace_client.benefits.acts.importing.official import NOMENCLATURES, read_official
from espace_client.benefits.acts.importing.report import Reading, Report
from espace_client.benefits.acts.importing.sheet import UnreadableSheet
from espace_client.benefits.acts.reading import UnreadableActs
from espace_client.benefits.acts.table import read_table, write_table
from espace_client.benefits.acts.wording import describe
from espace_client.kernel import clock


class Command(BaseCommand):
    help = "Apporte les actes d’un fichier officiel (CCAM, LPP, NGAP), ou écrit ce qui est connu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        doings = parser.add_subparsers(dest="doing", required=True)
        for nomenclature in NOMENCLATURES:
            bring = doings.add_parser(nomenclature, help=f"Lit un fichier {nomenclature.upper()}")
            bring.add_argument("file", type=Path, help="Fichier officiel, au format CSV")
            bring.add_argument(
                "--out", type=Path, required=True, help="Table à écrire ou compléter"
            )
            bring.add_argument("--source", help="Nom de la source ; à défaut, celui du fichier")
            bring.add_argument(
                "--from", dest="start", type=date.fromisoformat,
                help="Date d’effet (AAAA-MM-JJ) des lignes qui n’en ont pas",
            )  # fmt: skip
        known = doings.add_parser("list", help="Écrit les actes connus")
        known.add_argument("words", nargs="*", help="Mots à chercher, ou un code")
        known.add_argument("--on", type=date.fromisoformat, help="Jour (AAAA-MM-JJ)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["doing"] == "list":
                self._list(" ".join(options["words"]), options["on"] or clock.today())
            else:
                self._bring(options)
        except (OSError, UnreadableActs, UnreadableSheet) as error:
            raise CommandError(str(error)) from error

    def _list(self, words: str, on: date) -> None:
        catalogue = catalogue_with(*settings.ACTS_FILES)
        acts = catalogue.search(words, on=on) if words else tuple(catalogue)
        if not acts:
            raise CommandError(f"Aucun acte connu au {on:%d/%m/%Y} ne répond à « {words} ».")
        for act in acts:
            self.stdout.write(describe(act, on))

    def _bring(self, options: dict[str, Any]) -> None:
        file, out = options["file"], options["out"]
        reading = Reading(options["source"] or file.name, options["start"])
        report = read_official(options["doing"], file, reading)
        if not report.rows:
            raise CommandError(f"Aucun acte n’a été compris dans {file.name}. Rien n’est écrit.")
        table = merged(read_table(out) if out.exists() else (), report.rows)
        write_table(out, table.rows)
        self.stdout.write(
            f"Tarifs ajoutés : {table.added} ; remplacés : {table.replaced} ; "
            f"inchangés : {table.unchanged}."
        )
        if table.absent:
            self.stdout.write(f"Actes absents de ce fichier, qui restent : {table.absent}.")
        self._say(report)
        _check(out)

    def _say(self, report: Report) -> None:
        for reason, count in sorted(report.set_aside.items()):
            self.stdout.write(f"{count} lignes laissées : {reason}.")
        for problem in report.problems:
            self.stderr.write(f"Ligne {problem.line} : {problem.sentence}")
        if report.problems:
            raise CommandError(
                f"Lignes non comprises : {len(report.problems)}. Les autres sont écrites."
            )


def _check(table: Path) -> Catalogue:
    """What was written must read beside what is shipped: an error here names the act."""
    return catalogue_with(table)
