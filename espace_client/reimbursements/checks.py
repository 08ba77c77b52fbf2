"""What must hold when a process starts: the insurer's own figures and acts can be read."""

import csv
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from espace_client.benefits.acts.catalogue import catalogue_with
from espace_client.benefits.law.law import law_with
from espace_client.benefits.law.merging import RefusedFigure
from espace_client.kernel.marked_yaml import Unreadable


def check_figures(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """An error for a LAW_FILE that cannot be used: no amount is shown with half a law."""
    try:
        law_with(settings.LAW_FILE)
    except (Unreadable, RefusedFigure) as error:
        hint = "Corrigez le fichier nommé par LAW_FILE (docs/calculations/figures.md)."
        return [Error(str(error), hint=hint, id="reimbursements.E001")]
    return []


def check_acts(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An error for a file of ACTS_FILES that cannot be used: no amount is shown with half of the
    acts, and no member is the first to find out."""
    try:
        catalogue_with(*settings.ACTS_FILES)
    except (OSError, ValueError, csv.Error) as error:  # UnreadableActs is a ValueError
        named = ", ".join(str(path) for path in settings.ACTS_FILES)
        hint = f"Corrigez ce que nomme ACTS_FILES ({named}) : docs/calculations/acts.md."
        return [Error(str(error), hint=hint, id="reimbursements.E002")]
    return []
