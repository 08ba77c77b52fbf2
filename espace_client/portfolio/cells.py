"""Reading one cell: from what the insurer wrote to a value, or a refusal in plain French."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from espace_client.kernel import birth_dates
from espace_client.kernel import iban as ibans
from espace_client.kernel import nir as nirs
from espace_client.portfolio.anomalies import NotTaken, Refused

type Reader = Callable[[str], object]
type TextReader = Callable[[str], str]

_SPACES = str.maketrans("\u00a0\u202f\u2009", "   ")
_TWICE_ENCODED = re.compile("[ÃÂ][\u0080-\u00bf]|â€|Å[\u0080-\u00bf“]")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_TELEPHONE = re.compile(r"(?:0[1-9]|\+33 ?[1-9]|\+(?!33)\d{1,3} ?\d)(?:[ .-]?\d){4,12}")
_AMOUNT = re.compile(r"[0-9]{1,10}(?:[.,][0-9]{1,2})?")
_LOCAL = re.compile(r"[^\s@.,;:<>()\[\]\"\\]+(?:\.[^\s@.,;:<>()\[\]\"\\]+)*")
_DOMAIN = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[\w-]{2,63}")


def clean(value: str) -> str:
    """*value* with single spaces and composed accents. Refuses what nobody could see or type."""
    if value.isascii() and value.isprintable():
        return " ".join(value.split()) if " " in value else value
    value = value.translate(_SPACES).strip(" ")
    for character in value:
        if not character.isprintable():
            raise Refused(
                _("Cette valeur contient un caractère invisible."),
                _("Retirez le caractère <U+%(code)04X>.") % {"code": ord(character)},
            )
    if "\ufffd" in value or _TWICE_ENCODED.search(value):
        raise Refused(
            _("Un accent est abîmé dans cette valeur."),
            _("Exportez de nouveau le fichier en UTF-8 ou en Windows-1252."),
        )
    return unicodedata.normalize("NFC", " ".join(value.split()))


def text(limit: int) -> TextReader:
    """Any text of at most *limit* characters."""

    def read(value: str) -> str:
        cleaned = clean(value)
        if len(cleaned) > limit:
            raise Refused(
                _("Cette valeur est trop longue."),
                _("Elle a %(length)d caractères. Le maximum est de %(limit)d.")
                % {"length": len(cleaned), "limit": limit},
            )
        return cleaned

    return read


def name(limit: int) -> TextReader:
    """A name: text with at least one letter."""
    read_text = text(limit)

    def read(value: str) -> str:
        if not any(character.isalpha() for character in value):
            raise Refused(_("Ce nom n’a aucune lettre."), _("Écrivez le nom de la personne."))
        return read_text(value)

    return read


def member_number(value: str) -> str:
    """A number of the shape that the insurer's cards carry. Blanks do not count."""
    number = clean(value).replace(" ", "")
    if len(number) > 15 or not settings.INSURER.member_number.fullmatch(number):
        raise Refused(
            _("Ce numéro d’adhérent n’a pas la forme attendue."),
            _("Écrivez le numéro du recto de la carte, par exemple 48201937."),
        )
    return number


def birth_date(value: str) -> str:
    """A date of birth JJ/MM/AAAA, which may be lunar."""
    try:
        return birth_dates.normal(clean(value))
    except birth_dates.NotABirthDate as error:
        raise Refused(
            _("Cette date de naissance n’existe pas."),
            _("Écrivez-la JJ/MM/AAAA, par exemple 07/03/1950. Jour inconnu, écrivez 00."),
        ) from error


def lunar(value: str) -> tuple[str, str] | None:
    """What to say of a date of birth that is no day of the calendar."""
    if not birth_dates.is_lunar(value):
        return None
    problem = _("Cette date de naissance n’est pas au calendrier (date lunaire).")
    return problem, _("Rien à faire si la carte porte la même.")


def odd_telephone(value: str) -> tuple[str, str] | None:
    """What to say of a telephone number of another shape than French ones."""
    if _TELEPHONE.fullmatch(value):
        return None
    problem = _("Ce numéro de téléphone n’a pas la forme d’un numéro français.")
    return problem, _("Vérifiez-le. Il est repris tel quel.")


@lru_cache(maxsize=20_000)
def day(value: str) -> date:
    """A day of the calendar, JJ/MM/AAAA or AAAA-MM-JJ."""
    found = _DAY.fullmatch(clean(value))
    try:
        if not found:
            raise ValueError
        figures = [int(figure) for figure in found.groups() if figure]
        result = date(*(figures if len(found[0].split("-")) == 3 else reversed(figures)))
        if not 1900 <= result.year <= 2199:
            raise ValueError
    except ValueError as error:
        raise Refused(
            _("Cette date n’existe pas."), _("Écrivez-la JJ/MM/AAAA, par exemple 01/01/2019.")
        ) from error
    return result


def day_or_nothing(value: str) -> date | None:
    """A day, or an empty cell."""
    return day(value) if value.strip() else None


def email(value: str) -> str:
    """An e-mail address of the usual syntax."""
    address = clean(value)
    local, _at, domain = address.rpartition("@")
    # No accent before the @: few relays take one, and no form of ours does (quality 3.7).
    readable = local.isascii() and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)
    if len(address) > 254 or not readable:
        raise Refused(
            _("Cette adresse e-mail est mal écrite."),
            _("Corrigez-la, ou laissez la case vide si la personne n’en a pas."),
        )
    return address


def one_of(*accepted: str) -> TextReader:
    """One of a few codes, capitals aside."""
    known = {code.casefold(): code for code in accepted}

    def read(value: str) -> str:
        if found := known.get(clean(value).casefold()):
            return found
        raise Refused(
            _("Cette valeur n’est pas dans la liste."),
            _("Écrivez %(codes)s.") % {"codes": " ou ".join(accepted)},
        )

    return read


def day_of_month(value: str) -> int:
    """A day from 1 to 31; 31 is the last day of any month."""
    number = clean(value)
    if not re.fullmatch(r"0?[1-9]|[12][0-9]|3[01]", number):
        raise Refused(_("Ce jour n’existe pas."), _("Écrivez un nombre de 1 à 31."))
    return int(number)


def quantity(value: str) -> int:
    """A number of acts, sessions or nights, from 1 to 999."""
    number = clean(value)
    if not re.fullmatch(r"0*[1-9][0-9]{0,2}", number):
        raise Refused(_("Ce nombre n’est pas compris."), _("Écrivez un nombre de 1 à 999."))
    return int(number)


def amount(value: str) -> Decimal:
    """Euros, to the cent, with a comma or a point. Never below zero."""
    figures = clean(value).removesuffix("€").replace(" ", "")
    if not _AMOUNT.fullmatch(figures):
        raise Refused(
            _("Ce montant n’est pas compris."),
            _("Écrivez-le en euros, par exemple 123,45. Il ne peut pas être négatif."),
        )
    return Decimal(figures.replace(",", ".")).quantize(Decimal("0.01"))


def nir(value: str) -> str:
    """A NIR whose key fits. A wrong one is left out: the rest of the line is good without it."""
    try:
        return nirs.normal(value)
    except nirs.WrongKey as error:
        raise NotTaken(
            _("La clé de ce numéro de sécurité sociale ne correspond pas."),
            _("Il n’est pas repris. Comparez-le à la carte Vitale."),
        ) from error
    except nirs.NotANir as error:
        raise NotTaken(
            _("Ce numéro de sécurité sociale n’a pas la forme attendue."),
            _("Il n’est pas repris. Écrivez ses 15 caractères."),
        ) from error


def iban(value: str) -> str:
    """An IBAN whose length and key fit."""
    try:
        return ibans.normal(value)
    except ibans.NotAnIban as error:
        raise Refused(
            _("Cet IBAN est faux : sa longueur ou sa clé ne correspond pas."),
            _("Comparez-le au relevé d’identité bancaire."),
        ) from error
