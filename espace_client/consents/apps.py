from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "espace_client.consents"
