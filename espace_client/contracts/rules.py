"""How long a contract can be read after it has ended. Pure."""

from datetime import date

# Somebody who has left keeps reading access for 24 months (product B.2.2, D.15).
READABLE_YEARS_AFTER_END = 2


def earliest_readable_end(on: date) -> date:
    """A contract or a cover that ended on this day or later can still be read *on* that day."""
    year = on.year - READABLE_YEARS_AFTER_END
    try:
        return on.replace(year=year)
    except ValueError:  # 29 February
        return on.replace(year=year, day=28)
