"""The few tags that templates of every room use."""

import re
import uuid
from datetime import date, datetime

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from espace_client.kernel import emails, french

register = template.Library()
_HOUR = re.compile(r"\d+ h(?: \d+)?")


def _joined(found: re.Match[str]) -> str:
    return found.group().replace(" ", french.NBSP)


@register.simple_tag
def form_token() -> SafeString:
    """A hidden token that makes a double click one request (ui.once)."""
    return format_html('<input type="hidden" name="form_token" value="{}">', uuid.uuid4())


@register.filter
def day_in_words(day: date) -> str:
    return french.day_in_words(day)


@register.filter
def date_in_words(day: date) -> str:
    return french.date_in_words(day)


@register.filter
def moment_in_words(moment: datetime) -> str:
    return french.moment_in_words(moment)


@register.filter
def short_date(day: date) -> str:
    return french.short_date(day)


@register.filter
def short_moment(moment: datetime) -> str:
    return french.short_moment(moment)


@register.filter
def masked_email(address: str) -> str:
    return emails.masked(address)


@register.filter
def grouped_digits(number: str) -> str:
    return french.grouped_digits(number)


@register.filter
def unbroken(text: str) -> str:
    """The same text with no-break spaces: a telephone number or an hour is never cut in two."""
    return text.replace(" ", french.NBSP) if text[:1].isdigit() else _HOUR.sub(_joined, text)


@register.filter
def spaced(text: str) -> str:
    return french.spaced(text)


@register.simple_tag
def first_box(field: BoundField) -> str:
    """The id of the first box of a field, for the link of an error summary."""
    identifier = field.id_for_label or field.auto_id
    return f"{field.auto_id}_0" if field.use_fieldset else identifier


@register.simple_tag
def box_label(name: str) -> str:
    """What a box of a date is called."""
    return {"day": _("Jour"), "month": _("Mois"), "year": _("Année")}[name.rpartition("_")[2]]
