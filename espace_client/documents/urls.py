"""What the insurer publishes, and what it issued to whoever is signed in."""

from django.urls import path

from espace_client.documents import views

app_name = "documents"
urlpatterns = [
    path("conditions", views.terms, name="terms"),
    path("conditions/<date:version>", views.terms, name="terms_version"),
    path("mes-documents", views.mine, name="mine"),
    path("mes-documents/<uuid:document>", views.document, name="document"),
    path("mes-documents/<uuid:document>/pdf", views.download, name="download"),
]
