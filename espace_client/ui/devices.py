"""What a browser calls itself, in words: « Firefox sur Windows »."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

# The first mark found counts: most browsers name their ancestors too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def label_of(request: HttpRequest) -> str:
    """The browser and the machine of *request*, as its owner would say it. It goes on inside a
    sentence: « depuis Firefox sur Windows ». Nothing that a visitor wrote is repeated."""
    said = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in said), "")
    machine = next((name for mark, name in _MACHINES if mark in said), "")
    if not browser and not machine:
        return _("un appareil inconnu")
    if not machine:
        return browser
    return f"{browser or _('un navigateur')} {_('sur')} {machine}"
