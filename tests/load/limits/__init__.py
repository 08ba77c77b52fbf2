"""The least that the measured pages can cost: no framework, prepared SQL, f-strings.

They show what the product shows (test_limits.py compares), and share with it only what is pure:
the insurer's settings, the clock, the French of dates and the words of guarantees.
"""
