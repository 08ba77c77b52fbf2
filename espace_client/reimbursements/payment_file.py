"""A payment file as its system writes it (docs/payments.md): what its lines say, or all that is
wrong with it. Pure. The format is ours: no insurer's file was to be had."""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from espace_client.kernel.money import NOTHING, cents

COLUMNS = (
    *("virement", "date_virement", "montant_virement", "destinataire", "compte_fin"),
    *("ligne", "operation", "reference", "reference_contrat", "reference_personne", "demande"),
    *("date_soins", "acte", "code_acte", "soin", "depense", "regime_obligatoire"),
    *("complementaire", "quantite", "partie", "retenue"),
)
_MARK = "\ufeff"
_AMOUNT = re.compile(r"\d{1,10},\d{2}")
_REFERENCE = re.compile(r"[0-9A-Z][0-9A-Z._/-]{0,39}")
_MOST_TOLD = 50


class Does(StrEnum):
    """What a line does. The last four are about money that was paid too much: it is asked back,
    came back, is kept back from a transfer, or is given up."""

    PAY = "paiement"
    CANCEL = "annulation"
    ASK_BACK = "trop_percu"
    CAME_BACK = "rendu"
    KEEP_BACK = "retenu"
    GIVE_UP = "abandon"


PAYS = frozenset({Does.PAY, Does.CANCEL})
"""What is done once for each line of care."""
SETTLES = frozenset({Does.CAME_BACK, Does.KEEP_BACK, Does.GIVE_UP})
"""What takes from an amount that is asked back; `reference` then names the line that asked."""


@dataclass(frozen=True, slots=True)
class Cared:
    """The line of care that is paid. Euros, to the cent."""

    contract: str
    person: str
    on: date
    words: str
    act: str
    kind_words: str
    spent: Decimal
    basic: Decimal
    complementary: Decimal
    quantity: int
    part: str
    charge: Decimal


@dataclass(frozen=True, slots=True)
class Sent:
    """The transfer of a line. `to` is the reference of who receives it; a professional has none."""

    reference: str
    amount: Decimal
    to: str
    account_end: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """One line. A payment alone has care and a transfer of its own. `amount` is what is asked back
    or settled, in euros; `why` what its owner reads; `kept_from` the transfer it is kept back
    from."""

    number: int
    reference: str
    does: Does
    on: date
    care_reference: str
    request: str
    care: Cared | None
    sent: Sent | None
    digest: bytes
    amount: Decimal = NOTHING
    why: str = ""
    kept_from: str = ""


class WrongFile(ValueError):
    """What is wrong, each with the number of its line; nothing of the file is taken."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__("\n".join(wrong[:_MOST_TOLD]))
        self.wrong = wrong


def read(content: bytes) -> list[FileLine]:
    """The lines of the file. Raises WrongFile with everything that is wrong."""
    try:
        text = content.decode().removeprefix(_MARK)
    except UnicodeDecodeError as error:
        raise WrongFile(["Le fichier n’est pas en UTF-8. Exportez-le de nouveau ainsi."]) from error
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    found: list[FileLine] = []
    wrong: list[str] = []
    try:
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise WrongFile([f"Il manque ces colonnes : {', '.join(missing)}."])
        for row in rows:
            reader = _Reader(row, rows.line_num)
            line = reader.line()
            wrong += reader.wrong
            if line:
                found.append(line)
    except csv.Error as error:
        raise WrongFile([f"Ligne {rows.line_num} : elle ne se lit pas ({error})."]) from error
    wrong += _twice(found)
    wrong += _sums(found)
    if wrong:
        raise WrongFile(wrong)
    if not found:
        raise WrongFile(["Le fichier n’a aucune ligne."])
    return found


class _Reader:
    """Reads one row; notes all that is wrong with it."""

    def __init__(self, row: Mapping[str | None, str | None], number: int) -> None:
        self._row, self._number = row, number
        self.wrong: list[str] = []

    def line(self) -> FileLine | None:
        if None in self._row or None in self._row.values():
            self._note("elle n’a pas le bon nombre de colonnes")
            return None
        does = self._one_of("operation", Does)
        reference = self._reference("ligne")
        on = self._day("date_virement")
        care_reference = self._reference("reference")
        paying = does is Does.PAY
        care = self._care() if paying else None
        sent = self._sent() if paying else None
        amount = self._amount() if does and does not in PAYS else NOTHING
        why = self._why() if does is Does.ASK_BACK else ""
        kept_from = self._reference("virement") if does is Does.KEEP_BACK else ""
        if self.wrong or does is None or on is None:
            return None
        return FileLine(
            number=self._number,
            reference=reference,
            does=does,
            on=on,
            care_reference=care_reference,
            request=self._text("demande", 20),
            care=care,
            sent=sent,
            amount=amount,
            why=why,
            kept_from=kept_from,
            digest=hashlib.sha256(
                "\0".join(str(self._row[name]).strip() for name in COLUMNS).encode()
            ).digest(),
        )

    def _care(self) -> Cared:
        spent, basic = self._euros("depense"), self._euros("regime_obligatoire")
        complementary = self._euros("complementaire")
        if complementary == NOTHING and not self.wrong:
            self._note("« complementaire » est nul : une ligne de paiement paie quelque chose")
        if basic + complementary > spent:
            self._note("les remboursements dépassent la dépense")
        quantity = self._row["quantite"] or "1"
        if not re.fullmatch(r"[1-9]\d{0,3}", quantity):
            self._note("« quantite » est un nombre de 1 à 9999")
            quantity = "1"
        words = self._text("acte", 120)
        if not words:
            self._note("« acte » est vide")
        return Cared(
            contract=self._reference("reference_contrat"),
            person=self._reference("reference_personne"),
            on=self._day("date_soins") or date.min,
            words=words,
            act=self._text("code_acte", 40),
            kind_words=self._text("soin", 120),
            spent=spent,
            basic=basic,
            complementary=complementary,
            quantity=int(quantity),
            part=self._text("partie", 10),
            charge=self._euros("retenue", empty=NOTHING),
        )

    def _amount(self) -> Decimal:
        amount = self._euros("complementaire")
        if amount == NOTHING and not self.wrong:
            self._note("« complementaire » est nul : une somme est demandée ou réglée")
        return amount

    def _why(self) -> str:
        why = self._text("acte", 120)
        if not why and not self.wrong:
            self._note("« acte » est vide : la personne y lit pourquoi")
        return why

    def _sent(self) -> Sent:
        to, end = self._text("destinataire", 40), self._text("compte_fin", 4)
        if to and not re.fullmatch(r"\d{4}", end):
            self._note("« compte_fin » a quatre chiffres, les derniers du compte")
        if not to and end:
            self._note("« compte_fin » est vide quand un professionnel est payé")
        amount = self._euros("montant_virement")
        if amount == NOTHING and not self.wrong:
            self._note("« montant_virement » est nul : aucun argent ne part")
        return Sent(self._reference("virement"), amount, to, end)

    def _note(self, what: str) -> None:
        self.wrong.append(f"Ligne {self._number} : {what}.")

    def _text(self, name: str, most: int) -> str:
        text = str(self._row[name]).strip()
        if len(text) > most or not text.isprintable():
            self._note(f"« {name} » est trop long, ou ne s’imprime pas")
            return ""
        return text

    def _reference(self, name: str) -> str:
        text = str(self._row[name]).strip()
        if not _REFERENCE.fullmatch(text):
            self._note(f"« {name} » n’est pas une référence")
        return text

    def _one_of(self, name: str, choices: Callable[[str], Does]) -> Does | None:
        try:
            return choices(str(self._row[name]).strip())
        except ValueError:
            known = ", ".join(f"« {one} »" for one in Does)
            self._note(f"« {name} » n’est pas connue : {known}")
            return None

    def _day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(str(self._row[name]).strip())
        except ValueError:
            self._note(f"« {name} » s’écrit 2022-03-24")
            return None

    def _euros(self, name: str, *, empty: Decimal | None = None) -> Decimal:
        text = str(self._row[name]).strip()
        if not text and empty is not None:
            return empty
        if not _AMOUNT.fullmatch(text):
            self._note(f"« {name} » s’écrit 12,50")
            return NOTHING
        return cents(Decimal(text.replace(",", ".")))


def _twice(lines: list[FileLine]) -> Iterator[str]:
    """A reference of a line that stands there twice."""
    seen: dict[str, int] = {}
    for one in lines:
        if one.reference in seen:
            yield (
                f"Ligne {one.number} : la référence « {one.reference} » est déjà à la ligne"
                f" {seen[one.reference]}."
            )
        seen[one.reference] = one.number


def _sums(lines: list[FileLine]) -> Iterator[str]:
    """A transfer whose lines do not add up to it, or do not agree about it."""
    transfers: dict[str, tuple[FileLine, Decimal]] = {}
    kept = Counter[str]()
    for one in lines:
        if one.kept_from:
            kept[one.kept_from] += int(one.amount * 100)
    for one in lines:
        if one.sent is None or one.care is None:
            continue
        first, so_far = transfers.get(one.sent.reference, (one, NOTHING))
        if (first.sent, first.on) != (one.sent, one.on):
            yield (
                f"Ligne {one.number} : le virement « {one.sent.reference} » n’est pas le même qu’à"
                f" la ligne {first.number}."
            )
        transfers[one.sent.reference] = first, so_far + one.care.complementary
    for reference, (first, paid) in transfers.items():
        total = paid - Decimal(kept[reference]) / 100
        if first.sent and first.sent.amount != total:
            yield (
                f"Ligne {first.number} : le virement « {reference} » est de {first.sent.amount},"
                f" ses lignes font {total}."
            )
    for one in lines:
        if one.kept_from and one.kept_from not in transfers:
            yield (
                f"Ligne {one.number} : le virement « {one.kept_from} » dont la somme est retenue"
                " n’est pas dans ce fichier."
            )
