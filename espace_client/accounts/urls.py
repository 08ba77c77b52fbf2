"""The addresses of an account. They are French: members read them and type them."""

from django.urls import path

from espace_client.accounts.views import (
    activation,
    codes,
    confirming,
    confirming_identifier,
    creation,
    email,
    email_links,
    identifiers,
    moved,
    replacing,
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
    path("securite/adresse-e-mail", email.change_email, name="change_email"),
    path("securite/adresse-e-mail/verifier", email.verify_email, name="verify_email"),
    path("securite/adresse-e-mail/renvoyer", email.email_again, name="email_again"),
    path("securite/adresse-e-mail/garder", email.keep_email, name="keep_email"),
    path("securite/adresse-e-mail/fait", email.email_changed, name="email_changed"),
    path("adresse-e-mail/confirmer", email_links.email_link, name="email_link"),
    path("adresse-e-mail/confirmee", email_links.email_confirmed, name="email_confirmed"),
    path(
        "adresse-e-mail/confirmer/<anything:raw>", email_links.confirm_email, name="confirm_email"
    ),
    path("annuler-adresse", email_links.undo, name="undo"),
    path("annuler-adresse/faite", email_links.email_undone, name="email_undone"),
    path("annuler-adresse/<anything:raw>", email_links.undo_email, name="undo_email"),
    path("identifiant/mise-a-jour", replacing.update_identifier, name="update_identifier"),
    path("identifiant/corriger", replacing.correct_identifier, name="correct_identifier"),
    path("identifiant/verifier", replacing.verify_identifier, name="verify_identifier"),
    path("identifiant/renvoyer", replacing.identifier_again, name="identifier_again"),
    path("identifiant/rien-recu", replacing.help_finding_mail, name="help_finding_mail"),
    path("identifiant/plus-tard", replacing.put_off, name="put_off"),
    path("identifiant/sans-e-mail", moved.without_email, name="without_email"),
    path("identifiant/numero-garde", moved.without_email_done, name="without_email_done"),
    path("identifiant/mot-de-passe", moved.replace_password, name="replace_password"),
    path("identifiant/fait", moved.identifier_done, name="identifier_done"),
    path(
        "identifiant/confirmer", confirming_identifier.confirm_identifier, name="confirm_identifier"
    ),
    path(
        "identifiant/confirmer/merci",
        confirming_identifier.identifier_confirmed,
        name="identifier_confirmed",
    ),
    path(
        "identifiant/confirmer/nouveau-lien",
        confirming_identifier.new_identifier_link,
        name="new_identifier_link",
    ),
    path(
        "identifiant/confirmer/lien-envoye",
        confirming_identifier.identifier_link_sent,
        name="identifier_link_sent",
    ),
    path(
        "identifiant/confirmer/<anything:raw>",
        confirming_identifier.open_identifier_link,
        name="open_identifier_link",
    ),
    path("connexion/nouvel-identifiant", identifiers.new_identifier, name="new_identifier"),
    path("connexion/espace-ferme", identifiers.closed_space, name="closed_space"),
    path("connexion/mot-de-passe-a-changer", identifiers.blocked_space, name="blocked_space"),
]
