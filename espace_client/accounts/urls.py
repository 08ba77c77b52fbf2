"""The addresses of an account. They are French: members read them and type them."""

from django.urls import path

from espace_client.accounts.views import (
    activation,
    codes,
    confirming,
    creation,
    going_on,
    identifiers,
    session,
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
    path("session/continuer", going_on.go_on, name="go_on"),
    # Beside the sign-in.
    path("connexion/nouvel-identifiant", identifiers.new_identifier, name="new_identifier"),
    path("connexion/espace-ferme", identifiers.closed_space, name="closed_space"),
    path("connexion/mot-de-passe-a-changer", identifiers.blocked_space, name="blocked_space"),
]
