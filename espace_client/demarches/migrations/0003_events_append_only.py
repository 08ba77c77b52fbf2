from django.db import migrations

FORWARD = """
CREATE FUNCTION demarches_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What happened to a démarche is only ever added to (% refused)', TG_OP;
END $$;
CREATE TRIGGER demarches_event_append_only BEFORE UPDATE OR DELETE ON demarches_demarcheevent
    FOR EACH ROW EXECUTE FUNCTION demarches_refuse_change();
CREATE TRIGGER demarches_event_no_truncate BEFORE TRUNCATE ON demarches_demarcheevent
    FOR EACH STATEMENT EXECUTE FUNCTION demarches_refuse_change();
"""

BACKWARD = """
DROP TRIGGER demarches_event_no_truncate ON demarches_demarcheevent;
DROP TRIGGER demarches_event_append_only ON demarches_demarcheevent;
DROP FUNCTION demarches_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("demarches", "0002_engine")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
