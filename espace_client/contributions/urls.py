"""The addresses of contributions."""

from django.urls import path

from espace_client.contributions.views import certificate

app_name = "contributions"
urlpatterns = [path("cotisations-payees", certificate.ask, name="certificate")]
