import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_verification"),
    ]

    operations = [
        migrations.AddField(
            model_name="issueddocument",
            name="promised",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), default=list
            ),
        ),
        migrations.AddField(
            model_name="issueddocument",
            name="says_more",
            field=models.BooleanField(
                default=False, help_text="The PDF says what no page shows: a NIR"
            ),
        ),
    ]
