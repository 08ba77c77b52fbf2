"""« Pourquoi ce montant ? » of a line that was paid (product D.4): our own computation of it, told
only where it finds what was paid, to the cent.

What the file of payments does not say (whether the doctor moderates prices, whether the care path
was followed) is tried in turn, and what had to be supposed is said. Where nothing finds the amount,
nothing is told but the four amounts: no reason rather than a wrong one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from espace_client.benefits.acts.act import Act, NoTariff
from espace_client.benefits.acts.catalogue import UnknownAct
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.values import NoValue
from espace_client.benefits.qualifiers import Network, Optam
from espace_client.benefits.reckoning.care import Care, Exemption, care_for
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.telling.explanation import Explanation, explain
from espace_client.benefits.telling.what_if import what_would_change
from espace_client.kernel.french import spaced
from espace_client.kernel.money import NOTHING
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.insured import covers_read, insured
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.models import Reimbursement
from espace_client.ui.acting import Acting

_OPTAM = (None, Optam.SIGNED, Optam.NOT_SIGNED)
_PATH = (True, False)
_EXEMPTION = (Exemption.NONE, Exemption.LONG_TERM_ILLNESS)
_NETWORK = (None, Network.INSIDE, Network.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of an amount that was paid. `supposed` is what had to be taken for granted,
    `changes` what would have changed the amount; sentences."""

    explanation: Explanation
    supposed: tuple[str, ...]
    changes: tuple[str, ...]


def why(line: Reimbursement, insured: Insured) -> Why | None:
    """The reasons of what was paid for *line*, a line of *insured* on the day of care; None where
    our computation does not find it. No query."""
    try:
        act = catalogue().find(line.act) if line.act else None
        cares = list(_cares(line, act, insured))
        used = before(line, insured.used)
        for care in cares:
            if not insured.knows(care):
                continue
            answer = reimburse(care, insured.cover, used, law())
            if (answer.social_security, answer.insurer) == (line.basic, line.complementary):
                return Why(
                    explain(answer, act=act),
                    tuple(_supposed(care)),
                    tuple(_changes(care, insured, used)),
                )
    except (UnknownAct, NoTariff, NoValue):
        return None
    return None


def why_of(line: Reimbursement, space: UUID, *, acting: Acting | None, on: date) -> Why | None:
    """The same for whoever reads that line in a space; None too where its cover is not theirs to
    read. Two queries."""
    covers = covers_read(space, acting=acting, on=on, day=line.cared_on, computed=True)
    for cover in covers:
        same = (cover.contract_id, cover.person_id) == (line.contract_id, line.person_id)
        if same and cover.in_force(line.cared_on):
            return why(line, insured(cover, on=on, day=line.cared_on))
    return None


def before(line: Reimbursement, used: Uses) -> Uses:
    """What was used before that line, by the day of care and then by reference."""
    here = (line.cared_on, line.reference)
    return Uses(one for one in used if (one.on, one.line) < here)


def _cares(line: Reimbursement, act: Act | None, insured: Insured) -> Iterator[Care]:
    """The questions whose answer may be that line, the most usual first."""
    if line.kind and line.kind not in CareKind:
        return
    more: dict[str, Any] = {"quantity": line.quantity, "part": line.part}
    for exemption, path, network, optam in product(_EXEMPTION, _PATH, _NETWORK, _OPTAM):
        answered: dict[str, Any] = {"exemption": exemption, "in_path": path, "network": network}
        if act is not None:
            yield care_for(
                act, on=line.cared_on, price=line.spent, patient=insured.patient, optam=optam,
                reference=line.reference, **more, **answered,
            )  # fmt: skip
        elif line.kind and line.basic == NOTHING:
            yield Care(
                on=line.cared_on, price=line.spent, base=NOTHING, family=Family.NOT_REFUNDED,
                kind=CareKind(line.kind), patient=insured.patient, optam=optam,
                reference=line.reference, **more, **answered,
            )  # fmt: skip


def _supposed(care: Care) -> Iterator[str]:
    if care.optam is Optam.SIGNED:
        yield _("Nous supposons que votre médecin modère ses prix (il a signé l’OPTAM).")
    elif care.optam is Optam.NOT_SIGNED:
        yield _("Nous supposons que votre médecin fixe ses prix librement (sans OPTAM).")
    if not care.in_path:
        yield _("Nous supposons que vous êtes allé consulter sans votre médecin traitant.")
    if care.network is Network.INSIDE:
        yield _("Nous supposons que le professionnel est d’un réseau de soins partenaire.")
    elif care.network is Network.OUTSIDE:
        yield _("Nous supposons que le professionnel n’est pas d’un réseau partenaire.")
    if care.exemption is not Exemption.NONE:
        yield _("Nous supposons que ce soin est pris en charge à 100 % par la Sécurité sociale.")


def _changes(care: Care, insured: Insured, used: Uses) -> Sequence[str]:
    found = what_would_change(care, insured.cover, used, law(), catalogue())
    return [spaced(one.sentence) for one in found]
