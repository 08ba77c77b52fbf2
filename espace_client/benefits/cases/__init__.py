"""Worked cases that an actuary writes, reads and runs: what must be paid, to the cent.

`case` says what one is, `reading` and its neighbours make it from a file (French keys,
docs/calculations/cases.md), `running` computes it and compares. Shipped ones: `shipped/*.yaml`.
"""
