"""The demo's gateway for text messages: it keeps each one in a table and shows it on `/demo/`."""

from espace_client.delivery.text_messages import TextMessage
from espace_client.demo import demo_clock
from espace_client.demo.models import KeptText


class KeptTexts:
    """A gateway that keeps instead of sending. The same message twice is kept once."""

    def send(self, message: TextMessage) -> None:
        KeptText.objects.get_or_create(
            identifier=message.identifier,
            defaults={"at": demo_clock.now(), "to": message.to, "text": message.text},
        )
