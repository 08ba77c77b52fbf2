"""`/accueil`: one join, one page."""

from datetime import date
from html import escape
from itertools import groupby
from uuid import UUID

from psycopg import Connection

from espace_client.kernel import clock
from espace_client.kernel.french import date_in_words, day_in_words, enumeration, grouped_digits
from tests.load.limits.shell import HELP_BOX, INSURER, NAME, page
from tests.load.limits.under_way import COLUMN, to_do, under_way

_CONTRACTS = f"""
SELECT contract.id, product.name, contract.start_on, contract.end_on, holder.member_number,
    rtrim(split_part(covered.first_names, ' ', 1), ',') || ' '
        || coalesce(nullif(covered.usual_name, ''), covered.birth_name),
    me.title, coalesce(nullif(me.usual_name, ''), me.birth_name), me.first_names,
    (
        SELECT option.name FROM contracts_option AS option
        JOIN contracts_productversion AS version ON version.id = option.version_id
        WHERE version.product_id = product.id AND option.code = contract.option_code
            AND greatest(least(%(today)s, contract.end_on), contract.start_on)
                BETWEEN version.valid_from AND coalesce(version.valid_to, 'infinity')
    ),
    %(today)s BETWEEN cover.start_on AND coalesce(cover.end_on, 'infinity'),
    {COLUMN},
    contract.kind = 'individuel_art4_evin' AND contract.holder_id = me.id
FROM accounts_account AS account
JOIN members_person AS me ON me.id = account.person_id
JOIN LATERAL (
    SELECT id FROM contracts_coverage WHERE person_id = me.id
    UNION
    SELECT cover.id FROM contracts_coverage AS cover
    JOIN contracts_contract AS held ON held.id = cover.contract_id WHERE held.holder_id = me.id
) AS seen ON true
JOIN contracts_coverage AS cover ON cover.id = seen.id
JOIN members_person AS covered ON covered.id = cover.person_id
JOIN contracts_contract AS contract ON contract.id = cover.contract_id
JOIN members_person AS holder ON holder.id = contract.holder_id
JOIN contracts_product AS product ON product.id = contract.product_id
WHERE account.id = %(account)s AND account.state = 'active'
    AND (cover.end_on IS NULL OR cover.end_on >= %(today)s - interval '2 years')
    AND (contract.end_on IS NULL OR contract.end_on >= %(today)s - interval '2 years')
ORDER BY contract.start_on DESC, contract.id, cover.person_id <> contract.holder_id,
    cover.start_on, cover.id
"""
_TITLES = {"MME": "Madame", "M": "Monsieur"}
_HERE = {
    "sign_in", "create_account", "contracts", "guarantees", "certificate", "documents", "card",
    "requests", "card_again", "messages", "simulator", "radiation", "contributions_paid",
    "care_statement", "reimbursements", "lenses", "any_care", "contested_line",
}  # fmt: skip
_LATER = "".join(
    f'<li><a href="/bientot/{code}">{escape(function.label)}</a></li>'
    for code, function in INSURER.functions.items()
    if code not in _HERE
)
_REST = f"""<details class="ds-details">
      <summary>Ce qui ouvrira plus tard</summary>
      <ul class="link-list">
        {_LATER}
      </ul>
    </details>
  </div>
  <div class="home-side">
    <nav class="ds-card" aria-label="Accès rapides">
      <ul class="link-list">
        <li><a href="/mes-remboursements">Mes remboursements</a></li>
        <li><a href="/mes-garanties">Mes garanties en clair</a></li>
        <li><a href="/simulateur">Combien me sera remboursé ?</a></li>
        <li><a href="/mes-contrats">Mes contrats</a></li>
        <li><a href="/attestations">Demander une attestation</a></li>
        <li><a href="/mes-documents">Mes documents</a></li>
        <li><a href="/mes-messages">Mes messages</a></li>
      </ul>
    </nav>
    {HELP_BOX}
  </div>"""


def home(connection: Connection, account: UUID) -> str | None:
    """The page of an account that has a contract; None for another."""
    today = clock.today()
    values = {"account": account, "today": today}
    rows = connection.execute(_CONTRACTS, values, prepare=True).fetchall()
    if not rows:
        return None
    contracts = [list(covers) for _, covers in groupby(rows, key=lambda row: row[0])]
    card = next((covers for covers in contracts if _in_force(covers, today)), None)
    title, name, first_names = rows[0][6:9]
    who = _TITLES[title] if title else first_names.split()[0].rstrip(",")
    items = "".join(_item(covers, today) for covers in contracts)
    asked = rows[0][11] or []
    main = f"""<div>
  <h1>Bonjour {who} {escape(name)}</h1>
  <p class="lead">{day_in_words(today).capitalize()}</p>
</div>
{to_do(asked, today)}
<div class="grid-home">
  {_card(card) if card else ""}
  <div class="home-main">
    {under_way(asked, today)}
    <section class="ds-card stack" aria-labelledby="contrats">
      <h2 id="contrats">Ce que vous avez</h2>
      <ul class="rows">
        {items}
      </ul>
    </section>
    {_REST}
</div>"""
    return page("Accueil", "home", main)


def _in_force(covers: list[tuple], today: date) -> bool:
    start_on, end_on = covers[0][2:4]
    return (
        start_on <= today
        and (end_on is None or today <= end_on)
        and any(covered_now for *_, covered_now, _asked, _right in covers)
    )


def _card(covers: list[tuple]) -> str:
    product, number = escape(covers[0][1]), grouped_digits(covers[0][4] or "")
    names = "<br>".join(escape(row[5]) for row in covers if row[10])
    return f"""<div class="home-card">
    <div class="tp-card">
      <span class="tp-card-top"><strong>{NAME}</strong> <span>{product}</span></span>
      <span><small>Numéro d’adhérent</small><span class="tp-card-number">{number}</span></span>
      <span class="tp-card-names"><span>{names}</span></span>
    </div>
    <p class="actions"><a href="/ma-carte">Montrer ma carte en grand</a></p>
  </div>"""


def _item(covers: list[tuple], today: date) -> str:
    contract, product, start_on, end_on, option = (covers[0][i] for i in (0, 1, 2, 3, 9))
    if _in_force(covers, today):
        said = f"Couvre {escape(enumeration([row[5] for row in covers if row[10]]))}."
    else:
        said = f"Terminé le {date_in_words(end_on)}." if end_on else ""
        said = said or f"Commence le {date_in_words(start_on)}."
    product = escape(product)
    right = covers[0][12] and _in_force(covers, today)
    named = f"{product}, option {escape(option)}" if option else product
    return f"""<li>
          <h3>{named}</h3>
          <p class="muted">{said}</p>
          <p class="actions"><a href="/mes-garanties/{contract}">Voir les garanties\
<span class="visually-hidden"> {product}</span></a>{_right(contract, product) if right else ""}</p>
        </li>"""


def _right(contract: UUID, product: str) -> str:
    return f""" <a href="/mes-contrats/{contract}/droit-de-maintien">Votre droit de maintien\
<span class="visually-hidden"> {product}</span></a>"""
