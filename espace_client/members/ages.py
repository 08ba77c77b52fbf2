"""How old somebody is, asked of the database: dates of birth are text, sometimes « lunar »."""

from datetime import date

from django.db.models import Case, CharField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Substr

_CALENDAR = r"^(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/"


def born(column: str = "birth_date") -> Combinable:
    """A date of birth as `AAAAMMJJ`, which sorts. A lunar one counts as 31 December of its year:
    nobody is made an adult too early (kernel.birth_dates)."""
    year = Substr(column, 7, 4)
    return Case(
        When(
            Q(**{f"{column}__regex": _CALENDAR}),
            then=Concat(year, Substr(column, 4, 2), Substr(column, 1, 2)),
        ),
        default=Concat(year, Value("1231")),
        output_field=CharField(),
    )


def last_day_for(years: int, *, on: date) -> str:
    """Who was born on this day or before, as `AAAAMMJJ`, is *years* old *on* that day."""
    return f"{on.year - years:04d}{on.month:02d}{on.day:02d}"
