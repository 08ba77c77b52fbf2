"""Members of other contracts than the one of the former employees: they hold the published tables.

They come last in whatever `make-portfolio` writes, the same whatever the seed and the number of
members, and count for none of the figures of `hard_cases.py`. Nobody here exists.
"""

from dataclasses import replace
from datetime import date

from espace_client.portfolio.cast import Role
from espace_client.portfolio.household import INDIVIDUAL, Home, Household, Someone
from espace_client.portfolio.invented_care import Also
from espace_client.portfolio.settling import nir, settled

PACK = "pack-sante-exemple"
ECO = "intermediaire-eco-exemple"
HOSPI = "hospi-exemple"
_BEGAN = date(2022, 1, 1)

_ZOE = Someone(
    reference="P48211026-2",
    title="MME",
    birth_name="Delattre",
    first_names="Zoé",
    birth_date="02/02/2016",
    nir=nir("2160235951116"),
)
CLAIRE = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48211026",
                member_number="48211026",
                title="MME",
                birth_name="Delattre",
                first_names="Claire",
                birth_date="17/04/1985",
                nir=nir("2850435951026"),
                email="claire.delattre@free.example",
                mobile="06 39 98 10 26",
            ),
            child=_ZOE,
            home=Home(street="3 rue du Moulin", postcode="35000", city="RENNES"),
            contract="PS-48211026",
            product=PACK,
            option="intermediaire",
            kind=INDIVIDUAL,
            start_on=_BEGAN,
        ),
        debit_day=5,
        also=(
            Also("P48211026", "Consultation d’un généraliste", date(2022, 1, 20)),
            Also("P48211026-2", "Consultation d’un ophtalmologiste", date(2022, 2, 9)),
        ),
    ),
    "Sa fille Zoé est couverte par son contrat et par celui de Mathieu, son père. Elle a la "
    "colonne Intermédiaire d’une table publiée\u00a0: chaque ligne dit d’où elle vient.",
)
MATHIEU = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48212034",
                member_number="48212034",
                title="M",
                birth_name="Morin",
                first_names="Mathieu",
                birth_date="09/10/1983",
                nir=nir("1831035951034"),
                email="mathieu.morin@laposte.example",
                mobile="06 39 98 20 34",
            ),
            child=_ZOE,
            home=Home(street="18 rue de Fougères", postcode="35700", city="RENNES"),
            contract="PS-48212034",
            product=PACK,
            option="etendu",
            kind=INDIVIDUAL,
            told_before=frozenset({_ZOE.reference}),
            start_on=_BEGAN,
        ),
        debit_day=10,
    ),
    "Sa fille Zoé est couverte par son contrat et par celui de Claire, sa mère. Comparez les deux "
    "colonnes de la table.",
)
ROLAND = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48213042",
                member_number="48213042",
                title="M",
                birth_name="Jacquet",
                first_names="Roland",
                birth_date="21/05/1958",
                nir=nir("1580559952042"),
                email="roland.jacquet@wanadoo.example",
                mobile="06 39 98 30 42",
            ),
            home=Home(street="40 rue Solférino", postcode="59000", city="LILLE"),
            contract="IE-48213042",
            product=ECO,
            option="intermediaire-eco",
            kind=INDIVIDUAL,
            start_on=_BEGAN,
        ),
        debit_day=5,
        also=(
            Also("P48213042", "Couronne sur une dent du fond", date(2022, 1, 25)),
            Also("P48213042", "Lunettes, verres progressifs", date(2022, 2, 8)),
        ),
    ),
    "Il a deux contrats\u00a0: une formule économique, et l’hôpital seul. Chaque contrat a son "
    "tableau.",
)
_ROLAND_IN_HOSPITAL = settled(
    replace(
        ROLAND.household,
        contract="HE-48213042",
        product=HOSPI,
        option="hospi-publiee",
        told_before=frozenset({"P48213042"}),
    ),
    debit_day=5,
)
SUZANNE = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48214055",
                member_number="48214055",
                title="MME",
                birth_name="Aubry",
                first_names="Suzanne",
                birth_date="29/02/1960",
                nir=nir("2600269953055"),
                email="suzanne.aubry@orange.example",
                mobile="06 39 98 40 55",
            ),
            home=Home(street="9 montée de la Grande-Côte", postcode="69001", city="LYON"),
            contract="PS-48214055",
            product=PACK,
            option="integral",
            kind=INDIVIDUAL,
            start_on=date(2022, 4, 1),
        ),
        debit_day=5,
    ),
    "Son contrat commence le 1er avril 2022\u00a0: le 24 mars, un message lui dit quand revenir.",
)

BESIDE = (CLAIRE, MATHIEU, ROLAND, SUZANNE)
BESIDE_HOUSEHOLDS = (
    CLAIRE.household, MATHIEU.household, ROLAND.household, _ROLAND_IN_HOSPITAL, SUZANNE.household,
)  # fmt: skip
