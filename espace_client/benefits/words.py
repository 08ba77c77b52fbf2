"""The French names of units and periods, for whoever writes a guarantee."""

from espace_client.benefits.qualifiers import Period, Unit

SINGULAR = {
    Unit.ACT: "acte",
    Unit.DAY: "jour",
    Unit.NIGHT: "nuit",
    Unit.SESSION: "séance",
    Unit.TOOTH: "dent",
    Unit.EAR: "oreille",
    Unit.EYE: "œil",
    Unit.EQUIPMENT: "équipement",
    Unit.SEMESTER: "semestre",
}
IN_FULL = {
    Period.CIVIL_YEAR: "par année civile",
    Period.CONTRACT_YEAR: "par année de contrat",
    Period.TWO_YEARS: "tous les 2 ans",
    Period.FOUR_YEARS: "tous les 4 ans",
}
IN_SHORT = IN_FULL | {Period.CIVIL_YEAR: "par an"}


def counted(number: int, unit: Unit) -> str:
    """« 1 séance », « 4 séances », « 2 yeux »."""
    if number == 1:
        return f"1 {SINGULAR[unit]}"
    return f"{number} {'yeux' if unit is Unit.EYE else SINGULAR[unit] + 's'}"


def frequency(unit: Unit | None, period: Period | None, names: dict[Period, str]) -> str:
    """« par oreille tous les 4 ans », « par acte et par an », or nothing. *names* says periods."""
    parts = [f"par {SINGULAR[unit]}"] if unit else []
    if period:
        link = "et " if unit and names[period].startswith("par") else ""
        parts.append(link + names[period])
    return " ".join(parts)
