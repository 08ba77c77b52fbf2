"""The variables that settings read, as every test sees them. Imported before Django is."""

import base64
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
PUBLIC_URL = "https://espace.example.test"

_VARIABLES = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "only-for-tests",
    "PUBLIC_URL": PUBLIC_URL,
    "SEALING_KEYS": f"test:{base64.b64encode(bytes(range(32))).decode()}",
    "SIGNING_KEYS": f"test:{base64.b64encode(bytes(range(64, 96))).decode()}",
    "INDEX_KEY": base64.b64encode(bytes(range(32, 64))).decode(),
    "STATIC_ROOT": str(VAR / "test-static"),
    "SMTP_URL": "smtp://127.0.0.1:9",  # the discard port: a mail nobody planned for is refused
}
_ABSENT = (
    "ESPACE_CLIENT_DEMO", "ESPACE_CLIENT_INSURER", "TLS_ENDS_AT_PROXY", "EXTRA_HOSTS", "SMS_URL",
    "PRINT_FOLDER", "LAW_FILE", "ACTS_FILES",
)  # fmt: skip

# Whatever a template asks for and does not get shows up under this mark; `tests.bench.pages` and
# `tests.bench.smtp` refuse every page and every mail that holds it.
UNDEFINED = "⟦undefined"


def prepare() -> None:
    """Set the environment of this process. Whatever the developer's shell says is overruled."""
    for name in _ABSENT:
        os.environ.pop(name, None)
    os.environ.update(_VARIABLES)
    (VAR / "test-static").mkdir(parents=True, exist_ok=True)


def adapt_settings() -> None:
    """The few settings that cannot come from the environment. Called before `django.setup()`."""
    from django.conf import settings

    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = f"{UNDEFINED} %s⟧"
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"  # no manifest to build
    }
