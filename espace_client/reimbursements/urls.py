"""The addresses of the simulator, and of what is left of each guarantee."""

from django.urls import path

from espace_client.reimbursements.views import left, member, sample

app_name = "reimbursements"
urlpatterns = [
    path("ce-qu-il-vous-reste/<uuid:contract>", left.left, name="left"),
    path("simulateur", member.simulator, name="simulator"),
    path("simulateur/essai", sample.simulator, name="sample"),
    path("simulateur/essai/<str:state>", sample.simulator, name="sample_step"),
    path("simulateur/<str:state>", member.simulator, name="simulator_step"),
]
