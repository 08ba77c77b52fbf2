"""From where something was tried or done, as the trail and the history say it (quality 1.16)."""

from typing import Any

from django.utils.translation import gettext as _


def whence(device: str, source: str) -> dict[str, Any]:
    """The facts of an event: the device by its words, the network by its address."""
    return {"device": device or _("un appareil non noté"), "source": source}
