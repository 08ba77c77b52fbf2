from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "espace_client.contributions"
