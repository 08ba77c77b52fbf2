from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "espace_client.delivery"
