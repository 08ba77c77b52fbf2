"""`espace-client hire-adviser --email … --name … --role …`: invite one of the insurer's people."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from espace_client.accounts.operations import UnableToHire, invite_staff
from espace_client.accounts.staff import StaffRole
from espace_client.kernel import actors, clock


class Command(BaseCommand):
    help = "Invite quelqu’un sur le poste conseiller : un lien de 24 heures part par e-mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="Adresse professionnelle")
        parser.add_argument("--name", required=True, help="Prénom et nom")
        parser.add_argument("--role", choices=StaffRole.values, default=StaffRole.ADVISER)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            invited = invite_staff(
                email=options["email"],
                full_name=options["name"],
                role=StaffRole(options["role"]),
                actor=actors.operator(getpass.getuser()),
                at=clock.now(),
            )
        except ValidationError as error:
            raise CommandError(_("Cette adresse e-mail n’est pas valable.")) from error
        except UnableToHire as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(_("Invitation envoyée à {email}.").format(email=invited.email))
