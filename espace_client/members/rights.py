"""The functions that can be opened to somebody else, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from espace_client.kernel.french import enumeration
from espace_client.kernel.rights import Right

LABELS = {
    Right.CONTRACTS: gettext_lazy("Voir mes contrats et mes garanties"),
    Right.CARD: gettext_lazy("Voir ma carte de tiers payant"),
    Right.DOCUMENTS: gettext_lazy("Demander des attestations et lire mes documents"),
    Right.REQUESTS: gettext_lazy("Suivre mes demandes"),
    Right.REIMBURSEMENTS: gettext_lazy("Voir mes remboursements"),
}
THEIRS = {
    Right.CONTRACTS: gettext_lazy("Voir ses contrats et ses garanties"),
    Right.CARD: gettext_lazy("Voir sa carte de tiers payant"),
    Right.DOCUMENTS: gettext_lazy("Demander ses attestations et lire ses documents"),
    Right.REQUESTS: gettext_lazy("Suivre ses demandes"),
    Right.REIMBURSEMENTS: gettext_lazy("Voir ses remboursements"),
}
HINTS = {
    Right.CARD: gettext_lazy(
        "Elle nomme tous ceux qu’elle couvre, avec leur date de naissance. Sans numéro de Sécurité"
        " sociale."
    ),
    Right.DOCUMENTS: gettext_lazy(
        "Un document peut porter votre numéro de Sécurité sociale, ou dire vos cotisations. Nos"
        " messages sur vos documents se lisent aussi. Vos remboursements n’y sont pas."
    ),
    Right.REIMBURSEMENTS: gettext_lazy(
        "Ils disent vos soins. Cette personne peut voir ce qui vous reste de vos garanties, et"
        " estimer un remboursement. Elle peut aussi avoir votre relevé annuel, soin par soin."
    ),
}
_SHORT = {
    Right.CONTRACTS: gettext_lazy("contrats et garanties"),
    Right.CARD: gettext_lazy("carte de tiers payant"),
    Right.DOCUMENTS: gettext_lazy("attestations et documents"),
    Right.REQUESTS: gettext_lazy("suivi des demandes"),
    Right.REIMBURSEMENTS: gettext_lazy("remboursements"),
}


def in_words(rights: Iterable[str]) -> str:
    """« carte de tiers payant et suivi des demandes », in the order of the functions."""
    named = set(rights)
    return enumeration([str(short) for right, short in _SHORT.items() if right in named])
