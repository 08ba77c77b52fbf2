from espace_client.audit.events import Event, declare

POSTED = declare(
    "delivery.posted",
    "Message « {title} » ({reference}) préparé.",
    "title",
    "reference",
    for_staff=True,
)
SENT = declare(
    "delivery.sent",
    "Nous vous avons envoyé le message « {title} » ({reference}).",
    "title",
    "reference",
)
REFUSED = declare(
    "delivery.refused",
    "Le message « {title} » ({reference}) est revenu : votre boîte l’a refusé.",
    "title",
    "reference",
)
IN_DOUBT = declare(
    "delivery.in_doubt",
    "L’envoi du message « {title} » ({reference}) a été coupé. Il est peut-être parti.",
    "title",
    "reference",
)

__all__ = ["IN_DOUBT", "POSTED", "REFUSED", "SENT", "Event"]
