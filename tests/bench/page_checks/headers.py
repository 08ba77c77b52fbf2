"""The headers of every answer (quality 4.1, 4.3, 4.4, 4.5), written out: settings may be wrong."""

from collections.abc import Iterator

from tests.bench.page_checks.seen import Seen

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
# Pages that go on without a network may name the script of their service worker, and no other.
OFFLINE = ("/verifier", "/ma-carte/sur-ce-telephone")
HEADERS = {
    "X-Content-Type-Options": ("nosniff",),
    "X-Frame-Options": ("DENY",),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
    "Origin-Agent-Cluster": ("?1",),
    "X-Robots-Tag": ("noindex",),
    "Referrer-Policy": ("same-origin", "no-referrer"),
    "Strict-Transport-Security": ("max-age=63072000; includeSubDomains; preload",),
}
SWITCHED_OFF = ("camera", "microphone", "geolocation", "payment", "usb")
_MOST_COOKIES = 3


def policy(seen: Seen) -> Iterator[str]:
    """The content security policy is the expected one, to the letter."""
    found = seen.response.headers.get("Content-Security-Policy", "")
    rules = dict(rule.strip().partition(" ")[::2] for rule in found.split(";") if rule.strip())
    expected = POLICY
    if seen.url.startswith(OFFLINE) and "trusted-types offline" in found:  # not on a page of error
        expected = {**POLICY, "trusted-types": "offline", "manifest-src": "'self'"}
    if "sandbox" in rules and not seen.is_page:  # what somebody gave: it does nothing at all
        expected = {"sandbox": "", "default-src": "'none'"}
    for name in sorted(expected.keys() | rules.keys()):
        if rules.get(name) != expected.get(name):
            yield f"CSP {name} is {rules.get(name)!r}, not {expected.get(name)!r}"


def never_stored(seen: Seen) -> Iterator[str]:
    """No cache keeps an answer; a page says that it is somebody's as well."""
    found = {part.strip() for part in seen.response.headers.get("Cache-Control", "").split(",")}
    if not ({"no-store", "private"} if seen.is_page else {"no-store"}) <= found:
        yield f"Cache-Control is {seen.response.headers.get('Cache-Control')!r}"


def security(seen: Seen) -> Iterator[str]:
    """The headers that tell a browser what a page may not do."""
    for name, expected in HEADERS.items():
        if (found := seen.response.headers.get(name)) not in expected:
            yield f"{name} is {found!r}, not {' or '.join(expected)}"
    permissions = seen.response.headers.get("Permissions-Policy", "")
    for feature in SWITCHED_OFF:
        if f"{feature}=()" not in permissions:
            yield f"Permissions-Policy leaves {feature} on"


def cookies(seen: Seen) -> Iterator[str]:
    """Few cookies, that only this host gets back, over TLS, out of reach of scripts."""
    live = [morsel for morsel in seen.response.cookies.values() if morsel["max-age"] != 0]
    if len(live) > _MOST_COOKIES:
        yield f"{len(live)} cookies are set"
    for cookie in live:
        if not cookie.key.startswith("__Host-"):
            yield f"the cookie {cookie.key} does not start with __Host-"
        if not (cookie["secure"] and cookie["httponly"] and cookie["path"] == "/"):
            yield f"the cookie {cookie.key} is not Secure, HttpOnly and for the whole site"
        if cookie["samesite"] not in ("Lax", "Strict") or cookie["domain"]:
            yield f"the cookie {cookie.key} goes to other sites"
