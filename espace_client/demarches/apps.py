from importlib import import_module

from django.apps import AppConfig


class DemarchesConfig(AppConfig):
    name = "espace_client.demarches"

    def ready(self) -> None:
        import_module("espace_client.demarches.linked")  # declares what a message is linked to
