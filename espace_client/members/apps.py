from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "espace_client.members"
