"""Who is asked when a complaint is denied, or waits too long."""

from django.conf import settings
from django.utils.translation import gettext as _


def mediator_sentence() -> str:
    """Who can be asked next, free of charge."""
    mediator = settings.INSURER.mediator
    return _(
        "Vous n’êtes pas d’accord ? Vous pouvez saisir gratuitement le médiateur : %(name)s,"
        " %(address)s, %(site)s."
    ) % {"name": mediator.name, "address": mediator.address, "site": mediator.site}
