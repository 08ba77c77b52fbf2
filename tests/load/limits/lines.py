"""`/mes-remboursements`: one join, one page. The lines were paid, without a transfer, and stand, as
those of the members of the measure; whoever has others is not told wrong, the limit refuses."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import escape
from uuid import UUID

from psycopg import Connection

from espace_client.kernel.french import NBSP, date_in_words
from tests.load.limits.shell import HELP_BOX, breadcrumbs, page

_PAGE = 20
_LINES = """
SELECT line.id, line.care, line.cared_on, line.paid_on, line.spent, line.basic, line.complementary,
    line.cancelled_on IS NOT NULL OR line.transfer_id IS NOT NULL OR line.paid_on IS NULL,
    (
        SELECT array_agg(other.first_names ORDER BY other.first_names)
        FROM contracts_contract AS contract
        JOIN contracts_coverage AS cover ON cover.contract_id = contract.id
        JOIN members_person AS other ON other.id = cover.person_id
        WHERE contract.holder_id = account.person_id AND other.id <> account.person_id
    )
FROM accounts_account AS account
JOIN reimbursements_reimbursement AS line ON line.person_id = account.person_id
WHERE account.id = %(account)s AND account.state = 'active'
ORDER BY line.cared_on DESC, line.id LIMIT %(most)s
"""
_GROUPS = (
    ("soins-courants", "Soins courants"),
    ("hospitalisation", "Hospitalisation"),
    ("optique", "Optique"),
    ("dentaire", "Dentaire"),
    ("aides-auditives", "Aides auditives"),
    ("autre", "Autres soins"),
)


def lines(connection: Connection, account: UUID, today: date) -> str | None:
    """The page of an account that has lines of care; None for another."""
    values = {"account": account, "most": _PAGE + 1}
    rows = connection.execute(_LINES, values, prepare=True).fetchall()
    if not rows:
        return None
    if any(row[7] for row in rows):
        raise NotImplementedError("the members of the measure have lines that were paid, no more")
    shown = rows[:_PAGE]
    closed = "".join(
        f"<p>Les soins de {escape(name.split()[0])} ne sont pas ici{NBSP}: chacun voit les siens, "
        "sauf accord.</p>"
        for name in rows[0][8] or []
    )
    years = [(str(today.year - back), str(today.year - back)) for back in range(4)]
    main = f"""{breadcrumbs("Mes remboursements")}
<div>
  <h1>Mes remboursements</h1>
  <p class="lead">Ce que vous avez payé, ce qui vous est revenu, ce qui reste.</p>
</div>
<details class="ds-details">
  <summary>Choisir une année ou des soins</summary>
  <div class="stack">
{_chips("par-annee", f"Soins de quelle année{NBSP}?", "Toutes", "annee", years)}
{_chips("par-sorte", f"Quels soins{NBSP}?", "Tous", "soins", _GROUPS)}
  </div>
</details>
<section class="ds-card stack" aria-labelledby="liste">
  <h2 id="liste">Le soin le plus récent d’abord</h2>
  <ul class="rows">
    {"".join(_line(*row[:7]) for row in shown)}
  </ul>
</section>
{_older(shown[-1]) if len(rows) > _PAGE else ""}
{closed}
<section class="stack" aria-labelledby="garder">
  <h2 id="garder">Garder mes remboursements</h2>
  <ul class="link-list">
    <li><a href="/mes-remboursements/tableau?">Télécharger cette liste pour un tableur (CSV)</a>\
</li>
    <li><a href="/mes-remboursements/teletransmission">Un soin manque{NBSP}? Voir le lien avec la \
Sécurité sociale</a></li>
    <li><a href="/mes-remboursements/trop-percu">Une somme versée en trop{NBSP}? Voir ce qui est à \
rendre</a></li>
    <li><a href="/releve-des-remboursements">Demander un relevé annuel (PDF)</a></li>
  </ul>
</section>
{HELP_BOX}"""
    return page("Mes remboursements", "reimbursements", main)


def _chips(key: str, title: str, every: str, name: str, choices: Iterable[tuple[str, str]]) -> str:
    links = "".join(
        f'<li><a href="/mes-remboursements?{name}={code}">{escape(label)}</a></li>'
        for code, label in choices
    )
    return f"""<nav class="stack" aria-labelledby="{key}">
  <h2 id="{key}">{title}</h2>
  <ul class="chips">
    <li><a href="/mes-remboursements?" aria-current="true">{every}</a></li>
    {links}
  </ul>
</nav>"""


def _line(
    key: UUID, care: str, cared_on: date, paid_on: date, spent: Decimal, basic: Decimal,
    ours: Decimal,
) -> str:  # fmt: skip
    left = spent - basic - ours
    start, bars = Decimal(0), ""
    for look, amount in (("done", basic), ("ours", ours), ("left", left)):
        width = amount * 100 / spent
        if width:
            bars += f'<rect class="bar-{look}" x="{start:.2f}" width="{width:.2f}" height="4"/>'
        start += width
    return f"""<li class="stack">
<h3><a href="/mes-remboursements/{key}">{escape(care)}</a></h3>
<p>Soin du {date_in_words(cared_on)}. Payé le {date_in_words(paid_on)}.</p>
<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" \
focusable="false">{bars}</svg>
<dl class="facts"><dt>Payé</dt><dd>{_euros(spent)}</dd><dt>Sécurité sociale</dt>\
<dd>{_euros(basic)}</dd><dt>Votre mutuelle</dt><dd>{_euros(ours)}</dd><dt>À votre charge</dt>\
<dd><strong>{_euros(left)}</strong></dd></dl>
</li>"""


def _euros(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",") + f"{NBSP}€"


def _older(last: tuple) -> str:
    return f"""<p class="actions"><a class="ds-button" data-variant="secondary" \
href="/mes-remboursements?apres={last[2].isoformat()}_{last[0].hex}">Voir les soins plus anciens\
</a></p>"""
