"""The button of a link that confirms an e-mail: in the session that asked, or on another device,
which shows the password too."""

from espace_client.accounts import operations
from espace_client.accounts.models import Account, EmailChange, OneTimeCode
from espace_client.accounts.password_forms import ShownPasswordForm
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.devices import label_of
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key
from espace_client.ui.source import source_of


def is_here(request: Request, account: Account) -> bool:
    """Whether this browser is signed in as *account*."""
    return isinstance(request.user, Account) and request.user.pk == account.pk


def password_form(request: Request, account: Account) -> ShownPasswordForm | None:
    """What is typed before the button counts; None where the session has shown it."""
    if is_here(request, account):
        return None
    return ShownPasswordForm(request.POST if request.method == "POST" else None)


def press(
    request: Request, change: EmailChange, code: OneTimeCode, form: ShownPasswordForm | None
) -> Account | None:
    """Confirm *change*. None: the password is missing or wrong, *form* says so, and the link is
    still good. Raises UnableToChangeEmail."""
    if form is None:
        return operations.confirm_email_change(
            change=change,
            code=code,
            actor=change.account.actor,
            at=request.moment,
            session_key=kept_key(request.session.session_key or ""),
            source=source_of(request),
            device=label_of(request),
        )
    if not form.is_valid():
        return None
    try:
        return operations.confirm_email_elsewhere(
            change=change,
            code=code,
            password=form.cleaned_data["password"],
            source=source_of(request),
            device=label_of(request),
            actor=visitor(),
            at=request.moment,
        )
    except operations.UnableToChangeEmail:
        raise
    except UnableTo as refusal:
        form.add_error("password", refusal.sentence)
    return None
