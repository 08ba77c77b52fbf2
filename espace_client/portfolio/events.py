"""What the trail remembers of an import."""

from espace_client.audit.events import declare

PORTFOLIO_BROUGHT = declare(
    "portfolio.brought",
    "{by} a importé le portefeuille\u00a0: {people} personnes et {contracts} contrats lus, "
    "{created} lignes créées, {changed} modifiées, {removed} retirées, {unchanged} inchangées. "
    "Fichiers (début du SHA-256)\u00a0: {files}.",
    "by",
    "people",
    "contracts",
    "created",
    "changed",
    "removed",
    "unchanged",
    "files",
)
