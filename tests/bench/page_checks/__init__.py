"""What must hold of every page that any test opens. One function a promise; each yields faults.

A new check is a function in one of these modules, listed here, with a broken page of its own in
`tests/bench/tests/test_page_checks.py`.
"""

from collections.abc import Callable, Iterator

from tests.bench.page_checks import browser, documents, forms, headers, leaks, structure, words
from tests.bench.page_checks.seen import Seen

type Check = Callable[[Seen], Iterator[str]]

# Of every answer, whatever its kind.
ANSWER_CHECKS: tuple[Check, ...] = (
    headers.policy,
    headers.never_stored,
    headers.security,
    headers.cookies,
    leaks.nothing_of_others,
    documents.accessible,
    documents.named,
)
# Of every page.
PAGE_CHECKS: tuple[Check, ...] = (
    structure.language,
    structure.title,
    structure.one_h1,
    structure.headings_in_order,
    structure.unique_ids,
    structure.balanced_tags,
    structure.references,
    structure.images,
    structure.names,
    forms.labels,
    forms.groups,
    forms.complete_forms,
    forms.nothing_ticked,
    browser.nothing_inline,
    browser.nothing_from_elsewhere,
    words.nothing_undefined,
    words.apostrophes,
    words.spaces,
    words.kept_together,
    words.no_hated_word,
)


def faults(seen: Seen) -> list[str]:
    """What is wrong with an answer. Empty: all is well."""
    checks = ANSWER_CHECKS + (PAGE_CHECKS if seen.is_page else ())
    return [f"{fault} [{check.__name__}]" for check in checks for fault in check(seen)]
