from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "espace_client.conversations"
