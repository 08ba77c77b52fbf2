"""The addresses of an account. They are French: members read them and type them."""

from django.urls import path

from espace_client.accounts.views import (
    activation,
    carers,
    codes,
    confirming,
    creation,
    giving_access,
    session,
    taking_access,
)

app_name = "accounts"
urlpatterns = [
    path("creer-mon-compte", creation.identity, name="identity"),
    path("creer-mon-compte/message", creation.waiting, name="waiting"),
    path("creer-mon-compte/renvoyer", creation.another_message, name="another_message"),
    path("creer-mon-compte/corriger", creation.correct_email, name="correct_email"),
    path("creer-mon-compte/code", codes.text_code, name="text_code"),
    path("creer-mon-compte/nouveau-code", codes.another_text_code, name="another_text_code"),
    path("creer-mon-compte/courrier", codes.letter_by_post, name="letter_by_post"),
    path("courrier", confirming.letter_code, name="letter_code"),
    path("confirmer", confirming.confirm, name="confirm"),
    path("confirmer/nouveau-message", confirming.confirmation_again, name="confirmation_again"),
    path("confirmer/message-envoye", confirming.confirmation_sent, name="confirmation_sent"),
    path("confirmer/merci", confirming.proof_given, name="proof_given"),
    path("confirmer/refusee", confirming.proof_declined, name="proof_declined"),
    path("confirmer/<anything:raw>", confirming.open_confirmation, name="open_confirmation"),
    path("activer", activation.choose_password, name="choose_password"),
    path("activer/nouveau-lien", activation.new_link, name="new_link"),
    path("activer/lien-envoye", activation.link_sent, name="link_sent"),
    path("activer/<anything:raw>", activation.open_link, name="open_link"),
    path("bienvenue", activation.welcome, name="welcome"),
    path("connexion", session.sign_in, name="sign_in"),
    path("connexion/qui", session.who, name="who"),
    path("deconnexion", session.sign_out, name="sign_out"),
    path("au-revoir", session.signed_out, name="signed_out"),
]

# Carers.
urlpatterns += [
    path("aidants", carers.carers, name="carers"),
    path("aidants/donner", giving_access.who, name="give_access"),
    path("aidants/donner/fonctions", giving_access.functions, name="give_functions"),
    path("aidants/donner/duree", giving_access.until, name="give_until"),
    path("aidants/donner/verifier", giving_access.check, name="give_check"),
    path("aidants/donner/fait", giving_access.given, name="access_given"),
    path("aidants/acces/<uuid:access>", carers.access, name="access"),
    path("aidants/acces/<uuid:access>/renvoyer", carers.invite_again, name="invite_again"),
    path("aidants/acces/<uuid:access>/terminer", carers.end_access, name="end_access"),
    path("aidants/j-aide/<uuid:access>", carers.enter, name="enter_space"),
    path("aidants/revenir", carers.leave, name="leave_space"),
    path("aidants/code", taking_access.code, name="carer_code"),
    path("aidants/invitation", taking_access.invitation, name="invitation"),
    path("aidants/invitation/compte", taking_access.newcomer, name="new_carer"),
    path("aidants/invitation/message", taking_access.mail_sent, name="carer_mail_sent"),
    path("aidants/invitation/refusee", taking_access.declined, name="invitation_declined"),
    path(
        "aidants/invitation/<anything:raw>", taking_access.open_invitation, name="open_invitation"
    ),
]
