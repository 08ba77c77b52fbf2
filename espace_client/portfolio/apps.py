from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "espace_client.portfolio"
