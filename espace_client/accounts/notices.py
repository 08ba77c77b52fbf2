"""The messages of this room."""

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice

ACTIVATION = Notice("accounts.activation", "accounts/mail/activation.txt")
ALREADY_ACTIVE = Notice("accounts.already_active", "accounts/mail/already_active.txt")
NOT_STARTED = Notice("accounts.not_started", "accounts/mail/not_started.txt")
CONTRACT_ENDED = Notice("accounts.contract_ended", "accounts/mail/contract_ended.txt")
OTHER_EMAIL = Notice("accounts.other_email", "accounts/mail/other_email.txt")
ACTIVATED = Notice("accounts.activated", "accounts/mail/activated.txt")

# A second proof: « est-ce bien vous ? », and the codes.
IS_IT_YOU = Notice("accounts.is_it_you", "accounts/mail/is_it_you.txt")
TEXT_CODE = Notice("accounts.text_code", "accounts/sms/code.txt", via=Via.SMS)
LETTER_CODE = Notice("accounts.letter_code", "accounts/letter/code.txt", via=Via.LETTER)
# The account opened with an e-mail that is not in the file.
OPENED = Notice("accounts.opened", "accounts/mail/opened.txt")
OPENED_TEXT = Notice("accounts.opened_text", "accounts/sms/opened.txt", via=Via.SMS)
OPENED_LETTER = Notice("accounts.opened_letter", "accounts/letter/opened.txt", via=Via.LETTER)
STAFF_INVITATION = Notice("accounts.staff_invitation", "accounts/mail/staff_invitation.txt")

# A code for a new device, or before an act that matters.
ONE_TIME_CODE = Notice("accounts.one_time_code", "accounts/mail/one_time_code.txt")
ONE_TIME_CODE_TEXT = Notice(
    "accounts.one_time_code_text", "accounts/sms/one_time_code.txt", via=Via.SMS
)

# Without an e-mail: the letter that opens the account, its sheet of codes, and what is told.
ACTIVATION_LETTER = Notice(
    "accounts.activation_letter", "accounts/letter/activation.txt", via=Via.LETTER
)
SHEET_LETTER = Notice("accounts.sheet_letter", "accounts/letter/new_sheet.txt", via=Via.LETTER)
ALREADY_OPEN_LETTER = Notice(
    "accounts.already_open_letter", "accounts/letter/already_open.txt", via=Via.LETTER
)
OPENED_WITHOUT_EMAIL = Notice("accounts.opened_by_letter", "accounts/mail/opened_by_letter.txt")
OPENED_WITHOUT_EMAIL_TEXT = Notice(
    "accounts.opened_by_letter_text", "accounts/sms/opened_by_letter.txt", via=Via.SMS
)
OPENED_WITHOUT_EMAIL_LETTER = Notice(
    "accounts.opened_by_letter_letter", "accounts/letter/opened_by_letter.txt", via=Via.LETTER
)

# Something of the safety of an account has changed: a device, an app, a passkey, printed codes.
SAFETY_CHANGED = Notice("accounts.safety_changed", "accounts/mail/safety_changed.txt")

SAFETY_CHANGED_TEXT = Notice(
    "accounts.safety_changed_text", "accounts/sms/safety_changed.txt", via=Via.SMS
)

SAFETY_CHANGED_LETTER = Notice(
    "accounts.safety_changed_letter", "accounts/letter/safety_changed.txt", via=Via.LETTER
)

# Changing the e-mail that somebody signs in with.
NEW_EMAIL = Notice("accounts.new_email", "accounts/mail/new_email.txt")

EMAIL_CHANGED = Notice("accounts.email_changed", "accounts/mail/email_changed.txt")

EMAIL_CHANGED_HERE = Notice("accounts.email_changed_here", "accounts/mail/email_changed_here.txt")

EMAIL_CHANGED_TEXT = Notice(
    "accounts.email_changed_text", "accounts/sms/email_changed.txt", via=Via.SMS
)

EMAIL_CHANGED_LETTER = Notice(
    "accounts.email_changed_letter", "accounts/letter/email_changed.txt", via=Via.LETTER
)

EMAIL_UNDONE = Notice("accounts.email_undone", "accounts/mail/email_undone.txt")

EMAIL_UNDONE_TEXT = Notice(
    "accounts.email_undone_text", "accounts/sms/email_undone.txt", via=Via.SMS
)

EMAIL_UNDONE_LETTER = Notice(
    "accounts.email_undone_letter", "accounts/letter/email_undone.txt", via=Via.LETTER
)

# A forgotten password, and the news that it was changed.
RESET = Notice("accounts.reset", "accounts/mail/reset.txt")

RESET_TEXT = Notice("accounts.reset_text", "accounts/sms/reset.txt", via=Via.SMS)

PASSWORD_CHANGED = Notice("accounts.password_changed", "accounts/mail/password_changed.txt")

PASSWORD_CHANGED_TEXT = Notice(
    "accounts.password_changed_text", "accounts/sms/password_changed.txt", via=Via.SMS
)

PASSWORD_CHANGED_LETTER = Notice(
    "accounts.password_changed_letter", "accounts/letter/password_changed.txt", via=Via.LETTER
)
RESET_LETTER = Notice("accounts.reset_letter", "accounts/letter/reset.txt", via=Via.LETTER)
