from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "espace_client.audit"
