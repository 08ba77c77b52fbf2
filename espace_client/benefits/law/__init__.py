"""The law as dated figures: what a rate, a charge or a limit was on a day, and who says so.

`figures/*.yaml` holds the figures and nothing else; `values` says what one is, `reading` makes
them from the files, `merging` lays the insurer's own over them, `law` answers « what was it on that
day? » or says clearly that nobody knows.
"""
