"""What people answered about messages, who acts for them, and what they wait for."""

from collections.abc import Iterator
from datetime import date, timedelta

from espace_client.portfolio.deal import Card
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.hard_cases import OPENING_DAY
from espace_client.portfolio.household import Answer, Guardian, Household, OpenRequest
from espace_client.portfolio.invented_money import SNAPSHOT

_ASKED = (
    ("offres", "email"), ("offres", "courrier"), ("offres", "sms"), ("ciblee", "email"),
    ("satisfaction", "email"), ("satisfaction", "telephone"),
)  # fmt: skip
_PROOFS = ("Bulletin d’adhésion page 4", "Formulaire du site version 3", "Appel enregistré")
_MEASURES = ("tutelle", "curatelle_renforcee", "habilitation_familiale")
_GUARDIANS = (
    ("Claire Delmas", "Association tutélaire des Lilas", "c.delmas@tutelle.example"),
    ("Hugo Marchetti", "", "hugo.marchetti@mandataire.example"),
    ("Sophie Renard", "", ""),
)
_STATES = ("recue", "en_etude", "en_etude", "attente_tiers", "document_attendu", "acceptee")
_LATE_STATES = ("recue", "en_etude", "en_etude")


def answers_of(household: Household, case: str, dice: Dice) -> Iterator[Answer]:
    """Half of the holders were asked something; the others never were."""
    if case != "unproved" and not dice.chance(0.5):
        return
    given_on = min(household.start_on, SNAPSHOT) - timedelta(days=dice.between(0, 20))
    proof = dice.one_of(_PROOFS)
    for place, (purpose, means) in enumerate(_ASKED):
        nothing_proves = case == "unproved" and place == 0
        if place == 0 or dice.chance(0.5):
            yield Answer(
                person=household.holder.reference,
                purpose=purpose,
                means=means,
                allowed=dice.chance(0.45),
                given_on=given_on,
                proof="" if nothing_proves else f"{proof} du {given_on:%d/%m/%Y}",
            )


def guardian_of(household: Household, rank: int, dice: Dice) -> Guardian:
    """Who acts for the holder. Every third measure ended last autumn."""
    number = household.holder.member_number
    name, organisation, email = _GUARDIANS[rank % 3]
    start_on = date(dice.between(2018, 2020), dice.between(1, 12), 15)
    return Guardian(
        reference=f"T{number}",
        measure=_MEASURES[rank % 3],
        name=name,
        organisation=organisation,
        email=email,
        telephone=f"01 99 00 {dice.between(10, 99)} {dice.between(10, 99)}",
        ruling=f"Décision inventée n° {start_on:%y}/{dice.between(1, 9999):05d}",
        start_on=start_on,
        end_on=date(2021, 9, 30) if rank % 3 == 2 else None,
    )


def request_of(household: Household, card: Card, dice: Dice) -> OpenRequest:
    """The open request that *card* says: late ones were promised before the new space opened."""
    late = card.name.startswith("late ")
    asked_on = SNAPSHOT - timedelta(days=dice.between(3, 20))
    promised_on = OPENING_DAY + timedelta(
        days=-dice.between(1, 14) if late else dice.between(1, 28)
    )
    return OpenRequest(
        reference=f"D{household.holder.member_number}-1",
        person=household.holder.reference,
        kind=card.name.removeprefix("late "),
        asked_on=asked_on,
        promised_on=promised_on,
        state=dice.one_of(_LATE_STATES if late else _STATES),
    )
