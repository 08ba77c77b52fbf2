"""How the parts of a stay are called."""

from django.utils.translation import gettext_lazy

WHOLE_PRICE = gettext_lazy("Prix total")
NAMES = {
    "stay": gettext_lazy("Le séjour"),
    "fees": gettext_lazy("Les honoraires du chirurgien"),
    "room": gettext_lazy("La chambre seule"),
}
"""By the name of the part in a Hospitalisation."""
