from django.apps import AppConfig


class ReimbursementsConfig(AppConfig):
    name = "espace_client.reimbursements"
