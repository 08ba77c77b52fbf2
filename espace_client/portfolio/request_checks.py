"""What must hold of the requests that were open in the old portal."""

from django.utils.translation import gettext_lazy as _

from espace_client.portfolio.checks import Check, doubt_when, french, once
from espace_client.portfolio.columns import REQUESTS
from espace_client.portfolio.people_checks import known_person

REQUEST_CHECKS = (
    once(REQUESTS, "reference"),
    known_person(REQUESTS),
    Check(
        file=REQUESTS,
        column="promise_le",
        problem=_("La réponse est promise avant la demande."),
        remedy=_("Corrigez l’une des deux dates."),
        query=f"""
            SELECT line, {french("promise_le")}, NULL FROM {REQUESTS.table}
            WHERE promise_le < deposee_le
        """,
    ),
    doubt_when(
        REQUESTS,
        "deposee_le",
        "deposee_le > %(on)s",
        _("Cette demande est dans l’avenir."),
        _("Vérifiez la date."),
        value=french("deposee_le"),
    ),
)
