"""The addresses of messages."""

from django.urls import path

from espace_client.conversations.views import public, writing

app_name = "conversations"
urlpatterns = [
    path("mes-messages", writing.threads, name="list"),
    path("mes-messages/nouveau", writing.write, name="write"),
    path("mes-messages/<uuid:thread>", writing.thread, name="thread"),
    path("mes-messages/<uuid:thread>/reclamation", writing.complain, name="complain"),
    path("mes-messages/documents/<uuid:enclosure>", writing.enclosure, name="enclosure"),
    path("nous-ecrire", public.write, name="public"),
    path("nous-ecrire/envoye", public.sent, name="public_sent"),
]
