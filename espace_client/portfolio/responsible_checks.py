"""Which lines of a product that says « responsable » would cost it that word.

A line promises what it promises, and it is paid: whoever brings the file is asked to look. Source:
R871-2 CSS; `benefits/reckoning/responsible.py` judges.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from yaml.nodes import Node

from espace_client.benefits.figures import euros
from espace_client.benefits.law.values import NoValue
from espace_client.benefits.reckoning.responsible import Breach, Excess, breaches
from espace_client.contracts.covering import cover_of_option
from espace_client.contracts.incoming import IncomingGuarantee, IncomingOption
from espace_client.kernel.french import NBSP
from espace_client.portfolio.nodes import Document
from espace_client.reimbursements.law_in_force import law

_RATES = (Excess.NOT_OPTAM_AT_ALL, Excess.NOT_OPTAM_BESIDE)


def doubt_breaches(
    option: IncomingOption,
    places: Sequence[tuple[Node, IncomingGuarantee]],
    *,
    on: date,
    document: Document,
) -> None:
    """Ask to look at each line of *option* that the law of its first day, *on*, does not allow to
    a responsible contract. *places* are its lines with where they stand. Before the first day
    that our figures know, nothing is judged."""
    cover = cover_of_option(option, responsible=True, anniversary=on)
    try:
        found = breaches(cover, law(), on)
    except NoValue:
        return
    computed = [one for one in option.guarantees if one.kind]
    for breach in found:
        said = computed[cover.lines.index(breach.line)]
        node = next(node for node, line in places if line == said)
        problem, remedy = _words(breach)
        document.doubt(node, "garantie", problem, remedy, said.expression)


def _words(breach: Breach) -> tuple[str, str]:
    rate = breach.excess in _RATES
    limit = f"{breach.most:f}{NBSP}% BR" if rate else euros(breach.most)
    if breach.stated is None or breach.stated > breach.most:
        problem = _("Cette ligne paie plus que la loi ne le permet à un contrat responsable.")
        remedy = _("La loi permet au plus %s. Corrigez la ligne, ou écrivez responsable: non.")
    else:
        problem = _("Cette ligne paie moins que la loi ne le demande à un contrat responsable.")
        remedy = _("La loi demande au moins %s. Corrigez la ligne, ou écrivez responsable: non.")
    return problem, remedy % limit
