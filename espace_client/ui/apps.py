from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "espace_client.ui"

    def ready(self) -> None:
        from espace_client.ui import converters

        converters.register()
