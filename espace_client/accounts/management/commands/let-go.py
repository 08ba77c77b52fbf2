"""`espace-client let-go --email …`: take somebody's access to the desk away."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from espace_client.accounts.operations import let_go
from espace_client.accounts.queries import all_staff
from espace_client.kernel import actors, clock
from espace_client.kernel.emails import same_mailbox


class Command(BaseCommand):
    help = "Retire l’accès de quelqu’un au poste conseiller, dès sa page suivante."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="Adresse professionnelle")

    def handle(self, *args: Any, **options: Any) -> None:
        for staff in all_staff():
            if same_mailbox(staff.email, options["email"]):
                let_go(staff=staff, actor=actors.operator(getpass.getuser()), at=clock.now())
                self.stdout.write(_("Accès de {name} retiré.").format(name=staff.full_name))
                return
        raise CommandError(_("Personne n’a cette adresse e-mail."))
