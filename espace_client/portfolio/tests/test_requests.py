"""demandes.csv: what members asked of the old portal is taken over, changed, and closed."""

import pytest

from espace_client.demarches.models import TakenOverRequest
from espace_client.portfolio.tests.conftest import Export

pytestmark = pytest.mark.django_db

FILE = "demandes.csv"
JEANNE = "D48201937-1;P48201937;devis_dentaire;22/02/2022;29/03/2022;en_etude"


def test_the_file_brings_them_changes_them_and_closes_them(export: Export) -> None:
    first = export.bring().brought[FILE].counts
    assert (first.created, first.changed) == (2, 0)
    again = export.bring().brought[FILE].counts
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    export.replace(FILE, JEANNE, JEANNE.replace("en_etude", "close"))
    assert export.bring().brought[FILE].counts.changed == 1
    assert TakenOverRequest.objects.get(reference="D48201937-1").state == "close"


def test_one_that_the_file_no_longer_names_is_still_owed_an_answer(export: Export) -> None:
    export.bring()
    export.replace(FILE, f"{JEANNE}\n", "")
    assert export.bring().applied
    kept = TakenOverRequest.objects.get(reference="D48201937-1")
    assert (kept.person.reference, kept.state) == ("P48201937", "en_etude")


@pytest.mark.parametrize(
    ("column", "value", "severity", "problem"),
    [
        ("reference", "D48207742-1", "bloquante", "Cette valeur est en double."),
        ("reference_personne", "P0", "bloquante", "Cette personne n’existe pas"),
        ("nature", "reclamation", "bloquante", "Cette valeur n’est pas dans la liste."),
        ("promise_le", "21/02/2022", "bloquante", "La réponse est promise avant la demande."),
        ("promise_le", "", "bloquante", "Cette case est vide."),
        ("etat", "traitee", "bloquante", "Cette valeur n’est pas dans la liste."),
        ("deposee_le", "25/03/2022", "à vérifier", "Cette demande est dans l’avenir."),
    ],
)
def test_what_is_wrong_is_said(
    export: Export, column: str, value: str, severity: str, problem: str
) -> None:
    export.set(FILE, 2, column, value)
    report = export.bring()
    found = [one for one in report.anomalies.kept if one.file == FILE]
    assert [(one.severity, one.column) for one in found] == [(severity, column)]
    assert found[0].problem.startswith(problem)
    assert report.applied == (severity == "à vérifier")
