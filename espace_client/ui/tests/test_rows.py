"""A line of a list: its template is read once, and what it says is escaped each time."""

from espace_client.ui import rows

REQUEST = "demarches/row.html"


def line(state: str) -> str:
    said = {"address": "/mes-demandes/1", "kind": "Lentilles", "next": "", "sent": ""}
    return rows.filled(REQUEST, {**said, "state": state})


def test_what_it_says_is_escaped_and_is_no_hole() -> None:
    said = line("<b>{kind}</b> {0.__class__}")
    assert "&lt;b&gt;{kind}&lt;/b&gt; {0.__class__}" in said
    assert "<b>" not in said


def test_its_template_is_rendered_once() -> None:
    line("Reçue")
    before = rows._holes.cache_info()
    line("À l’étude")
    after = rows._holes.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)
