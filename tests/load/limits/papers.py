"""`/mes-documents`: one join, one page.

Who may know of whose care is not asked: the members of the measures have documents that tell none,
and nothing was sent to them. Whoever has is not told wrong, the limit refuses.
"""

from datetime import datetime
from html import escape
from itertools import groupby
from uuid import UUID

from psycopg import Connection

from espace_client.kernel.clock import PARIS
from espace_client.kernel.french import moment_in_words
from tests.load.limits.shell import HELP_BOX, breadcrumbs, page

_PAGE = 20
_PAPERS = """
SELECT document.id, document.title, document.number, document.issued_at, document.size,
    document.facts ->> 'about', known.years, known.kinds, known.refused
FROM accounts_account AS account
JOIN LATERAL (
    SELECT array_agg(DISTINCT date_part('year', issued_at AT TIME ZONE 'Europe/Paris')::int)
            AS years,
        array_agg(DISTINCT kind) AS kinds,
        bool_or(care_of <> '{}' OR withdrawn_at IS NOT NULL OR version_of <> '') OR EXISTS (
            SELECT FROM delivery_parcel WHERE person = account.person_id
        ) AS refused
    FROM documents_issueddocument WHERE person = account.person_id
) AS known ON true
JOIN documents_issueddocument AS document ON document.person = account.person_id
WHERE account.id = %(account)s AND account.state = 'active'
ORDER BY document.issued_at DESC, document.id DESC LIMIT %(most)s
"""


def papers(connection: Connection, account: UUID) -> str | None:
    """The page of an account that was issued certificates; None for another."""
    values = {"account": account, "most": _PAGE + 1}
    rows = connection.execute(_PAPERS, values, prepare=True).fetchall()
    if not rows:
        return None
    years, kinds, refused = rows[0][6:9]
    if refused or len(kinds) > 1:
        raise NotImplementedError("the members of a measure have certificates, and nothing else")
    shown = rows[:_PAGE]
    sections = "".join(
        _section(year, list(group)) for year, group in groupby(shown, lambda row: _year(row[3]))
    )
    main = f"""{breadcrumbs("Mes documents")}
<div>
  <h1>Mes documents</h1>
  <p class="lead">Les documents que nous avons préparés pour vous, et ce que nous vous avons \
envoyé.</p>
</div>
{_years(sorted(years, reverse=True)) if len(years) > 1 else ""}
{sections}
{_older(shown[-1][3], shown[-1][0]) if len(rows) > _PAGE else ""}
<p class="actions"><a class="ds-button" data-variant="secondary" href="/attestations">\
Demander une attestation</a></p>
{HELP_BOX}"""
    return page("Mes documents", "documents", main)


def _year(moment: datetime) -> int:
    return moment.astimezone(PARIS).year


def _years(years: list[int]) -> str:
    links = "".join(f'<li><a href="/mes-documents?annee={year}">{year}</a></li>' for year in years)
    return f"""<nav class="stack" aria-labelledby="par-annee">
  <h2 id="par-annee">Choisir une année</h2>
  <ul class="chips">
    <li><a href="/mes-documents?" aria-current="true">Toutes</a></li>
    {links}
  </ul>
</nav>"""


def _older(moment: datetime, paper: UUID) -> str:
    key = f"{int(moment.timestamp() * 1_000_000)}-{paper.hex}"
    return f"""<p class="actions"><a class="ds-button" data-variant="secondary" \
href="/mes-documents?apres={key}">Voir les documents plus anciens</a></p>"""


def _section(year: int, rows: list[tuple]) -> str:
    items = "".join(_item(*row[:6]) for row in rows)
    return f"""<section class="ds-card stack" aria-labelledby="annee-{year}">
  <h2 id="annee-{year}">{year}</h2>
  <ul class="rows">
    {items}
  </ul>
</section>"""


def _item(paper: UUID, title: str, number: str, at: datetime, size: int, about: str) -> str:
    title, number, about = escape(title), escape(number), escape(about)
    whose = f'<span class="visually-hidden"> {title} {number}</span>'
    return f"""<li class="stack">
<h3>{title}</h3>
<p>{about[:1].upper()}{about[1:]}.</p>
<p class="muted">Date : {moment_in_words(at)}. Numéro <span class="code">{number}</span>.</p>
<p class="actions"><a class="ds-button" data-color="accent" href="/mes-documents/{paper}/pdf">\
Télécharger (PDF, {max(1, round(size / 1000))} Ko){whose}</a> \
<a href="/mes-documents/{paper}">Lire à l’écran{whose}</a></p>
</li>
"""
