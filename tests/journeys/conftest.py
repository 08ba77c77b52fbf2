"""The fixtures of the journeys: `site`, `visit`, `member`, `jeanne`."""

from tests.journeys.browser import browser, visit
from tests.journeys.members import jeanne, member, unused_members
from tests.journeys.site import running_site, site

__all__ = ["browser", "jeanne", "member", "running_site", "site", "unused_members", "visit"]
