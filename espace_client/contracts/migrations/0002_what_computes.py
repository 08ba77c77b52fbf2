import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="guarantee",
            name="kind",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.CreateModel(
            name="SharedCeiling",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40)
                    ),
                ),
                ("expression", models.CharField(max_length=200)),
                ("then", models.CharField(blank=True, max_length=200)),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ceilings",
                        to="contracts.option",
                    ),
                ),
            ],
            options={
                "ordering": ["option", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("option", "position"), name="one_ceiling_a_position"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("option", "name"),
                        name="one_ceiling_a_name",
                    ),
                ],
            },
        ),
    ]
