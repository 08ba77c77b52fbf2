"""A line of « Mes remboursements » as HTML."""

from collections.abc import Iterable, Mapping
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from espace_client.benefits.figures import to_the_cent
from espace_client.kernel.french import date_in_words, spaced
from espace_client.reimbursements.lines import Line, bars, standing
from espace_client.ui.rows import filled

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
    holes = []
    for place, one in zip(_PLACES, picture, strict=False):
        said |= {f"start_{place}": one.start, f"width_{place}": one.width}
        holes.append((one.look, f"{{start_{place}}}", f"{{width_{place}}}"))
    return filled(
        "reimbursements/lines/row.html",
        said,
        bars=tuple(holes),
        cancelled=line.cancelled_on is not None,
    )


@cache
def _list() -> str:
    return reverse("reimbursements:list")
