"""The addresses of an account. They are French: members read them and type them."""

from django.urls import path

from espace_client.accounts.views import (
    activation,
    codes,
    confirming,
    creation,
    email,
    email_links,
    forgotten,
    passkeys,
    password,
    second_factors,
    second_step,
    session,
    sessions,
    stepping_up,
    stepping_up_by_key,
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
    # The second step of a sign-in.
    path("connexion/code", second_step.second_step, name="second_step"),
    path("connexion/nouveau-code", second_step.another_code, name="another_second_step"),
    # The sessions that are open, the devices that are known.
    path("securite/appareils", sessions.sessions, name="sessions"),
    path("securite/appareils/tout-deconnecter", sessions.end_sessions, name="end_sessions"),
    path("securite/appareils/deconnecter/<uuid:session>", sessions.end_session, name="end_session"),
    path("securite/appareils/oublier/<uuid:device>", sessions.forget_device, name="forget_device"),
    # An app, recovery codes.
    path("securite/double-protection", second_factors.second_factors, name="second_factors"),
    path("securite/double-protection/application", second_factors.link_app, name="link_app"),
    path("securite/double-protection/carre", second_factors.app_square, name="app_square"),
    path(
        "securite/double-protection/application/retirer",
        second_factors.remove_app,
        name="remove_app",
    ),
    path(
        "securite/double-protection/codes-de-secours",
        second_factors.recovery_codes,
        name="recovery_codes",
    ),
    path(
        "securite/double-protection/nouveaux-codes",
        second_factors.new_recovery_codes,
        name="new_recovery_codes",
    ),
    # Passkeys.
    path(
        "securite/confirmer/<slug:act>/cle",
        stepping_up_by_key.step_up_passkey,
        name="step_up_passkey",
    ),
    path("connexion/cle", second_step.passkey, name="second_step_passkey"),
    path("securite/double-protection/cle", passkeys.add_passkey, name="add_passkey"),
    path(
        "securite/double-protection/cle/retirer/<uuid:passkey>",
        passkeys.remove_passkey,
        name="remove_passkey",
    ),
    # The password: forgotten, changed, shown again before an act that matters.
    path("mot-de-passe-oublie", forgotten.forgotten, name="forgotten"),
    path("mot-de-passe-oublie/message", forgotten.reset_sent, name="reset_sent"),
    path("mot-de-passe-oublie/code", forgotten.reset_code, name="reset_code"),
    path("mot-de-passe-oublie/nouveau", forgotten.reset_password, name="reset_password"),
    path("mot-de-passe-oublie/nouveau-lien", forgotten.reset_again, name="reset_again"),
    path("mot-de-passe-oublie/fait", forgotten.reset_done, name="reset_done"),
    path("mot-de-passe-oublie/<anything:raw>", forgotten.open_reset, name="open_reset"),
    path("securite/mot-de-passe", password.change_password, name="change_password"),
    path("securite/mot-de-passe/fait", password.password_changed, name="password_changed"),
    path("securite/confirmer/<slug:act>", stepping_up.step_up, name="step_up"),
    # The e-mail that one signs in with: changed, confirmed, undone.
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
    path("securite/recevoir-un-code/<slug:act>", stepping_up.step_up_code, name="step_up_code"),
]
