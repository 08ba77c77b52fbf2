"""What the trail remembers of a move."""

from espace_client.audit.events import declare

FORECAST_KEPT = declare(
    "rollout.forecast_kept",
    "{by} a gardé une prévision de la bascule du {launch} : {members} messages.",
    "by",
    "launch",
    "members",
)
