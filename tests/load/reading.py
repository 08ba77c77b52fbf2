"""What a page says to whoever reads it."""

import lxml.html


def main_text(page: str) -> str:
    """The text of `<main>`, its white space folded."""
    [main] = lxml.html.document_fromstring(page).xpath("//main")
    return " ".join(main.text_content().split())
