"""From what was answered to the question that the computation understands."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.qualifiers import Network, Optam
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, care_for
from espace_client.benefits.reckoning.hospital_charges import emergency_visit
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.questions import BOTH, SIDES
from espace_client.reimbursements.situations import NO, YES, exemption_of, situated

OPTAM = {YES: Optam.SIGNED, NO: Optam.NOT_SIGNED}
_NETWORK = {YES: Network.INSIDE, NO: Network.OUTSIDE}


def care_of(act: Act, answers: Mapping[str, str], patient: Patient, *, on: date) -> Care:
    """The question that the answers of the form make. Raises NoTariff, or NoValue for a visit to
    the emergency room, whose price the law sets.

    What nobody knows is taken as most often true: the care path is followed, the doctor moderates
    their prices, the illness is not a long one. The page says so. Fees in a hospital are those of
    a stay, whose heavy act has a charge of its own, which is not part of the fees.
    """
    patient, kind = situated(patient, answers), act.tariff(on).kind
    if kind is CareKind.EMERGENCY:
        visit = emergency_visit(on, patient, law(), exemption=exemption_of(answers))
        return visit._replace(act=act.code)
    side = answers.get("side", "")
    quantity = 2 if side == BOTH else int(answers.get("quantity", "1"))
    return care_for(
        act,
        on=on,
        price=Decimal(answers["price"]) * quantity,
        patient=patient,
        optam=OPTAM.get(answers.get("optam", "")),
        network=_NETWORK.get(answers.get("network", "")),
        quantity=quantity,
        in_path=answers.get("path") != NO,
        in_hospital=kind is CareKind.HOSPITAL_FEES,
        exemption=_exemption(act, answers, on),
        part=side if side in SIDES else answers.get("tooth", ""),
    )


def _exemption(act: Act, answers: Mapping[str, str], on: date) -> Exemption:
    exemption, tariff = exemption_of(answers), act.tariff(on)
    in_stay = tariff.kind is CareKind.HOSPITAL_FEES
    heavy = in_stay and tariff.base >= law().value("heavy_act.threshold", on).amount
    if exemption is Exemption.NONE and heavy:
        return Exemption.HEAVY_ACT_STAY
    return exemption
