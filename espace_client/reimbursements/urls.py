"""The addresses of the simulator."""

from django.urls import path

from espace_client.reimbursements.views import sample

app_name = "reimbursements"
urlpatterns = [
    path("simulateur/essai", sample.simulator, name="sample"),
    path("simulateur/essai/<str:state>", sample.simulator, name="sample_step"),
]
