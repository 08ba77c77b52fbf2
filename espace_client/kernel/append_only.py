"""Rows that are only ever added: what a migration says so that the database refuses the rest."""


def only_added_to(table: str) -> tuple[str, str]:
    """The SQL that makes PostgreSQL refuse to change, remove or empty the rows of *table*, and the
    SQL that undoes it."""
    forward = f"""
CREATE FUNCTION {table}_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of {table} are only ever added (% refused)', TG_OP;
END $$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse_change();
"""
    backward = f"""
DROP TRIGGER {table}_no_truncate ON {table};
DROP TRIGGER {table}_append_only ON {table};
DROP FUNCTION {table}_refuse_change();
"""
    return forward, backward
