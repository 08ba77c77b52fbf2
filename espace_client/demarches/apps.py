from django.apps import AppConfig


class DemarchesConfig(AppConfig):
    name = "espace_client.demarches"
