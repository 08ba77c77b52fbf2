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
