"""What the Sécurité sociale and the insurer pay for care, what is left, and why.

`care` and `stay` are the questions, `cover` the contract, `uses` what was used already; `one_line`
answers for one line of care with its tree of `steps`, `settling` for several that share counters,
`remaining` says what is left of a guarantee, `responsible` which lines exceed the law. Pure: no
clock, no table. The order of computation is docs/calculations/reimbursement.md.
"""
