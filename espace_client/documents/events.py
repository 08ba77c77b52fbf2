from espace_client.audit.events import declare

ISSUED = declare("documents.issued", "{title} n° {number} {about}.", "title", "number", "about")
WITHDRAWN = declare(
    "documents.withdrawn",
    "{title} n° {number} annulé : {because}.",
    "title",
    "number",
    "because",
)
