"""The addresses of guarantees in plain words, of the yearly statement, and of the simulator."""

from django.urls import path

from espace_client.reimbursements.views import (
    comparing,
    feeds,
    guarantees,
    left,
    lines,
    member,
    sample,
    statement,
)

app_name = "reimbursements"
urlpatterns = [
    path("mes-garanties", guarantees.guarantees, name="guarantees"),
    path("mes-garanties/<uuid:contract>", guarantees.guarantees, name="guarantees_of"),
    path("mes-garanties/<uuid:contract>/comparer", comparing.compare, name="compare"),
    path("ce-qu-il-vous-reste/<uuid:contract>", left.left, name="left"),
    path("mes-remboursements", lines.lines, name="list"),
    path("mes-remboursements/teletransmission", feeds.feeds, name="feeds"),
    path("mes-remboursements/tableau", lines.table, name="table"),
    path("mes-remboursements/trop-percu", lines.asked_back, name="asked_back"),
    path("mes-remboursements/<uuid:line>", lines.line, name="line"),
    path("mes-remboursements/<uuid:line>/pdf", lines.paper, name="line_paper"),
    path("releve-des-remboursements", statement.ask, name="statement"),
    path("releve-des-remboursements/<uuid:document>", statement.ready, name="statement_ready"),
    path("releve-des-remboursements/<uuid:document>/pdf", statement.pdf, name="statement_pdf"),
    path("simulateur", member.simulator, name="simulator"),
    path("simulateur/essai", sample.simulator, name="sample"),
    path("simulateur/essai/<str:state>", sample.simulator, name="sample_step"),
    path("simulateur/<str:state>", member.simulator, name="simulator_step"),
    path("simulateur/<str:state>/pdf", member.on_paper, name="simulator_paper"),
]
