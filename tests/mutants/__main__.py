"""`python -m tests.mutants [MODULE…]`: the score, and each change that moves a cent unseen."""

import sys
from collections import Counter

from tests.mutants.judging import SURVIVED, judge_all

found = judge_all(*sys.argv[1:])
scores: dict[str, Counter[str]] = {}
for one in found:
    scores.setdefault(one.mutant.function.split(".")[-2], Counter())[one.verdict] += 1
    if one.verdict == SURVIVED:
        sys.stdout.write(f"{one.mutant.function}\n  - {one.mutant.was}\n  + {one.mutant.now}\n")
for module, score in scores.items():
    told = ", ".join(f"{number} {verdict}" for verdict, number in sorted(score.items()))
    sys.stdout.write(f"{module}: {told}\n")
