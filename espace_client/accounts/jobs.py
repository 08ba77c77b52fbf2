"""The worker's door to accounts."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from espace_client.accounts import operations, queries, quick_card
from espace_client.accounts.forgotten import ResetWay, unsealed
from espace_client.accounts.models import CodeKind
from espace_client.accounts.queries import account_by_id
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


@app.task(name="accounts.refill_sheet", queue="letters", retry=5)
def refill_sheet(account_id: str) -> None:
    account = account_by_id(account_id)
    if account:
        operations.refill_sheet(
            account=account, actor=robot("les codes sur papier"), at=clock.now()
        )


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


@app.periodic(cron="40 2 * * *")
@app.task(name="accounts.follow_file", queue="letters", queueing_lock="accounts.follow_file")
def follow_the_file(timestamp: int) -> None:
    operations.follow_the_file(actor=robot("la mise à jour de la nuit"), at=clock.now())


_PROTECTION = robot("la protection des mots de passe")
_AFTER_THE_MAILS = -10  # priority: one batch takes a second, and what members wait for comes first


@app.periodic(cron="*/15 * * * *")
@app.task(name="accounts.wrap", queue="letters", queueing_lock="accounts.wrap")
def wrap(timestamp: int) -> None:
    """Begin with the old passwords that an import has brought, unless that is under way."""
    operations.count_old_accounts(actor=_PROTECTION, at=clock.now())
    if queries.has_hashes_to_wrap():
        _wrap_after("")


@app.task(name="accounts.wrap_batch", queue="letters", retry=5)
def wrap_batch(after: str) -> None:
    batch = operations.wrap_old_passwords(actor=_PROTECTION, at=clock.now(), after=after)
    if not batch.is_empty:
        _wrap_after(batch.last)


def _wrap_after(login: str) -> None:
    task = app.configure_task(
        "accounts.wrap_batch", queue="letters", priority=_AFTER_THE_MAILS,
        queueing_lock="accounts.wrap_batch",
    )  # fmt: skip
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer(after=login)


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


@app.task(name="accounts.answer_card_request", queue="letters", retry=5)
def answer_card_request(sealed: str) -> None:
    operations.answer_card_request(
        typed=quick_card.unsealed(sealed), actor=robot("la carte au comptoir"), at=clock.now()
    )


@app.periodic(cron="30 6 * * *")
@app.task(
    name="accounts.announce_closings", queue="letters", queueing_lock="accounts.announce_closings"
)
def announce_closings(timestamp: int) -> None:
    """Whose space closes within some weeks is told, once."""
    operations.announce_closings(actor=robot("la fermeture des espaces"), at=clock.now())
