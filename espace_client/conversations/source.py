"""How much is taken from one place without an account."""

from datetime import timedelta

from espace_client.accounts.rules import Door

PUBLIC_MESSAGE = Door("public_message", free=10, window=timedelta(hours=1))
