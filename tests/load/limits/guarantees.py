"""`/mes-garanties/<contract>`: one join, one page."""

from functools import cache
from html import escape
from itertools import groupby
from uuid import UUID, uuid4

from psycopg import Connection

from espace_client.benefits.grammar import parse
from espace_client.benefits.headings import HARMONISED, USUAL_EXTRAS
from espace_client.benefits.plain import headline, in_plain_words, legend
from espace_client.kernel import clock
from espace_client.kernel.french import date_in_words, enumeration
from tests.load.limits.shell import HELP_BOX, breadcrumbs, page

_TABLE = """
SELECT guarantee.heading, guarantee.label, guarantee.expression, guarantee.note,
    product.name, option.name, seen.names, version.valid_from, version.source, contract.end_on
FROM accounts_account AS account
JOIN contracts_contract AS contract ON contract.id = %(contract)s
JOIN contracts_product AS product ON product.id = contract.product_id
JOIN LATERAL (
    SELECT coalesce(string_agg(said, E'\\n' ORDER BY rank, start_on, id) FILTER (WHERE now),
        string_agg(said, E'\\n' ORDER BY rank, start_on, id)) AS names
    FROM (
        SELECT cover.id, cover.start_on, cover.person_id <> contract.holder_id AS rank,
            %(today)s BETWEEN cover.start_on AND coalesce(cover.end_on, 'infinity') AS now,
            rtrim(split_part(person.first_names, ' ', 1), ',') || ' '
                || coalesce(nullif(person.usual_name, ''), person.birth_name) AS said
        FROM contracts_coverage AS cover
        JOIN members_person AS person ON person.id = cover.person_id
        WHERE cover.contract_id = contract.id
            AND account.person_id IN (cover.person_id, contract.holder_id)
            AND (cover.end_on IS NULL OR cover.end_on >= %(today)s - interval '2 years')
    ) AS cover
) AS seen ON seen.names IS NOT NULL
JOIN contracts_productversion AS version ON version.product_id = product.id
    AND greatest(least(%(today)s, contract.end_on), contract.start_on)
        BETWEEN version.valid_from AND coalesce(version.valid_to, 'infinity')
JOIN contracts_option AS option
    ON option.version_id = version.id AND option.code = contract.option_code
JOIN contracts_guarantee AS guarantee ON guarantee.option_id = option.id
WHERE account.id = %(account)s AND account.state = 'active'
    AND (contract.end_on IS NULL OR contract.end_on >= %(today)s - interval '2 years')
ORDER BY guarantee.position
"""
_HEADINGS = {heading.code: heading.label for heading in HARMONISED + USUAL_EXTRAS}
_LEGEND = "".join(
    f"<p><strong>{escape(term)}</strong><br>{escape(meaning)}</p>" for term, meaning in legend()
)
_HEAD = """<thead><tr><th scope="col">Soin</th><th scope="col">Votre garantie</th>\
<th scope="col">Comme écrit au contrat</th></tr></thead>"""

_DO = """<p class="actions no-print"><a class="ds-button" data-variant="secondary" \
href="/ce-qu-il-vous-reste/{contract}">Voir ce qu’il me reste</a> \
<a class="ds-button" data-variant="secondary" \
href="/simulateur">Combien me sera remboursé ?</a></p>
<form class="actions no-print" method="post" action="/mes-garanties/{contract}/pdf">\
<input type="hidden" name="csrfmiddlewaretoken" value="{secret}">\
<input type="hidden" name="form_token" value="{secret}"><button class="ds-button" \
data-variant="secondary" type="submit">Télécharger ce tableau (PDF)</button></form>"""


def guarantees(connection: Connection, account: UUID, contract: str) -> str | None:
    """The page; None when the contract is not there for this account."""
    today = clock.today()
    values = {"account": account, "contract": contract, "today": today}
    rows = connection.execute(_TABLE, values, prepare=True).fetchall()
    if not rows:
        return None
    product, option, names, valid_from, source, end_on = rows[0][4:]
    sections = [(code, list(lines)) for code, lines in groupby(rows, key=lambda row: row[0])]
    chips = "".join(f'<li><a href="#{code}">{_HEADINGS[code]}</a></li>' for code, _ in sections)
    tables = "".join(_section(code, lines) for code, lines in sections)
    read_for = date_in_words(min(today, end_on) if end_on else today)
    who = escape(enumeration(names.split("\n")))
    main = f"""{breadcrumbs("Mes garanties")}
<div>
  <h1>Mes garanties</h1>
  <p class="lead">Contrat {escape(product)}, option {escape(option)}, pour {who}</p>
</div>
{_DO.format(contract=contract, secret=uuid4().hex)}
<nav class="no-print" aria-label="Familles de soins">
  <ul class="chips">
    {chips}
    <li><a href="#mots">Les mots du tableau</a></li>
  </ul>
</nav>
{tables}
<section class="ds-card stack" aria-labelledby="mots">
  <h2 id="mots">Les mots du tableau</h2>
  {_LEGEND}
</section>
<p class="muted">Tableau en vigueur depuis le {date_in_words(valid_from)}, lu pour le {read_for}. \
{escape(source)}.</p>
{HELP_BOX}"""
    return page("Mes garanties", "guarantees", main)


def _section(code: str, lines: list[tuple[str, ...]]) -> str:
    label = _HEADINGS[code]
    rows = "".join(_row(line[1], line[2], line[3]) for line in lines)
    return f"""<section class="ds-card bare stack" aria-labelledby="{code}">
  <h2 id="{code}">{label}</h2>
  <table class="ds-table guarantees">
    <caption class="visually-hidden">Garanties : {label}</caption>
    {_HEAD}
    <tbody>
      {rows}
    </tbody>
  </table>
</section>
"""


def _row(label: str, expression: str, note: str) -> str:
    short, plain, printed = _told(expression)
    more = f" {escape(note)}" if note else ""
    return f"""<tr>
        <th scope="row">{escape(label)}</th>
        <td data-label="Votre garantie"><strong>{short}</strong>\
<p class="en-clair">{plain}{more}</p></td>
        <td data-label="Comme écrit au contrat">{printed}</td>
      </tr>
      """


@cache
def _told(expression: str) -> tuple[str, str, str]:
    value = parse(expression)
    return escape(headline(value)), escape(in_plain_words(value)), escape(expression)
