"""The workload of a first visit: what a browser with an empty cache receives."""

from collections.abc import Iterator, Sequence

from tests.load import verdict
from tests.load.server import FROM_PROXY, OURS, Server, production
from tests.load.stage import Stage
from tests.load.verdict import State, Verdict
from tests.load.wire import Answer, Browser, fetch

FRONT_DOOR, SIGN_IN = "/", "/connexion"
AIM, HOLD = 60, 80  # kilobytes of a first visit
NEXT = 10  # kilobytes of the page after it


def browser_on(server: Server) -> Browser:
    """A browser that has never been there."""

    def get(path: str) -> Answer:
        return fetch(server.address, path, FROM_PROXY)

    return Browser(get)


def first_visit(stage: Stage, sizes: Sequence[int], rounds: int, count: int) -> Iterator[Verdict]:
    """Each of the two pages as the first, then the other as the next."""
    with Server(OURS, production(stage.static), stage.logs / "ours.log") as server:
        for first, following in ((FRONT_DOOR, SIGN_IN), (SIGN_IN, FRONT_DOOR)):
            browser = browser_on(server)
            size = browser.visit(first)
            yield verdict.of_bytes(
                f"first.visit page={first}", size, browser.alone(first), AIM, HOLD
            )
            size = browser.visit(following)
            yield verdict.of_bytes(
                f"next.visit page={following}", size, browser.alone(following), NEXT, NEXT
            )
            if browser.elsewhere:
                yield Verdict(
                    f"first.visit fetches from elsewhere: {browser.elsewhere}", State.BROKEN
                )
