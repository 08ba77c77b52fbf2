"""What delivery can do."""


def sms_available() -> bool:
    """Whether text messages can leave."""
    return True
