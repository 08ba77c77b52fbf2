from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0002_what_computes"),
        ("members", "0006_delegations"),
        ("reimbursements", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="reimbursement",
            name="act",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="reimbursement",
            name="cancelled_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="reimbursement",
            name="charge",
            field=models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
        ),
        migrations.AddField(
            model_name="reimbursement",
            name="kind",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="reimbursement",
            name="part",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
        migrations.AddField(
            model_name="reimbursement",
            name="quantity",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddIndex(
            model_name="reimbursement",
            index=models.Index(
                fields=["contract", "-cared_on"], name="reimbursements_of_a_contract"
            ),
        ),
        migrations.AddConstraint(
            model_name="reimbursement",
            constraint=models.CheckConstraint(
                condition=models.Q(("charge__gte", 0), ("quantity__gte", 1)),
                name="a_reimbursement_counts_something",
            ),
        ),
    ]
