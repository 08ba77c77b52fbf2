"""Judging every notice of the house: each is filled in with samples, for people whose names are
long and odd, and read by the rules of message_rules.py."""

import re
from collections.abc import Iterator
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

from espace_client.delivery.message_rules import faults_in
from espace_client.delivery.notices import Notice, Recipient, always, written
from espace_client.delivery.samples import BY_NAME, NUMBER, REFERENCE
from espace_client.kernel.two_words import two_words

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
