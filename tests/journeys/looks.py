"""What holds of every page as a browser shows it: axe, reflow, targets (quality 8.1, 8.4, 8.5)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1 && getComputedStyle(e).position !== 'absolute';
  });
  return document.documentElement.scrollWidth > width
    ? wide.slice(-3).map(e => e.outerHTML.slice(0, 120)).concat([`page ${width}`]) : [];
}"""

# A target is at least 44 by 44 outside running text. A box to tick counts with its label.
_SMALL = """() => {
  const ends = e => {
    const box = e.getBoundingClientRect();
    return [box.width, box.height];
  };
  const shown = e => {
    const [w, h] = ends(e);
    const style = getComputedStyle(e);
    return w > 1 && h > 1 && style.visibility !== 'hidden' && style.clipPath === 'none'
      && e.getBoundingClientRect().bottom > 0;
  };
  const inText = e => {
    if (e.tagName !== 'A') return false;
    const block = e.closest('p, li, dd, dt, td, th, figcaption, caption');
    return block !== null
      && block.innerText.trim().length > e.innerText.trim().length + 1;
  };
  const area = e => {
    if (!['checkbox', 'radio'].includes(e.type)) return e;
    return e.closest('label') || document.querySelector(`label[for="${e.id}"]`) || e;
  };
  const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  return [...document.querySelectorAll(targets)]
    .filter(e => shown(area(e)) && !inText(e))
    .filter(e => ends(area(e)).some(side => side < 43.5))
    .map(e => `${ends(area(e)).map(Math.round).join(' by ')}: ${e.outerHTML.slice(0, 120)}`);
}"""

# Words that a box hides since they do not fit in it: nothing scrolls, and nobody can read them.
_CUT = """() => {
  const hides = e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX);
  const box = e => {
    for (let around = e; around; around = around.parentElement)
      if (hides(around)) return around.getBoundingClientRect();
    return null;
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text = words.nextNode(); text; text = words.nextNode()) {
    if (!text.data.trim()) continue;
    const around = box(text.parentElement);
    if (!around || around.width <= 1) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    if ([...range.getClientRects()].some(r => r.width > 1 && r.right > around.right + 1))
      found.push(text.parentElement.outerHTML.slice(0, 120));
  }
  return found;
}"""

_BROKEN = """() => [...document.querySelectorAll('.together')]
  .filter(e => e.getClientRects().length > 1).map(e => e.parentElement.outerHTML.slice(0, 120))"""


def axe_violations(page: Page) -> list[str]:
    """What axe finds, its best practices included."""
    found = Axe().run(page).response["violations"]
    return [f"axe {rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def sideways(page: Page) -> list[str]:
    """What sticks out, if the page scrolls sideways."""
    return [f"sticks out: {element}" for element in page.evaluate(_SIDEWAYS)]


def small_targets(page: Page) -> list[str]:
    """What a hand that trembles would miss."""
    return [f"small target {element}" for element in page.evaluate(_SMALL)]


def cut_off(page: Page) -> list[str]:
    """Words of which a box hides the end."""
    return [f"cut off: {element}" for element in page.evaluate(_CUT)]


def broken_words(page: Page) -> list[str]:
    """What must stay on one line, and does not."""
    return [f"breaks: {element}" for element in page.evaluate(_BROKEN)]


def faults(page: Page) -> list[str]:
    """All of them."""
    return [
        *axe_violations(page),
        *sideways(page),
        *cut_off(page),
        *small_targets(page),
        *broken_words(page),
    ]
