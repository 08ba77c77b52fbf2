from espace_client.audit.events import declare

ISSUED = declare("documents.issued", "{title} n° {number} {about}.", "title", "number", "about")
WITHDRAWN = declare(
    "documents.withdrawn",
    "{title} n° {number} annulé : {because}.",
    "title",
    "number",
    "because",
)
RECEIVED = declare("documents.received", "Documents reçus : {count}.", "count")
VIRUS = declare("documents.virus", "Un fichier envoyé contenait un virus : il n’a pas été gardé.")
