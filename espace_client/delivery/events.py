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
# The same three for the insurer's people alone (Notice.unseen).
SENT_UNSEEN = declare(
    "delivery.sent_unseen",
    "Message « {title} » ({reference}) envoyé.",
    "title",
    "reference",
    for_staff=True,
)
REFUSED_UNSEEN = declare(
    "delivery.refused_unseen",
    "Message « {title} » ({reference}) revenu : la boîte l’a refusé.",
    "title",
    "reference",
    for_staff=True,
)
IN_DOUBT_UNSEEN = declare(
    "delivery.in_doubt_unseen",
    "Envoi du message « {title} » ({reference}) coupé. Il est peut-être parti.",
    "title",
    "reference",
    for_staff=True,
)
TEXT_SENT = declare(
    "delivery.text_sent",
    "Nous vous avons envoyé le texto « {title} » ({reference}).",
    "title",
    "reference",
)
TEXT_REFUSED = declare(
    "delivery.text_refused",
    "Le texto « {title} » ({reference}) n’a pas pu partir vers votre mobile.",
    "title",
    "reference",
)
TEXT_IN_DOUBT = declare(
    "delivery.text_in_doubt",
    "L’envoi du texto « {title} » ({reference}) a été coupé. Il est peut-être parti.",
    "title",
    "reference",
)
LETTER_SENT = declare(
    "delivery.letter_sent",
    "Nous vous avons envoyé le courrier « {title} » ({reference}).",
    "title",
    "reference",
    "batch",
)
LETTER_UNPRINTABLE = declare(
    "delivery.letter_unprintable",
    "Le courrier « {title} » ({reference}) n’a pas pu être imprimé.",
    "title",
    "reference",
)
BATCH_CLOSED = declare(
    "delivery.batch_closed",
    "Courriers réunis pour l’imprimeur : {batch}. Lettres : {letters}. Pages : {pages}.",
    "batch",
    "letters",
    "pages",
    for_staff=True,
)
BATCH_TAKEN = declare(
    "delivery.batch_taken",
    "Courriers remis à l’imprimeur : {batch}.",
    "batch",
    for_staff=True,
)

__all__ = [
    "BATCH_CLOSED",
    "BATCH_TAKEN",
    "IN_DOUBT",
    "IN_DOUBT_UNSEEN",
    "LETTER_SENT",
    "LETTER_UNPRINTABLE",
    "POSTED",
    "REFUSED",
    "REFUSED_UNSEEN",
    "SENT",
    "SENT_UNSEEN",
    "TEXT_IN_DOUBT",
    "TEXT_REFUSED",
    "TEXT_SENT",
    "Event",
]
