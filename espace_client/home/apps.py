from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "espace_client.home"
