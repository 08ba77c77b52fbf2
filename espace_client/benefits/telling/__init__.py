"""An answer in plain French, for somebody of 80: what is paid, by whom, and why.

`explanation` makes the `tree` that text, page and PDF all show; `words` chooses the sentences of
each step, `workings` its sums, `figures_of_law` its sources, `glossary` the words of the trade.
`what_if` says what would have changed the amount. How to add a step: docs/calculations/telling.md.
"""
