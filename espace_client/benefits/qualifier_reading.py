"""Reading what surrounds a benefit. Each `take_…` reads one qualifier, or nothing and says so."""

from espace_client.benefits import accepted
from espace_client.benefits.draft import Draft
from espace_client.benefits.figures import NBSP
from espace_client.benefits.qualifiers import Ceiling, MaxCount, Network, Optam, Period, Unit
from espace_client.benefits.reader import Reader, number
from espace_client.benefits.unreadable import quoted


def take_social_security(reader: Reader, draft: Draft) -> bool:
    """« Sécurité sociale incluse », « en complément de la Sécurité sociale »."""
    if reader.take(accepted.INCLUDED):
        draft.note("social_security", "included")
    elif reader.take(accepted.ADDITIONAL):
        draft.note("social_security", "additional")
    else:
        return False
    return True


def take_condition(reader: Reader, draft: Draft) -> bool:
    """« hors réseau », « OPTAM », « sans limitation de durée »."""
    if found := reader.take(accepted.NETWORK):
        draft.note("network", Network.OUTSIDE if found["outside"] else Network.INSIDE)
    elif found := reader.take(accepted.OPTAM):
        draft.note("optam", Optam.NOT_SIGNED if found["without"] else Optam.SIGNED)
    elif reader.take(accepted.UNLIMITED):
        draft.note("unlimited", True)
    else:
        return False
    return True


def take_frequency(reader: Reader, draft: Draft) -> bool:
    """« par oreille tous les 4 ans », « par an et par bénéficiaire »: those of the benefit."""
    start = reader.at
    unit, period = _frequency(reader, draft)
    if (unit or period) and (draft.max_count or draft.ceiling):
        raise ValueError("Écrivez cette période avant la limite, ou juste après, sans virgule.")
    if unit:
        draft.note("unit", unit)
    if period:
        draft.note("period", period)
    return reader.at > start


def take_limit(reader: Reader, draft: Draft) -> bool:
    """« dans la limite de 4 séances par an et de 1 000 € par an », « 4 séances », « × 4 »."""
    introduced = reader.take(accepted.LIMIT) is not None
    if not (_count(reader, draft) or (introduced and _ceiling(reader, draft))):
        if introduced:
            raise ValueError(_not_a_limit())
        return False
    while reader.take(accepted.AND_ALSO):
        if not (_count(reader, draft) or _ceiling(reader, draft)):
            raise ValueError(_not_a_limit())
    return True


def _not_a_limit() -> str:
    examples = f"{quoted('4 séances par an')} ou {quoted(f'1{NBSP}000{NBSP}€ par an')}"
    return f"Une limite est un nombre ou un montant en euros, comme {examples}."


def _count(reader: Reader, draft: Draft) -> bool:
    found = reader.take(accepted.COUNT) or reader.take(accepted.TIMES)
    if not found:
        return False
    noun = found["unit"]
    counted = {**accepted.UNITS, **accepted.PLURALS}[noun] if noun else draft.unit
    reader.take(accepted.TRAILING_AT_MOST)
    unit, period = _frequency(reader, draft)
    if counted is None or unit is not None:
        raise ValueError(f"Une limite compte une seule chose, comme {quoted('4 séances par an')}.")
    reader.take(accepted.TRAILING_AT_MOST)
    draft.note("max_count", MaxCount(int(found["number"]), counted, period))
    return True


def _ceiling(reader: Reader, draft: Draft) -> bool:
    found = reader.take(accepted.CEILING)
    if not found:
        return False
    unit, period = _frequency(reader, draft)
    reader.take(accepted.TRAILING_AT_MOST)
    draft.note("ceiling", Ceiling(number(found, "amount"), unit, period))
    return True


def _frequency(reader: Reader, draft: Draft) -> tuple[Unit | None, Period | None]:
    """The unit and the period written here, one after the other; a scope goes to *draft*."""
    unit: Unit | None = None
    period: Period | None = None
    while found := reader.take(accepted.FREQUENCY):
        if found["scope"]:
            draft.note("scope", accepted.SCOPES[found["scope"]])
        elif found["unit"]:
            unit = _once(unit, accepted.UNITS[found["unit"]])
        elif long := found["long"] or found["every"]:
            period = _once(period, accepted.LONG_PERIODS[long])
        else:
            period = _once(period, accepted.PERIODS[found["period"] or "an"] or draft.year)
    return unit, period


def _once[Value](known: Value | None, value: Value) -> Value:
    if known is not None and known != value:
        raise ValueError("Une même somme ne peut pas avoir deux périodes ou deux unités.")
    return value
