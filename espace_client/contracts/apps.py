from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "espace_client.contracts"

    def ready(self) -> None:
        from espace_client.contracts import permissions  # noqa: F401 - declares a source of rights
