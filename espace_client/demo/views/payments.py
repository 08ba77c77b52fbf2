"""The demo's payment centre: what waits for its money, and the transfers of the day."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from espace_client.demarches.models import Demarche
from espace_client.demarches.operations import take_payment_file
from espace_client.demo import demo_clock
from espace_client.demo.payments import (
    asking_back_file,
    came_back_file,
    cancelling_file,
    paid_lately,
    payment_file,
    to_pay,
    waiting_back,
)
from espace_client.kernel.actors import robot
from espace_client.kernel.clock import PARIS
from espace_client.reimbursements.misfits import files_lately
from espace_client.reimbursements.models import PaymentLine
from espace_client.ui.once import once

_CENTRE = robot("le centre de paiement")


@login_not_required
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """What was accepted and is not paid, what was paid, and the last files."""
    context = {
        "waiting": to_pay(),
        "paid": paid_lately(),
        "back": waiting_back(),
        "files": files_lately(),
    }
    return render(request, "demo/payments_page.html", context)


@login_not_required
@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """The file that would be sent now, to look at."""
    content = payment_file(at=demo_clock.now())
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="virements.csv"'
    return response


@login_not_required
@require_POST
@once
def pay(request: HttpRequest) -> HttpResponse:
    """The transfers of the day leave, and the portal takes their file."""
    now = demo_clock.now()
    if to_pay():
        _send(payment_file(at=now), now)
    return redirect("demo:payments")


@login_not_required
@require_POST
@once
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """What was paid for a request is cancelled, and the portal takes the file that says so."""
    return _send_for(reference, paid_lately(), cancelling_file)


@login_not_required
@require_POST
@once
def ask_back(request: HttpRequest, reference: str) -> HttpResponse:
    """A part of what was paid for a request was too much, and the portal takes the file that says
    so."""
    return _send_for(reference, paid_lately(), asking_back_file)


@login_not_required
@require_POST
@once
def came_back(request: HttpRequest, reference: str) -> HttpResponse:
    """What was asked back came back."""
    return _send_for(reference, waiting_back(), came_back_file)


def _send_for[Row: (Demarche, PaymentLine)](
    reference: str, rows: Iterable[Row], file_of: Callable[..., bytes]
) -> HttpResponse:
    """The file of the one of *rows* that has that reference; of none, nothing is sent."""
    now = demo_clock.now()
    for one in rows:
        if one.reference == reference:
            _send(file_of(one, at=now), now)
    return redirect("demo:payments")


def _send(content: bytes, now: datetime) -> None:
    name = f"virements-{now.astimezone(PARIS):%Y-%m-%d-%H%M%S}.csv"
    take_payment_file(name=name, content=content, actor=_CENTRE, at=now)
