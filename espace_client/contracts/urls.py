"""The addresses of contracts and guarantees."""

from django.urls import path

from espace_client.contracts.views import card, certificate, reading

app_name = "contracts"
urlpatterns = [
    path("ma-carte", card.card, name="card"),
    path("ma-carte/sur-ce-telephone", card.on_device, name="card_on_device"),
    path("ma-carte/<uuid:contract>", card.download, name="download_card"),
    path("ma-carte/<uuid:document>/pdf", card.card_pdf, name="card_pdf"),
    path("ma-carte-sans-reseau.js", card.card_worker, name="card_worker"),
    path("ma-carte.webmanifest", card.card_manifest, name="card_manifest"),
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
