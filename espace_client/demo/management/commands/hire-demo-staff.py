"""`espace-client hire-demo-staff`: the two people of the demo's desk, with known passwords."""

from typing import Any

from django.core.management.base import BaseCommand

from espace_client.demo import demo_clock
from espace_client.demo.staff import STAFF, hire


class Command(BaseCommand):
    help = "Met les deux personnes inventées au poste conseiller de la démonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        for somebody in STAFF:
            hire(somebody, at=demo_clock.now())
