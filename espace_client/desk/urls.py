"""The addresses of the desk, under DESK_PATH. No number and no name ever stands in one."""

from django.urls import path

from espace_client.desk.views import (
    addresses,
    enrolment,
    file,
    guardians,
    proofs,
    rollout,
    searching,
    session,
    team,
    withdrawing,
)

app_name = "desk"
urlpatterns = [
    path("", searching.home, name="home"),
    path("connexion", session.sign_in, name="sign_in"),
    path("connexion/code", session.code, name="code"),
    path("deconnexion", session.sign_out, name="sign_out"),
    path("au-revoir", session.signed_out, name="signed_out"),
    path("invitation", enrolment.choose_password, name="choose_password"),
    path("invitation/telephone", enrolment.second_factor, name="second_factor"),
    path("invitation/carre", enrolment.square, name="square"),
    path("invitation/<anything:raw>", enrolment.open_invitation, name="open_invitation"),
    path("codes-de-secours", enrolment.recovery_codes, name="recovery_codes"),
    path("recherche", searching.search, name="search"),
    path("dossiers/<uuid:person>", file.file, name="file"),
    path("dossiers/<uuid:person>/ouvrir", file.open_file, name="open_file"),
    path("dossiers/<uuid:person>/lien", file.send_link, name="send_link"),
    path("demandes/<uuid:proof>/approuver", proofs.approve, name="approve"),
    path("demandes/<uuid:proof>/refuser", proofs.refuse, name="refuse"),
    path("demandes/<uuid:proof>/code", proofs.send_code, name="send_code"),
    path("adresses", addresses.addresses, name="addresses"),
    path("adresses/<uuid:change>/eclairci", addresses.clear_up, name="clear_up"),
    path("equipe", team.team, name="team"),
    path("equipe/inviter", team.invite, name="invite"),
    path("equipe/<uuid:member>/retirer", team.let_go, name="let_go"),
    path(
        "dossiers/<uuid:person>/courrier-activation",
        file.send_activation_letter,
        name="send_activation_letter",
    ),
    path("mesures/<uuid:measure>/acces", guardians.open_access, name="open_for_guardian"),
    path("documents/<uuid:document>/annuler", withdrawing.withdraw, name="withdraw"),
    path("bascule", rollout.rollout, name="rollout"),
]
