"""What the notes of sent forms cost."""

import pytest
from django.db import connection

from espace_client.ui.models import SentForm

pytestmark = pytest.mark.django_db


def test_a_sign_out_does_not_read_every_form_that_was_sent() -> None:
    """forget_replays finds those of one account by an index."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = SentForm.objects.filter(account="0b9c7c1e-7a5b-4b7e-9a3e-1d2f3c4b5a69").explain()
    assert "sent_forms_that_opened" in plan
