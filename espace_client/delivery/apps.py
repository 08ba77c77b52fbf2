from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "espace_client.delivery"

    def ready(self) -> None:
        from espace_client.delivery.printers import printer
        from espace_client.delivery.text_messages import gateway

        gateway()  # settings that cannot work stop the process now, not the first message
        printer()
