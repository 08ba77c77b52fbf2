from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "espace_client.ui"
