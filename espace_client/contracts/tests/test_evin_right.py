"""« Votre droit de maintien »: what it says in each year of a contract, and to whom."""

from datetime import date
from decimal import Decimal

import pytest

from espace_client.contracts.models import ActiveTariff, Contract, ContractKind, Coverage
from espace_client.members.models import Person
from espace_client.members.permissions import Right
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import acting, helped, product, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.12")]
LINK = "Votre droit de maintien"


@pytest.fixture(autouse=True)
def tariff(db: None) -> ActiveTariff:
    """80 € a month in 2022, 84 € since."""
    said = {"product": product(), "option_code": "equilibre", "source": "Tarif inventé"}
    ActiveTariff.objects.create(valid_from=date(2023, 1, 1), monthly=Decimal(84), **said)
    return ActiveTariff.objects.create(
        valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31), monthly=Decimal(80), **said
    )


def contract_from(person: Person, start: str, end: str | None = None) -> Contract:
    """The contract of *person*, between other dates."""
    contract = Contract.objects.get(holder=person)
    contract.start_on = date.fromisoformat(start)
    contract.end_on = date.fromisoformat(end) if end else None
    contract.save()
    Coverage.objects.filter(contract=contract).update(
        start_on=contract.start_on, end_on=contract.end_on
    )
    return contract


def contract_to_come(person: Person, start: str) -> Contract:
    """Another contract of *person*, beside the one that runs."""
    later = Contract.objects.create(
        reference="C-PLUS-TARD", holder=person, product=product(), option_code="equilibre",
        kind=ContractKind.EVIN_EXIT, start_on=date.fromisoformat(start),
    )  # fmt: skip
    Coverage.objects.create(
        contract=later, person=person, relationship="adherent", start_on=later.start_on
    )
    return later


def address_of(contract: Contract) -> str:
    return f"/mes-contrats/{contract.pk}/droit-de-maintien"


def read(client: CheckedClient, person: Person, contract: Contract) -> str:
    """The words of the page, with plain spaces."""
    signed_in(client, person)
    return words(client, contract)


def words(client: CheckedClient, contract: Contract) -> str:
    text = client.get(address_of(contract)).page.text
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (  # year 1
            "2021-04-01",
            "Vendredi 1er avril 2022, dans 8 jours. Ce jour-là, votre cotisation sera d’au plus "
            "100,00 € par mois, d’après le tarif des actifs d’aujourd’hui. C’est "
            "125 % de ce tarif.",
        ),
        (  # year 2, and the next step is tomorrow
            "2020-03-25",
            "Vendredi 25 mars 2022, demain. Ce jour-là, votre cotisation sera d’au plus "
            "120,00 € par mois",
        ),
        (  # the day of a step: the next one is a year away
            "2020-03-24",
            "Vendredi 24 mars 2023, dans 365 jours. Ce jour-là, la loi ne fixe plus de maximum",
        ),
        ("2019-03-25", "Vendredi 25 mars 2022, demain. Ce jour-là, la loi ne fixe plus de maximum"),
        ("2019-03-24", "Votre contrat est dans sa 4e année. La loi ne fixe plus de maximum"),
        ("2017-07-01", "Votre contrat est dans sa 5e année. La loi ne fixe plus de maximum"),
        (
            "2017-06-30",
            "Votre contrat garde la règle d’avant juillet 2017 : un seul maximum, toute la vie du "
            "contrat. Votre cotisation est d’au plus 120,00 € par mois, 150 % du tarif",
        ),
        ("1989-05-01", "Votre contrat est plus ancien que la règle que nous connaissons."),
    ],
)
def test_what_comes_next_in_each_year(
    client: CheckedClient, jeanne: Person, start: str, says: str
) -> None:
    page = read(client, jeanne, contract_from(jeanne, start))
    assert says in page
    assert "aucun questionnaire médical" in page
    assert "ne se demande que dans les 6 mois" in page


def test_the_steps_stand_in_a_table_with_their_dates_and_euros(
    client: CheckedClient, jeanne: Person
) -> None:
    page = read(client, jeanne, contract_from(jeanne, "2020-10-01"))
    for row in (
        "1re année du 1er octobre 2020 au 30 septembre 2021 100 % du tarif",  # over: no euros
        "2e année (vous êtes ici) du 1er octobre 2021 au 30 septembre 2022 100,00 € par mois",
        "3e année du 1er octobre 2022 au 30 septembre 2023 120,00 € par mois 150 % du tarif",
        "Ensuite à partir du 1er octobre 2023 pas de maximum",
    ):
        assert row in page, row
    assert "Aujourd’hui : 80,00 € par mois, depuis le 1er janvier 2022 (Tarif inventé)." in page
    assert "Décret 90-769 du 30 août 1990" in page
    assert "décret 2017-372 du 21 mars 2017" in page


def test_the_tariff_is_that_of_the_day_and_of_her_own_option(
    client: CheckedClient, jeanne: Person, eloise: Person, clock: Clock
) -> None:
    clock.set("2023-01-01T10:00")
    assert "126,00 € par mois" in read(client, jeanne, contract_from(jeanne, "2021-04-01"))
    page = read(client, eloise, contract_from(eloise, "2021-04-01"))  # option Confort
    assert "€" not in page.split("Le tarif des actifs est")[0]
    assert "nous ne pouvons donc pas écrire de montant en euros" in page
    assert "votre cotisation sera d’au plus 150 % du tarif des actifs" in page


def test_a_contract_to_come_says_when_and_all_its_steps(
    client: CheckedClient, jeanne: Person
) -> None:
    page = read(client, jeanne, contract_to_come(jeanne, "2022-06-01"))
    assert "Votre contrat commence le 1er juin 2022." in page
    assert "Mercredi 1er juin 2022, dans 69 jours. Ce jour-là, votre cotisation" in page
    assert "vous êtes ici" not in page
    assert "au plus 80,00 € par mois. C’est 100 % du tarif des actifs de ce jour." in page
    assert "Le 1er juin 2022, il sera de 80,00 € par mois (Tarif inventé)." in page
    assert "aujourd’hui" not in page.lower()
    assert client.get("/mes-contrats").page.text.count(LINK) == 2


def test_a_contract_to_come_is_told_in_euros_by_the_tariff_of_its_first_day(
    client: CheckedClient, jeanne: Person, tariff: ActiveTariff
) -> None:
    """Today's is another, or there is none yet."""
    contract = contract_to_come(jeanne, "2023-01-01")
    for today_s in (True, False):
        if not today_s:
            tariff.delete()
        page = read(client, jeanne, contract)
        assert "Ce jour-là, votre cotisation sera d’au plus 84,00 € par mois." in page
        assert "Le 1er janvier 2023, il sera de 84,00 € par mois" in page
        assert "80,00" not in page


def test_whoever_is_covered_after_a_death_reads_the_least_that_the_law_says(
    client: CheckedClient, jeanne: Person
) -> None:
    page = read(client, jeanne, contract_from(jeanne, "2020-10-01"))
    assert "Vous êtes couvert après le décès de votre proche ?" in page
    assert "au moins 12 mois de couverture après le décès. Appelez-nous" in page


@pytest.mark.parametrize(
    ("end", "says"),
    [
        ("2022-03-23", "Ce contrat est terminé"),
        ("2022-03-24", "Votre contrat se termine le 24 mars 2022, avant l’étape suivante."),
        ("2022-09-30", "Votre contrat se termine le 30 septembre 2022, avant l’étape suivante."),
        ("2022-10-01", "Samedi 1er octobre 2022, dans 191 jours."),
    ],
)
def test_a_contract_that_ends(client: CheckedClient, jeanne: Person, end: str, says: str) -> None:
    page = read(client, jeanne, contract_from(jeanne, "2020-10-01", end))
    assert says in page
    assert ("120,00 € par mois" in page) == ("terminé" not in says)


@pytest.mark.parametrize(("day", "told"), [("2025-12-31", 0), ("2026-01-01", 1), ("2027-01-01", 0)])
def test_the_freeze_of_2026_is_told_without_taking_sides(
    client: CheckedClient, jeanne: Person, clock: Clock, day: str, told: int
) -> None:
    clock.set(f"{day}T10:00")
    page = read(client, jeanne, contract_from(jeanne, "2025-04-01"))
    assert page.count("Une règle de plus en 2026, encore incertaine") == told
    assert page.count("Son application est contestée") == told


def test_a_contract_of_another_kind_has_no_such_page_and_no_link(
    client: CheckedClient, jeanne: Person
) -> None:
    contract = Contract.objects.get(holder=jeanne)
    signed_in(client, jeanne)
    assert client.get("/mes-contrats").page.text.count(LINK) == 1
    assert client.get("/accueil").page.text.count(LINK) == 1
    contract.kind = ContractKind.INDIVIDUAL
    contract.save()
    assert client.get(address_of(contract)).status_code == 404
    assert LINK not in client.get("/mes-contrats").page.text
    assert LINK not in client.get("/accueil").page.text


def test_the_link_goes_when_the_contract_is_over(client: CheckedClient, jeanne: Person) -> None:
    """The page stays for 24 months, as the contract does, and says so."""
    assert "Ce contrat est terminé" in read(
        client, jeanne, contract_from(jeanne, "2020-10-01", "2022-03-23")
    )
    assert LINK not in client.get("/mes-contrats").page.text
    assert LINK not in client.get("/accueil").page.text


def test_the_law_protects_who_left_the_employer_and_not_whom_they_cover(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    contract = Contract.objects.get(holder=jeanne)
    signed_in(client, karim)
    client.may_see = frozenset({"karim"})
    assert client.get(f"/mes-garanties/{contract.pk}").status_code == 200
    assert client.get(address_of(contract)).status_code == 404
    assert LINK not in client.get("/mes-contrats").page.text


def test_a_stranger_who_left_another_employer_does_not_read_it(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    signed_in(client, salah)
    assert client.get(address_of(Contract.objects.get(holder=jeanne))).status_code == 404


def test_a_carer_reads_it_with_the_right_over_contracts_alone(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person, paul: Person
) -> None:
    contract = Contract.objects.get(holder=jeanne)
    acting(client, salah, helped(jeanne, salah, Right.CONTRACTS))
    assert "La loi ne fixe plus de maximum" in words(client, contract)
    acting(other_client, paul, helped(jeanne, paul, Right.DOCUMENTS))
    assert other_client.get(address_of(contract)).status_code == 404
