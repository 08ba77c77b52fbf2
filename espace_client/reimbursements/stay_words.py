"""How the parts of a stay are called."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.qualifiers import Unit
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.hospitalisation import Hospitalisation
from espace_client.benefits.words import counted
from espace_client.kernel.french import NBSP, date_in_words

WHOLE_PRICE = gettext_lazy("Prix total")
_STAY = gettext_lazy("Le séjour")
_FEES = gettext_lazy("Les honoraires du chirurgien")
_ROOM = gettext_lazy("La chambre seule")


def names_of(asked: Hospitalisation) -> Iterator[str]:
    """How each line of *asked* is called, in their order: the nights of a room by year, where they
    are of several."""
    yield str(_STAY)
    if asked.fees is not None:
        yield str(_FEES)
    if len(asked.rooms) == 1:
        yield str(_ROOM)
    else:
        yield from map(_nights, asked.rooms)


def _nights(room: Care) -> str:
    nights = counted(room.quantity, Unit.NIGHT).replace(" ", NBSP)
    return _("La chambre seule, %(nights)s à partir du %(day)s") % {
        "nights": nights,
        "day": date_in_words(room.on),
    }
