"""Two ways to use a page: with a pointer, or with the keys alone."""

from typing import Literal

from playwright.sync_api import Locator, Page

type Role = Literal["button", "link"]

_MOST_TABS = 80
_MOST_ANSWERS = 20
_FOCUS = """e => {
  if (e !== document.activeElement) return 'elsewhere';
  const style = getComputedStyle(e);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  if (!ring && style.boxShadow === 'none') return 'invisible';
  const box = e.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight) return 'out of sight';
  return 'here';
}"""


def field(page: Page, label: str, question: str = "") -> Locator:
    """The field of that label; under *question*, the legend of a group, if one is named."""
    place = page.get_by_role("group", name=question) if question else page
    return place.get_by_label(label, exact=True)


class Pointer:
    """Clicks and types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, role: Role = "link") -> None:
        """Click the link or the button of that name."""
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def type(self, label: str, text: str, *, question: str = "") -> None:
        """Type into the field of that label, under that question if several ask the same."""
        field(self.page, label, question).fill(text)

    def tick(self, label: str) -> None:
        """Tick the box whose label starts so."""
        self.page.get_by_role("checkbox", name=label).check()

    def choose(self, label: str, *, question: str = "") -> None:
        """Choose the answer whose label starts so, under that question if several have it."""
        place = self.page.get_by_role("group", name=question) if question else self.page
        place.get_by_role("radio", name=label).check()


class Keys:
    """Tab, Enter, Space and letters: nothing else. The focus must show wherever it goes."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, role: Role = "link") -> None:
        """Go to the link or button and press Enter."""
        self._go_to(self.page.get_by_role(role, name=name, exact=True).first, name)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def type(self, label: str, text: str, *, question: str = "") -> None:
        """Go to the field and type."""
        self._go_to(field(self.page, label, question), label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def tick(self, label: str) -> None:
        """Go to the box and press Space."""
        self._go_to(self.page.get_by_role("checkbox", name=label), label)
        self.page.keyboard.press("Space")

    def choose(self, label: str, *, question: str = "") -> None:
        """Go to the answer that is chosen, or to the first one; then down to the one whose label
        starts so."""
        group = self.page.get_by_role("group", name=question)
        if not question:
            anywhere = self.page.get_by_role("radio", name=label)
            group = self.page.get_by_role("group").filter(has=anywhere)
        wanted = group.get_by_role("radio", name=label)
        chosen = group.locator("input[type=radio]:checked")
        if chosen.count():
            self._go_to(chosen.first, label)
        else:
            self._go_to(group.get_by_role("radio").first, label)
            self.page.keyboard.press("Space")
        for _ in range(_MOST_ANSWERS):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"« {label} » is not reached with the arrows")

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
