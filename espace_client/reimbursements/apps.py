from django.apps import AppConfig
from django.core import checks


class ReimbursementsConfig(AppConfig):
    name = "espace_client.reimbursements"

    def ready(self) -> None:
        from espace_client.reimbursements.checks import check_acts, check_figures

        checks.register(check_figures)
        checks.register(check_acts)
