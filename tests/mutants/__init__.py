"""Mutants of the rules of money: each small change of the code that moves a cent must be seen.

`workshop` makes a copy of the rules in which mutmut wrote every mutant, `judging` runs the shipped
cases against each one in a process of its own, and what no case saw against a battery of questions
that the untouched rules answered. `make audit` runs it; docs/calculations/mutants.md tells it.
"""
