"""« Accéder à mon espace » → « Santé et prévoyance » → « 8 chiffres », and the public pages."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from espace_client.ui.request import Request


@login_not_required
@require_safe
def front_door(request: Request) -> HttpResponse:
    """The first page of the site. Whoever is signed in goes to their own."""
    if request.user.is_authenticated:
        return redirect("home:home")
    return render(request, "home/front_door.html", {"opening": _opening(request)})


@login_not_required
@require_safe
def choose_domain(request: Request) -> HttpResponse:
    """Health, or something else?"""
    return render(request, "home/choose_domain.html")


@login_not_required
@require_safe
def choose_number(request: Request) -> HttpResponse:
    """Which number is on your card?"""
    return render(request, "home/choose_number.html", {"shapes": settings.INSURER.number_shapes})


@login_not_required
@require_safe
def eight_digits(request: Request) -> HttpResponse:
    """Create my account, or sign in."""
    return render(request, "home/eight_digits.html", {"opening": _opening(request)})


@login_not_required
@require_safe
def other_number(request: Request, shape: str) -> HttpResponse:
    """Help for another number, or for no card at all."""
    shapes = {one.code: one for one in settings.INSURER.number_shapes if not one.creates_account}
    if shape not in shapes:
        raise Http404
    return render(request, "home/other_number.html", {"shape": shapes[shape]})


@login_not_required
@require_safe
def other_domain(request: Request) -> HttpResponse:
    """What is not health is not here: whom to call."""
    return render(request, "home/other_domain.html")


@login_not_required
@require_safe
def help_page(request: Request) -> HttpResponse:
    """Whom to call, when, where to write."""
    return render(request, "home/help.html")


@login_not_required
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "home/accessibility.html")


@login_not_required
@require_safe
def old_address(request: Request, target: str) -> HttpResponse:
    """An address of the old portal, still in somebody's favourites."""
    return redirect(target, permanent=False)


def _opening(request: Request) -> object | None:
    """The function that opens the space, while it is still closed."""
    function = settings.INSURER.function("create_account")
    return None if function.is_open(request.today) else function
