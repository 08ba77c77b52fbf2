"""What the history says of payments."""

from espace_client.audit.events import declare

PAYMENTS_TAKEN = declare(
    "reimbursements.payments_taken",
    "Fichier de paiement pris : {name}, {lines} lignes nouvelles, {transfers} virements.",
    "name",
    "lines",
    "transfers",
    for_staff=True,
)
MISFIT_SETTLED = declare(
    "reimbursements.misfit_settled", "Écart de paiement réglé : {what}.", "what", for_staff=True
)
FLOW_WATCHED = declare("reimbursements.flow_watched", "Un soin du {day} est surveillé.", "day")
ASKED_BACK = declare(
    "reimbursements.asked_back", "Une somme versée en trop est demandée, {reference}.", "reference"
)
