from django.db import migrations

from espace_client.kernel.append_only import only_added_to


class Migration(migrations.Migration):
    dependencies = [("demarches", "0002_engine")]
    operations = [migrations.RunSQL(*only_added_to("demarches_demarcheevent"))]
