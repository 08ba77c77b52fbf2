"""What makes an identity, a link, a password, a code and a delay right. Pure."""

import unicodedata
from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from zxcvbn import zxcvbn

from espace_client.kernel.names import matching_key, same_first_name, same_name

# The link lives 24 hours to the second (mission, decisions.md « Codes and links »). Elapsed time,
# so a change of hour never makes it 23 or 25.
LINK_LIFETIME = timedelta(hours=24)
LINKS_A_DAY = 6
WAIT_BETWEEN_LINKS = timedelta(seconds=60)

# A second proof (product B.2.5, decisions.md « Codes and links »).
PROOF_LIFETIME = timedelta(days=45)
LETTER_CODE_GROUPS, LETTER_CODE_LENGTH = 3, 12  # four characters a group: 58.9 bits
WAIT_BETWEEN_LETTERS, LETTERS_A_PROOF = timedelta(days=7), 3
TEXT_CODE_LIFETIME, TEXT_CODE_TRIES, TEXT_CODES_A_DAY = timedelta(minutes=10), 5, 3
CONFIRMATIONS_A_DAY = 6
EXPLANATION_MIN = 20  # characters of an adviser's sentence, where a reason needs one
SHARED_MAILBOX_MAX = 2  # a couple (decisions.md, « Shared mailbox »)
# « Plus tard » in the move to the e-mail opens the card alone, three times (decisions.md), and not
# after the sixtieth day of the new space (product B.2.1).
LATERS, LATER_FOR = 3, timedelta(days=60)
CODE_LIFETIME, CODE_TRIES = timedelta(minutes=10), 5  # six digits (decisions.md)
CODES_A_DAY, WAIT_BETWEEN_CODES = 10, timedelta(seconds=60)
RESET_LIFETIME = timedelta(minutes=60)
# Anybody may ask for somebody: what one way sent takes nothing from another, and no request kills a
# link that its owner has hardly had time to open.
RESETS_A_DAY, WAIT_BETWEEN_RESETS = 20, timedelta(minutes=10)
STEP_UP_LIFETIME = timedelta(minutes=10)
DEVICE_LIFETIME = timedelta(days=180)
PASSKEYS_MAX = 10
UNDO_LIFETIME = timedelta(days=7)
PASSWORD_MIN, PASSWORD_MAX = 12, 128
# A refused sign-in is answered so long after it began, or twice, three times … so long: neither a
# scheme of the old portal nor the absence of a password can be told by time (quality 1.1t, 1.13).
REFUSED_AFTER = timedelta(milliseconds=400)
OLD_NUMBER_MIN = 5  # characters of its key; less is part of a name
# What an old portal may have asked of its own hash; beyond, it is not computed here.
BCRYPT_READS, MOST_BCRYPT_ROUNDS, MOST_PBKDF2_ROUNDS = 72, 13, 1_000_000
WRAPPED_AT_ONCE = 50  # old hashes in one transaction: a second
_ZXCVBN_MIN, _ZXCVBN_READS = 3, 72


class Part(StrEnum):
    """The parts of an identity that are compared."""

    NAME = "name"
    FIRST_NAME = "first_name"
    BIRTH_DATE = "birth_date"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as a card prints it or as it was typed."""

    names: Sequence[str]
    first_names: str
    birth_date: str


def laters_left(kept: int, *, opened_on: date | None, on: date) -> int:
    """How often « Plus tard » can still be pressed: *kept* times, until the last day of the period
    that began when the space opened; never after it."""
    return 0 if opened_on and on > opened_on + LATER_FOR else kept


def wrong_parts(typed: Identity, *, known: Identity) -> frozenset[Part]:
    """Which parts of *typed* do not fit *known* (product B.3.2). Empty: it is the same person.

    The birth name or the usual name, any of the first names, and name and first name may be
    swapped. Both dates are normal (kernel.birth_dates).
    """
    straight = _wrong_names(typed.names[0], typed.first_names, known)
    swapped = _wrong_names(typed.first_names, typed.names[0], known)
    wrong = min(straight, swapped, key=len)
    return wrong if typed.birth_date == known.birth_date else wrong | {Part.BIRTH_DATE}


def _wrong_names(name: str, first_name: str, known: Identity) -> frozenset[Part]:
    wrong = set()
    if not any(same_name(name, known=candidate) for candidate in known.names if candidate):
        wrong.add(Part.NAME)
    if not same_first_name(first_name, known=known.first_names):
        wrong.add(Part.FIRST_NAME)
    return frozenset(wrong)


class Fault(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    PERSONAL = "personal"
    GUESSABLE = "guessable"


def normal_password(typed: str) -> str:
    """The password as it is stored and checked: NFC, nothing cut (quality A.8)."""
    return unicodedata.normalize("NFC", typed)


def password_faults(
    password: str, *, common: Collection[str], personal: Collection[str]
) -> list[Fault]:
    """What is wrong with a normal password: at least 12 characters of any kind, not on a list of
    common ones, without a name, number or date of its owner, and hard to guess."""
    if len(password) > PASSWORD_MAX:
        return [Fault.TOO_LONG]
    faults = []
    if len(password) < PASSWORD_MIN:
        faults.append(Fault.TOO_SHORT)
    folded = matching_key(password).replace(" ", "").lower()
    if password.lower() in common or folded in common:
        faults.append(Fault.COMMON)
    if any(word in folded for word in personal):
        faults.append(Fault.PERSONAL)
    if not faults:
        score = zxcvbn(password[:_ZXCVBN_READS], user_inputs=list(personal))["score"]
        if score < _ZXCVBN_MIN:
            faults.append(Fault.GUESSABLE)
    return faults


def personal_words(words: Collection[str], *, birth_date: str) -> frozenset[str]:
    """The words that a password must not hold: names, numbers and the ways to write a birthday.

    Words of fewer than four letters are left out: they occur everywhere. *birth_date* is empty
    when it is not known.
    """
    dates = set()
    if birth_date:
        day, month, year = birth_date.split("/")
        dates = {f"{day}{month}{year}", f"{year}{month}{day}", f"{day}{month}{year[2:]}", year}
    pieces = {piece.lower() for word in words for piece in matching_key(word).split()}
    return frozenset(word for word in pieces | dates if len(word) >= 4)


@dataclass(frozen=True, slots=True)
class Door:
    """A place where guessing is slowed down: *free* tries in *window*, then a delay that begins
    with *first*, doubles at each try and stops growing at *longest*."""

    name: str
    free: int
    window: timedelta
    first: timedelta = timedelta(minutes=1)
    longest: timedelta = timedelta(minutes=30)


# Signing in on a browser that is not known (quality 1.8): what was typed, wherever from; the
# network; and each person, whatever was typed: 52 a day, then one each half hour, 100 in all.
_DAY, _HALF_HOUR = timedelta(days=1), timedelta(minutes=30)


SIGN_IN = Door("sign_in", free=5, window=_DAY)
SIGN_IN_PERSON = Door("sign_in_person", free=52, window=_DAY, first=_HALF_HOUR, longest=_HALF_HOUR)
SIGN_IN_DEVICE = Door("sign_in_device", free=5, window=_DAY)  # a known one: nobody else counts
SIGN_IN_SOURCE = Door("sign_in_source", free=50, window=timedelta(hours=1))
IDENTITY = Door("identity", free=5, window=timedelta(hours=1))
IDENTITY_SOURCE = Door("identity_source", free=20, window=timedelta(hours=1))
LINK = Door("link", free=LINKS_A_DAY, window=timedelta(days=1))
_QUARTER = timedelta(minutes=15)
# Three failures, a quarter of an hour, then three more (product B.2.5).
LETTER_CODE = Door("letter_code", free=3, window=_QUARTER, first=_QUARTER, longest=_QUARTER)
TEXT_CODE = Door(
    "text_code", free=TEXT_CODE_TRIES, window=TEXT_CODE_LIFETIME,
    first=TEXT_CODE_LIFETIME, longest=TEXT_CODE_LIFETIME,
)  # fmt: skip
# Asking for a code again, by text message or by letter: a visitor may, a robot may not for long.
ASK_FOR_CODE = Door("ask_for_code", free=6, window=timedelta(hours=1))
# The second step of a sign-in or of an act that matters, whichever code is typed.
CODE_TRY = Door("code_try", free=10, window=_DAY)
# Giving an e-mail to sign in with: a message, then « Renvoyer » or another address five times a day
# (product B.2.1).
NEW_EMAIL = Door(
    "new_email", free=LINKS_A_DAY, window=timedelta(days=1),
    first=timedelta(days=1), longest=timedelta(days=1),
)  # fmt: skip
# A forgotten password, and the code of a text message for one.
RESET = Door("reset", free=5, window=timedelta(hours=1))
RESET_SOURCE = Door("reset_source", free=20, window=timedelta(hours=1))
RESET_CODE = Door("reset_code", free=10, window=_DAY)
# The password typed again before an act that matters.
STEP_UP = Door("step_up", free=5, window=_DAY)
_DOUBLED_ENOUGH = 16  # 2**16 minutes is past every longest delay, and no overflow
# « Ma carte vite », at a counter: what was typed, from one network; the number, wherever from; the
# network. A whole waiting room may share one.
CARD_ASKED = Door("card_asked", free=5, window=timedelta(hours=1))
CARD_ASKED_ANYWHERE = Door("card_asked_anywhere", free=10, window=_DAY)
# Wide: whoever knows a number alone must not close the page to a whole family. A wrong date of
# birth sends nothing and tells nothing, so there is nothing to guess (docs/decisions/0030).
CARD_ASKED_NUMBER = Door("card_asked_number", free=200, window=_DAY)
CARD_ASKED_SOURCE = Door("card_asked_source", free=20, window=timedelta(hours=1))
CARD_CODE = Door("card_code", free=10, window=_DAY)
CARD_TEXTS_A_DAY = 3  # to one person: a stranger who knows a card must not fill a telephone
# « Ce message vient-il de nous ? »: counted by network, whatever is typed.
RECOGNISE = Door("recognise", free=20, window=timedelta(hours=1))
DESK = Door("desk", free=5, window=_DAY)
DESK_SOURCE = Door("desk_source", free=50, window=timedelta(hours=1))
DESK_CODE = Door("desk_code", free=5, window=_DAY)


def open_again_at(door: Door, *, tries: int, last: datetime) -> datetime:
    """When the door opens again after *tries* in its window: at most doors 1, 2, 4 … 30 minutes
    after the last one, at none a day (quality 1.8). In the past while tries are free."""
    over = tries - door.free
    if over < 0:
        return last
    return last + min(door.first * 2 ** min(over, _DOUBLED_ENOUGH), door.longest)


# --- At the desk (quality 2.5, product B.20) ------------------------------------------------------

OPENING_LASTS = timedelta(minutes=30)
FILES_AN_HOUR = 60
RIGHT_ANSWERS = 3  # out of five questions, on the telephone

# --- Carers (product D.3, quality 2.3) ------------------------------------------------------------

OWN_CARE, ADULT = 16, 18  # years: from when a child may hide care from the parents, and does
ACCESS_MONTHS = (1, 3, 6, 12)  # how long an access may be given for, the longest last
INVITATION_LIFETIME = timedelta(hours=24)
CARER_LETTER_LIFETIME = timedelta(days=45)
WAIT_BETWEEN_INVITATIONS, INVITATIONS_A_DAY = timedelta(seconds=60), 6
CARER_CODE = Door("carer_code", free=3, window=_QUARTER, first=_QUARTER, longest=_QUARTER)
CARER_INVITATION = Door(
    "carer_invitation", free=INVITATIONS_A_DAY, window=_DAY, first=_DAY, longest=_DAY
)
# What leaves to a mailbox that somebody with a code on paper typed.
CARER_MAIL = Door("carer_mail", free=LINKS_A_DAY, window=_DAY, first=_DAY, longest=_DAY)


def months_later(day: date, months: int) -> date:
    """The same day of a later month; its last day where that one is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    length = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, length))


# The letter that opens an account without e-mail, and its sheet of codes (decisions.md).
LETTER_LIFETIME, LETTERS_IN_ITS_LIFE = timedelta(days=45), 3
SHEET_CODES, SPARE_CODE_GROUPS, SHEET_IS_LOW = 10, 2, 2
