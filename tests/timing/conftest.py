"""A stack of their own for the measures of time: nobody else may press on it."""

from tests.journeys.members import unused
from tests.journeys.site import running_site

__all__ = ["running_site", "unused"]
