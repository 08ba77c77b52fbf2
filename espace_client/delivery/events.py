from espace_client.audit.events import Event, declare

POSTED = declare(
    "delivery.posted", "Message « {title} » ({reference}) préparé.", "title", "reference"
)
SENT = declare("delivery.sent", "Message {reference} envoyé.", "reference")
REFUSED = declare(
    "delivery.refused", "Message {reference} refusé par le serveur du destinataire.", "reference"
)
IN_DOUBT = declare(
    "delivery.in_doubt",
    "Envoi du message {reference} coupé : on ne sait pas s’il est parti.",
    "reference",
)

__all__ = ["IN_DOUBT", "POSTED", "REFUSED", "SENT", "Event"]
