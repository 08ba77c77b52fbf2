"""A browser in the words of its owner."""

import pytest
from django.test import RequestFactory

from espace_client.ui.devices import label_of

_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64"
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "label"),
    [
        (f"{_WINDOWS}; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox sur Windows"),
        (f"{_WINDOWS}) {_WEBKIT} Chrome/124.0 Safari/537.36 Edg/124.0", "Edge sur Windows"),
        (
            f"Mozilla/5.0 (Linux; Android 14; SM-A155F) {_WEBKIT} SamsungBrowser/25.0 Chrome/121.0",
            "Samsung Internet sur Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15"
            " Version/17.4 Mobile/15E148 Safari/604.1",
            "Safari sur iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4) Chrome/124.0 Safari/5", "Chrome sur Mac"),
        ("curl/8.5", "un appareil inconnu"),
        ("<script>Windows</script>", "un navigateur sur Windows"),
        ("", "un appareil inconnu"),
    ],
)
def test_a_device_is_named_in_plain_words(said: str, label: str) -> None:
    request = RequestFactory().get("/", headers={"User-Agent": said})
    assert label_of(request) == label
