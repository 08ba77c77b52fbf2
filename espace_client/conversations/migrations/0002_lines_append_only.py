from django.db import migrations

from espace_client.kernel.append_only import only_added_to


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_threads")]
    operations = [migrations.RunSQL(*only_added_to("conversations_line"))]
