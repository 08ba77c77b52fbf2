"""What a message must carry and what none may show, read in its words (product B.0.3, B.1.5). The
samples hold what must not be shown: a template that shows it is found."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice, Recipient
from espace_client.delivery.samples import IBAN, NIR, NUMBER, PASSWORD, REFERENCE

type Rule = Callable[[str, Notice, Recipient], str]

_CARE = re.compile(
    r"\b(dent(aire|iste)s?|dents?|prothèse|couronne|orthodontie|hospitalis\w+|hôpital|clinique"
    r"|médecin|chirurg\w+|psych\w+|ordonnance|médicaments?|pharmacie|lunettes|lentilles"
    r"|audioprothèse|cancer|grossesse|maternité|infirmi\w+|kiné\w*|radio(logie)?|analyses?"
    r"|maladie|diagnostic|opération|soins)\b",
    re.IGNORECASE,
)
_NIR = re.compile(r"\b[12][\s.]?\d{2}[\s.]?\d{2}[\s.]?(\d{2}|2[AB])[\s.]?\d{3}[\s.]?\d{3}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(\s?[0-9A-Z]{4}){3,}")
# After a colon, unless it is the address of a button, or the name of a link of ours.
_PASSWORD = re.compile(
    r"mot de passe( provisoire| temporaire)?\s*:\s*(?!https?://|«\s*J’ai oublié)\S", re.IGNORECASE
)
_ASKED = re.compile(
    r"\b(envoyez|communiquez|transmettez|donnez|dictez|indiquez|répondez)\b[^.!?]*"
    r"(mot de passe|\bIBAN\b|\bRIB\b|sécurité sociale|carte bancaire)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s]+")
_SHARED_DIGITS = 4


def _phrase(text: str, notice: Notice, to: Recipient) -> str:
    if notice.sealed and notice.via is not Via.SMS:
        return "" if to.phrase in text else _("les deux mots n’y sont pas")
    return _("les deux mots n’ont rien à y faire") if to.phrase in text else ""


def _reference(text: str, notice: Notice, to: Recipient) -> str:
    expected = notice.via is not Via.SMS and REFERENCE not in text
    return _("la référence n’y est pas") if expected else ""


def _greeting(text: str, notice: Notice, to: Recipient) -> str:
    greetings = {Via.EMAIL: f"Bonjour {to.full_name},", Via.LETTER: f"{to.salutation},"}
    expected = greetings.get(notice.via, "")
    return "" if expected in text else _("la salutation ne nomme pas la personne")


def _number(text: str, notice: Notice, to: Recipient) -> str:
    digits = re.sub(r"(?<=\d)[\s.-](?=\d)", "", text)
    pieces = (NUMBER[at : at + _SHARED_DIGITS] for at in range(len(NUMBER) - _SHARED_DIGITS + 1))
    shown = any(re.search(rf"{piece}(?!\d*[A-Z-])", digits) for piece in pieces)
    return _("plus de trois chiffres du numéro d’adhérent") if shown else ""


def _identity(text: str, notice: Notice, to: Recipient) -> str:
    return _("un numéro de sécurité sociale") if NIR in text or _NIR.search(text) else ""


def _bank(text: str, notice: Notice, to: Recipient) -> str:
    return _("un IBAN") if IBAN in text or _IBAN.search(text) else ""


def _password(text: str, notice: Notice, to: Recipient) -> str:
    return _("un mot de passe") if PASSWORD in text or _PASSWORD.search(text) else ""


def _care(text: str, notice: Notice, to: Recipient) -> str:
    found = _CARE.search(text)
    return _("un mot de soins (« %s »)") % found[0] if found else ""


def _asking(text: str, notice: Notice, to: Recipient) -> str:
    asks = [s for s in re.split(r"[.!?\n]", text) if _ASKED.search(s) and not _refuses(s)]
    return _("il demande ce que nous ne demandons jamais") if asks else ""


def _refuses(sentence: str) -> bool:
    return bool(re.search(r"\b(ne|n’|jamais)\b", sentence, re.IGNORECASE))


def _link(text: str, notice: Notice, to: Recipient) -> str:
    if not notice.linkless:
        return ""
    pressed = [a for a in _ADDRESS.findall(text) if "/est-ce-vous" not in a]
    return _("une adresse où aller, alors qu’il ne fait qu’annoncer") if pressed else ""


_RULES: tuple[Rule, ...] = (
    *(_phrase, _reference, _greeting, _number, _identity),
    *(_bank, _password, _care, _asking, _link),
)


def faults_in(text: str, notice: Notice, to: Recipient) -> list[str]:
    """What is wrong in the words of one message, subject included."""
    return [sentence for rule in _RULES if (sentence := rule(text, notice, to))]
