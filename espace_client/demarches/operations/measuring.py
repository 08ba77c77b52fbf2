"""Measuring how long answers take."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from espace_client.demarches.delays import MEASURED_OVER, AnswerDelay
from espace_client.demarches.rules import DECISIONS
from espace_client.kernel.clock import date_in_paris

# The first decision of each: what is contested and decided again was answered before.
_MEASURED = """
SELECT kind, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY days),
    percentile_disc(0.9) WITHIN GROUP (ORDER BY days)
FROM (
    SELECT kind, (decision.at AT TIME ZONE 'Europe/Paris')::date
        - (sent_at AT TIME ZONE 'Europe/Paris')::date AS days
    FROM demarches_demarcheevent AS decision
    JOIN demarches_demarche AS demarche ON demarche.id = decision.demarche_id
    WHERE decision.what = ANY(%(decisions)s) AND decision.at > %(since)s AND decision.at <= %(at)s
        AND NOT EXISTS (
            SELECT FROM demarches_demarcheevent AS earlier
            WHERE earlier.demarche_id = decision.demarche_id
                AND earlier.what = ANY(%(decisions)s) AND earlier.id < decision.id
        )
) AS answered
GROUP BY kind
"""


@transaction.atomic
def measure_delays(*, at: datetime) -> None:
    """Measure again how long the answers of the last twelve weeks took, kind by kind."""
    asked: dict[str, Any] = {
        "decisions": [str(one) for one in DECISIONS],
        "since": at - MEASURED_OVER,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MEASURED, asked)
        rows = cursor.fetchall()
    AnswerDelay.objects.all().delete()
    AnswerDelay.objects.bulk_create(
        AnswerDelay(
            kind=kind, measured_on=date_in_paris(at), answers=answers, half=half, nine_in_ten=most
        )
        for kind, answers, half, most in rows
    )
