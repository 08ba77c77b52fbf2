"""What the insurer publishes."""

from django.urls import path

from espace_client.documents import views

app_name = "documents"
urlpatterns = [
    path("conditions", views.terms, name="terms"),
    path("conditions/<date:version>", views.terms, name="terms_version"),
]
