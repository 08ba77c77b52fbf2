"""Whether one series of durations tends to be longer than another, whatever their shape."""

from collections.abc import Sequence


def auc(ones: Sequence[float], others: Sequence[float]) -> float:
    """The Mann–Whitney statistic as an area under the curve: how often one of *ones* is longer
    than one of *others*, ties counting half. 0.5: nobody can tell them apart; 0 or 1: at once."""
    pooled = sorted([*ones, *others])
    ranks: dict[float, float] = {}
    for at, duration in enumerate(pooled, 1):
        ranks.setdefault(duration, at)
    counts = {duration: pooled.count(duration) for duration in ranks} if _tied(pooled) else {}
    total = sum(ranks[one] + (counts.get(one, 1) - 1) / 2 for one in ones)
    least = len(ones) * (len(ones) + 1) / 2
    return (total - least) / (len(ones) * len(others))


def _tied(pooled: Sequence[float]) -> bool:
    return len(set(pooled)) < len(pooled)
