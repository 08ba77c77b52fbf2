"""Care that was paid, and the link with the Sécurité sociale.

Prices are invented. What the Sécurité sociale and the insurer paid is computed by the engine, from
the law and the acts of the day, the table of the household's own option, and what was used before.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.care_words import FRENCH
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning import care as reckoning
from espace_client.benefits.reckoning.charges import CONSULTATIONS, FRANCHISES
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.kernel import birth_dates
from espace_client.kernel.money import NOTHING
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.household import HOSPITAL, Care, Household, Someone, Transmission
from espace_client.portfolio.invented_cover import cover_on
from espace_client.portfolio.invented_money import SNAPSHOT

_FIRST_DAY, _DAYS = date(2021, 1, 4), 415  # up to 22 February 2022


class Invented(NamedTuple):
    """One kind of care: the words of the statement, the act of the catalogue, the price in cents.
    Without an act: days in hospital, at the price that the law sets."""

    words: str
    act: str
    price: int
    quantity: int = 1
    part: str = ""
    optam: Optam | None = None


INVENTED = (
    Invented("Consultation d’un généraliste", "G", 2_500),
    Invented("Consultation d’un généraliste", "G", 2_500),
    Invented("Pharmacie", "MEDICAMENT-65", 1_842),
    Invented("Pharmacie", "MEDICAMENT-65", 3_127, 2),
    Invented("Consultation d’un cardiologue", "CARDIOLOGUE", 5_100),
    Invented("Consultation d’un ophtalmologiste", "OPHTALMOLOGUE", 6_000, optam=Optam.NOT_SIGNED),
    Invented("Analyses de sang", "ANALYSES", 4_320),
    Invented("Séance de kinésithérapie", "KINESITHERAPIE", 1_613),
    Invented("Détartrage", "HBJD001", 2_892),
    Invented("Séance d’ostéopathie", "OSTEOPATHE", 6_000),
    Invented("Couronne sur une dent du fond", "HBLD734", 54_000, part="16"),
    Invented("Lunettes, verres progressifs", "LUNETTES-B-COMPLEXES", 38_000),
    Invented("Appareil auditif, oreille droite", "AIDE-AUDITIVE-2", 150_000, part="droite"),
    Invented("Lentilles non remboursées", "LENTILLES-NON-REMBOURSEES", 9_000),
)
_WEIGHTS = (18, 14, 16, 14, 6, 6, 9, 10, 6, 5, 2, 2, 1, 3)
_HOSPITAL = (
    Invented("Forfait journalier hospitalier (3 jours)", "", 6_000, 3),
    Invented("Chambre particulière (3 nuits)", "CHAMBRE-PARTICULIERE", 24_000, 3),
)


class _Had(NamedTuple):
    """Somebody had some care on a day."""

    person: Someone
    care: Invented
    number: int
    on: date
    paid_on: date
    cancelled_on: date | None = None


class Also(NamedTuple):
    """Some care that is not drawn: of whom, when, and when it was cancelled."""

    person: str
    words: str
    on: date
    cancelled_on: date | None = None


def cares_of(
    household: Household, dice: Dice, *, most: int = 5, also: Sequence[Also] = ()
) -> Iterator[Care]:
    """A few lines of care for each one it brings, while the contract ran: the older ones first,
    since each uses up something of the guarantees."""
    used = NOTHING_USED
    drawn = [*_drawn(household, dice, most), *_told(household, also)]
    for had in sorted(drawn, key=lambda one: one.on):
        reference = _reference(had)
        question = asked(had.care, on=had.on, who=had.person)._replace(reference=reference)
        answer = reimburse(question, cover_on(household, had.on), used, shipped_law())
        if had.cancelled_on is None:
            used = used.plus(answer.uses)
        yield _written(had, question.kind, reference, answer)


def asked(care: Invented, *, on: date, who: Someone) -> reckoning.Care:
    """The question that some care puts to the engine."""
    birth = birth_dates.calendar_date(who.birth_date)
    patient = reckoning.Patient(who.reference, birth or date(int(who.birth_date[-4:]), 12, 31))
    price = Decimal(care.price).scaleb(-2)
    if care.act:
        return reckoning.care_for(
            shipped_catalogue().find(care.act), on=on, price=price, patient=patient,
            optam=care.optam, quantity=care.quantity, part=care.part,
        )  # fmt: skip
    return reckoning.Care(
        on=on, price=price, base=NOTHING, family=Family.NOT_REFUNDED, kind=CareKind.HOSPITAL_DAY,
        patient=patient, quantity=care.quantity,
    )  # fmt: skip


def _drawn(household: Household, dice: Dice, most: int) -> Iterator[_Had]:
    for person, _link in household.brought():
        for number in range(dice.between(0, most)):
            if household.product == HOSPITAL:
                care = dice.one_of(_HOSPITAL)
            else:
                care = dice.weighted(INVENTED, _WEIGHTS)
            cared_on = _FIRST_DAY + timedelta(days=dice.between(0, _DAYS - 1))
            paid_on = cared_on + timedelta(days=dice.between(4, 15))
            if household.start_on <= cared_on <= (household.end_on or date.max):
                yield _Had(person, care, number + 1, cared_on, paid_on)


def _told(household: Household, also: Sequence[Also]) -> Iterator[_Had]:
    people = {person.reference: person for person, _link in household.brought()}
    known = {care.words: care for care in INVENTED}
    for number, one in enumerate(also, start=21):
        paid_on = one.on + timedelta(days=7)
        yield _Had(people[one.person], known[one.words], number, one.on, paid_on, one.cancelled_on)


def _reference(had: _Had) -> str:
    return f"R{had.person.reference[1:]}-{had.number:02d}"


def _written(had: _Had, kind: CareKind, reference: str, answer: Answer) -> Care:
    """One line of the file. Not paid yet at the snapshot: no day of payment."""
    kept_back = sum(
        (use.euros for use in answer.uses if use.counter in (CONSULTATIONS, FRANCHISES)), NOTHING
    )
    return Care(
        reference=reference,
        person=had.person.reference,
        cared_on=had.on,
        paid_on=had.paid_on if had.paid_on <= SNAPSHOT else None,
        care=had.care.words,
        spent=had.care.price,
        basic=_cents(answer.social_security),
        complementary=_cents(answer.insurer),
        kind=FRENCH[kind],
        act=had.care.act,
        quantity=had.care.quantity,
        part=had.care.part,
        charge=_cents(kept_back),
        cancelled_on=had.cancelled_on,
    )


def _cents(euros: Decimal) -> int:
    return int(euros.scaleb(2))


def transmissions_of(household: Household, case: str, dice: Dice) -> Iterator[Transmission]:
    """The link of each one it brings; *case* spoils the holder's."""
    for person, link in household.brought():
        feed = {"conflict": "conflit", "absent": "absente"}.get(case, "active")
        if link != "adherent":
            feed = "active"
        flow = SNAPSHOT - timedelta(days=dice.between(1, 60))
        last = min(flow, household.end_on or flow)
        since = household.start_on
        yield Transmission(
            person=person.reference,
            feed=feed,
            since=None if feed == "absente" else since,
            last_flow_on=last if feed == "active" and last >= since else None,
        )
