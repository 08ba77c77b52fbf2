"""From an invitation to an access: a password, a telephone, ten printed codes."""

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.passwords import UnableToUsePassword
from espace_client.accounts.second_factor import enrolment_address
from espace_client.accounts.staff import StaffMember
from espace_client.desk.doors import show, staff_of
from espace_client.desk.forms import CodeForm, NewPasswordForm
from espace_client.documents.qr_codes import qr_code
from espace_client.kernel import spelling, tokens
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request

_INVITATION, _CODES = "desk_invitation", "desk_recovery_codes"
_PIXELS = 5  # a module of the square


@login_not_required
@require_safe
def open_invitation(request: Request, raw: str) -> HttpResponse:
    """Keep the hash of the token, and go to an address without it. Uses nothing up."""
    token = tokens.cleaned(raw)
    request.session[_INVITATION] = tokens.token_hash(token).hex()
    response = redirect("desk:choose_password")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def choose_password(request: Request) -> HttpResponse:
    """The rules are read before typing."""
    staff = _invited(request)
    if staff is None:
        return _unusable(request)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.choose_staff_password(
                staff=staff,
                password=form.cleaned_data["password"],
                actor=visitor(),
                at=request.moment,
            )
        except UnableToUsePassword as refusal:
            form.add_error("password", refusal.sentence)
        except operations.UnableToEnrol:
            return _unusable(request)
        else:
            return redirect("desk:second_factor")
    return _show(request, "desk/choose_password.html", form, staff)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def second_factor(request: Request) -> HttpResponse:
    """The telephone learns the secret; its first code proves it, and opens the access."""
    staff = _invited(request)
    if staff is None:
        return _unusable(request)
    if staff.totp_sealed is None:
        return redirect("desk:choose_password")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            enrolled, codes = operations.confirm_staff(
                staff=staff,
                code=form.cleaned_data["code"],
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("code", refusal.sentence)
        else:
            auth.login(request, enrolled)  # type: ignore[arg-type]
            _keep_codes(request, enrolled, codes)
            return redirect("desk:recovery_codes")
    secret = queries.opened_secret(staff)
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return _show(request, "desk/second_factor.html", form, staff, secret=groups)


@login_not_required
@require_safe
def square(request: Request) -> HttpResponse:
    """The secret as a square for the telephone's camera. An image of its own, since a page may
    hold no inline one; never kept by a browser."""
    staff = _invited(request)
    if staff is None or staff.totp_sealed is None:
        return _unusable(request)
    address = enrolment_address(
        queries.opened_secret(staff), who=staff.email, where=settings.INSURER.name
    )
    return HttpResponse(qr_code(address, pixels=_PIXELS), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def recovery_codes(request: Request) -> HttpResponse:
    """Ten codes to print, shown until one says that they are."""
    if request.method == "POST":
        request.session.pop(_CODES, None)
        return redirect("desk:home")
    sealed = request.session.get(_CODES)
    if sealed is None:
        return redirect("desk:home")
    staff = staff_of(request)
    opened = settings.SEALING_KEYS.unseal_bytes(bytes.fromhex(sealed), bound_to=_bound_to(staff))
    codes = [spelling.grouped(code) for code in opened.decode().split()]
    return show(request, "desk/recovery_codes.html", codes=codes)


def _keep_codes(request: Request, staff: StaffMember, codes: list[str]) -> None:
    """Sealed: a session is a row of the database, and these codes open it."""
    sealed = settings.SEALING_KEYS.seal_bytes(" ".join(codes).encode(), bound_to=_bound_to(staff))
    request.session[_CODES] = sealed.hex()


def _bound_to(staff: StaffMember) -> str:
    return f"recovery codes to print:{staff.pk}"


def _invited(request: Request) -> StaffMember | None:
    kept = request.session.get(_INVITATION)
    if kept is None:
        return None
    return queries.staff_of_invitation(bytes.fromhex(kept), at=request.moment)


def _unusable(request: Request) -> HttpResponse:
    return TemplateResponse(request, "desk/invitation_unusable.html", status=410)


def _show(
    request: Request,
    template: str,
    form: CodeForm | NewPasswordForm,
    staff: StaffMember,
    **context: object,
) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, template, {"form": form, "invited": staff, **context}, status=status
    )
