"""Two ways to use a page: with a pointer, or with the keys alone."""

from typing import Literal

from playwright.sync_api import Locator, Page

type Role = Literal["button", "link"]

_MOST_TABS = 80
_FOCUS = """e => {
  if (e !== document.activeElement) return 'elsewhere';
  const style = getComputedStyle(e);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  if (!ring && style.boxShadow === 'none') return 'invisible';
  const box = e.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight) return 'out of sight';
  return 'here';
}"""


class Pointer:
    """Clicks and types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, role: Role = "link") -> None:
        """Click the link or the button of that name."""
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def type(self, label: str, text: str) -> None:
        """Type into the field of that label."""
        self.page.get_by_label(label, exact=True).fill(text)

    def tick(self, label: str) -> None:
        """Tick the box whose label starts so."""
        self.page.get_by_role("checkbox", name=label).check()


class Keys:
    """Tab, Enter, Space and letters: nothing else. The focus must show wherever it goes."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, role: Role = "link") -> None:
        """Go to the link or button and press Enter."""
        self._go_to(self.page.get_by_role(role, name=name, exact=True).first, name)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def type(self, label: str, text: str) -> None:
        """Go to the field and type."""
        self._go_to(self.page.get_by_label(label, exact=True), label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def tick(self, label: str) -> None:
        """Go to the box and press Space."""
        self._go_to(self.page.get_by_role("checkbox", name=label), label)
        self.page.keyboard.press("Space")

    def _go_to(self, target: Locator, name: str) -> None:
        target.wait_for()
        for _ in range(_MOST_TABS):
            focus = target.evaluate(_FOCUS)
            if focus == "here":
                return
            assert focus == "elsewhere", f"the focus on « {name} » is {focus}"
            self.page.keyboard.press("Tab")
        raise AssertionError(f"« {name} » is not reached in {_MOST_TABS} tabs")


type Hand = Pointer | Keys
