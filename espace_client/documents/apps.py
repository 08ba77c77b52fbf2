from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "espace_client.documents"
