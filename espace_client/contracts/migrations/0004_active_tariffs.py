import django.contrib.postgres.constraints
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import espace_client.contracts.models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0003_origin_of_lines"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActiveTariff",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("option_code", models.CharField(max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("monthly", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "source",
                    models.CharField(
                        help_text="Where the figure comes from, as shown", max_length=200
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="active_tariffs",
                        to="contracts.product",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("product", "option_code", "valid_from"),
                        name="one_active_tariff_a_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("monthly__gt", 0)), name="active_tariff_is_paid"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="active_tariff_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                django.db.models.functions.text.Concat(
                                    django.db.models.functions.comparison.Cast(
                                        "product", models.TextField()
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        "option_code", models.TextField()
                                    ),
                                ),
                                "=",
                            ),
                            (
                                espace_client.contracts.models._DateRange(
                                    "valid_from", "valid_to", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="one_active_tariff_a_day",
                    ),
                ],
            },
        ),
    ]
