"""The addresses of contracts and guarantees."""

from django.urls import path

from espace_client.contracts import views

app_name = "contracts"
urlpatterns = [
    path("mes-contrats", views.contract_list, name="list"),
    path("mes-garanties", views.guarantees, name="guarantees"),
    path("mes-garanties/<uuid:contract>", views.guarantees, name="guarantees_of"),
]
