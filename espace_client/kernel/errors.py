"""Errors that a verb raises when it cannot do its work."""


class UnableTo(Exception):
    """A verb could not do its work.

    Each verb declares its own subclass beside itself. `sentence` is what the person reads: what
    happened, and what to do.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
