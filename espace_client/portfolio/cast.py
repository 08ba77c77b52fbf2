"""The cast: the same invented people in the tests, the demo, the screenshots and every portfolio.

They come first in whatever `make-portfolio` writes. Nobody here exists.
"""

from dataclasses import dataclass
from datetime import date

from espace_client.portfolio.household import Answer, Home, Household, OpenRequest, Someone
from espace_client.portfolio.invented_care import Also
from espace_client.portfolio.settling import nir, settled


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody of the cast, and what is worth trying in their place."""

    household: Household
    what_to_try: str

    @property
    def person(self) -> Someone:
        """Who signs in."""
        return self.household.holder


JEANNE = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48201937",
                member_number="48201937",
                title="MME",
                birth_name="Dubois",
                usual_name="Martin",
                first_names="Jeanne",
                birth_date="12/05/1944",
                nir=nir("2440535950123"),
                email="jeanne.martin@orange.example",
                mobile="06 39 98 19 37",
                landline="02 61 91 19 37",
            ),
            spouse=Someone(
                reference="P48201937-2",
                title="M",
                birth_name="Martin",
                first_names="Karim",
                birth_date="03/11/1941",
                nir=nir("1411135950041"),
                email="karim.martin@laposte.example",
                mobile="06 39 98 19 41",
            ),
            home=Home(street="12 rue des Lilas", postcode="35000", city="RENNES"),
            contract="RH-48201937",
            option="equilibre",
            start_on=date(2019, 1, 1),
            old_login="48201937",
            last_login_on=date(2022, 3, 2),
            answers=(
                Answer(
                    person="P48201937",
                    purpose="offres",
                    means="email",
                    allowed=True,
                    given_on=date(2018, 12, 11),
                    proof="Bulletin d’adhésion page 4 du 11/12/2018",
                ),
                Answer(
                    person="P48201937",
                    purpose="satisfaction",
                    means="email",
                    allowed=False,
                    given_on=date(2020, 6, 3),
                    proof="Formulaire du site version 3 du 03/06/2020",
                ),
            ),
            requests=(
                OpenRequest(
                    reference="D48201937-1",
                    person="P48201937",
                    kind="devis_dentaire",
                    asked_on=date(2022, 2, 22),
                    promised_on=date(2022, 3, 29),
                    state="en_etude",
                ),
            ),
        ),
        debit_day=31,
        scheme="bcrypt",
        also=(
            Also("P48201937", "Lunettes, verres progressifs", date(2021, 6, 15)),
            Also("P48201937", "Lentilles non remboursées", date(2022, 1, 18)),
            Also("P48201937", "Séance d’ostéopathie", date(2022, 2, 10)),
            Also("P48201937", "Séance d’ostéopathie", date(2022, 2, 14), date(2022, 2, 21)),
        ),
    ),
    "Créez son compte avec l’adresse e-mail du dossier, puis lisez ses garanties et celles de "
    "son mari.",
)
ELOISE = Role(
    settled(Household(
        holder=Someone(
            reference="P48203365",
            member_number="48203365",
            title="MME",
            birth_name="D'Orléans-Lefèvre",
            first_names="Éloïse",
            birth_date="29/02/1952",
            nir=nir("2520245950033"),
            email="eloise.dorleans@free.example",
            mobile="06 39 98 33 65",
        ),
        home=Home(
            building="Résidence Les Tilleuls", street="5 quai Voltaire", postcode="45000",
            city="ORLEANS",
        ),
        contract="RH-48203365",
        option="confort",
        start_on=date(2019, 1, 1),
        old_login="eloise.dorleans",
        last_login_on=date(2022, 1, 17),
    ), debit_day=5, scheme="sha1_sel"),
    "Tapez son nom en capitales, sans accent ni apostrophe\u00a0: son compte s’ouvre quand même.",
)  # fmt: skip
SALAH = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48207742",
                member_number="48207742",
                title="M",
                birth_name="Benali",
                first_names="Salah",
                birth_date="00/00/1938",
                nir=nir("1382093950742"),
                email="salah.benali@gmail.example",
                mobile="06 39 98 77 42",
            ),
            home=Home(street="31 avenue Jean Jaurès", postcode="69007", city="LYON"),
            contract="RH-48207742",
            option="equilibre",
            start_on=date(2019, 1, 1),
            old_login="SBENALI38",
            last_login_on=date(2021, 11, 8),
            answers=(
                Answer(
                    person="P48207742",
                    purpose="offres",
                    means="email",
                    allowed=True,
                    given_on=date(2019, 1, 1),
                    proof="",
                ),
            ),
            requests=(
                OpenRequest(
                    reference="D48207742-1",
                    person="P48207742",
                    kind="remboursement",
                    asked_on=date(2022, 2, 14),
                    promised_on=date(2022, 3, 18),
                    state="en_etude",
                ),
            ),
        ),
        debit_day=10,
        scheme="md5",
    ),
    "Sa carte porte une date de naissance sans jour ni mois\u00a0: tapez 00, 00 et 1938.",
)
ODETTE = Role(
    settled(Household(
        holder=Someone(
            reference="P48209108",
            member_number="48209108",
            title="MME",
            birth_name="Le Goff",
            first_names="Odette",
            birth_date="14/07/1936",
            nir=nir("2360722950108"),
            landline="02 61 91 91 08",
        ),
        home=Home(
            street="3 venelle du Port", locality="Le Bourg", postcode="22610", city="KERBORS"
        ),
        contract="RH-48209108",
        option="essentielle",
        start_on=date(2019, 1, 1),
        old_login="48209108",
        last_login_on=date(2020, 6, 30),
    ), debit_day=31, scheme="md5_sel"),
    "Le dossier n’a pas d’adresse e-mail\u00a0: un code part par courrier.",
)  # fmt: skip
PAUL = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48204419",
                member_number="48204419",
                title="M",
                birth_name="Œuvrard",
                first_names="Paul",
                birth_date="01/01/1947",
                nir=nir("1470121950419"),
                email="famille.oeuvrard@wanadoo.example",
                landline="03 53 01 44 19",
            ),
            spouse=Someone(
                reference="P48204419-2",
                title="MME",
                birth_name="Le Bris",
                usual_name="Œuvrard",
                first_names="Marie-Louise",
                birth_date="08/09/1949",
                nir=nir("2490929950041"),
                email="famille.oeuvrard@wanadoo.example",
            ),
            home=Home(street="8 rue de la Liberté", postcode="21000", city="DIJON"),
            contract="RH-48204419",
            option="equilibre",
            start_on=date(2019, 1, 1),
            old_login="Paul.OEUVRARD",
            last_login_on=date(2022, 2, 21),
        ),
        debit_day=15,
        scheme="pbkdf2_sha256",
    ),
    "Sa femme et lui partagent une seule boîte aux lettres\u00a0: chacun garde pourtant "
    "son espace.",
)
LUCIEN = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48205523",
                member_number="48205523",
                title="M",
                birth_name="Petit",
                first_names="Lucien",
                birth_date="23/06/1957",
                nir=nir("1570659950552"),
                email="lucien.petit@orange.example",
                mobile="06 39 98 55 23",
            ),
            home=Home(street="27 rue Nationale", postcode="59000", city="LILLE"),
            contract="RH-48205523",
            option="equilibre",
            start_on=date(2022, 6, 1),
        ),
        debit_day=5,
    ),
    "Son contrat commence le 1er juin 2022\u00a0: le 24 mars, un message lui dit quand revenir.",
)
ANDREE = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48206614",
                member_number="48206614",
                title="MME",
                birth_name="Roussel",
                first_names="Andrée",
                birth_date="30/11/1939",
                nir=nir("239112B950661"),
                email="andree.roussel@laposte.example",
                landline="04 65 71 66 14",
            ),
            home=Home(street="16 cours Mirabeau", postcode="13100", city="AIX EN PROVENCE"),
            contract="RH-48206614",
            option="essentielle",
            start_on=date(2012, 1, 1),
            end_on=date(2018, 12, 31),
            old_login="aroussel",
            last_login_on=date(2018, 12, 12),
        ),
        debit_day=5,
        scheme="sha1",
    ),
    "Son contrat est terminé depuis fin 2018\u00a0: aucun compte ne s’ouvre, et on lui dit "
    "qui appeler.",
)
MARGUERITE = Role(
    settled(
        Household(
            holder=Someone(
                reference="P48208851",
                member_number="48208851",
                title="MME",
                birth_name="Lœillet",
                usual_name="Chauvin",
                first_names="Marguerite Anne",
                birth_date="19/02/1941",
                nir=nir("2410272950851"),
                email="marguerite.chauvin@wanadoo.example",
                mobile="06 39 98 88 51",
                landline="02 61 91 88 51",
            ),
            home=Home(street="14 rue des Carmes", postcode="72000", city="LE MANS"),
            contract="RH-48208851",
            option="equilibre",
            start_on=date(2019, 1, 1),
            old_login="mchauvin",
            last_login_on=date(2021, 9, 14),
        ),
        debit_day=31,
        scheme="pbkdf2_sha1",
    ),
    "Sa fille lui a ouvert une autre boîte aux lettres, et le dossier a encore l’ancienne. "
    "Créez son compte avec une autre adresse\u00a0: rien ne s’ouvre avant une seconde preuve.",
)

CAST = (JEANNE, ELOISE, SALAH, ODETTE, PAUL, LUCIEN, ANDREE, MARGUERITE)
