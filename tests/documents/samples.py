"""One sample of each document that we make, by name. A new document is one more entry here: it is
then judged by the quick checks in every run, and by veraPDF in `make audit`."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from espace_client.benefits.telling.explanation import explain
from espace_client.benefits.telling.tests.stories import STORIES
from espace_client.contracts import card_documents, certificates, ends, table_documents
from espace_client.contracts.cards import Card, NamedPerson
from espace_client.contracts.explanation import COLUMNS, explained
from espace_client.contracts.incoming import IncomingOption, IncomingVersion
from espace_client.contracts.models import Contract, ContractKind, Coverage, Product, Relationship
from espace_client.contracts.queries import SeenContract
from espace_client.contracts.rules import Period
from espace_client.contributions import certificates as contribution_certificates
from espace_client.contributions.certificates import WantedPayment
from espace_client.contributions.rules import Owed
from espace_client.delivery.letters import typeset_letter
from espace_client.delivery.models import Parcel
from espace_client.delivery.writing import write_letter
from espace_client.documents.content import Draft, Section, as_json
from espace_client.documents.printing import printed, proof_of
from espace_client.documents.purposes import Purpose
from espace_client.documents.receipts import START, Deposit, canonical, seal_of
from espace_client.documents.receipts import draft as draft_of_receipt
from espace_client.documents.received import DepositedFile
from espace_client.documents.typesetting import typeset
from espace_client.kernel.periods import months_after
from espace_client.members.models import Person
from espace_client.portfolio.invented_cover import sample_products
from espace_client.reimbursements import yearly
from espace_client.reimbursements.documents import of_what_was_paid, print_explanation
from espace_client.reimbursements.models import Reimbursement

AT = datetime(2022, 3, 24, 8, 0, tzinfo=UTC)
TODAY = date(2022, 3, 24)
_NIR = "269054958815780"

_JEANNE = Person(
    id=UUID(int=1), reference="1", member_number="48201937", birth_name="Durand",
    usual_name="Martin", first_names="Jeanne", birth_date="12/05/1944",
)  # fmt: skip
_KARIM = Person(
    id=UUID(int=2), reference="2", birth_name="Martin", first_names="Karim",
    birth_date="00/00/1938",
)  # fmt: skip
_LONG = Person(
    id=UUID(int=3), reference="3", member_number="48203365",
    birth_name="D'Orléans-Lefèvre de La Rochefoucauld-Montmorency-Przybyłowski",
    first_names="Éloïse Marie-Antoinette Œnone Zoë Ğülşen Nguyễn", birth_date="29/02/1952",
)  # fmt: skip


def document(text: str = "Bonjour") -> bytes:
    """The smallest document that has everything."""
    return _typeset(Section(paragraphs=(text,)))


def _receipt(*names: str) -> bytes:
    """Of so many files, each of another size."""
    files = [
        DepositedFile(name, 9 ** (place + 1), seal_of(name.encode()))
        for place, name in enumerate(names)
    ]
    deposit = Deposit("EC-2022-03-7K4P-Q", "Demande envoyée", (), "J. M.", files)
    number = "RD-7K4P-9QXC"
    line = canonical(deposit, number=number, at=AT, previous=START)
    draft = draft_of_receipt(deposit, line, at=AT)
    return printed(draft, number=number, proof=proof_of(draft, number=number, at=AT), at=AT)


def _typeset(*sections: Section) -> bytes:
    data = {
        "title": "Attestation d’affiliation",
        "number": "AT-7K4P-9QXC",
        "issued_on": "24 mars 2022",
        "sections": as_json(sections),
    }
    return typeset("contracts/certificate.typ", data=data, at=AT)


def _cover(contract: Contract, person: Person) -> Coverage:
    holds = person.pk == contract.holder_id
    cover = Coverage(
        contract=contract,
        person=person,
        relationship=Relationship.MEMBER if holds else Relationship.SPOUSE,
        start_on=contract.start_on,
    )
    cover.option_name = "Équilibre"  # as contracts.queries annotates it
    return cover


def certificate_draft(*people: Person, nirs: dict[UUID, str] | None = None) -> Draft:
    """As contracts.operations.certify writes it, without a database."""
    contract = Contract(
        id=UUID(int=9), reference="RH-48201937", holder=people[0],
        product=Product(name="Santé Retraites Horizon"), option_code="equilibre",
        kind=ContractKind.EVIN_EXIT, start_on=date(2019, 1, 1),
    )  # fmt: skip
    period = Period(date(2019, 1, 1), None)
    certified = [certificates.Certified(_cover(contract, one), period) for one in people]
    wanted = certificates.Wanted(
        frozenset(one.pk for one in people), Purpose.EMPLOYER, date(2022, 3, 1), date(2022, 3, 1)
    )
    return certificates.draft(
        certified, wanted=wanted, asked_by=people[0].pk, today=TODAY, nirs=nirs
    )


def _end_certificate(*people: Person) -> bytes:
    """As contracts.operations.certify_end prints it, without a database."""
    contract = Contract(
        id=UUID(int=9), reference="RH-48201937", holder=people[0],
        product=Product(name="Santé Retraites Horizon"), option_code="equilibre",
        kind=ContractKind.EVIN_EXIT, start_on=date(2019, 1, 1), end_on=date(2022, 2, 28),
    )  # fmt: skip
    period = Period(date(2019, 1, 1), date(2022, 2, 28))
    ended = [ends.LastCover(_cover(contract, one), period, is_over=True) for one in people]
    wanted = ends.WantedEnd(frozenset(one.pk for one in people), Purpose.INSURER)
    return on_paper(ends.draft(ended, wanted=wanted, asked_by=people[0].pk, nirs=None))


def _payments(holder: Person, months: int) -> bytes:
    """As contributions.operations.certify_payment prints it, without a database."""
    contract = Contract(
        id=UUID(int=9), reference="RH-48201937", holder=holder,
        product=Product(name="Santé Retraites Horizon"),
    )  # fmt: skip
    starts = [months_after(date(2019, 1, 1), month) for month in range(months)]
    paid = [
        Owed(UUID(int=at), day, months_after(day, 1) - timedelta(days=1), day, Decimal("72.60"),
             is_paid=True, state="Payée")
        for at, day in enumerate(starts)
    ]  # fmt: skip
    wanted = WantedPayment(contract.pk, Purpose.OTHER, starts[0], TODAY)
    return on_paper(contribution_certificates.draft(contract, paid, wanted=wanted))


def _statement(*people: Person, lines: int) -> bytes:
    """As reimbursements.operations.state_care prints it, without a database."""
    paid = [
        Reimbursement(
            person_id=people[at % len(people)].pk, care=f"Séance de kinésithérapie, n° {at + 1}",
            cared_on=date(2021, 1, 1), paid_on=date(2021, 1, 8), spent=Decimal("1016.13"),
            basic=Decimal("9.68"), complementary=Decimal("6.45"),
        )
        for at in range(lines)
    ]  # fmt: skip
    first, last = date(2021, 1, 1), date(2021, 12, 31)
    return on_paper(yearly.draft(people, paid, first=first, last=last))


def card_draft(*people: Person) -> Draft:
    """As contracts.operations.issue_card writes it, without a database."""
    named = tuple(
        NamedPerson(
            id=one.pk, cover=one.pk, full_name=str(one), birth_date=one.birth_date,
            relationship="Adhérent", first=date(2022, 1, 1), last=date(2022, 12, 31),
        )
        for one in people
    )  # fmt: skip
    card = Card(
        contract=UUID(int=9), holder=people[0].pk, product_code="retraites-horizon",
        product_name="Santé Retraites Horizon", option_name="Équilibre", responsible=True,
        member_number="48201937", year=2022, people=named,
    )  # fmt: skip
    return card_documents.draft(card, nirs={people[0].pk: _NIR})


def on_paper(draft: Draft) -> bytes:
    """As documents.operations.issue prints it."""
    number = f"{draft.prefix}-7K4P-9QXC"
    return printed(draft, number=number, proof=proof_of(draft, number=number, at=AT), at=AT)


def _certificate(*people: Person, nirs: dict[UUID, str] | None = None) -> bytes:
    return on_paper(certificate_draft(*people, nirs=nirs))


def _card(*people: Person) -> bytes:
    return on_paper(card_draft(*people))


def _on_paper(name: str, option: IncomingOption, version: IncomingVersion) -> bytes:
    """As contracts.operations.issue_table prints it, without a database."""
    of_version = {
        "option__version__source": version.source,
        "option__version__valid_from": version.valid_from,
    }
    rows = [of_version | line._asdict() for line in option.guarantees]
    contract = SeenContract(
        id=UUID(int=9), reference="RH-48201937", product_id=UUID(int=8), product_name=name,
        kind="", kind_code="", option_code=option.code, option_name=option.name,
        member_number="48201937",
        start_on=date(2019, 1, 1), end_on=None, is_holder=True, covered=(), covered_now=(),
        in_force=True,
    )  # fmt: skip
    made = table_documents.draft(
        contract,
        explained([tuple(row.get(column, "") for column in COLUMNS) for row in rows]),
        valid_to=version.valid_to,
    )
    return on_paper(made)


def table(product: str, option: str, valid_from: date) -> bytes:
    """The guarantee table of an option that is shipped."""
    sold = sample_products()[product]
    version = next(one for one in sold.versions if one.valid_from == valid_from)
    column = next(one for one in version.options if one.code == option)
    return _on_paper(sold.name, column, version)


def long_table() -> bytes:
    """One with twice the lines of ours."""
    sold = sample_products()["retraites-horizon"]
    column = sold.versions[-1].options[-1]
    twice = sorted([*column.guarantees] * 2, key=column.guarantees.index)
    return _on_paper(sold.name, replace(column, guarantees=tuple(twice)), sold.versions[-1])


# Every option of every version that is shipped: product, option, first day.
TABLES = [
    (product.code, option.code, version.valid_from)
    for product in sample_products().values()
    for version in product.versions
    for option in version.options
]


_LETTER = """Votre code pour ouvrir votre espace

= Référence : MS-7K4P-9QXC
= Votre numéro d’adhérent finit par 937.

Madame Martin,

{words}

((⟦code⟧))

- Recopiez le code.
- Vérifiez l’adresse.

[[Tapez cette adresse|https://espace.example.test/courrier]]

Bien cordialement,

-- Mutuelle Horizon

~ Parce que vous l’avez demandé.
"""


_SHEET = """

====

# Votre feuille de codes

Chaque code sert une fois.

+ 7K4P-9QXC
+ 3MWT-HJ2D
"""


def _letter(*home: str, words: str = "Voici votre code.", sheet: str = "") -> bytes:
    """As a batch typesets it, without a database."""
    written = write_letter(_LETTER.format(words=words) + sheet, day="24 mars 2022")
    parcel = Parcel(
        subject=written.subject, reference="MS-7K4P-9QXC", created_at=AT, postal_lines=list(home),
        blocks=[asdict(block) for block in written.blocks],
    )  # fmt: skip
    return typeset_letter(parcel, {"code": "K7P4-3MWT-9QXC"})


_ABOUT = (("Pour", "Jeanne Martin"), ("Soin", "Couronne"), ("Date des soins", "1er mai 2026"))


def _explanation(story: str, *sentences: str) -> bytes:
    told = explain(STORIES[story]())
    return print_explanation(told, about=_ABOUT, alternatives=sentences, at=AT)


def _explanation_of_what_was_paid() -> bytes:
    frame = of_what_was_paid(
        supposed=["Nous supposons que votre médecin modère ses prix (il a signé l’OPTAM)."],
        cancelled_on=None,
        contest_until=date(2026, 7, 2),
    )
    told = explain(STORIES["out-of-path"]())
    changes = ("Avec l’avis de votre médecin traitant.",)
    return print_explanation(told, about=_ABOUT, frame=frame, alternatives=changes, at=AT)


_HOME = ("Madame Jeanne MARTIN", "12 rue des Lilas", "35000 RENNES")

SAMPLES: dict[str, Callable[[], bytes]] = {
    "smallest": document,
    "several-pages": lambda: document("Une phrase comme une autre. " * 400),
    "certificate-one-person": lambda: _certificate(_JEANNE),
    "certificate-two-people": lambda: _certificate(_JEANNE, _KARIM),
    "certificate-with-nir": lambda: _certificate(_JEANNE, _KARIM, nirs={_JEANNE.pk: _NIR}),
    "certificate-long-names": lambda: _certificate(_LONG),
    "end-certificate": lambda: _end_certificate(_JEANNE, _KARIM),
    "end-certificate-long-names": lambda: _end_certificate(_LONG),
    "payments-of-a-year": lambda: _payments(_JEANNE, 12),
    "payments-of-three-years": lambda: _payments(_LONG, 36),
    "statement": lambda: _statement(_JEANNE, lines=4),
    "statement-of-several-pages": lambda: _statement(_JEANNE, _LONG, lines=90),
    "card": lambda: _card(_JEANNE, _KARIM),
    "card-long-names": lambda: _card(*[_LONG] * 8),
    "table": lambda: table("retraites-horizon", "confort", date(2022, 1, 1)),
    "table-of-two-sheets": long_table,
    "table-of-one-heading": lambda: table("hospi-horizon", "hospi", date(2021, 1, 1)),
    "explanation": lambda: _explanation("out-of-path", "Avec l’avis de votre médecin traitant."),
    "explanation-of-what-was-paid": _explanation_of_what_was_paid,
    "explanation-of-a-stay": lambda: _explanation("stay-with-a-heavy-act"),
    "receipt": lambda: _receipt("facture.pdf"),
    "receipt-of-ten-files": lambda: _receipt(
        *(
            f"Ordonnance n° {number} du docteur Przybyłowski, photographiée.heic"
            for number in range(10)
        )
    ),
    "letter": lambda: _letter(*_HOME),
    "letter-long": lambda: _letter(*["Éloïse D’Orléans-Lefèvre Przybyłowski"] * 6),
    "letter-with-sheet": lambda: _letter(*_HOME, sheet=_SHEET),
    "letter-two-pages": lambda: _letter(*_HOME, words="Une phrase comme une autre. " * 100),
}
