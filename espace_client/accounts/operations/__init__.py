"""The verbs of an account: ask for one, answer, send the link again, activate, sign in and out;
and those of the insurer's people: hire, come in with two factors, open a file."""

from espace_client.accounts.operations.activating import UnableToActivate, activate_account
from espace_client.accounts.operations.asking import (
    TypedIdentity,
    answer_request,
    ask_for_account,
    take_up_again,
)
from espace_client.accounts.operations.calling_back import UnableToApprove, approve_after_call
from espace_client.accounts.operations.changing_words import change_two_words
from espace_client.accounts.operations.codes import (
    answer_for_code,
    ask_for_code,
    send_confirmation_again,
    send_letter_code,
)
from espace_client.accounts.operations.desk_entering import (
    UnableToEnterDesk,
    check_code,
    check_staff_password,
    enter_desk,
    leave_desk,
)
from espace_client.accounts.operations.entering import UnableToSignIn, enter, leave, sign_in
from espace_client.accounts.operations.forgetting import forget_what_is_old
from espace_client.accounts.operations.hiring import (
    UnableToEnrol,
    UnableToHire,
    choose_staff_password,
    confirm_staff,
    invite_staff,
    let_go,
)
from espace_client.accounts.operations.links import (
    UnableToSendAgain,
    issue_link,
    note_unusable_link,
)
from espace_client.accounts.operations.opening import UnableToOpenFile, note_reading, open_file
from espace_client.accounts.operations.proving import (
    UnableToProve,
    approve_proof,
    confirm_proof,
    decline_proof,
    expire_proofs,
    refuse_proof,
)
from espace_client.accounts.operations.recognising import (
    Recognised,
    recognise_message,
)
from espace_client.accounts.operations.typing_codes import (
    UnableToUseCode,
    give_text_code,
    read_letter_code,
)
from espace_client.accounts.operations.withdrawing import withdraw_request

__all__ = [
    "Recognised",
    "TypedIdentity",
    "UnableToActivate",
    "UnableToApprove",
    "UnableToEnrol",
    "UnableToEnterDesk",
    "UnableToHire",
    "UnableToOpenFile",
    "UnableToProve",
    "UnableToSendAgain",
    "UnableToSignIn",
    "UnableToUseCode",
    "activate_account",
    "answer_for_code",
    "answer_request",
    "approve_after_call",
    "approve_proof",
    "ask_for_account",
    "ask_for_code",
    "change_two_words",
    "check_code",
    "check_staff_password",
    "choose_staff_password",
    "confirm_proof",
    "confirm_staff",
    "decline_proof",
    "enter",
    "enter_desk",
    "expire_proofs",
    "forget_what_is_old",
    "give_text_code",
    "invite_staff",
    "issue_link",
    "leave",
    "leave_desk",
    "let_go",
    "note_reading",
    "note_unusable_link",
    "open_file",
    "read_letter_code",
    "recognise_message",
    "refuse_proof",
    "send_confirmation_again",
    "send_letter_code",
    "sign_in",
    "take_up_again",
    "withdraw_request",
]
