"""What the linter fills templates with, by the name of the variable. A new name has its line here.

Some are what no message may show: a whole number, a NIR, an IBAN, a password, a kind of care.
"""

from typing import Final

REFERENCE: Final = "MS-7K4P-9QXC"
NUMBER: Final = "48201937"
NIR: Final = "1 38 02 95 123 456 89"
IBAN: Final = "FR76 9999 9000 0112 3456 7890 128"
PASSWORD: Final = "le-velo-bleu-dort"

_SHEET = {f"spare_{place}": "K7P4-3MWT" for place in range(1, 11)}
BY_NAME: Final[dict[str, object]] = {
    **_SHEET,
    "activation_address": "https://espace.example/activer/jeton",
    "because": "la couverture a pris fin plus tôt que prévu",
    "asked": "mercredi 23 mars 2022",
    "asked_on": "23 mars 2022",
    "carer": "Claire Martin",
    "code": "482913",
    "confirmation_address": "https://espace.example/confirmer/jeton",
    "declared_on": "21 mars 2022",
    "document_number": "AT-7K4P-9QXC",
    "issued_on": "24 mars 2022",
    "headline": "Nous avons bien reçu votre demande",
    "listed": ["Facture : elle dit ce que vous avez payé."],
    "request_reference": "EC-2022-03-7K4P-Q",
    "sentences": ["C’est à nous d’agir. Réponse au plus tard le mardi 29 mars 2022."],
    "expires": "vendredi 25 mars 2022 à 9 h 00",
    "functions": "voir vos remboursements, voir votre carte",
    "giver": "Jeanne Martin",
    "iban": IBAN,
    "invitation_address": "https://espace.example/conseillers/jeton",
    "inviter": "Claire Fontaine",
    "link_address": "https://espace.example/lien/jeton",
    "masked_email": "j•••.m•••@orange.example",
    "member_number": NUMBER,
    "moment": "jeudi 24 mars 2022 à 9 h 00",
    "nir": NIR,
    "number": NUMBER,
    "opens_on": "1er juin 2022",
    "password": PASSWORD,
    "sender": "J. Martin",
    "title": "Un appareil est ajouté",
    "undo_address": "https://espace.example/annuler/jeton",
    "until": "30 juin 2022",
    "what": "Un appareil a été ajouté",
    "why": "la date de fin est passée",
}
