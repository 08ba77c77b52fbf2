"""What the pages of documents say is sealed: it told care, and the names of files."""

import json

from django.conf import settings
from django.db import migrations, models

_BATCH = 500


def seal(apps, schema_editor):
    """Each row moves its sections out of `facts`, which keeps what a list says."""
    documents = apps.get_model("documents", "IssuedDocument").objects
    while rows := list(documents.filter(facts__has_key="sections").defer("content")[:_BATCH]):
        for row in rows:
            written = json.dumps(row.facts.pop("sections"), ensure_ascii=False)
            row.shown = settings.SEALING_KEYS.seal_bytes(
                written.encode(), bound_to=f"document-shown:{row.pk}"
            )
        documents.bulk_update(rows, ["facts", "shown"])


def open_again(apps, schema_editor):
    """The way back."""
    documents = apps.get_model("documents", "IssuedDocument").objects
    rows = documents.exclude(facts__has_key="sections").defer("content")
    while some := list(rows[:_BATCH]):
        for row in some:
            opened = settings.SEALING_KEYS.unseal_bytes(
                bytes(row.shown), bound_to=f"document-shown:{row.pk}"
            )
            row.facts["sections"] = json.loads(opened)
        documents.bulk_update(some, ["facts"])


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0009_infected_scan"),
    ]

    operations = [
        migrations.AddField(
            model_name="issueddocument",
            name="shown",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
        migrations.RunPython(seal, open_again),
    ]
