"""`espace-client wrap-old-passwords`: protect the old portal's passwords at once, to the last."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from espace_client.accounts.wrapping import wrap_all
from espace_client.kernel import actors


class Command(BaseCommand):
    help = "Protège les anciens mots de passe importés. Peut être arrêté et relancé."

    def handle(self, *args: Any, **options: Any) -> None:
        done = unreadable = 0
        for batch in wrap_all(actor=actors.operator(getpass.getuser())):
            done, unreadable = done + batch.wrapped, unreadable + batch.unreadable
            self.stderr.write(f"\r{done}", str, ending="")
        self.stdout.write(_("Anciens mots de passe protégés : {count}.").format(count=done))
        if unreadable:
            self.stdout.write(
                _(
                    "Illisibles : {count}. Leur clé manque dans SEALING_KEYS. Remettez-la, puis"
                    " relancez la commande."
                ).format(count=unreadable)
            )
