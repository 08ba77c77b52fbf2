"""Reading one line of care of a case: an act or its base, a stay, or an emergency visit."""

from datetime import date
from typing import Any

from espace_client.benefits.acts.catalogue import Catalogue
from espace_client.benefits.care_words import KINDS
from espace_client.benefits.cases import scalars
from espace_client.benefits.cases.case import Ask
from espace_client.benefits.cases.people import People
from espace_client.benefits.cases.words import (
    BASKETS,
    EXEMPTIONS,
    FAMILIES,
    NETWORK,
    OPTAM,
    YES_NO,
)
from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, care_for
from espace_client.benefits.reckoning.hospital_charges import emergency_visit
from espace_client.benefits.reckoning.stay import Stay
from espace_client.kernel.marked_yaml import Marked
from espace_client.kernel.money import NOTHING

EXPECTED = ("attendu", "etapes")
_ABOUT = {
    "quantite": ("quantity", scalars.whole),
    "parcours": ("in_path", lambda node: scalars.word(node, YES_NO)),
    "hopital": ("in_hospital", lambda node: scalars.word(node, YES_NO)),
    "urgence": ("emergency", lambda node: scalars.word(node, YES_NO)),
    "exoneration": ("exemption", lambda node: scalars.word(node, EXEMPTIONS)),
    "optam": ("optam", lambda node: scalars.word(node, OPTAM)),
    "reseau": ("network", lambda node: scalars.word(node, NETWORK)),
    "partie": ("part", scalars.filled),
    "professionnel": ("professional", scalars.filled),
    "autres": ("others_paid", scalars.euros),
}
_WITHOUT_ACT = ("base", "famille", "soin")
_ONLY_WITHOUT_ACT = ("limite", "panier")


def read_care(node: Marked, people: People) -> tuple[Ask, date]:
    """What is asked, and the day of the care. Raises Unreadable."""
    shape = node.entries()
    if "sejour" in shape:
        return _stay(node, people)
    if "passage_aux_urgences" in shape:
        return _emergency(node, people)
    if "acte" in shape:
        return _act(node, people)
    if "base" in shape:
        return _base(node, people)
    node.wrong("Dites de quel soin il s’agit : acte, base, sejour ou passage_aux_urgences.")


def _act(node: Marked, people: People) -> tuple[Ask, date]:
    fields = node.fields(obligatory=("le", "acte", "prix"), optional=("pour", *_ABOUT, *EXPECTED))
    on, code = scalars.day(fields["le"]), scalars.filled(fields["acte"])
    price, patient = scalars.euros(fields["prix"]), people.named(fields.get("pour"), node)
    more = _about(fields)

    def ask(law: Law, catalogue: Catalogue) -> Care:
        return care_for(catalogue.find(code), on=on, price=price, patient=patient, **more)

    return ask, on


def _base(node: Marked, people: People) -> tuple[Ask, date]:
    fields = node.fields(
        obligatory=("le", *_WITHOUT_ACT, "prix"),
        optional=("pour", *_ONLY_WITHOUT_ACT, *_ABOUT, *EXPECTED),
    )
    about = _about(fields)
    if "limite" in fields:
        about["limit"] = scalars.euros(fields["limite"])
    if "panier" in fields:
        about["basket"] = scalars.word(fields["panier"], BASKETS)
    care = Care(
        on=scalars.day(fields["le"]),
        price=scalars.euros(fields["prix"]),
        base=scalars.euros(fields["base"]),
        family=scalars.word(fields["famille"], FAMILIES),
        kind=scalars.word(fields["soin"], KINDS),
        patient=people.named(fields.get("pour"), node),
        **about,
    )
    return lambda law, catalogue: care, care.on


def _about(fields: dict[str, Marked]) -> dict[str, Any]:
    return {name: read(fields[key]) for key, (name, read) in _ABOUT.items() if key in fields}


def _stay(node: Marked, people: People) -> tuple[Ask, date]:
    outer = node.fields(obligatory=("sejour",), optional=("pour", *EXPECTED))
    fields = outer["sejour"].fields(
        obligatory=("entree", "sortie", "tarif"),
        optional=(
            "acte_lourd", "psychiatrie", "sans_forfait_journalier", "exoneration",
            "depassement", "autres",
        ),
    )  # fmt: skip

    def told(key: str) -> bool:
        return scalars.word(fields[key], YES_NO) if key in fields else False

    stay = Stay(
        admitted=scalars.day(fields["entree"]),
        discharged=scalars.day(fields["sortie"]),
        tariff=scalars.euros(fields["tarif"]),
        patient=people.named(outer.get("pour"), node),
        heavy_act=told("acte_lourd"),
        psychiatry=told("psychiatrie"),
        exemption=_exemption(fields),
        free_of_days=told("sans_forfait_journalier"),
        excess=scalars.euros(fields["depassement"]) if "depassement" in fields else NOTHING,
        others_paid=scalars.euros(fields["autres"]) if "autres" in fields else NOTHING,
    )
    if stay.discharged < stay.admitted:
        fields["sortie"].wrong("La sortie est avant l’entrée.")
    return lambda law, catalogue: stay, stay.on


def _emergency(node: Marked, people: People) -> tuple[Ask, date]:
    fields = node.fields(
        obligatory=("passage_aux_urgences",), optional=("pour", "exoneration", *EXPECTED)
    )
    on = scalars.day(fields["passage_aux_urgences"])
    patient: Patient = people.named(fields.get("pour"), node)
    exemption = _exemption(fields)

    def ask(law: Law, catalogue: Catalogue) -> Care:
        return emergency_visit(on, patient, law, exemption=exemption)

    return ask, on


def _exemption(fields: dict[str, Marked]) -> Exemption:
    known = "exoneration" in fields
    return scalars.word(fields["exoneration"], EXEMPTIONS) if known else Exemption.NONE
