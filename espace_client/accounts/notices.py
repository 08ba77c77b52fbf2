"""The messages of this room."""

from espace_client.delivery.notices import Notice

ACTIVATION = Notice("accounts.activation", "accounts/mail/activation.txt")
ALREADY_ACTIVE = Notice("accounts.already_active", "accounts/mail/already_active.txt")
NOT_STARTED = Notice("accounts.not_started", "accounts/mail/not_started.txt")
CONTRACT_ENDED = Notice("accounts.contract_ended", "accounts/mail/contract_ended.txt")
OTHER_EMAIL = Notice("accounts.other_email", "accounts/mail/other_email.txt")
ACTIVATED = Notice("accounts.activated", "accounts/mail/activated.txt")
