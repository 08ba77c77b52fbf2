"""`python -m tests.load.bringing FOLDER`: one import, and how many seconds its transaction took."""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

AT = datetime(2022, 3, 24, 8, tzinfo=UTC)


def main(folder: Path) -> None:
    """Bring *folder* and print the seconds; anything blocking is an error."""
    from espace_client.kernel import actors
    from espace_client.portfolio.operations import bring_portfolio

    start = time.perf_counter()
    report = bring_portfolio(actor=actors.operator("bench"), at=AT, directory=folder, apply=True)
    elapsed = time.perf_counter() - start
    if not report.applied:
        raise SystemExit(f"Nothing was applied: {report.anomalies.kept[:3]}")
    sys.stdout.write(f"{elapsed}\n")


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]))
