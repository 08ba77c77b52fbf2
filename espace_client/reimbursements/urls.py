"""The addresses of the simulator, of what is left of each guarantee, of the yearly statement."""

from django.urls import path

from espace_client.reimbursements.views import left, member, sample, statement

app_name = "reimbursements"
urlpatterns = [
    path("ce-qu-il-vous-reste/<uuid:contract>", left.left, name="left"),
    path("releve-des-remboursements", statement.ask, name="statement"),
    path("releve-des-remboursements/<uuid:document>", statement.ready, name="statement_ready"),
    path("releve-des-remboursements/<uuid:document>/pdf", statement.pdf, name="statement_pdf"),
    path("simulateur", member.simulator, name="simulator"),
    path("simulateur/essai", sample.simulator, name="sample"),
    path("simulateur/essai/<str:state>", sample.simulator, name="sample_step"),
    path("simulateur/<str:state>", member.simulator, name="simulator_step"),
    path("simulateur/<str:state>/pdf", member.on_paper, name="simulator_paper"),
]
