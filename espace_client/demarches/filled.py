"""What a draft still lacks."""

from espace_client.demarches.registry import kind_of
from espace_client.demarches.shape import Asking


def missing_pages(asking: Asking, kind: str) -> list[str]:
    """The pages that are asked and not answered well (any more), in their order."""
    shape = kind_of(kind)
    return [
        page.slug
        for page in shape.pages
        if page.asked(asking) and not page.form(asking)(dict(asking.answers)).is_valid()
    ]
