"""What the Sécurité sociale and the insurer pay for care, what is left, and why.

`care` is the question, `cover` the contract, `uses` what was used already; `one_line` answers for
one line of care with its tree of `steps`, `settling` for several that share counters. Pure: no
clock, no table. The order of computation is that of domain rules 5.4
(docs/calculations/reimbursement.md).
"""
