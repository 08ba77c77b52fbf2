"""The secrets of a second proof and of a lost telephone, and what is stored of each."""

import secrets
from uuid import UUID

from django.conf import settings

from espace_client.accounts.rules import LETTER_CODE_GROUPS, SPARE_CODE_GROUPS
from espace_client.kernel import spelling, tokens


def new_text_code() -> str:
    """Six digits, typed within ten minutes."""
    return f"{secrets.randbelow(10**6):06d}"


def new_letter_code() -> str:
    """Twelve characters that can be copied from paper."""
    return spelling.new_code(groups=LETTER_CODE_GROUPS)


def text_hash(typed: str, *, code: UUID) -> bytes:
    """What is kept of the six digits of one code: a keyed hash, since a million of them are tried
    in a second by whoever has a dump; its key is not in the database."""
    digits = "".join(figure for figure in typed if figure.isdigit())
    return settings.BLIND_INDEX.of(digits, purpose=f"accounts.text_code:{code}")


def new_spare_code() -> str:
    """Eight characters of a sheet that is kept: 39 bits, behind a password and few tries."""
    return spelling.new_code(groups=SPARE_CODE_GROUPS)


def letter_hash(typed: str) -> bytes:
    """What is kept of a letter's code: a keyed hash too, and not a slow one. The page does not
    say whose letter it is, so the code must be found by its hash; 58.9 bits behind a key that no
    dump holds, three tries a quarter of an hour, leave nothing for a slow hash to add."""
    return settings.BLIND_INDEX.of(spelling.cleaned(typed), purpose="accounts.letter_code")


def link_hash(raw: str) -> bytes:
    """What is kept of the token of a link, whatever a mail program made of it."""
    return tokens.token_hash(tokens.cleaned(raw))


def recovery_hash(typed: str, *, staff: UUID) -> bytes:
    """What is kept of a code that one of the insurer's people printed: a keyed hash as well."""
    return settings.BLIND_INDEX.of(
        spelling.cleaned(typed), purpose=f"accounts.recovery_code:{staff}"
    )


def one_time_hash(typed: str, *, code: UUID) -> bytes:
    """What is kept of the six digits that an account was sent: keyed like those of a proof."""
    digits = "".join(figure for figure in typed if figure.isdigit())
    return settings.BLIND_INDEX.of(digits, purpose=f"accounts.one_time_code:{code}")


def spare_hash(typed: str, *, account: UUID) -> bytes:
    """What is kept of a code that a member has on paper: keyed, and of that account alone."""
    return settings.BLIND_INDEX.of(spelling.cleaned(typed), purpose=f"accounts.spare:{account}")


def carer_code_hash(typed: str) -> bytes:
    """What is kept of the code that a helped person hands over on paper: keyed like a letter's, and
    it gives nothing where a letter's is typed."""
    return settings.BLIND_INDEX.of(spelling.cleaned(typed), purpose="accounts.carer_code")


def card_hash(typed: str, *, code: UUID) -> bytes:
    """What is kept of the six digits that show a card: keyed, and of that code alone."""
    digits = "".join(figure for figure in typed if figure.isdigit())
    return settings.BLIND_INDEX.of(digits, purpose=f"accounts.card_code:{code}")
