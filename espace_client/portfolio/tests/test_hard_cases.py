"""The invented portfolio is the deck's: counted in the files that were written, then in the
database once they came in."""

import csv
import ctypes
import ctypes.util
import hashlib
import re
from base64 import b64encode
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import F, Q

from espace_client.consents.models import Consent
from espace_client.contracts.models import Contract, Coverage
from espace_client.contributions.models import Contribution, Mandate
from espace_client.demarches.models import OldKind, OldState, TakenOverRequest
from espace_client.kernel import iban, nir
from espace_client.members.models import BankAccount, Guardianship, Person, nir_bound_to
from espace_client.portfolio.deal import Deal
from espace_client.portfolio.dice import Dice
from espace_client.portfolio.hard_cases import CASES, KINDS, LIVES, SIGNS, has_particle, is_double
from espace_client.portfolio.invented_passwords import PASSWORD, SLOW
from espace_client.portfolio.invention import households
from espace_client.portfolio.tests.conftest import Export, new_export
from espace_client.reimbursements.models import Reimbursement, Transmission

OPENING_DAY = date(2022, 3, 24)

# Product E.2, figure by figure: « one former-employer contract ». Members of other contracts come
# beside, and are told apart.
THE_DECK = {
    "members": 300,
    "contracts of former employees": 300,
    "debited at month end": 166,
    "couples with one mailbox": 20,
    "members without e-mail": 25,
    "lunar dates of birth": 6,
    "double first names with a particle": 4,
    "mailboxes that refuse": 8,
    "guardians": 3,
    "guardians whose measure has ended": 1,
    "deaths": 2,
    "conflicts of télétransmission": 5,
    "people born in 2A": 1,
    "people born in 2B": 2,
    "open requests": dict.fromkeys(KINDS, 12),
    "late requests": dict.fromkeys(KINDS, 3),
}


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """The export of the demo, byte for byte."""
    return new_export(tmp_path_factory.mktemp("demo") / "export", members=300, seed=2022)


def rows(export: Export, file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(export.text(file).splitlines(), delimiter=";"))


def day(text: str) -> date:
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


@pytest.mark.promise("I3.12")
def test_the_files_hold_the_deck(portfolio: Export) -> None:
    assert counted_in_files(portfolio) == THE_DECK


def counted_in_files(export: Export) -> dict[str, object]:
    people = rows(export, "personnes.csv")
    of = {person["reference"]: person for person in people}
    contracts = {one["reference"]: one for one in rows(export, "contrats.csv")}
    group = {
        one["reference_titulaire"]
        for one in contracts.values()
        if one["type"] == "individuel_art4_evin"
    }
    members = [
        person for person in people if person["numero_adherent"] and person["reference"] in group
    ]
    couples = [
        (
            of[contracts[one["reference_contrat"]]["reference_titulaire"]],
            of[one["reference_personne"]],
        )
        for one in rows(export, "beneficiaires.csv")
        if one["lien"] == "conjoint"
    ]
    month_end = {
        one["reference_contrat"]
        for one in rows(export, "mandats.csv")
        if int(one["jour"]) >= 28 and not one["fin_le"]
    }
    guardians = rows(export, "representants.csv")
    asked = [one for one in rows(export, "demandes.csv") if one["etat"] != "close"]
    return {
        "members": len(members),
        "contracts of former employees": sum(
            one["type"] == "individuel_art4_evin" for one in contracts.values()
        ),
        "debited at month end": sum(_in_force(contracts[one]) for one in month_end),
        "couples with one mailbox": sum(a["email"] == b["email"] != "" for a, b in couples),
        "members without e-mail": sum(not one["email"] for one in members),
        "lunar dates of birth": sum(one["date_naissance"].startswith("00/") for one in people),
        "double first names with a particle": sum(
            is_double(one["prenoms"].split()[0])
            and (has_particle(one["nom_naissance"]) or has_particle(one["nom_usage"]))
            for one in people
        ),
        "mailboxes that refuse": sum(one["email"].endswith("@rebond.example") for one in people),
        "guardians": len(guardians),
        "guardians whose measure has ended": sum(
            bool(one["date_fin"]) and day(one["date_fin"]) < OPENING_DAY for one in guardians
        ),
        "deaths": sum(bool(one["decede_le"]) for one in people),
        "conflicts of télétransmission": sum(
            one["etat"] == "conflit" for one in rows(export, "teletransmission.csv")
        ),
        "people born in 2A": sum(one["nir"][5:7] == "2A" for one in people),
        "people born in 2B": sum(one["nir"][5:7] == "2B" for one in people),
        "open requests": dict(Counter(one["nature"] for one in asked)),
        "late requests": dict(
            Counter(one["nature"] for one in asked if day(one["promise_le"]) < OPENING_DAY)
        ),
    }


def _in_force(contract: dict[str, str]) -> bool:
    ends = day(contract["date_fin"]) if contract["date_fin"] else date.max
    return day(contract["date_debut"]) <= OPENING_DAY <= ends


@pytest.mark.django_db
@pytest.mark.promise("I3.12")
def test_the_database_holds_the_deck_once_it_came_in(portfolio: Export) -> None:
    report = portfolio.bring()
    assert report.applied
    assert counted_in_database() == THE_DECK
    for model, file in (
        (BankAccount, "comptes.csv"),
        (Mandate, "mandats.csv"),
        (Contribution, "cotisations.csv"),
        (Reimbursement, "remboursements.csv"),
        (Transmission, "teletransmission.csv"),
        (TakenOverRequest, "demandes.csv"),
    ):
        assert model.objects.count() == len(rows(portfolio, file)), file
    proved = [one for one in rows(portfolio, "consentements.csv") if one["preuve"]]
    assert Consent.objects.count() == len(proved) < len(rows(portfolio, "consentements.csv"))
    total = sum(Contribution.objects.values_list("amount", flat=True), Decimal(0))
    assert total == sum(euros(one["montant"]) for one in rows(portfolio, "cotisations.csv"))


def euros(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def counted_in_database() -> dict[str, object]:
    members = Person.objects.filter(
        member_number__isnull=False, contracts_held__kind="individuel_art4_evin"
    )
    asked = TakenOverRequest.objects.exclude(state=OldState.CLOSED)
    particle = r"(?i)^(de |du |des |d['’])"
    nirs = [
        settings.SEALING_KEYS.unseal_bytes(
            bytes(person.nir_sealed), bound_to=nir_bound_to(person.reference)
        ).decode()
        for person in Person.objects.filter(nir_sealed__isnull=False)
    ]
    assert [nir.normal(one) for one in nirs] == nirs
    return {
        "members": members.count(),
        "contracts of former employees": Contract.objects.filter(
            kind="individuel_art4_evin"
        ).count(),
        "debited at month end": Mandate.objects.filter(
            Q(contract__end_on__isnull=True) | Q(contract__end_on__gte=OPENING_DAY),
            contract__start_on__lte=OPENING_DAY,
            ended_on__isnull=True,
            debit_day__gte=28,
        ).count(),
        "couples with one mailbox": Coverage.objects.filter(
            relationship="conjoint", person__email=F("contract__holder__email")
        )
        .exclude(person__email="")
        .count(),
        "members without e-mail": members.filter(email="").count(),
        "lunar dates of birth": Person.objects.filter(birth_date__startswith="00/").count(),
        "double first names with a particle": Person.objects.filter(
            Q(birth_name__regex=particle) | Q(usual_name__regex=particle),
            first_names__regex=r"^\S+-",
        ).count(),
        "mailboxes that refuse": Person.objects.filter(email__endswith="@rebond.example").count(),
        "guardians": Guardianship.objects.count(),
        "guardians whose measure has ended": Guardianship.objects.filter(
            end_on__lt=OPENING_DAY
        ).count(),
        "deaths": Person.objects.filter(died_on__isnull=False).count(),
        "conflicts of télétransmission": Transmission.objects.filter(feed="conflit").count(),
        "people born in 2A": sum(one[5:7] == "2A" for one in nirs),
        "people born in 2B": sum(one[5:7] == "2B" for one in nirs),
        "open requests": dict(Counter(asked.values_list("kind", flat=True))),
        "late requests": dict(
            Counter(asked.filter(promised_on__lt=OPENING_DAY).values_list("kind", flat=True))
        ),
    }


@pytest.mark.django_db
def test_what_is_to_check_is_what_one_expects(portfolio: Export) -> None:
    """No anomaly blocks, and those to check are the hard cases that were put there."""
    anomalies = portfolio.bring(apply=False).anomalies
    assert not anomalies.blocking
    people = rows(portfolio, "personnes.csv")
    mailboxes = [one["email"].lower() for one in people if one["email"]]
    found = {
        (file, column, problem.partition(" (")[0]): count
        for (_severity, file, column, problem), count in anomalies.counts.items()
    }
    assert found == {
        ("personnes.csv", "email", "Cette personne n’a pas d’adresse e-mail."): len(people)
        - len(mailboxes),
        (
            "personnes.csv",
            "email",
            "Cette adresse e-mail est aussi celle d’une autre personne.",
        ): 20,
        (
            "personnes.csv",
            "date_naissance",
            "Cette date de naissance n’est pas au calendrier",
        ): 6,
        ("personnes.csv", "decede_le", "Cette personne est décédée."): 2,
        ("consentements.csv", "preuve", "Ce consentement n’a pas de preuve."): 3,
        ("representants.csv", "date_fin", "Cette mesure de protection est finie."): 1,
    }


@pytest.mark.parametrize("members", [300, 900, 3000])
def test_any_number_of_members_has_the_same_shares(members: int) -> None:
    everybody = list(households(members=members, seed=5))
    for name, of_300 in (CASES | LIVES).items():
        assert sum(map(SIGNS[name], everybody)) == of_300 * members // 300, name
    kinds = Counter(one.kind for household in everybody for one in household.requests)
    assert kinds == dict.fromkeys(KINDS, 12 * members // 300)


def test_the_kinds_of_requests_are_those_of_the_room() -> None:
    assert set(KINDS) == set(OldKind.values)


def test_every_number_has_its_key_and_belongs_to_nobody(portfolio: Export) -> None:
    nirs = [one["nir"] for one in rows(portfolio, "personnes.csv") if one["nir"]]
    assert [nir.normal(one) for one in nirs] == nirs
    assert len(set(nirs)) == len(nirs) > 400
    assert all(950 <= int(one[7:10]) <= 989 for one in nirs)  # no commune has such a number
    ibans = [one["iban"] for one in rows(portfolio, "comptes.csv")]
    assert [iban.normal(one) for one in ibans] == ibans
    assert all(one[4:9] == "99999" for one in ibans)  # no bank has that code
    assert all(_rib_key_fits(one[4:]) for one in ibans)
    assert len(set(ibans)) == len(ibans)


def _rib_key_fits(bban: str) -> bool:
    bank, desk, account, key = bban[:5], bban[5:10], bban[10:21], bban[21:]
    return (89 * int(bank) + 15 * int(desk) + 3 * int(account) + int(key)) % 97 == 0


def test_every_old_hash_is_that_of_the_password_that_is_told(portfolio: Export) -> None:
    told = Path(settings.BASE_DIR / "docs/demo-portfolio.md").read_text("utf-8")
    assert f"`{PASSWORD}`" in told
    hashes = Counter[str]()
    for one in rows(portfolio, "identifiants.csv"):
        if one["schema"]:
            hashes[one["schema"]] += 1
            assert _opens(one["schema"], one["empreinte"]), one
    assert len(hashes) == 7
    assert min(hashes.values()) >= 5


def _opens(scheme: str, kept: str) -> bool:
    word = PASSWORD.encode()
    if scheme == "bcrypt":
        return kept in SLOW["bcrypt"]  # tried below
    if scheme.startswith("pbkdf2"):
        name, rounds, salt, digest = kept.split("$")
        assert name == scheme
        digest_name = scheme.removeprefix("pbkdf2_")
        derived = hashlib.pbkdf2_hmac(digest_name, word, salt.encode(), int(rounds))
        return b64encode(derived).decode() == digest
    salt, _, digest = kept.rpartition("$")
    assert bool(salt) == scheme.endswith("_sel")
    return hashlib.new(scheme.removesuffix("_sel"), salt.encode() + word).hexdigest() == digest


@pytest.mark.parametrize("kept", SLOW["bcrypt"])
def test_bcrypt_opens_with_the_same_password(kept: str) -> None:
    library = ctypes.util.find_library("crypt")
    if library is None:
        pytest.skip("the C library of this system has no crypt()")
    crypt = ctypes.CDLL(library).crypt
    crypt.restype = ctypes.c_char_p
    assert crypt(PASSWORD.encode(), kept.encode()) == kept.encode()
    assert crypt(b"horizon2020", kept.encode()) != kept.encode()


def test_the_page_says_where_each_case_is() -> None:
    page = Path(settings.BASE_DIR / "docs/demo-portfolio.md").read_text("utf-8")
    everybody = {one.holder.member_number: one for one in households(members=300, seed=2022)}
    told = re.findall(r"^\| `(\w+)` \| (\d+) \|[^|]+\| ([^|]+) \|$", page, re.MULTILINE)
    assert {name: int(count) for name, count, _where in told} == CASES | LIVES
    for name, _count, where in told:
        names = re.findall(r"([^,]+) (\d{8})", where)
        assert len(names) >= 2, name
        for full_name, number in names:
            holder = everybody[number].holder
            assert full_name.strip() == f"{holder.first_name} {holder.name}"
            assert SIGNS[name](everybody[number]), (name, number)
    requests = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    assert [kind for kind, *_ in requests] == list(KINDS)
    for kind, late, others in requests:
        for where, is_late in ((late, True), (others, False)):
            for number in re.findall(r"\d{8}", where):
                (request,) = everybody[number].requests
                assert (request.kind, request.promised_on < OPENING_DAY) == (kind, is_late)
        assert len(re.findall(r"\d{8}", late)) == 3


@pytest.mark.parametrize("size", [1, 2, 7, 31, 292])
def test_a_deck_deals_each_of_its_cards_once(size: int) -> None:
    counts = {"few": 1, "none": -3, "some": size // 3}
    deal = Deal(counts, size, Dice(9))
    dealt = [deal[index] for index in range(size)]
    assert len(set(dealt)) == size
    names = Counter(card.name for card in dealt)
    assert names == +Counter({"few": 1, "some": size // 3, "": size - 1 - size // 3})
    assert sorted(card.rank for card in dealt if card.name == "some") == list(range(size // 3))
