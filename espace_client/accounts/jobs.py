"""The worker's door to accounts."""

from uuid import UUID

from procrastinate.contrib.django import app

from espace_client.accounts import operations
from espace_client.accounts.forgotten import ResetWay, unsealed
from espace_client.accounts.models import CodeKind
from espace_client.kernel import clock
from espace_client.kernel.actors import robot
from espace_client.ui.sessions import SessionStore


@app.task(name="accounts.answer_request", queue="letters", retry=5)
def answer_request(request_id: str) -> None:
    operations.answer_request(
        request_id=UUID(request_id), actor=robot("la création de compte"), at=clock.now()
    )


@app.task(name="accounts.withdraw_request", queue="letters", retry=5)
def withdraw_request(request_id: str) -> None:
    operations.withdraw_request(
        request_id=UUID(request_id), actor=robot("la création de compte"), at=clock.now()
    )


@app.task(name="accounts.answer_for_code", queue="letters", retry=5)
def answer_for_code(request_id: str, kind: str) -> None:
    operations.answer_for_code(
        request_id=UUID(request_id),
        kind=CodeKind(kind),
        actor=robot("la création de compte"),
        at=clock.now(),
    )


@app.task(name="accounts.answer_email_change", queue="letters", retry=5)
def answer_email_change(change_id: str) -> None:
    operations.answer_email_change(
        change_id=UUID(change_id), actor=robot("le changement d’adresse"), at=clock.now()
    )


@app.task(name="accounts.answer_password_reset", queue="letters", retry=5)
def answer_password_reset(sealed: str, way: str) -> None:
    operations.answer_password_reset(
        typed=unsealed(sealed), way=ResetWay(way), actor=robot("les mots de passe oubliés"),
        at=clock.now(),
    )  # fmt: skip


@app.periodic(cron="*/10 * * * *")
@app.task(name="accounts.take_up_again", queue="letters", queueing_lock="accounts.take_up_again")
def take_up_again(timestamp: int) -> None:
    operations.take_up_again(actor=robot("la création de compte"), at=clock.now())


@app.periodic(cron="10 3 * * *")
@app.task(name="accounts.expire_proofs", queue="letters", queueing_lock="accounts.expire_proofs")
def expire_proofs(timestamp: int) -> None:
    operations.expire_proofs(actor=robot("le ménage de la nuit"), at=clock.now())


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.forget", queue="letters", queueing_lock="accounts.forget")
def forget(timestamp: int) -> None:
    operations.forget_what_is_old(actor=robot("le ménage de la nuit"), at=clock.now())
    SessionStore.clear_expired()


@app.task(name="accounts.send_carer_link", queue="letters", retry=5)
def send_carer_link(account_id: str) -> None:
    operations.send_carer_link(
        account_id=UUID(account_id), actor=robot("l’accès des aidants"), at=clock.now()
    )


@app.periodic(cron="15 0 * * *")
@app.task(name="accounts.end_past_accesses", queue="letters", queueing_lock="accounts.end_past")
def end_past_accesses(timestamp: int) -> None:
    operations.end_past_accesses(actor=robot("le ménage de la nuit"), at=clock.now())
