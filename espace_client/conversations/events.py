from espace_client.audit.events import declare

MESSAGE = declare("conversations.message", "Message {reference} : {what}.", "reference", "what")
HANDLED = declare(
    "conversations.handled", "Message {reference} : {what}.", "reference", "what", for_staff=True
)
COMPLAINT = declare(
    "conversations.complaint",
    "Message {reference} : c’est une réclamation, réponse due au plus tard le {day}.",
    "reference",
    "day",
)
