from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "espace_client.desk"
