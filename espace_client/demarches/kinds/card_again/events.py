from espace_client.audit.events import declare

CARD_STOLEN = declare(
    "card_again.card_stolen",
    "Demande {reference} : la carte de tiers payant est déclarée volée.",
    "reference",
    for_staff=True,
)
