"""The addresses of the demo's guide."""

from django.urls import path

from espace_client.demo.views import cards, first_week, guide, letters, mails, payments

app_name = "demo"
urlpatterns = [
    path("", guide.index, name="index"),
    path("clock", guide.set_clock, name="clock"),
    path("first-week", first_week.live, name="first_week"),
    path("mailbox", mails.mailbox, name="mailbox"),
    path("mailbox.json", mails.mailbox_json, name="mailbox_json"),
    path("mailbox/<int:number>", mails.mail, name="mail"),
    path("mailbox/<int:number>/html", mails.mail_html, name="mail_html"),
    path("texts", letters.texts, name="texts"),
    path("texts.json", letters.texts_json, name="texts_json"),
    path("letters", letters.letters, name="letters"),
    path("letters.json", letters.letters_json, name="letters_json"),
    path("letters/print", letters.print_now, name="print_letters"),
    path("cards", cards.cards, name="cards"),
    path("cards/print", cards.print_now, name="print_cards"),
    path("cards/follow", cards.follow_now, name="follow_cards"),
    path("cards/<int:number>/post", cards.post, name="post_cards"),
    path("payments", payments.payments, name="payments"),
    path("payments/file", payments.file, name="payment_file"),
    path("payments/pay", payments.pay, name="pay"),
    path("payments/cancel/<str:reference>", payments.cancel, name="cancel_payment"),
    path("payments/ask-back/<str:reference>", payments.ask_back, name="ask_back"),
    path("payments/came-back/<str:reference>", payments.came_back, name="came_back"),
    path("letters/<int:number>", letters.letter, name="letter"),
    path("letters/<int:number>/pdf", letters.letter_pdf, name="letter_pdf"),
]
