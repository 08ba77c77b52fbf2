"""The few tags that templates of every room use."""

import uuid
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from espace_client.kernel import french

register = template.Library()


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
def grouped_digits(number: str) -> str:
    return french.grouped_digits(number)
