"""The addresses of an account. They are French: members read them and type them."""

from django.urls import path

from espace_client.accounts.views import activation, creation, session

app_name = "accounts"
urlpatterns = [
    path("creer-mon-compte", creation.identity, name="identity"),
    path("creer-mon-compte/message", creation.waiting, name="waiting"),
    path("creer-mon-compte/renvoyer", creation.another_message, name="another_message"),
    path("creer-mon-compte/corriger", creation.correct_email, name="correct_email"),
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
