from django.apps import AppConfig


class RolloutConfig(AppConfig):
    name = "espace_client.rollout"
