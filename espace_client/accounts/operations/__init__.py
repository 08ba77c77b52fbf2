"""The verbs of an account: ask for one, answer, send the link again, activate, sign in and out."""

from espace_client.accounts.operations.activating import UnableToActivate, activate_account
from espace_client.accounts.operations.asking import (
    TypedIdentity,
    answer_request,
    ask_for_account,
    take_up_again,
)
from espace_client.accounts.operations.entering import UnableToSignIn, enter, leave, sign_in
from espace_client.accounts.operations.forgetting import forget_what_is_old
from espace_client.accounts.operations.links import (
    UnableToSendAgain,
    issue_link,
    note_unusable_link,
)

__all__ = [
    "TypedIdentity",
    "UnableToActivate",
    "UnableToSendAgain",
    "UnableToSignIn",
    "activate_account",
    "answer_request",
    "ask_for_account",
    "enter",
    "forget_what_is_old",
    "issue_link",
    "leave",
    "note_unusable_link",
    "sign_in",
    "take_up_again",
]
