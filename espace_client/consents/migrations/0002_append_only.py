from django.db import migrations

FORWARD = """
CREATE FUNCTION consents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger of consents is only ever added to (% refused)', TG_OP;
END $$;
CREATE TRIGGER consents_consent_append_only BEFORE UPDATE OR DELETE ON consents_consent
    FOR EACH ROW EXECUTE FUNCTION consents_refuse_change();
CREATE TRIGGER consents_consent_no_truncate BEFORE TRUNCATE ON consents_consent
    FOR EACH STATEMENT EXECUTE FUNCTION consents_refuse_change();
"""

BACKWARD = """
DROP TRIGGER consents_consent_no_truncate ON consents_consent;
DROP TRIGGER consents_consent_append_only ON consents_consent;
DROP FUNCTION consents_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
