"""The messages of these tests have templates of their own, which no page and no notice uses."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.template import engines


@pytest.fixture
def trial_templates(settings: pytest.FixtureRequest) -> None:
    """`trial/…` can be rendered."""
    templates = deepcopy(configured.TEMPLATES)
    templates[0]["DIRS"] = [str(Path(__file__).parent / "templates")]
    settings.TEMPLATES = templates  # type: ignore[attr-defined]
    assert engines["django"].engine.dirs
