"""The worker's door to accounts."""

from uuid import UUID

from procrastinate.contrib.django import app

from espace_client.accounts import operations
from espace_client.kernel import clock
from espace_client.kernel.actors import robot


@app.task(name="accounts.answer_request", queue="letters", retry=5)
def answer_request(request_id: str) -> None:
    operations.answer_request(
        request_id=UUID(request_id), actor=robot("la création de compte"), at=clock.now()
    )
