"""The addresses of the simulator."""

from django.urls import path

from espace_client.reimbursements.views import member, sample

app_name = "reimbursements"
urlpatterns = [
    path("simulateur", member.simulator, name="simulator"),
    path("simulateur/essai", sample.simulator, name="sample"),
    path("simulateur/essai/<str:state>", sample.simulator, name="sample_step"),
    path("simulateur/<str:state>", member.simulator, name="simulator_step"),
    path("simulateur/<str:state>/pdf", member.on_paper, name="simulator_paper"),
]
