"""What the linter fills templates with, by the name of the variable. A new name has its line here.

Some are what no message may show: a whole number, a NIR, an IBAN, a password, a kind of care.
"""

from typing import Final

NUMBER: Final = "48201937"
NIR: Final = "1 38 02 95 123 456 89"
IBAN: Final = "FR76 9999 9000 0112 3456 7890 128"
PASSWORD: Final = "le-velo-bleu-dort"

BY_NAME: Final[dict[str, object]] = {
    "activation_address": "https://espace.example/activer/jeton",
    "asked": "mercredi 23 mars 2022",
    "code": "482913",
    "confirmation_address": "https://espace.example/confirmer/jeton",
    "expires": "vendredi 25 mars 2022 à 9 h 00",
    "iban": IBAN,
    "invitation_address": "https://espace.example/conseillers/jeton",
    "inviter": "Claire Fontaine",
    "masked_email": "j•••.m•••@orange.example",
    "member_number": NUMBER,
    "moment": "jeudi 24 mars 2022 à 9 h 00",
    "nir": NIR,
    "number": NUMBER,
    "opens_on": "1er juin 2022",
    "password": PASSWORD,
}
