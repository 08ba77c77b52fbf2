"""What a carrier answers when it does not take a message: the same for a relay and a gateway."""


class Refused(Exception):
    """It said no, and nothing left. `for_now`: the same message may be tried again later."""

    def __init__(self, code: int, said: str, *, for_now: bool) -> None:
        super().__init__(f"{code} {said}" if code else said)
        self.for_now = for_now


class Cut(Exception):
    """The line broke once the message was on its way: nobody knows whether it was taken."""
