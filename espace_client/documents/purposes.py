"""For whom a certificate is meant. It changes one sentence, and nothing that is certified."""

from enum import StrEnum

from django.utils.translation import gettext_lazy


class Purpose(StrEnum):
    """Who asks for the certificate."""

    EMPLOYER = "employeur"
    SCHOOL = "ecole"
    INSURER = "assureur"
    HOUSING = "logement"
    PENSION = "retraite"
    TAXES = "impots"
    ABROAD = "etranger"
    OTHER = "autre"


PURPOSES = {
    Purpose.EMPLOYER: gettext_lazy("Un employeur"),
    Purpose.SCHOOL: gettext_lazy("Une école ou une crèche"),
    Purpose.INSURER: gettext_lazy("Un nouvel assureur"),
    Purpose.HOUSING: gettext_lazy("Un logement"),
    Purpose.PENSION: gettext_lazy("Une caisse de retraite"),
    Purpose.TAXES: gettext_lazy("Les impôts"),
    Purpose.ABROAD: gettext_lazy("Un séjour à l’étranger"),
    Purpose.OTHER: gettext_lazy("Autre chose"),
}
OF_COVER = (
    Purpose.EMPLOYER,
    Purpose.SCHOOL,
    Purpose.INSURER,
    Purpose.HOUSING,
    Purpose.ABROAD,
    Purpose.OTHER,
)
OF_ITS_END = (Purpose.INSURER, Purpose.EMPLOYER, Purpose.OTHER)
OF_PAYMENT = (Purpose.EMPLOYER, Purpose.PENSION, Purpose.TAXES, Purpose.HOUSING, Purpose.OTHER)
"""Who asks for which certificate: a form offers nobody else."""
MEANT_FOR = {
    Purpose.EMPLOYER: gettext_lazy("Cette attestation est demandée par un employeur."),
    Purpose.SCHOOL: gettext_lazy("Cette attestation est demandée par une école ou une crèche."),
    Purpose.INSURER: gettext_lazy("Cette attestation est demandée par un nouvel assureur."),
    Purpose.HOUSING: gettext_lazy("Cette attestation est demandée pour un logement."),
    Purpose.PENSION: gettext_lazy("Cette attestation est demandée par une caisse de retraite."),
    Purpose.TAXES: gettext_lazy("Cette attestation est demandée par les impôts."),
    Purpose.ABROAD: gettext_lazy(
        "Cette attestation est demandée pour un séjour à l’étranger. Elle ne dit pas quels soins"
        " sont remboursés hors de France."
    ),
    Purpose.OTHER: gettext_lazy("Cette attestation peut être montrée à qui la demande."),
}
