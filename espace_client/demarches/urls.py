"""The addresses of démarches."""

from django.urls import path

from espace_client.demarches.views import documents, filling, following, gestures

app_name = "demarches"
urlpatterns = [
    path("demarches", filling.choose, name="choose"),
    path("demarches/<slug:kind>", filling.start, name="start"),
    path("demarches/<slug:kind>/resume", filling.summary, name="summary"),
    path("demarches/<slug:kind>/oublier", filling.forget, name="forget"),
    path("demarches/<slug:kind>/documents", documents.documents, name="documents"),
    path("demarches/<slug:kind>/<slug:page>", filling.page, name="page"),
    path("mes-demandes", following.requests, name="list"),
    path("mes-demandes/<uuid:demarche>", following.request_page, name="detail"),
    path("mes-demandes/<uuid:demarche>/envoyee", filling.sent, name="sent"),
    path("mes-demandes/<uuid:demarche>/ajouter", documents.add, name="add"),
    path("mes-demandes/documents/<uuid:attachment>", documents.attachment, name="attachment"),
    path("mes-demandes/documents/<uuid:attachment>/vue", documents.thumbnail, name="thumbnail"),
    path("mes-demandes/documents/<uuid:attachment>/retirer", documents.take_back, name="take_back"),
    path("mes-demandes/<uuid:demarche>/repondre", gestures.answer, name="answer"),
    path("mes-demandes/<uuid:demarche>/annuler", gestures.withdraw, name="withdraw"),
    path("mes-demandes/<uuid:demarche>/contester", gestures.contest, name="contest"),
    path("mes-demandes/<uuid:demarche>/rouvrir", gestures.reopen, name="reopen"),
]
