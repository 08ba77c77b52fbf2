"""`espace-client import-payments virements.csv …`: what was paid, and what does not fit."""

import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espace_client.demarches.operations import take_payment_file
from espace_client.kernel import actors, clock
from espace_client.reimbursements.operations import UnableToTake


class Command(BaseCommand):
    help = "Prend des fichiers de paiement : virements, annulations, et ce qui ne s’accorde pas."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="+", type=Path, help="Un fichier CSV (docs/payments.md)")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["file"]:
            try:
                content = path.read_bytes()
                taken = take_payment_file(
                    name=path.name,
                    content=content,
                    actor=actors.operator(getpass.getuser()),
                    at=clock.now(),
                )
            except OSError as error:
                raise CommandError(f"{path} : {error.strerror}.") from error
            except UnableToTake as refusal:
                said = _("%(name)s : rien n’est pris.") % {"name": path.name}
                raise CommandError("\n".join([said, *refusal.wrong])) from refusal
            self.stdout.write(_told(path.name, len(taken.new), again=taken.again))


def _told(name: str, new: int, *, again: bool) -> str:
    if again:
        return _("%(name)s : déjà pris, rien n’a changé.") % {"name": name}
    said = ngettext(
        "%(name)s : %(count)d ligne nouvelle.", "%(name)s : %(count)d lignes nouvelles.", new
    )
    return said % {"name": name, "count": new}
