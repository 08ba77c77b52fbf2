from espace_client.audit.events import declare

NIR_SHOWN = declare(
    "contracts.nir_shown",
    "Numéro de Sécurité sociale écrit sur l’attestation n° {number}, pour {names}.",
    "number",
    "names",
)
NIR_ON_CARD = declare(
    "contracts.nir_on_card",
    "Numéro de Sécurité sociale écrit sur la carte n° {number}, pour {names}.",
    "number",
    "names",
)
CARD_SENT = declare(
    "contracts.card_sent",
    "Carte n° {number} envoyée à {masked_email}, {what}. Le lien marche 24 heures.",
    "number",
    "masked_email",
    "what",
)
CARD_OPENED = declare(
    "contracts.card_opened",
    "Carte n° {number} ouverte par le lien envoyé à {masked_email}, depuis {device}.",
    "number",
    "masked_email",
    "device",
    "source",
)
CARD_LINK_STOPPED = declare(
    "contracts.card_link_stopped",
    "Lien de la carte n° {number} envoyé à {masked_email} : arrêté.",
    "number",
    "masked_email",
)
CARD_LINKS_FORGOTTEN = declare(
    "contracts.card_links_forgotten", "{count} liens de carte finis sont effacés.", "count",
    for_staff=True,
)  # fmt: skip
CARD_ORDERED = declare(
    "contracts.card_ordered",
    "Demande {reference} : cartes à imprimer ({cards}), envoyées à votre adresse postale.",
    "reference",
    "cards",
)
CARD_SETTLED = declare(
    "contracts.card_settled", "Demande {reference}, carte sur papier : {what}.", "reference", "what"
)
CARD_ADDRESS_CLEARED = declare(
    "contracts.card_address_cleared",
    "Demande {reference} : adresse postale éclaircie ({explanation}).",
    "reference",
    "explanation",
    for_staff=True,
)
CARD_BATCH_CLOSED = declare(
    "contracts.card_batch_closed", "Lot {batch} : {cards} cartes.", "batch", "cards", for_staff=True
)
CARD_BATCH_TAKEN = declare(
    "contracts.card_batch_taken", "Lot {batch} remis à la fabrique.", "batch", for_staff=True
)
CARD_BATCH_POSTED = declare(
    "contracts.card_batch_posted", "Lot {batch} : cartes postées.", "batch", for_staff=True
)
