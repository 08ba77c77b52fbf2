"""Reading what the options of a product cost an employee who works (`tarif_actifs`)."""

from collections.abc import Set
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from yaml.nodes import Node

from espace_client.contracts.incoming import IncomingActiveTariff
from espace_client.kernel.french import short_date
from espace_client.portfolio import cells
from espace_client.portfolio.anomalies import Refused
from espace_client.portfolio.nodes import Document
from espace_client.portfolio.product_lines import obligatory

_A_DAY = timedelta(days=1)


def read_active_tariffs(
    product: dict[str, Node], options: Set[str], document: Document
) -> tuple[IncomingActiveTariff, ...]:
    """The tariffs of a product whose *options* have been read. Of one option they follow each
    other without gap nor overlap."""
    found = [
        (node, tariff)
        for node in document.entries(product, "tarif_actifs")
        if (tariff := _tariff(node, options, document))
    ]
    found.sort(key=lambda pair: pair[1][:2])
    for (_node, earlier), (node, later) in pairwise(found):
        if earlier.option_code == later.option_code:
            _check_follows(earlier, later, node, document)
    return tuple(tariff for _node, tariff in found)


def _tariff(node: Node, options: Set[str], document: Document) -> IncomingActiveTariff | None:
    fields = document.fields(
        node,
        obligatory=("option", "valable_du", "par_mois", "source"),
        optional=("valable_au",),
    )
    option = document.value(fields, "option", cells.one_of(*sorted(options)), empty="")
    start = document.value(fields, "valable_du", cells.day, empty=None)
    end = document.value(fields, "valable_au", cells.day_or_nothing, empty=None)
    monthly = document.value(fields, "par_mois", _paid, empty=None)
    source = document.value(fields, "source", obligatory(200), empty="")
    if start and end and end < start:
        problem = _("La fin précède le début.")
        document.wrong(fields["valable_au"], "valable_au", problem, _("Corrigez une des dates."))
        return None
    if not option or start is None or monthly is None:
        return None
    return IncomingActiveTariff(option, start, end, monthly, source)


def _check_follows(
    earlier: IncomingActiveTariff, later: IncomingActiveTariff, node: Node, document: Document
) -> None:
    if (earlier.valid_to or date.max) >= later.valid_from:
        problem = _("Ce tarif recouvre le précédent de la même option.")
        remedy = _("Un tarif finit la veille du suivant.")
        document.wrong(node, "valable_du", problem, remedy)
        return
    assert earlier.valid_to is not None
    first, last = earlier.valid_to + _A_DAY, later.valid_from - _A_DAY
    if first <= last:
        days = {"first": short_date(first), "last": short_date(last)}
        problem = _("Il manque un tarif avant celui-ci.")
        remedy = _("Aucun ne vaut du %(first)s au %(last)s. Ajoutez-le.") % days
        document.wrong(node, "valable_du", problem, remedy)


def _paid(value: str) -> Decimal:
    amount = cells.amount(value)
    if not amount:
        raise Refused(_("Ce tarif est nul."), _("Écrivez ce que coûte un mois, ou retirez-le."))
    return amount
