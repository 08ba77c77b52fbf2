"""A storm of sign-ins, from a process of its own: `python -m tests.load.blowing`.

It is told where and who by one JSON line, says `begun` after the first sign-in, and goes on until
its input ends; then it says how many signed in. In the process that measures it would make that one
wait for its interpreter, and a page look slower than its visitor finds it.
"""

import json
import sys
import threading

from tests.load.limits.sign_in import PASSWORD
from tests.load.server import connection_to
from tests.load.signing_in import Known, sign_in


def blow() -> None:
    """Sign in one member after the other, without a pause."""
    told = json.loads(sys.stdin.readline())
    members = [Known(*one) for one in told["members"]]
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    connection, number = connection_to(tuple(told["address"])), 0
    while not over.is_set():
        sign_in(connection, members[number % len(members)], PASSWORD)
        number += 1
        if number == 1:
            sys.stdout.write("begun\n")
            sys.stdout.flush()
    sys.stdout.write(f"{number}\n")


if __name__ == "__main__":
    blow()
