"""The addresses of the front door and of the first page."""

from django.conf import settings
from django.urls import path

from espace_client.documents.urls import urlpatterns as documents
from espace_client.home.views import front_door, leaving, member, papers, seal, verifying

app_name = "home"
urlpatterns = [
    path("", front_door.front_door, name="front_door"),
    path("accueil", member.home, name="home"),
    path("mon-depart", leaving.leaving, name="leaving"),
    path("securite", member.security, name="security"),
    path("securite/historique", member.history, name="history"),
    path("bientot/<slug:code>", member.later, name="later"),
    path("aide", front_door.help_page, name="help"),
    path("accessibilite", front_door.accessibility, name="accessibility"),
    *(
        path(address, front_door.old_address, {"target": target}, name=f"old_{number}")
        for number, (address, target) in enumerate(settings.INSURER.old_addresses.items())
    ),
    path("est-ce-vous", seal.is_it_ours, name="is_it_ours"),
    path("verifier", verifying.verify, name="verify"),
    path("verifier/sans-reseau", verifying.verify_offline, name="verify_offline"),
    path("verifier/<anything:code>", verifying.verdict, name="verdict"),
    path("verifier-sans-reseau.js", verifying.verify_worker, name="verify_worker"),
    path("securite/mes-deux-mots", seal.phrase, name="phrase"),
]

# The way of the deck: « Accéder à mon espace » → « Santé et prévoyance » → « 8 chiffres ».
access = (
    [
        path("acces", front_door.choose_domain, name="choose"),
        path("acces/autre-contrat", front_door.other_domain, name="other_domain"),
        path("acces/sante-prevoyance", front_door.choose_number, name="choose_number"),
        path("acces/sante-prevoyance/8-chiffres", front_door.eight_digits, name="eight_digits"),
        path("acces/sante-prevoyance/<slug:shape>", front_door.other_number, name="other_number"),
    ],
    "access",
)

# « Mes documents » shows what two rooms keep: the addresses of one of them, with the list of both.
all_papers = (
    [
        *documents,
        path("mes-documents", papers.mine, name="mine"),
        path("mes-documents/messages/<uuid:message>", papers.message, name="message"),
        path("mes-documents/messages/<uuid:message>/pdf", papers.letter, name="letter"),
    ],
    "documents",
)
