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


def register() -> None:
    """Make `<date:…>` known to the addresses of every room."""
    register_converter(DateConverter, "date")
