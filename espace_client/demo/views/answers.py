"""What the pages for programs answer."""

from collections.abc import Iterable
from typing import Any

from django.http import JsonResponse


def as_json(rows: Iterable[dict[str, Any]]) -> JsonResponse:
    """*rows* as JSON that a person can read too."""
    layout = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(list(rows), safe=False, json_dumps_params=layout)
