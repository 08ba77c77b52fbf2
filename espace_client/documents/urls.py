"""What the insurer publishes, and what it issued to whoever is signed in. The list of all of it,
beside what was sent, is in `home.urls.papers`."""

from django.urls import path

from espace_client.documents import views

app_name = "documents"
urlpatterns = [
    path("conditions", views.terms, name="terms"),
    path("conditions/<date:version>", views.terms, name="terms_version"),
    path("mes-documents/<uuid:document>", views.document, name="document"),
    path("mes-documents/<uuid:document>/pdf", views.download, name="download"),
]
