"""The addresses of démarches."""

from django.urls import path

from espace_client.demarches.views import following

app_name = "demarches"
urlpatterns = [
    path("mes-demandes", following.requests, name="list"),
    path("mes-demandes/<uuid:followed>", following.request_page, name="detail"),
]
