from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "espace_client.accounts"
