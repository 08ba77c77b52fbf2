from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ui", "0002_sign_outs_look_by_account"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sentform",
            name="location",
            field=models.TextField(
                blank=True, help_text="Where it led: as long as an address may be"
            ),
        ),
    ]
