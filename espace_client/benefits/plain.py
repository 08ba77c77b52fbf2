"""« En clair »: a guarantee told to somebody of 80, in short sentences and without acronyms."""

from decimal import Decimal

from espace_client.benefits.figures import euros, percentage, plain_number
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.headline import NETWORKS, headline
from espace_client.benefits.kinds import (
    WHOLE,
    ActualCost,
    Benefit,
    FlatEuros,
    NotCovered,
    NothingLeftToPay,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    PercentOfReimbursement,
    SocialSecurity,
    TicketModerateur,
)
from espace_client.benefits.legend import beside_figures, legend
from espace_client.benefits.qualifiers import Optam, Scope
from espace_client.benefits.words import IN_SHORT, counted, frequency

__all__ = ["LONGEST_SENTENCE", "beside_figures", "headline", "in_plain_words", "legend"]

LONGEST_SENTENCE = 25  # words; design notes, « Words »
SHARED = {Scope.BENEFICIARY: "pour chaque personne couverte", Scope.FAMILY: "pour toute la famille"}
DOCTORS = {
    Optam.SIGNED: "chez un médecin qui s’est engagé à modérer ses prix",
    Optam.NOT_SIGNED: "chez un médecin qui ne s’est pas engagé à modérer ses prix",
}
WE_ADD = "En plus de la Sécurité sociale, nous remboursons"
TOGETHER = "La Sécurité sociale et nous, ensemble, remboursons"
WHO = {"included": TOGETHER, "additional": WE_ADD}


def in_plain_words(guarantee: Guarantee) -> str:
    """What the guarantee pays, up to what, how often, for whom: 25 words a sentence at most.

    One or two sentences for what tables usually say; one more for a condition (network, doctor).
    Amounts in euros. Never fails. Source: domain rules 4.1; design notes, « Words ».
    """
    often = frequency(guarantee.unit, guarantee.period, IN_SHORT)
    *before, last = _what_we_pay(guarantee.benefit)
    if often and isinstance(guarantee.benefit, NothingLeftToPay):
        before, last = [*before, last], "Cela vaut une fois"
    sentences = [*before, f"{last} {often}".strip(), *_limits(guarantee)]
    if _is_shared(guarantee):
        sentences = _told_for_whom(sentences, guarantee.scope)
    places = [NETWORKS[guarantee.network]] if guarantee.network else []
    places += [DOCTORS[guarantee.optam]] if guarantee.optam else []
    if places:
        sentences.append(f"Cela vaut {', '.join(places)}")
    return " ".join(f"{sentence}." for sentence in sentences)


def _what_we_pay(benefit: Benefit) -> list[str]:
    """One sentence without its full stop, two where there are two figures."""
    match benefit:
        case PercentOfBase(rate, known):
            return [_share_of_base(rate, known)]
        case FlatEuros(amount, known):
            return [f"{WHO[known]} jusqu’à {euros(amount)}"]
        case PercentOfMonthlyCeiling(rate, known):
            who = TOGETHER if known == "included" else "Nous ajoutons"
            ceiling = "du plafond mensuel de la Sécurité sociale"
            return [f"{who} jusqu’à {percentage(rate)} {ceiling}"]
        case PercentOfBasePlusEuros(rate, amount, known):
            return [_share_of_base(rate, known), f"Nous ajoutons jusqu’à {euros(amount)}"]
        case PercentOfReimbursement(rate):
            return [f"Nous ajoutons jusqu’à {_times(rate)} ce que paie la Sécurité sociale"]
        case ActualCost():
            return [_actual_cost(benefit)]
        case TicketModerateur():
            return [
                "Nous complétons la Sécurité sociale jusqu’à la base de remboursement",
                "Ce qui la dépasse reste à votre charge",
            ]
        case NothingLeftToPay():
            return ["Vous n’avez rien à payer, dans la limite du prix fixé par la loi"]
        case NotCovered():
            return ["Votre contrat ne rembourse pas ces frais"]


def _share_of_base(rate: Decimal, known: SocialSecurity) -> str:
    share = "la totalité de" if rate == WHOLE else _times(rate)
    return f"{WHO[known]} jusqu’à {share} la base de remboursement"


def _times(rate: Decimal) -> str:
    """« 3 fois », « 2,2 fois », and « 80 % de » or « 125 % de » where a multiple is no clearer."""
    multiple = rate / WHOLE
    if multiple > 1 and rate % 10 == 0:
        return f"{plain_number(multiple)} fois"
    return f"{percentage(rate)} de"


def _actual_cost(benefit: ActualCost) -> str:
    if benefit.rate == WHOLE:
        return "Nous remboursons tout ce que la Sécurité sociale ne paie pas"
    if benefit.social_security == "included":
        return f"{TOGETHER} {percentage(benefit.rate)} de vos frais"
    return f"Nous remboursons {percentage(benefit.rate)} de ce que la Sécurité sociale ne paie pas"


def _limits(guarantee: Guarantee) -> list[str]:
    limits = []
    if count := guarantee.max_count:
        often = frequency(None, count.period, IN_SHORT)
        limits.append(f"{counted(count.number, count.unit)} {often}".strip())
    if ceiling := guarantee.ceiling:
        often = frequency(ceiling.unit, ceiling.period, IN_SHORT)
        limits.append(f"{euros(ceiling.amount)} {often}".strip())
    return [f"La limite est de {' et de '.join(limits)}"] if limits else []


def _is_shared(guarantee: Guarantee) -> bool:
    """Whether somebody may use up something: « 60 € par nuit » never runs out."""
    counters = (guarantee.period, guarantee.max_count, guarantee.ceiling)
    return guarantee.scope is Scope.FAMILY or any(counters)


def _told_for_whom(sentences: list[str], scope: Scope) -> list[str]:
    """Say who shares at the end of the last sentence, or in one more when it would be too long."""
    *before, last = sentences
    longer = f"{last}, {SHARED[scope]}"
    if len(longer.split()) <= LONGEST_SENTENCE:
        return [*before, longer]
    return [*sentences, f"C’est {SHARED[scope]}"]
