"""What may stand in an address."""

from datetime import date

from django.urls import register_converter


class DateConverter:
    """A date as `2022-03-24`."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class AnythingConverter:
    """Whatever follows, line breaks included: what mail programs make of a link."""

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Make `<date:…>` and `<anything:…>` known to the addresses of every room."""
    register_converter(DateConverter, "date")
    register_converter(AnythingConverter, "anything")
