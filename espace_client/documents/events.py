from espace_client.audit.events import declare

ISSUED = declare("documents.issued", "{title} n° {number} {about}.", "title", "number", "about")
