"""The door before an act that matters: password and code again, within ten minutes."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from espace_client.accounts import operations, queries
from espace_client.accounts.models import Account, Act, Purpose, StepUp
from espace_client.accounts.operations.second_steps import send_second_step
from espace_client.accounts.password_forms import StepUpForm
from espace_client.accounts.ways import Way, ways_of
from espace_client.kernel import emails
from espace_client.kernel.errors import UnableTo
from espace_client.ui.addresses import our_own
from espace_client.ui.once import once
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key

_GIVEN = "step_ups"

type View = Callable[..., HttpResponse]


def after_step_up(act: Act) -> Callable[[View], View]:
    """Show the page once the password and a code were given again for *act*, in this session.

    The view finds the proof in `request.step_up` and hands it to its verb, which uses it up.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            found = step_up_of(request, act)
            if found is None:
                query = urlencode({"next": request.path})
                return redirect(f"{reverse('accounts:step_up', args=[act])}?{query}")
            request.step_up = found
            return view(request, *args, **kwargs)

        door.act = act  # type: ignore[attr-defined]  # the access matrix reads it
        return door

    return decorate


def step_up_of(request: Request, act: Act) -> StepUp | None:
    """What was shown again for *act* in this session, while it counts."""
    assert isinstance(request.user, Account)
    given = StepUp.objects.filter(
        account=request.user,
        act=act,
        used_at__isnull=True,
        given_at__lte=request.moment,
        expires_at__gt=request.moment,
    )
    here = Q(session_key=kept_key(request.session.session_key or ""))
    # A second click gets what the first one put in the session, under an id of its own.
    here |= Q(pk__in=request.session.get(_GIVEN, []))
    return given.filter(here).order_by("-given_at").first()


@require_http_methods(["GET", "HEAD", "POST"])
@once
def step_up(request: Request, act: str) -> HttpResponse:
    """Is it really you? A button sends a code, then the password and the code are typed. A GET
    sends nothing; whoever has an app or paper types at once."""
    if act not in Act:
        raise Http404
    form = StepUpForm(digits=_is_sent(request))
    if request.method != "POST":
        return _show(request, Act(act), form)
    form = StepUpForm(request.POST, digits=_is_sent(request))
    if form.is_valid() and _gives(request, Act(act), form):
        return redirect(_following(request) or "home:security")
    return _show(request, Act(act), form)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def step_up_code(request: Request, act: str) -> HttpResponse:
    """« Recevoir le code »: one leaves, and the page asks for it."""
    if act not in Act:
        raise Http404
    account = _account(request)
    if request.method == "POST":
        try:
            send_second_step(
                account=account,
                purpose=Purpose.STEP_UP,
                actor=account.actor,
                at=request.moment,
                bound_to=act,
            )
        except UnableTo as refusal:
            form = StepUpForm(digits=_is_sent(request))
            return _show(request, Act(act), form, refusal=refusal.sentence)
    query = urlencode({"next": _following(request)})
    return redirect(f"{reverse('accounts:step_up', args=[act])}?{query}")


def _gives(request: Request, act: Act, form: StepUpForm) -> bool:
    """Whether what was typed gives the right to *act*; the session then has another id."""
    account = _account(request)
    request.session.cycle_key()
    try:
        given = operations.step_up(
            account=account,
            act=act,
            password=form.cleaned_data["password"],
            code=form.cleaned_data["code"],
            session_key=kept_key(request.session.session_key or ""),
            actor=account.actor,
            at=request.moment,
        )
    except operations.UnableToStepUp as refusal:
        form.add_error("password", refusal.sentence)
    except UnableTo as refusal:
        form.add_error("code", refusal.sentence)
    else:
        request.session[_GIVEN] = [str(given.pk)]
    return not form.errors


def _show(request: Request, act: Act, form: StepUpForm, refusal: str = "") -> HttpResponse:
    account = _account(request)
    sent = _is_sent(request)
    code = queries.live_code(account, Purpose.STEP_UP, act) if sent else None
    context = {
        "form": form,
        "act": act,
        "next": _following(request),
        "ways": ways_of(account),
        "sent": sent,
        "waits": code is not None and request.moment < code.expires_at,
        "masked_email": emails.masked(account.email) if account.email else "",
        "refusal": refusal,
        "place": "security",
    }
    status = 422 if form.errors or refusal else 200
    return TemplateResponse(request, "accounts/step_up.html", context, status=status)


def _is_sent(request: Request) -> bool:
    """Whether the code leaves by mail or text message; else it is on a telephone or on paper."""
    return bool({Way.EMAIL, Way.SMS} & set(ways_of(_account(request))))


def _following(request: Request) -> str:
    return our_own(request.POST.get("next") or request.GET.get("next", ""))


def _account(request: Request) -> Account:
    assert isinstance(request.user, Account)
    return request.user
