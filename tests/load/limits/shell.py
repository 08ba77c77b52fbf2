"""What stands around the content of a signed-in page."""

import secrets
from html import escape
from pathlib import Path

import yaml

from espace_client.kernel import insurer as insurer_settings

_FOLDER = Path(__file__).resolve().parents[3] / "config/insurers/horizon"
INSURER = insurer_settings.from_mapping(
    yaml.safe_load((_FOLDER / "insurer.yaml").read_text("utf-8"))
)
NAME = escape(INSURER.name)
_PHONE = INSURER.telephone.replace(" ", "\u00a0")
_HOURS = INSURER.telephone_hours.replace("8 h 30", "8\u00a0h\u00a030").replace("18 h", "18\u00a0h")
TELEPHONE = f'<a href="tel:{INSURER.telephone_link}">{_PHONE}</a>'
HELP_BOX = f"""<aside class="help-box" aria-label="Besoin d’aide ?">
  <p><strong>Besoin d’aide ?</strong></p>
  <a class="phone" href="tel:{INSURER.telephone_link}">{_PHONE}</a>
  <p>{_HOURS}</p>
</aside>"""
_DIALOG = """<dialog data-session data-warn-after="1500" data-ends-after="1800" aria-labelledby="session-bientot">
  <div class="stack" data-soon>
    <h2 id="session-bientot">Votre session va se fermer</h2>
    <p>Vous n’avez rien fait depuis 25 minutes. Pour votre sécurité, la session se ferme dans 5 minutes.</p>
    <div class="actions"><button class="ds-button" data-color="action" type="button" data-address="/session/continuer">Continuer</button></div>
  </div>
  <div class="stack" data-ended hidden>
    <h2 id="session-finie">Votre session est fermée</h2>
    <p>Elle s’est fermée après 30 minutes sans activité. Connectez-vous à nouveau : vous revenez à cette page.</p>
    <p class="actions"><a class="ds-button" data-color="action" href="/connexion">Me connecter à nouveau</a></p>
  </div>
</dialog>
<script src="/static/session.js" defer></script>"""  # noqa: E501 - as the product writes it
_PLACES = {
    "home": ("/accueil", "Accueil"),
    "contracts": ("/mes-contrats", "Mes contrats"),
    "guarantees": ("/mes-garanties", "Mes garanties"),
    "reimbursements": ("/mes-remboursements", "Mes remboursements"),
    "requests": ("/mes-demandes", "Mes demandes"),
    "documents": ("/mes-documents", "Mes documents"),
    "history": ("/securite", "Ma sécurité"),
}


def page(title: str, place: str, main: str) -> str:
    """The whole page around *main*, which is HTML already."""
    return f"""<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>{title} – {NAME}</title>
  <link rel="preload" href="/static/regular.woff2" as="font" type="font/woff2" crossorigin>
  <link rel="stylesheet" href="/static/designsystemet.css">
  <link rel="stylesheet" href="/static/portal.css">
  <link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
</head>
<body>
<a class="ds-skip-link" href="#contenu">Aller au contenu</a>
<header class="site-header">
  <div class="wrap">
    <a class="brand" href="/">
      <img src="/static/horizon.svg" alt="" width="32" height="24">
      {NAME}
    </a>
<nav class="site-nav" aria-label="Menu principal">
  <ul class="nav-wide">
    {_links(place)}
  </ul>
  <details class="menu nav-narrow">
    <summary>Menu <span aria-hidden="true">▾</span></summary>
    <ul>
      {_links(place)}
    </ul>
  </details>
</nav>
  </div>
</header>
<main class="wrap stack-lg" id="contenu" tabindex="-1">
{main}
</main>
<footer class="site-footer">
  <div class="wrap stack">
    <ul>
      <li><a href="/taille/grand?next=/">Texte plus grand</a></li>
      <li><a href="/aide">Aide et contact</a></li>
      <li><a href="/verifier">Vérifier un document</a></li>
      <li><a href="/accessibilite">Accessibilité : non conforme</a></li>
      <li><a href="/conditions">Conditions d’utilisation</a></li>
    </ul>
    <p class="muted">{NAME} – téléphone <a href="tel:{INSURER.telephone_link}">{_PHONE}</a>. {_HOURS}</p>
  </div>
</footer>
{_DIALOG}
</body>
</html>"""  # noqa: E501 - as the product writes it


def _links(place: str) -> str:
    links = "\n".join(
        f'<li><a href="{address}"{" aria-current=page" if here == place else ""}>{name}</a></li>'
        for here, (address, name) in _PLACES.items()
    )
    hidden = '<input type="hidden" name='
    button = '<button class="ds-button" data-variant="secondary" type="submit">'
    return f"""{links}
<li><form method="post" action="/deconnexion">
{hidden}"csrfmiddlewaretoken" value="{secrets.token_urlsafe(48)}">
{hidden}"form_token" value="{secrets.token_hex(16)}">
{button}Me déconnecter</button></form></li>"""


def breadcrumbs(here: str) -> str:
    """The way back to the first page."""
    return f"""<nav class="ds-breadcrumbs" aria-label="Fil d’Ariane">
  <ol>
    <li><a href="/accueil">Accueil</a></li>
    <li><span aria-current="page">{here}</span></li>
  </ol>
</nav>"""
