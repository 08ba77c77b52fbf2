"""The messages of this room."""

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice

_MAYBE_BLOCKED = ({"blocked": False}, {"blocked": True})
ACTIVATION = Notice("accounts.activation", "accounts/mail/activation.txt", sealed=False)
ALREADY_ACTIVE = Notice(
    "accounts.already_active", "accounts/mail/already_active.txt", samples=_MAYBE_BLOCKED
)
NOT_STARTED = Notice("accounts.not_started", "accounts/mail/not_started.txt")
CONTRACT_ENDED = Notice("accounts.contract_ended", "accounts/mail/contract_ended.txt")
OTHER_EMAIL = Notice(
    "accounts.other_email", "accounts/mail/other_email.txt", samples=_MAYBE_BLOCKED
)
ACTIVATED = Notice("accounts.activated", "accounts/mail/activated.txt")

# A second proof: « est-ce bien vous ? », and the codes.
IS_IT_YOU = Notice("accounts.is_it_you", "accounts/mail/is_it_you.txt")
TEXT_CODE = Notice("accounts.text_code", "accounts/sms/code.txt", via=Via.SMS)
LETTER_CODE = Notice("accounts.letter_code", "accounts/letter/code.txt", via=Via.LETTER)
# The account opened with an e-mail that is not in the file.
OPENED = Notice("accounts.opened", "accounts/mail/opened.txt")
OPENED_TEXT = Notice("accounts.opened_text", "accounts/sms/opened.txt", via=Via.SMS)
OPENED_LETTER = Notice("accounts.opened_letter", "accounts/letter/opened.txt", via=Via.LETTER)
STAFF_INVITATION = Notice(
    "accounts.staff_invitation", "accounts/mail/staff_invitation.txt", sealed=False
)

# A code for a new device, or before an act that matters.
ONE_TIME_CODE = Notice(
    "accounts.one_time_code",
    "accounts/mail/one_time_code.txt",
    samples=({"purpose": "device"}, {"purpose": "act"}),
)
ONE_TIME_CODE_TEXT = Notice(
    "accounts.one_time_code_text", "accounts/sms/one_time_code.txt", via=Via.SMS
)

# The two words of a member.
WORDS_CHANGED = Notice("accounts.words_changed", "accounts/mail/words_changed.txt")
WORDS_CHANGED_LETTER = Notice(
    "accounts.words_changed_letter", "accounts/letter/words_changed.txt", via=Via.LETTER
)

_BY_LAW = ({"by_law": False}, {"by_law": True})
# Carers. The one who is helped is told by mail, or by letter where there is no mailbox.
ACCESS_GIVEN = Notice("accounts.access_given", "accounts/mail/access_given.txt", samples=_BY_LAW)
ACCESS_GIVEN_LETTER = Notice(
    "accounts.access_given_letter",
    "accounts/letter/access_given.txt",
    via=Via.LETTER,
    samples=_BY_LAW,
)
ACCESS_ACCEPTED = Notice(
    "accounts.access_accepted", "accounts/mail/access_accepted.txt", samples=_BY_LAW
)
ACCESS_ACCEPTED_LETTER = Notice(
    "accounts.access_accepted_letter",
    "accounts/letter/access_accepted.txt",
    via=Via.LETTER,
    samples=_BY_LAW,
)
ACCESS_ENDED = Notice("accounts.access_ended", "accounts/mail/access_ended.txt")
ACCESS_ENDED_LETTER = Notice(
    "accounts.access_ended_letter", "accounts/letter/access_ended.txt", via=Via.LETTER
)
HELP_BEGAN = Notice("accounts.help_began", "accounts/mail/help_began.txt")
HELP_BEGAN_LETTER = Notice(
    "accounts.help_began_letter", "accounts/letter/help_began.txt", via=Via.LETTER
)
HELP_ENDED = Notice("accounts.help_ended", "accounts/mail/help_ended.txt")
HELP_ENDED_LETTER = Notice(
    "accounts.help_ended_letter", "accounts/letter/help_ended.txt", via=Via.LETTER
)
CARER_INVITED = Notice(
    "accounts.carer_invited", "accounts/mail/carer_invited.txt", sealed=False, samples=_BY_LAW,
    to_another=True,
)  # fmt: skip
CARER_CODE = Notice(
    "accounts.carer_code", "accounts/letter/carer_code.txt", via=Via.LETTER, sealed=False
)
CARER_ACTIVATION = Notice(
    "accounts.carer_activation", "accounts/mail/carer_activation.txt", sealed=False
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
NEW_EMAIL = Notice(
    "accounts.new_email", "accounts/mail/new_email.txt", sealed=False, unseen=True,
    samples=({"migration": True}, {"migration": False}),
)  # fmt: skip

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

# « Ma carte vite ».
CARD_CODE = Notice("accounts.card_code", "accounts/sms/card_code.txt", via=Via.SMS)

# The space of somebody who left will close.
_LAST_DAYS = ({"ended_on": "31 mars 2022", "last_day": "31 mars 2024"},)
CLOSING = Notice("accounts.closing", "accounts/mail/closing.txt", samples=_LAST_DAYS)
CLOSING_LETTER = Notice(
    "accounts.closing_letter", "accounts/letter/closing.txt", via=Via.LETTER, samples=_LAST_DAYS
)
