"""Telling an import to whoever ran it: what would change, what is wrong, what to do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from espace_client.contracts.operations import Brought
from espace_client.kernel.french import NBSP
from espace_client.portfolio.anomalies import Anomaly, Severity
from espace_client.portfolio.operations import Report

_ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


def _counted(one: str, many: str, count: int) -> str:
    """French counts zero and one alike; a catalogue that is absent would count as in English."""
    return _(one if count < 2 else many)


def lines_of(report: Report) -> Iterator[str]:
    """The whole report, line by line."""
    yield from _files(report)
    yield from _anomalies(report, Severity.BLOCKING)
    yield from _anomalies(report, Severity.TO_CHECK)
    yield ""
    yield conclusion(report)


def _files(report: Report) -> Iterator[str]:
    for source in report.sources.values():
        read = report.rows.get(source.name)
        encoding = _ENCODINGS[source.encoding]
        count = "" if read is None else _counted(
            ", %(count)d ligne lue", ", %(count)d lignes lues", read
        ) % {"count": read}  # fmt: skip
        yield f"{source.name}{NBSP}: {encoding}, SHA-256 {source.digest[:12]}{count}."
    for file, brought in report.brought.items():
        yield f"{file}{NBSP}: {counts(brought)}."


def counts(brought: Brought) -> str:
    """« 2 créés, 1 modifié, 464 inchangés »."""
    done = brought.counts
    parts = [
        _counted("%(count)d créé", "%(count)d créés", done.created) % {"count": done.created},
        _counted("%(count)d modifié", "%(count)d modifiés", done.changed) % {"count": done.changed},
        _counted("%(count)d inchangé", "%(count)d inchangés", done.unchanged)
        % {"count": done.unchanged},
    ]
    if brought.removed:
        removed = {"count": brought.removed}
        parts.append(_counted("%(count)d retiré", "%(count)d retirés", brought.removed) % removed)
    return ", ".join(parts)


def _anomalies(report: Report, severity: Severity) -> Iterator[str]:
    total = report.anomalies.total(severity)
    if not total:
        return
    yield ""
    title = {
        Severity.BLOCKING: _counted(
            "%(count)d anomalie bloquante", "%(count)d anomalies bloquantes", total
        ),
        Severity.TO_CHECK: _counted(
            "%(count)d point à vérifier", "%(count)d points à vérifier", total
        ),
    }[severity]
    yield f"{title % {'count': total}}{NBSP}:"
    most = 20 if severity is Severity.BLOCKING else 3
    shown: dict[tuple[str, ...], int] = {}
    kept = [one for one in report.anomalies.kept if one.severity is severity]
    # What concerns a whole file explains the rest: it is said first.
    for anomaly in sorted(kept, key=lambda one: (one.line is not None, one.kind)):
        shown[anomaly.kind] = shown.get(anomaly.kind, 0) + 1
        if shown[anomaly.kind] <= most:
            yield f"  {sentence(anomaly)}"
        others = report.anomalies.counts[anomaly.kind] - most
        if shown[anomaly.kind] == most and others > 0:
            yield "  " + _counted(
                "… et %(count)d autre du même genre.",
                "… et %(count)d autres du même genre.",
                others,
            ) % {"count": others}


def sentence(anomaly: Anomaly) -> str:
    """« personnes.csv, ligne 12, colonne email, « j***@… » : … »."""
    where = [anomaly.file]
    if anomaly.line is not None:
        where.append(_("ligne %d") % anomaly.line)
    if anomaly.position is not None:
        where.append(_("caractère %d") % anomaly.position)
    if anomaly.column:
        where.append(_("colonne %s") % anomaly.column)
    if anomaly.value:
        where.append(f"«{NBSP}{anomaly.value}{NBSP}»")
    return f"{', '.join(where)}{NBSP}: {anomaly.problem} {anomaly.remedy}"


def conclusion(report: Report) -> str:
    """The last line: was anything changed, and what to do now."""
    if report.anomalies.blocking:
        return _("Rien n’a été appliqué. Corrigez les anomalies bloquantes, puis recommencez.")
    if report.applied:
        return _("L’import est appliqué.")
    return _("C’était un essai, rien n’a changé. Ajoutez --apply pour appliquer.")
