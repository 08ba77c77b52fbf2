"""Coming in on the desk, in two steps, and going out."""

from datetime import timedelta

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.middleware import ENDED
from espace_client.accounts.second_factor import CODE_WAIT
from espace_client.accounts.staff import StaffMember
from espace_client.desk.doors import staff_of
from espace_client.desk.forms import CodeForm, DeskSignInForm
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.addresses import our_own
from espace_client.ui.once import forget_replays, once
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

# Who gave the right password and owes a code. It names nobody to Django: no right comes with it.
_WAITING, _SINCE, _NEXT = "desk_waiting", "desk_since", "desk_next"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def sign_in(request: Request) -> HttpResponse:
    """The first factor: e-mail and password. It opens nothing but the page of the code."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect("desk:home")
    form = DeskSignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            staff = operations.check_staff_password(
                email=form.cleaned_data["email"],
                password=form.cleaned_data["password"],
                source=source_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            request.session.cycle_key()
            request.session[_WAITING] = str(staff.pk)
            request.session[_SINCE] = request.moment.timestamp()
            request.session[_NEXT] = _safe_next(request)
            return redirect("desk:code")
    context = {
        "form": form,
        "next": _safe_next(request),
        "session_ended": request.method == "GET" and request.session.pop(ENDED, False),
    }
    return TemplateResponse(
        request, "desk/sign_in.html", context, status=422 if form.errors else 200
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def code(request: Request) -> HttpResponse:
    """The second factor. The session opens here, under a new id, and nowhere before."""
    waiting = _who_waits(request)
    if waiting is None:
        return redirect("desk:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            staff = operations.check_code(
                staff=waiting,
                code=form.cleaned_data["code"],
                source=source_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("code", refusal.sentence)
        else:
            following = request.session.get(_NEXT) or "desk:home"
            for key in (_WAITING, _SINCE, _NEXT):
                request.session.pop(key, None)
            auth.login(request, staff)  # type: ignore[arg-type]
            return redirect(following)
    return TemplateResponse(
        request, "desk/code.html", {"form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
def sign_out(request: Request) -> HttpResponse:
    """Close the session here and on the server."""
    if request.method != "POST":
        return redirect("desk:home")
    staff = staff_of(request)
    operations.leave_desk(staff=staff, at=request.moment)
    forget_replays(str(staff.pk))
    auth.logout(request)
    response = redirect("desk:signed_out")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_safe
def signed_out(request: Request) -> HttpResponse:
    """You have left; how to come back."""
    return TemplateResponse(request, "desk/signed_out.html")


def _who_waits(request: Request) -> StaffMember | None:
    since = request.session.get(_SINCE)
    if since is None or request.moment.timestamp() - since > CODE_WAIT / timedelta(seconds=1):
        return None
    staff = queries.staff_by_id(request.session.get(_WAITING))
    return staff if staff and staff.is_active else None


def _safe_next(request: Request) -> str:
    """The page first asked for, if it is one of ours."""
    return our_own(request.POST.get("next") or request.GET.get("next", ""))
