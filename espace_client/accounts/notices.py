"""The messages of this room."""

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice

# Its mailbox is proved by the link alone: the two words wait (docs/seal.md).
ACTIVATION = Notice("accounts.activation", "accounts/mail/activation.txt", sealed=False)
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
