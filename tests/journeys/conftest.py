"""The fixtures of the journeys: `site`, `visit`, `member`, `couple`, `reached`, `jeanne`."""

from tests.journeys.browser import browser, visit
from tests.journeys.members import couple, jeanne, member, reached, unused
from tests.journeys.site import running_site, site

__all__ = [
    "browser",
    "couple",
    "jeanne",
    "member",
    "reached",
    "running_site",
    "site",
    "unused",
    "visit",
]
