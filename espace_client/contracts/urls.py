"""The addresses of contracts and guarantees."""

from django.urls import path

from espace_client.contracts.views import certificate, reading

app_name = "contracts"
urlpatterns = [
    path("ma-carte", reading.card, name="card"),
    path("mes-contrats", reading.contract_list, name="list"),
    path("mes-garanties", reading.guarantees, name="guarantees"),
    path("mes-garanties/<uuid:contract>", reading.guarantees, name="guarantees_of"),
    path("attestation-affiliation", certificate.ask, name="certificate"),
    path(
        "attestation-affiliation/<uuid:document>",
        certificate.ready,
        name="certificate_ready",
    ),
]
