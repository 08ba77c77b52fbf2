"""A line of « Mes remboursements » as HTML: rendered once for each shape of a line, with holes; for
each page only the holes are filled, escaped as ever. The template must write no other braces."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from espace_client.benefits.figures import to_the_cent
from espace_client.kernel.french import date_in_words, spaced
from espace_client.reimbursements.lines import Line, bars, standing

_PLACES = ("one", "two", "three")


def written(
    lines: Iterable[Line], *, names: Mapping[UUID, str], space: UUID | None
) -> list[SafeString]:
    """The lines in their order; whose each is, where *names* knows several people."""
    return [_written(one, names, space) for one in lines]


def _written(line: Line, names: Mapping[UUID, str], space: UUID | None) -> SafeString:
    picture = bars(line)
    several = len(names) > 1
    when = {"day": date_in_words(line.cared_on), "who": names.get(line.person, "")}
    said = {
        "care": spaced(line.care),
        "when": (_("%(who)s, soin du %(day)s") if several else _("Soin du %(day)s")) % when,
        "standing": standing(line, space=space),
        "spent": to_the_cent(line.spent),
        "basic": to_the_cent(line.basic),
        "ours": to_the_cent(line.complementary),
        "left": to_the_cent(line.left),
        "address": f"{_list()}/{line.id}",
    }
    looks = tuple(one.look for one in picture)
    for place, one in zip(_PLACES, picture, strict=False):
        said |= {f"start_{place}": one.start, f"width_{place}": one.width}
    return format_html(_holes(looks, line.cancelled_on is not None, get_language()), **said)


@lru_cache(maxsize=64)
def _holes(looks: tuple[str, ...], cancelled: bool, language: str | None) -> str:
    names = ("care", "when", "standing", "spent", "basic", "ours", "left", "address")
    row: dict[str, object] = {name: f"{{{name}}}" for name in names}
    row["cancelled"] = cancelled
    row["bars"] = [
        {"look": look, "start": f"{{start_{place}}}", "width": f"{{width_{place}}}"}
        for place, look in zip(_PLACES, looks, strict=False)
    ]
    return render_to_string("reimbursements/lines/row.html", {"row": row})


@cache
def _list() -> str:
    return reverse("reimbursements:list")
