"""Reading one line of a table: what it pays, and which kind of care it is about."""

from django.utils.translation import gettext as _
from yaml.nodes import Node

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.care_words import KINDS, NONE
from espace_client.benefits.grammar import (
    Network,
    Optam,
    SocialSecurity,
    UnreadableGuarantee,
    canonical,
    parse,
)
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.recognising import recognise
from espace_client.portfolio import cells
from espace_client.portfolio.anomalies import Refused
from espace_client.portfolio.nodes import Document

_LONGEST = 200  # characters of a canonical spelling

type _Place = tuple[CareKind, Optam | None, Network | None]


def obligatory(limit: int) -> cells.TextReader:
    """A text of at most *limit* characters, and not an empty one."""
    read_text = cells.text(limit)

    def read(value: str) -> str:
        if not value.strip():
            raise Refused(_("Cette valeur est vide."), _("Écrivez-la, elle est obligatoire."))
        return read_text(value)

    return read


def read_guarantee(
    fields: dict[str, Node], key: str, known: SocialSecurity | None, document: Document
) -> Guarantee | None:
    """What the text of *key* pays; None when it is not understood, which is said."""
    text = document.value(fields, key, obligatory(400), empty="")
    if not text:
        return None
    try:
        guarantee = parse(text, social_security=known)
    except UnreadableGuarantee as error:
        problem = _("Cette garantie n’est pas comprise.")
        document.wrong(fields[key], key, problem, error.reason, text, further=error.position)
        return None
    if len(canonical(guarantee)) > _LONGEST:
        problem = _("Cette garantie est trop longue.")
        document.wrong(fields[key], key, problem, _("Coupez-la en deux lignes."))
        return None
    return guarantee


class Kinds:
    """The kinds of care of one option: no two lines may pay the same care."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: dict[_Place, int] = {}

    def of(
        self, node: Node, fields: dict[str, Node], heading: str, label: str, guarantee: Guarantee
    ) -> str:
        """The kind that the file says, or that its words say; empty when there is none. A line
        that pays what another one pays is blocked, one that says nothing is to be looked at."""
        told = self._document.value(fields, "soin", _care, empty="")
        if told == NONE or (not told and "soin" in fields):
            return ""
        kind = KINDS[told] if told else recognise(label, heading=heading)
        if kind is None:
            self._document.doubt(
                fields.get("libelle", node),
                "libelle",
                _("Cette ligne n’est rattachée à aucune sorte de soin."),
                _("Ajoutez la clé soin. Sans elle, rien ne se calcule avec cette ligne."),
                label,
            )
            return ""
        place = (kind, guarantee.optam, guarantee.network)
        line = self._lines.setdefault(place, node.start_mark.line + 1)
        if line != node.start_mark.line + 1:
            self._document.wrong(
                fields.get("libelle", node),
                "libelle",
                _("Deux lignes de cette option remboursent la même sorte de soin."),
                _("La ligne %d le fait déjà. Précisez la clé soin, ou écrivez soin: aucun.") % line,
                label,
            )
        return kind.value


def _care(value: str) -> str:
    return cells.one_of(*KINDS, NONE)(value)
