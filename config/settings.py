"""One settings file for demo, tests and production; what differs is read from the environment.

`docs/operations.md` lists the variables.
"""

import base64
import os
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from espace_client.kernel import insurer as insurer_settings
from espace_client.kernel.sealing import BlindIndex, KeyRing
from espace_client.kernel.signing import SigningKeys

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = os.environ


def sender_name(insurer: str) -> str:
    """What a telephone shows above a text message: eleven letters and digits at most."""
    bare = unicodedata.normalize("NFD", insurer)
    return "".join(c for c in bare if c.isascii() and c.isalnum())[:11]


def required(name: str, why: str) -> str:
    if not (value := ENV.get(name)):
        raise ImproperlyConfigured(f"Set {name}: {why}. See docs/operations.md.")
    return value


def named_keys(name: str, why: str) -> dict[str, bytes]:
    """« first:… second:… », each of 32 bytes in base64: the first is the current one."""
    entries = (entry.partition(":") for entry in required(name, why).split())
    return {key: base64.b64decode(value) for key, _, value in entries}


# --- What differs from one installation to the next ---------------------------------------------

DEMO = ENV.get("ESPACE_CLIENT_DEMO") == "1"
SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions and form tokens")
PUBLIC_URL = required("PUBLIC_URL", "the address members type, such as https://espace.example.fr")
_public = urlsplit(PUBLIC_URL)
SECURE = _public.scheme == "https"
ALLOWED_HOSTS = [_public.hostname or "", *ENV.get("EXTRA_HOSTS", "").split()]

INSURER_DIR = Path(ENV.get("ESPACE_CLIENT_INSURER", BASE_DIR / "config/insurers/horizon"))
INSURER = insurer_settings.from_mapping(
    yaml.safe_load((INSURER_DIR / "insurer.yaml").read_text("utf-8"))
)

# The insurer's own figures of the law, over those that are shipped (docs/calculations/figures.md).
LAW_FILE = Path(ENV["LAW_FILE"]) if ENV.get("LAW_FILE") else None
# The insurer's own acts, over those that are shipped (docs/calculations/acts.md).
ACTS_FILES = [Path(name) for name in ENV.get("ACTS_FILES", "").split(os.pathsep) if name]

# name:base64 of 32 bytes, the current key first; the older ones only open what they sealed.
SEALING_KEYS = KeyRing(named_keys("SEALING_KEYS", "keys that seal secrets in the database"))
# Signs what anybody may check of a document. The public halves are shown by the page that checks.
SIGNING_KEYS = SigningKeys(named_keys("SIGNING_KEYS", "keys that sign the documents issued"))

# Finds a sealed NIR or IBAN again. 32 bytes in base64, kept as long as the database.
BLIND_INDEX = BlindIndex(
    base64.b64decode(required("INDEX_KEY", "the key that finds a sealed NIR or IBAN again"))
)

_database = urlsplit(required("DATABASE_URL", "postgresql://user:password@host:port/name"))
_database_options = dict(pair.split("=", 1) for pair in _database.query.split("&") if pair)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.path.lstrip("/"),
        "USER": unquote(_database.username or ""),
        "PASSWORD": unquote(_database.password or ""),
        "HOST": unquote(_database_options.pop("host", _database.hostname or "")),
        "PORT": str(_database.port or ""),
        "CONN_MAX_AGE": None,  # a connection per request halves the throughput
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "espace-client"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MAIL_FROM = ENV.get("MAIL_FROM", f"{INSURER.name} <ne-pas-repondre@{_public.hostname}>")
_smtp = urlsplit(ENV.get("SMTP_URL", "smtp://localhost:25"))
MAILERS = {
    "default": (
        {"BACKEND": "espace_client.demo.mailbox.KeptMail"}
        if DEMO
        else {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": _smtp.hostname or "localhost",
                "port": _smtp.port or 25,
                "username": unquote(_smtp.username or ""),
                "password": unquote(_smtp.password or ""),
                "use_ssl": _smtp.scheme == "smtps",
                "use_tls": _smtp.scheme == "smtp+tls",
                "timeout": 20,
            },
        }
    )
}

# Without SMS_URL no text message can leave, and no mobile counts as a way to reach somebody.
_sms_url = ENV.get("SMS_URL", "")
SMS: dict[str, Any] | None = None
if DEMO:
    SMS = {"BACKEND": "espace_client.demo.text_messages.KeptTexts"}
elif _sms_url:
    SMS = {
        "BACKEND": "espace_client.delivery.text_messages.HttpGateway",
        "OPTIONS": {
            "url": _sms_url,
            "token": required("SMS_TOKEN", "the token of the gateway for text messages"),
            "sender": ENV.get("SMS_SENDER") or sender_name(INSURER.name),
        },
    }

# Without PRINT_FOLDER letters wait.
_print_folder = ENV.get("PRINT_FOLDER", "")
PRINTER: dict[str, Any] | None = None
if DEMO:
    PRINTER = {"BACKEND": "espace_client.demo.printing.KeptLetters"}
elif _print_folder:
    PRINTER = {
        "BACKEND": "espace_client.delivery.printers.Folder",
        "OPTIONS": {"path": _print_folder},
    }

# Without CARD_FOLDER cards to be printed wait.
_card_folder = ENV.get("CARD_FOLDER", "")
CARD_PRINTER: dict[str, Any] | None = None
if DEMO:
    CARD_PRINTER = {"BACKEND": "espace_client.demo.printing.KeptCards"}
elif _card_folder:
    CARD_PRINTER = {
        "BACKEND": "espace_client.contracts.card_printers.CardFolder",
        "OPTIONS": {"path": _card_folder},
    }

# --- The house ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "espace_client.ui",
    "espace_client.audit",
    "espace_client.documents",
    "espace_client.delivery",
    "espace_client.members",
    "espace_client.contracts",
    "espace_client.accounts",
    "espace_client.contributions",
    "espace_client.consents",
    "espace_client.reimbursements",
    "espace_client.conversations",
    "espace_client.demarches",
    "espace_client.rollout",
    "espace_client.desk",
    "espace_client.home",
    "espace_client.portfolio",
    *(["espace_client.demo"] if DEMO else []),
    "django.forms",  # after ours: our templates of fields and errors come first
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "espace_client.ui.middleware.browser_safety",
    "espace_client.ui.middleware.moment_of_request",
    "espace_client.ui.middleware.language_of_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "espace_client.ui.together.words_together",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "espace_client.accounts.middleware.end_idle_sessions",
    "espace_client.accounts.middleware.EachOnTheirSide",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Each kind of démarche brings its own.
        "DIRS": sorted(BASE_DIR.glob("espace_client/demarches/kinds/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "espace_client.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "espace_client.ui.templatetags.ui",
                "espace_client.ui.templatetags.kept",  # after those it stands for
            ],
        },
    }
]

LANGUAGE_CODE = "fr"
USE_I18N = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # ours: ui/templates/django/forms

STATIC_URL = "/static/"
STATIC_ROOT = Path(ENV.get("STATIC_ROOT", BASE_DIR / "static-collected"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

# --- Accounts -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "espace_client.accounts.backend.AccountBackend",
    "espace_client.accounts.backend.StaffBackend",
]
LOGIN_URL = "accounts:sign_in"
DESK_PATH = "conseillers/"  # the insurer's people are somebody here, and nowhere else
STAFF_LOGIN_URL = "desk:sign_in"
PASSWORD_HASHERS = ["espace_client.accounts.hashers.Argon2id"]

SESSION_ENGINE = "espace_client.ui.sessions"  # Django's, the key hashed
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # absolute lifetime, in seconds (quality 1.11)
SESSION_IDLE_SECONDS = 30 * 60
STAFF_SESSION_SECONDS = 8 * 60 * 60
STAFF_SESSION_IDLE_SECONDS = 15 * 60
CSRF_COOKIE_NAME = "__Host-form" if SECURE else "form"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
BROWSER_COOKIE_NAME = "__Host-browser" if SECURE else "browser"
CSRF_COOKIE_AGE = None  # ends with the browser's session
CSRF_FAILURE_VIEW = "espace_client.ui.errors.stale_form"
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]

# --- The browser (quality B.4) ------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE and ENV.get("TLS_ENDS_AT_PROXY") != "1"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENV.get("TLS_ENDS_AT_PROXY") == "1" else None
)
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 40  # of which ten are kept, and the others told
FILE_UPLOAD_HANDLERS = ["espace_client.documents.uploading.EncipheringHandler"]
# « clamd://host:3310 », or « clamd:///path/of/its.sock ». Empty: no antivirus, which is said.
ANTIVIRUS = ENV.get("ANTIVIRUS", "")

# --- Jobs and logs ------------------------------------------------------------------------------

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "espace_client.ui.logs.WithoutSecrets"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}
    },
    "root": {"handlers": ["console"], "level": ENV.get("LOG_LEVEL", "WARNING")},
    # A refused form is ordinary life.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.csrf": {"level": "ERROR"}},
}
