"""Giving an access: who, for what, until when; then read it again and confirm."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import finding_carers, operations, sending
from espace_client.accounts.carer_forms import BY_EMAIL, CarerForm, FunctionsForm, UntilForm
from espace_client.accounts.models import Account, Act
from espace_client.accounts.operations import WantedAccess
from espace_client.accounts.step_ups import NeedsStepUp
from espace_client.accounts.views.stepping_up import after_step_up
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.members.rights import LABELS
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request

_TYPED, _GIVEN = "giving_access", "access_given"
_WHO, _WHAT, _UNTIL = "who", "what", "until"


@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def who(request: Request) -> HttpResponse:
    """Who helps you?"""
    person = _giver(request).person
    if request.departure is not None:  # the list says why
        return redirect("accounts:carers")
    by_letter = sending.can_be_written_to(sending.recipient(person))
    form = CarerForm(request.POST or None, by_letter=by_letter, initial=_typed(request, _WHO))
    return _step(
        request, form, _WHO, "accounts/carers_give_who.html", following="accounts:give_functions"
    )


@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def functions(request: Request) -> HttpResponse:
    """What may this person do?"""
    _giver(request)
    if not _typed(request, _WHO):
        return redirect("accounts:give_access")
    form = FunctionsForm(request.POST or None, initial=_typed(request, _WHAT))
    return _step(
        request, form, _WHAT, "accounts/carers_give_functions.html", following="accounts:give_until"
    )


@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def until(request: Request) -> HttpResponse:
    """Until when?"""
    _giver(request)
    if not _typed(request, _WHAT):
        return redirect("accounts:give_access")
    form = UntilForm(request.POST or None, today=request.today, initial=_typed(request, _UNTIL))
    return _step(
        request, form, _UNTIL, "accounts/carers_give_until.html", following="accounts:give_check"
    )


@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@after_step_up(Act.DELEGATE)
def check(request: Request) -> HttpResponse:
    """All of it on one page, then yes. Behind the password and a code again."""
    account, wanted = _giver(request), _wanted(request)
    if wanted is None:
        return redirect("accounts:give_access")
    refusal = ""
    if request.method == "POST":
        try:
            access = operations.give_access(
                account=account, wanted=wanted, step_up=request.step_up,
                actor=account.actor, at=request.moment,
            )  # fmt: skip
        except NeedsStepUp:
            return redirect("accounts:give_check")
        except UnableTo as error:
            refusal = error.sentence
        else:
            del request.session[_TYPED]
            request.session[_GIVEN] = str(access.pk)
            return redirect("accounts:access_given")
    labels = [label for right, label in LABELS.items() if right in wanted.rights]
    context = {"wanted": wanted, "functions": labels, "refusal": refusal, "place": "carers"}
    status = 422 if refusal else 200
    return TemplateResponse(request, "accounts/carers_give_check.html", context, status=status)


@require_safe
def given(request: Request) -> HttpResponse:
    """What happens next, and who acts."""
    kept = request.session.get(_GIVEN)
    person = _giver(request).person_id
    seen = kept and finding_carers.access_given_by(person, kept, on=request.today)
    if not seen:
        return redirect("accounts:carers")
    context = {"seen": seen, "place": "carers"}
    return TemplateResponse(request, "accounts/carers_given.html", context)


def _step(
    request: Request, form: Form, part: str, template: str, *, following: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        typed = dict(request.session.get(_TYPED, {}))
        typed[part] = {name: form.cleaned_data[name] for name in form.fields}
        request.session[_TYPED] = typed
        return redirect(following)
    name = _typed(request, _WHO).get("first_name", "")
    context = {"form": form, "first_name": name, "place": "carers"}
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)


def _typed(request: Request, part: str) -> dict[str, Any]:
    found: dict[str, Any] = request.session.get(_TYPED, {}).get(part, {})
    return found


def _wanted(request: Request) -> WantedAccess | None:
    """What the pages before have asked, if they all have their answer and it still makes sense."""
    who, what, until = (_typed(request, part) for part in (_WHO, _WHAT, _UNTIL))
    chosen = UntilForm(until, today=request.today)
    if not (who and what and chosen.is_valid()):
        return None
    return WantedAccess(
        carer_name=f"{who['first_name']} {who['last_name']}",
        carer_email=who["email"] if who["way"] == BY_EMAIL else "",
        rights=frozenset(Right(one) for one in what["rights"]),
        end_on=chosen.end_on(),
    )


def _giver(request: Request) -> Account:
    """Whoever is signed in, if the insurer covers them: a carer has no space to open."""
    assert isinstance(request.user, Account)
    if not request.user.person.in_file:
        raise Http404
    return request.user
