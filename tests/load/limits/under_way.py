"""« Mes demandes en cours », and what the member must do, as `/accueil` shows them."""

from datetime import date
from html import escape

from espace_client.kernel.french import date_in_words, day_in_words

# Joined to whoever `me` is: [[id, reference, kind, state, asked on, promised on], …] or NULL.
COLUMN = """(
        SELECT json_agg(json_build_array(id, reference, kind, state, asked_on, promised_on)
            ORDER BY promised_on, reference)
        FROM demarches_takenoverrequest AS asked
        WHERE asked.person_id = me.id AND NOT (asked.state = 'close')
    )"""

KINDS = {
    "message": "Message à nos conseillers",
    "devis_dentaire": "Devis dentaire",
    "lentilles": "Remboursement de lentilles",
    "hospitalisation": "Prise en charge hospitalière",
    "remboursement": "Autre remboursement",
    "reexpedition_carte": "Nouvel envoi de la carte de tiers payant",
    "resiliation": "Résiliation de contrat",
    "coordonnees": "Changement de coordonnées",
}
STATES = {
    "recue": "Reçue par nos équipes. C’est à nous d’agir.",
    "en_etude": "En cours d’étude. C’est à nous d’agir.",
    "document_attendu": "Il nous manque un document. C’est à vous d’agir.",
    "attente_tiers": "En attente de la réponse d’un autre organisme. C’est à lui d’agir, "
    "et nous suivons.",
    "acceptee": "Acceptée. C’est à nous d’agir.",
}
_NOTHING = """<p>Aucune demande en cours.</p>
<p class="actions"><a href="/demarches">Faire une demande</a> \
<a href="/mes-demandes">Voir les anciennes</a></p>"""
_NOTHING_WAITS = """<section class="ds-card stack" aria-labelledby="a-faire">
  <h2 id="a-faire">Rien à faire aujourd’hui</h2>
  <p>Nous n’attendons rien de vous. Quand ce sera le cas, ce sera écrit ici, avec la date.</p>
</section>"""

type Asked = list[tuple[str, str, str, str, str, str]]


def to_do(asked: Asked, today: date) -> str:
    """What the insurer awaits of the member."""
    items = "".join(
        f'<li><a href="/mes-demandes/{key}">{KINDS[kind]}</a>\u00a0: '
        f"{_awaited(date.fromisoformat(promised_on), today)}</li>"
        for key, _, kind, state, _, promised_on in asked
        if state == "document_attendu"
    )
    if not items:
        return _NOTHING_WAITS
    return f"""<section class="ds-card stack" aria-labelledby="a-faire">
  <h2 id="a-faire">Nous attendons quelque chose de vous</h2>
  <ul>
    {items}
  </ul>
</section>"""


def under_way(asked: Asked, today: date) -> str:
    """The three oldest promises, and how many more there are."""
    return f"""<section class="ds-card stack" aria-labelledby="en-cours">
      <h2 id="en-cours">Mes demandes en cours</h2>
      {_list(asked, today) if asked else _NOTHING}
    </section>"""


def _list(asked: Asked, today: date) -> str:
    items = "".join(_item(*one, today=today) for one in asked[:3])
    others = len(asked) - 3
    more = "une autre demande" if others == 1 else f"{others} autres demandes"
    told = f"<p>Vous avez {more} en cours.</p>"
    return f"""<ul class="rows">
  {items}
</ul>
{told if others > 0 else ""}
<p class="actions"><a href="/mes-demandes">Voir toutes les demandes</a> \
<a href="/demarches">Faire une demande</a></p>"""


def _item(
    key: str, reference: str, kind: str, state: str, asked_on: str, promised_on: str, *, today: date
) -> str:
    promised, asked = date.fromisoformat(promised_on), date.fromisoformat(asked_on)
    said = said_of(state, promised, today)
    when = f"<p><strong>{said}</strong></p>" if today > promised else f"<p>{said}</p>"
    return f"""<li>
    <h3><a href="/mes-demandes/{key}">{KINDS[kind]}</a></h3>
    <p>{STATES[state]}</p>
    {when}
    <p class="muted">Envoyée le {date_in_words(asked)}. Référence {escape(reference)}.</p>
  </li>"""


def _awaited(day: date, today: date) -> str:
    if today > day:
        return (
            f"Nous l’attendions pour le {day_in_words(day)}. Rien n’est perdu\u00a0: appelez-nous."
        )
    return f"Envoyez-le avant le {day_in_words(day)}."


def said_of(state: str, promised: date, today: date) -> str:
    """What comes next of a request of the old portal that is open."""
    if state == "document_attendu":
        return _awaited(promised, today)
    day = day_in_words(promised)
    if today > promised:
        over = "la date est passée, nous vous devons une réponse."
        return f"Réponse promise pour le {day}\u00a0: {over}"
    return f"Réponse au plus tard le {day}."
