"""The kinds of documents, as their owner chooses among them. The room that issues one names it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER = "other"
_named: dict[str, str | Promise] = {}


def name_kind(code: str, label: str | Promise) -> str:
    """Say how documents of the kind *code* are called: « Attestations ». Gives the code back."""
    _named[code] = label
    return code


def label_of(code: str) -> str | Promise:
    """How the documents of that kind are called; those that nobody named are the other ones."""
    return _named.get(code, _("Autres documents"))


def group_of(code: str) -> str:
    """Under which kind they are looked for: their own, if it has a name."""
    return code if code in _named else OTHER


def named_kinds() -> tuple[str, ...]:
    """The codes that have a name."""
    return tuple(_named)
