"""The words of the trade that a guarantee table cannot avoid, explained."""

from espace_client.benefits.figures import NBSP

_LEGEND = (
    (
        "Base de remboursement (BR)",
        "Le tarif que la Sécurité sociale retient pour un soin. "
        "Le prix que vous payez peut être plus élevé.",
    ),
    (
        "Ticket modérateur",
        "La part de la base de remboursement que la Sécurité sociale ne paie pas.",
    ),
    (
        "Dépassement d’honoraires",
        "Ce qu’un professionnel demande au-dessus de la base de remboursement.",
    ),
    (
        f"100{NBSP}% Santé",
        "Des équipements définis par la loi, par exemple des lunettes, des couronnes ou des aides "
        "auditives. Vous n’avez rien à payer si leur prix respecte la limite légale.",
    ),
    (
        "OPTAM",
        "«\u00a0Option pratique tarifaire maîtrisée\u00a0»\u00a0: un accord entre un médecin et "
        "l’Assurance maladie. Ce médecin s’engage à modérer ses dépassements d’honoraires.",
    ),
    (
        "Plafond",
        "Le montant le plus élevé que nous remboursons, pour un soin ou pendant une période.",
    ),
    (
        "Plafond mensuel de la Sécurité sociale",
        "Un montant officiel, fixé chaque année. "
        "Certains contrats s’en servent pour calculer un remboursement.",
    ),
    (
        "Participation forfaitaire et franchise",
        "De petites sommes que la Sécurité sociale retient sur certains soins. "
        "Un contrat responsable n’a pas le droit de les rembourser.",
    ),
)


_BESIDE_FIGURES = (
    (
        f"«\u00a0150{NBSP}%\u00a0»",
        "Une fois et demie la base de remboursement. Ce n’est pas une part du prix que vous payez.",
    ),
    (
        "«\u00a0BR\u00a0», la base de remboursement",
        "Le tarif que la Sécurité sociale retient pour ce soin. Le prix est souvent plus élevé.",
    ),
    (
        "«\u00a0Sécurité sociale incluse\u00a0»",
        "Le chiffre contient déjà ce que la Sécurité sociale vous paie. Il ne s’y ajoute pas.",
    ),
)


def beside_figures() -> tuple[tuple[str, str], ...]:
    """The three things that are most often misread of a figure (product B.6: « 250 % » thought to
    be on top of the Sécurité sociale), to stand beside it."""
    return _BESIDE_FIGURES


def legend() -> tuple[tuple[str, str], ...]:
    """The terms that a guarantee table uses, each with its meaning, in reading order.

    No figure: amounts and rates are dated elsewhere. Source: domain rules 4.2 and 5.1.
    """
    return _LEGEND
