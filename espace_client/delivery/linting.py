"""Judging every notice of the house: each is filled in with samples, for people whose names are
long and odd, and read for what a message must carry and for what none may show (product B.0.3,
B.1.5). The samples hold what must not be shown: a template that shows it is found."""

import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import AppConfig, apps
from django.template import Context, engines
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext as _

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice, Recipient, always, written
from espace_client.delivery.samples import BY_NAME, IBAN, NIR, NUMBER, PASSWORD
from espace_client.kernel.two_words import two_words

REFERENCE = "MS-7K4P-9QXC"
_NOBODY = UUID(int=0)
_UNKNOWN = re.compile(r"⟦sans exemple : (?P<name>[^⟧]*)⟧")
_HOME = ("Madame Marie-Antoinette DE LA ROCHE-AY", "1 rue du Bac", "97499 SAINT-DENIS")


def _someone(first_name: str, name: str, phrase: bytes) -> Recipient:
    return Recipient(
        person=_NOBODY,
        first_name=first_name,
        full_name=f"{first_name} {name}",
        email="quelquun@boite.example",
        last_digits=NUMBER[-3:],
        mobile="+33639980037",
        postal_lines=_HOME,
        salutation=f"Madame {name}",
        phrase=two_words(phrase),
    )


# Long, hyphens, a particle, an apostrophe, one letter.
CAST = (
    _someone("Marie-Antoinette", "de La Roche-Aymon d’Orléans-Lefèvre", b"\x00\x00\x00\x01" * 2),
    _someone("Éloïse", "D’Orléans-Lefèvre", b"\x00\x00\x01\x07" * 2),
    _someone("O", "Y", b"\x00\x00\x02\x09" * 2),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a notice may not leave as it is."""

    notice: str
    sentence: str


def all_notices() -> list[Notice]:
    """Every notice that a room declares in its `notices` module."""
    rooms = (import_module(f"{one.name}.notices") for one in _rooms_that_send())
    found = {id(v): v for room in rooms for v in vars(room).values() if isinstance(v, Notice)}
    return sorted(found.values(), key=lambda notice: notice.code)


def faults_of(notice: Notice, *, at: datetime) -> list[Fault]:
    """What is wrong with *notice*, each fault once, whoever of the cast it is for."""
    sentences = dict.fromkeys(
        sentence
        for to in CAST
        for sample in notice.samples
        for sentence in _faults_for(notice, to, {**BY_NAME, **sample}, at)
    )
    return [Fault(notice.code, sentence) for sentence in sentences]


def faults_in(text: str, notice: Notice, to: Recipient) -> list[str]:
    """What is wrong in the words of one message, subject included."""
    return [sentence for rule in _RULES if (sentence := rule(text, notice, to))]


def _rooms_that_send() -> list[AppConfig]:
    return [one for one in apps.get_app_configs() if find_spec(f"{one.name}.notices")]


def _faults_for(
    notice: Notice, to: Recipient, sample: dict[str, object], at: datetime
) -> Iterator[str]:
    context = {**sample, **always(notice, to=to, reference=REFERENCE)}
    source, conditions = _filled(notice.template, context)
    missing = {found["name"] for found in _UNKNOWN.finditer(source)}
    for name in sorted(missing | {one for one in conditions if one not in context}):
        yield _(
            "la variable « %(name)s » n’a pas d’exemple : ajoutez-la à delivery/samples.py,"
            " ou à Notice(samples=({…},))"
        ) % {"name": name}
    message = written(notice, source, at=at)
    yield from faults_in(f"{message.subject}\n{message.text}", notice, to)


def _filled(name: str, context: dict[str, object]) -> tuple[str, set[str]]:
    """The source of a message, with a mark where a variable has no value, and the variables that
    its conditions and loops read."""
    engine = copy(engines["django"].engine)  # type: ignore[attr-defined]
    engine.string_if_invalid = "⟦sans exemple : %s⟧"
    template = engine.get_template(name)
    filled = template.render(Context(context, autoescape=False))
    return filled, _conditions(template.source)


_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORDS = re.compile(r"(?<![\w.|:])[a-z_]\w*")
_KEYWORDS = {"if", "elif", "and", "or", "not", "in", "is", "True", "False", "None"}


def _conditions(source: str) -> set[str]:
    blocks = [t.contents for t in Lexer(source).tokenize() if t.token_type is TokenType.BLOCK]
    loops = {block.split()[1] for block in blocks if block.startswith("for ")}
    tests = (_STRINGS.sub("", one) for one in blocks if one.startswith(("if ", "elif ")))
    read = {word for test in tests for word in _WORDS.findall(test)}
    return read - _KEYWORDS - loops - {"forloop"}


# --- The rules ------------------------------------------------------------------------------------

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
