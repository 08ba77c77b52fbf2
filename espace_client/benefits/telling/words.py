"""Which words tell which step.

What the Sécurité sociale takes away, or a limit of the contract, and what is therefore left are one
rule told from two sides: `LEFT_WORDS` holds the second.
"""

from espace_client.benefits.reckoning.steps import Rule
from espace_client.benefits.telling import insurer_words as insurer
from espace_client.benefits.telling import left_words as left
from espace_client.benefits.telling import limit_words as limits
from espace_client.benefits.telling import social_security_words as social_security
from espace_client.benefits.telling.context import Context, Told, Words

WORDS: dict[Rule, Words] = {
    Rule.PRICE: left.price,
    Rule.SOCIAL_SECURITY: social_security.in_the_end,
    Rule.BASE_SHARE: social_security.base_share,
    Rule.WHOLE_BASE: social_security.whole_base,
    Rule.LONG_STAY: social_security.long_stay,
    Rule.OUT_OF_PATH: social_security.out_of_path,
    Rule.CONSULTATION_CHARGE: social_security.consultation_charge,
    Rule.FRANCHISE: social_security.franchise,
    Rule.HEAVY_ACT_CHARGE: social_security.heavy_act_charge,
    Rule.HOSPITAL_DAYS: social_security.hospital_days,
    Rule.DAYS_IN_SHARE: social_security.days_in_share,
    Rule.STAY: social_security.stay,
    Rule.INSURER: insurer.in_the_end,
    Rule.GUARANTEE: insurer.guarantee,
    Rule.COUNT_USED_UP: limits.count_used_up,
    Rule.EUROS_USED_UP: limits.euros_used_up,
    Rule.SHARED_CEILING: limits.shared_ceiling,
    Rule.OTHER_INSURER: insurer.other_insurer,
    Rule.FLOOR_OF_LAW: insurer.floor_of_law,
    Rule.NO_GUARANTEE: insurer.no_guarantee,
    Rule.PAID_BY_OTHERS: insurer.paid_by_others,
    Rule.LEFT: left.in_the_end,
    Rule.BASE_LEFT: left.base_left,
    Rule.EXCESS_LEFT: left.excess_left,
}
LEFT_WORDS: dict[Rule, Words] = {
    Rule.OUT_OF_PATH: left.out_of_path,
    Rule.CONSULTATION_CHARGE: left.consultation_charge,
    Rule.FRANCHISE: left.franchise,
    Rule.COUNT_USED_UP: left.limit_reached,
    Rule.EUROS_USED_UP: left.limit_reached,
    Rule.SHARED_CEILING: left.limit_reached,
}


def told(context: Context) -> Told:
    """The words of the step of *context*."""
    rule = context.step.rule
    words = LEFT_WORDS.get(rule) if context.side is Rule.LEFT else None
    return (words or WORDS[rule])(context)


def aside(context: Context) -> tuple[str, ...]:
    """What a step of nothing says of its counter, in the step above it."""
    if context.step.rule in (Rule.COUNT_USED_UP, Rule.EUROS_USED_UP):  # the line says its limit
        return limits.before_and_after(context)
    return told(context).sentences
