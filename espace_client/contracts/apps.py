from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "espace_client.contracts"
