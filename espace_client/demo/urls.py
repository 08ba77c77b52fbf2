"""The addresses of the demo's guide."""

from django.urls import path

from espace_client.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.index, name="index"),
    path("clock", views.set_clock, name="clock"),
    path("mailbox", views.mailbox, name="mailbox"),
    path("mailbox.json", views.mailbox_json, name="mailbox_json"),
    path("mailbox/<int:number>", views.mail, name="mail"),
    path("mailbox/<int:number>/html", views.mail_html, name="mail_html"),
]
