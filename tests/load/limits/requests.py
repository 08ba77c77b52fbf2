"""`/mes-demandes`: one join, one page. The requests of the engine are closed ones of one kind, as
those of the members of the measure; whoever has others is not told wrong, the limit refuses."""

from datetime import date
from html import escape
from uuid import UUID

from psycopg import Connection

from espace_client.kernel.french import date_in_words
from tests.load.limits.shell import HELP_BOX, breadcrumbs, page
from tests.load.limits.under_way import KINDS, STATES, said_of

_CLOSED, _KIND = "closed", "card_again"
_LABEL = "Nouvel envoi de la carte de tiers payant"
_ROWS = """
SELECT request.* FROM accounts_account AS account
JOIN LATERAL (
    SELECT id, reference, kind, state, (sent_at AT TIME ZONE 'Europe/Paris')::date AS sent_on,
        promised_on, false AS old
    FROM demarches_demarche WHERE person_id = account.person_id AND state <> 'draft'
    UNION ALL
    SELECT id, reference, kind, state, asked_on, promised_on, true
    FROM demarches_takenoverrequest WHERE person_id = account.person_id
) AS request ON true
WHERE account.id = %(account)s AND account.state = 'active'
ORDER BY sent_on DESC, reference LIMIT 100
"""


def requests(connection: Connection, account: UUID, today: date) -> str | None:
    """The page of an account that has asked for something; None for another."""
    rows = connection.execute(_ROWS, {"account": account}, prepare=True).fetchall()
    if not rows:
        return None
    if any(not old and (kind, state) != (_KIND, _CLOSED) for _, _, kind, state, _, _, old in rows):
        raise NotImplementedError("the members of a measure have closed requests of one kind")
    over = {not old or state == "close" for *_, state, _, _, old in rows}
    kinds = sorted(
        {(row[2], KINDS[row[2]] if row[6] else _LABEL) for row in rows}, key=lambda kind: kind[1]
    )
    years = sorted({row[4].year for row in rows}, reverse=True)
    items = "".join(_item(*row, today=today) for row in rows)
    main = f"""{breadcrumbs("Mes demandes")}
<div>
  <h1>Mes demandes</h1>
  <p class="lead">Où en est chacune, qui doit agir, et pour quand.</p>
</div>
<p class="actions"><a class="ds-button" data-color="action" href="/demarches">Faire une demande\
</a></p>
{_states() if len(over) > 1 else ""}
{_chips("par-sorte", "Pour quoi ?", "Tout", "sorte", kinds) if len(kinds) > 1 else ""}
{
        _chips("par-annee", "Choisir une année", "Toutes", "annee", [(y, str(y)) for y in years])
        if len(years) > 1
        else ""
    }
<section class="ds-card stack" aria-labelledby="liste">
<h2 id="liste">La plus récente d’abord</h2>
<ul class="rows">
  {items}
</ul>
</section>
{HELP_BOX}"""
    return page("Mes demandes", "requests", main)


def _states() -> str:
    choices = [("en-cours", "En cours"), ("terminees", "Terminées")]
    return _chips("par-etat", "En cours ou terminées", "Toutes", "etat", choices)


def _chips(key: str, title: str, every: str, name: str, choices: list[tuple]) -> str:
    links = "".join(
        f'<li><a href="/mes-demandes?{name}={code}">{escape(label)}</a></li>'
        for code, label in choices
    )
    return f"""<nav class="stack" aria-labelledby="{key}">
  <h2 id="{key}">{title}</h2>
  <ul class="chips">
    <li><a href="/mes-demandes?" aria-current="true">{every}</a></li>
    {links}
  </ul>
</nav>"""


def _item(
    key: UUID, reference: str, kind: str, state: str, sent_on: date, promised_on: date, old: bool,
    *, today: date,
) -> str:  # fmt: skip
    if old:
        label, (state_words, turn) = KINDS[kind], STATES[state].split(". ", 1)
        said = f" {said_of(state, promised_on, today)}"
    else:
        label, state_words, turn, said = _LABEL, "Terminée", "Il n’y a plus rien à faire.", ""
    return f"""<li>
    <h3><a href="/mes-demandes/{key}">{label}</a></h3>
    <p><strong>{state_words}.</strong> {turn}{said}</p>
    <p class="muted">Envoyée le {date_in_words(sent_on)}. Référence {escape(reference)}.</p>
  </li>"""
