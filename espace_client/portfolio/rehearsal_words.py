"""Telling a rehearsal to whoever ran it, as tables for a terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from espace_client.kernel.french import date_in_words
from espace_client.portfolio.anomalies import Severity
from espace_client.portfolio.rehearsing import Rehearsal
from espace_client.rollout.forecasts import Expected

_NAMED = 50  # references printed; all of them are in the JSON report
_WIDTH = 62
_SHOWN_DAYS = (0, 1, 2, 3, 7, 14, 21, 30, 45, 59)


def lines_of(rehearsal: Rehearsal) -> Iterator[str]:
    """The whole report, line by line."""
    yield _("Répétition de la bascule du %s") % date_in_words(rehearsal.launch)
    yield _("Rien n’est écrit dans la base. Les mêmes fichiers donnent les mêmes chiffres.")
    yield from _totals(rehearsal)
    yield from _findings(rehearsal)
    if rehearsal.expected:
        yield from _forecast(rehearsal.expected)
    yield ""
    yield _("Rejouer, suspendre ou reprendre un envoi se fait dans les campagnes, pas ici.")


def _row(words: object, *figures: object) -> str:
    return f"{words!s:<{_WIDTH}}" + "".join(f"{figure!s:>12}" for figure in figures)


def _totals(rehearsal: Rehearsal) -> Iterator[str]:
    totals, since = rehearsal.totals, date_in_words(rehearsal.active_since)
    yield ""
    yield _row(_("Personnes dans le fichier"), totals["people"])
    yield _row(_("Titulaires d’un contrat"), totals["holders"])
    yield _row(_("Titulaires « sortie de groupe », contrat en cours"), totals["leavers"])
    yield _row(_("Anciens identifiants"), totals["logins"])
    yield _row(_("  dont utilisés depuis le %s") % since, totals["active_logins"])
    yield _row(_("Concernés : « sortie de groupe », en vie, actifs"), totals["concerned"])
    yield _row(_("  à prévenir par e-mail"), totals["written_to"])
    yield _row(_("  à prévenir par courrier"), totals["by_letter"])
    anomalies = rehearsal.anomalies
    yield _row(_("Anomalies bloquantes pour l’import"), anomalies.total(Severity.BLOCKING))
    yield _row(_("Points à vérifier"), anomalies.total(Severity.TO_CHECK))


def _findings(rehearsal: Rehearsal) -> Iterator[str]:
    yield ""
    yield _row(_("Cas difficiles"), _("personnes"), _("concernées"), _("groupes"))
    for one in rehearsal.found:
        groups = one.groups if one.finding.groups else ""
        yield _row(one.finding.words, one.people, one.concerned, groups).rstrip()
    for one in rehearsal.found:
        if one.references:
            yield ""
            yield f"{one.finding.words} :"
            yield from (f"  {reference}" for reference in one.references[:_NAMED])
            if len(one.references) > _NAMED:
                yield _("  … la suite est dans le rapport JSON.")


def _forecast(expected: Expected) -> Iterator[str]:
    yield ""
    yield _row(_("Paramètres de la prévision"), _("valeur"), _("source"))
    for one in expected.parameters.values():
        yield _row(one.words, f"{one.value:.0%}".replace("%", " %"), one.source)
    yield ""
    yield _row(_("Envois proposés, pour %d appels à l’heure") % expected.capacity, _("messages"))
    for wave in expected.waves:
        yield _row(f"  {date_in_words(wave.day)}, {wave.hour} h", wave.size)
    if expected.busiest:
        yield _row(_("Appels attendus dans l’heure la plus chargée"), expected.busiest.calls)
    yield ""
    steps = (_("ouvrent"), _("donnent"), _("vérifient"), _("basculés"))
    yield _row(_("Au total, au soir du"), *steps)
    for place in _SHOWN_DAYS:
        days = expected.days[: place + 1]
        totals = (sum(getattr(day, step) for day in days) for step in _STEPS)
        yield _row(f"  {date_in_words(days[-1].day)}", *totals)


_STEPS = ("seen", "given", "verified", "migrated")
