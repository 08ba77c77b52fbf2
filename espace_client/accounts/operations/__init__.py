"""The verbs of an account: ask for one, answer, send the link again, activate, sign in and out;
and those of the insurer's people: hire, come in with two factors, open a file."""

from espace_client.accounts.letters import UnableToSendLetter
from espace_client.accounts.operations.accepting_access import (
    Newcomer,
    UnableToAcceptAccess,
    accept_access,
    accept_as_newcomer,
    activate_by_paper,
    decline_access,
    read_carer_code,
    send_carer_link,
)
from espace_client.accounts.operations.activating import UnableToActivate, activate_account
from espace_client.accounts.operations.announcing_closings import announce_closings
from espace_client.accounts.operations.asking import (
    TypedIdentity,
    answer_request,
    ask_for_account,
    take_up_again,
)
from espace_client.accounts.operations.authenticator_apps import (
    UnableToLinkApp,
    begin_app,
    confirm_app,
    remove_app,
)
from espace_client.accounts.operations.calling_back import UnableToApprove, approve_after_call
from espace_client.accounts.operations.caring import note_caring
from espace_client.accounts.operations.changing_email import (
    UnableToChangeEmail,
    answer_email_change,
    ask_email_change,
    drop_email_change,
)
from espace_client.accounts.operations.changing_words import change_two_words
from espace_client.accounts.operations.choosing_passwords import (
    UnableToReset,
    change_password,
    reset_password,
)
from espace_client.accounts.operations.clearing_up import UnableToClearUp, clear_up_address
from espace_client.accounts.operations.codes import (
    answer_for_code,
    ask_for_code,
    send_confirmation_again,
    send_letter_code,
)
from espace_client.accounts.operations.confirming_email import (
    confirm_email_change,
    confirm_email_elsewhere,
    undo_email_change,
)
from espace_client.accounts.operations.desk_entering import (
    UnableToEnterDesk,
    check_code,
    check_staff_password,
    enter_desk,
    leave_desk,
)
from espace_client.accounts.operations.ending_access import (
    UnableToEndAccess,
    end_access,
    end_past_accesses,
)
from espace_client.accounts.operations.ending_sessions import (
    end_session,
    end_sessions,
    forget_device,
)
from espace_client.accounts.operations.entering import (
    UnableToEnterBlockedSpace,
    UnableToEnterClosedSpace,
    UnableToSignIn,
    sign_in,
)
from espace_client.accounts.operations.following_the_file import follow_the_file
from espace_client.accounts.operations.forgetting import forget_what_is_old
from espace_client.accounts.operations.forgotten_passwords import (
    answer_password_reset,
    ask_password_reset,
    give_reset_code,
    send_reset_again,
)
from espace_client.accounts.operations.giving_access import (
    UnableToGiveAccess,
    WantedAccess,
    give_access,
    invite_again,
)
from espace_client.accounts.operations.going_without_email import go_without_email
from espace_client.accounts.operations.hiring import (
    UnableToEnrol,
    UnableToHire,
    choose_staff_password,
    confirm_staff,
    invite_staff,
    let_go,
)
from espace_client.accounts.operations.knowing_devices import note_device_seen, remember_device
from espace_client.accounts.operations.letters import (
    refill_sheet,
    send_activation_letter,
    send_reset_letter,
    send_sheet,
)
from espace_client.accounts.operations.links import (
    UnableToSendAgain,
    issue_link,
    note_unusable_link,
)
from espace_client.accounts.operations.opening import UnableToOpenFile, note_reading, open_file
from espace_client.accounts.operations.opening_by_letter import UnableToOpenByLetter, open_by_letter
from espace_client.accounts.operations.opening_for_guardian import (
    UnableToOpenForGuardian,
    open_for_guardian,
)
from espace_client.accounts.operations.opening_sessions import (
    enter,
    follow_session,
    leave,
    note_seen,
)
from espace_client.accounts.operations.passkeys import (
    UnableToAddPasskey,
    UnableToShowPasskey,
    add_passkey,
    remove_passkey,
    show_passkey,
)
from espace_client.accounts.operations.proving import (
    UnableToProve,
    approve_proof,
    confirm_proof,
    decline_proof,
    expire_proofs,
    refuse_proof,
)
from espace_client.accounts.operations.quick_card import (
    UnableToShowCard,
    answer_card_request,
    ask_for_card,
    close_card,
    show_card,
)
from espace_client.accounts.operations.recognising import (
    Recognised,
    check_document,
    recognise_message,
)
from espace_client.accounts.operations.recovery_codes import UnableToMakeCodes, make_recovery_codes
from espace_client.accounts.operations.replacing_number import (
    UnableToReplaceNumber,
    accept_terms,
    give_email,
    put_off,
    see_proposal,
)
from espace_client.accounts.operations.replacing_password import (
    UnableToReplacePassword,
    replace_old_password,
)
from espace_client.accounts.operations.second_steps import send_second_step, show_second_step
from espace_client.accounts.operations.stepping_up import (
    UnableToStepUp,
    step_up,
    step_up_by_passkey,
)
from espace_client.accounts.operations.typing_codes import (
    UnableToUseCode,
    give_text_code,
    read_letter_code,
)
from espace_client.accounts.operations.withdrawing import withdraw_request
from espace_client.accounts.operations.wrapping import count_old_accounts, wrap_old_passwords

__all__ = [
    "Newcomer",
    "Recognised",
    "TypedIdentity",
    "UnableToAcceptAccess",
    "UnableToActivate",
    "UnableToAddPasskey",
    "UnableToApprove",
    "UnableToChangeEmail",
    "UnableToClearUp",
    "UnableToEndAccess",
    "UnableToEnrol",
    "UnableToEnterBlockedSpace",
    "UnableToEnterClosedSpace",
    "UnableToEnterDesk",
    "UnableToGiveAccess",
    "UnableToHire",
    "UnableToLinkApp",
    "UnableToMakeCodes",
    "UnableToOpenByLetter",
    "UnableToOpenFile",
    "UnableToOpenForGuardian",
    "UnableToProve",
    "UnableToReplaceNumber",
    "UnableToReplacePassword",
    "UnableToReset",
    "UnableToSendAgain",
    "UnableToSendLetter",
    "UnableToShowCard",
    "UnableToShowPasskey",
    "UnableToSignIn",
    "UnableToStepUp",
    "UnableToUseCode",
    "WantedAccess",
    "accept_access",
    "accept_as_newcomer",
    "accept_terms",
    "activate_account",
    "activate_by_paper",
    "add_passkey",
    "announce_closings",
    "answer_card_request",
    "answer_email_change",
    "answer_for_code",
    "answer_password_reset",
    "answer_request",
    "approve_after_call",
    "approve_proof",
    "ask_email_change",
    "ask_for_account",
    "ask_for_card",
    "ask_for_code",
    "ask_password_reset",
    "begin_app",
    "change_password",
    "change_two_words",
    "check_code",
    "check_document",
    "check_staff_password",
    "choose_staff_password",
    "clear_up_address",
    "close_card",
    "confirm_app",
    "confirm_email_change",
    "confirm_email_elsewhere",
    "confirm_proof",
    "confirm_staff",
    "count_old_accounts",
    "decline_access",
    "decline_proof",
    "drop_email_change",
    "end_access",
    "end_past_accesses",
    "end_session",
    "end_sessions",
    "enter",
    "enter_desk",
    "expire_proofs",
    "follow_session",
    "follow_the_file",
    "forget_device",
    "forget_what_is_old",
    "give_access",
    "give_email",
    "give_reset_code",
    "give_text_code",
    "go_without_email",
    "invite_again",
    "invite_staff",
    "issue_link",
    "leave",
    "leave_desk",
    "let_go",
    "make_recovery_codes",
    "note_caring",
    "note_device_seen",
    "note_reading",
    "note_seen",
    "note_unusable_link",
    "open_by_letter",
    "open_file",
    "open_for_guardian",
    "put_off",
    "read_carer_code",
    "read_letter_code",
    "recognise_message",
    "refill_sheet",
    "refuse_proof",
    "remember_device",
    "remove_app",
    "remove_passkey",
    "replace_old_password",
    "reset_password",
    "see_proposal",
    "send_activation_letter",
    "send_carer_link",
    "send_confirmation_again",
    "send_letter_code",
    "send_reset_again",
    "send_reset_letter",
    "send_second_step",
    "send_sheet",
    "show_card",
    "show_passkey",
    "show_second_step",
    "sign_in",
    "step_up",
    "step_up_by_passkey",
    "take_up_again",
    "undo_email_change",
    "withdraw_request",
    "wrap_old_passwords",
]
