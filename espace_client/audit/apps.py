from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "espace_client.audit"

    def ready(self) -> None:
        # Every process can tell every event in French, also those that only a command records.
        autodiscover_modules("events")
