"""The limit of a sign-in: one bare Argon2id with OWASP's minimum, and a way on."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from argon2.low_level import Type, hash_secret, verify_secret

PASSWORD = "le vélo bleu dort sous la pluie"
_KEPT = hash_secret(
    PASSWORD.encode(), b"un sel de 22 caractere", time_cost=2, memory_cost=19 * 1024,
    parallelism=1, hash_len=32, type=Type.ID,
)  # fmt: skip


def sign_in(environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
    """302 for the right password, 422 for another."""
    if environ["REQUEST_METHOD"] != "POST":
        start_response("200 OK", [("Content-Length", "0")])
        return []
    length = int(environ.get("CONTENT_LENGTH") or 0)
    typed = parse_qs(environ["wsgi.input"].read(length).decode()).get("password", [""])[0]
    try:
        verify_secret(_KEPT, typed.encode(), Type.ID)
    except Exception:
        start_response("422 Unprocessable Content", [("Content-Length", "0")])
    else:
        start_response("302 Found", [("Location", "/accueil"), ("Content-Length", "0")])
    return []
