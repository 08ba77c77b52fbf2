"""The addresses of contracts, the card and certificates."""

from django.urls import path

from espace_client.contracts.views import (
    card,
    certificate,
    radiation,
    reading,
    received_card,
    rights,
    sharing,
    table,
    which,
)

app_name = "contracts"
urlpatterns = [
    path("ma-carte", card.card, name="card"),
    path("ma-carte/sur-ce-telephone", card.on_device, name="card_on_device"),
    path("ma-carte/envoyer", sharing.send_card, name="send_card"),
    path("ma-carte/envoyee/<uuid:link>", sharing.card_sent, name="card_sent"),
    path("ma-carte/envoyee/<uuid:link>/arreter", sharing.stop_card_link, name="stop_card_link"),
    path("carte-recue", received_card.received_card, name="received_card"),
    path("carte-recue/carte", received_card.received_card_shown, name="received_card_shown"),
    path("carte-recue/fini", received_card.close_received_card, name="close_received_card"),
    path("carte-recue/pdf", received_card.received_card_pdf, name="received_card_pdf"),
    path("carte-recue/<anything:raw>", received_card.open_card_link, name="open_card_link"),
    path("ma-carte/<uuid:contract>", card.download, name="download_card"),
    path("ma-carte/<uuid:document>/pdf", card.card_pdf, name="card_pdf"),
    path("ma-carte-sans-reseau.js", card.card_worker, name="card_worker"),
    path("ma-carte.webmanifest", card.card_manifest, name="card_manifest"),
    path("mes-contrats", reading.contract_list, name="list"),
    path("mes-contrats/<uuid:contract>/droit-de-maintien", rights.rights, name="rights"),
    path("mes-garanties/<uuid:contract>/pdf", table.download, name="table_pdf"),
    path("mes-garanties/tableau/<uuid:document>", table.kept, name="table_document"),
    path("attestation-affiliation", certificate.ask, name="certificate"),
    path("attestations", which.which, name="which_certificate"),
    path("attestations/<uuid:document>", certificate.ready, name="certificate_ready"),
    path("attestation-de-radiation", radiation.ask, name="radiation"),
]
