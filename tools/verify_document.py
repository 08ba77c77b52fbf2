#!/usr/bin/env python3
"""Is a document of the insurer's genuine, and are these the files that were deposited?

Needs Python 3 and nothing else: no network, no insurer. The public key stands on each receipt, and
on the insurer's page « Vérifier un document ».

    verify_document.py CODE KEY                        what the QR square of a document says
    verify_document.py CODE KEY --deposit LINE FILE …  and whether the files are those of a receipt
"""

import argparse
import base64
import hashlib
import json
import sys

P = 2**255 - 19  # Ed25519, as RFC 8032 writes it
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + k, P - 2, P)
    return x % P, (y1 * y2 + x1 * x2) * pow(1 - k, P - 2, P) % P


def times(point, count):
    total = (0, 1)
    while count:
        if count & 1:
            total = add(total, point)
        point, count = add(point, point), count >> 1
    return total


def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    return (P - x if x % 2 != sign else x), y


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(content, signature, key):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L:
        return False
    hashed = int.from_bytes(hashlib.sha512(r + key + content).digest(), "little") % L
    return times(BASE, s) == add(point(r), times(point(key), hashed))


def as_bytes(text):
    text = "".join(text.split())  # a long code is printed in pieces
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def main():
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("code", help="what the QR square says, with or without its address")
    asked.add_argument("key", help="the public key, 43 characters")
    asked.add_argument("--deposit", help="the line of the deposit, printed on the receipt")
    asked.add_argument("files", nargs="*", help="the files that were given, in any order")
    said = asked.parse_intermixed_args()
    try:
        content, signature = map(as_bytes, said.code.rsplit("/", 1)[-1].split("."))
        genuine = signed(content, signature, as_bytes(said.key))
    except ValueError:
        genuine = False
    if not genuine:
        sys.exit("NOT GENUINE: this code was not signed with this key, or was changed since.")
    form, _key, insurer, title, number, issued, *rest = json.loads(content)
    print(f"GENUINE: {title}, number {number}, issued on {issued} by {insurer}.")
    if said.deposit is None:
        return
    line = as_bytes(said.deposit)
    if form != 2 or as_bytes(rest[3]) != hashlib.sha256(line).digest():
        sys.exit("NOT THE DEPOSIT: this line is not the one of this receipt, or was changed.")
    _form, _number, reference, moment, _previous, deposited = json.loads(line)
    print(f"Deposit {reference}, {moment} UTC, {len(deposited)} file(s).")
    left = [tuple(one) for one in deposited]
    for name in said.files:
        with open(name, "rb") as given:
            whole = given.read()
        digest = base64.urlsafe_b64encode(hashlib.sha256(whole).digest())
        found = digest.decode().rstrip("="), len(whole)
        if found not in left:
            sys.exit(f"NOT DEPOSITED: {name} is none of the files of this receipt.")
        left.remove(found)
        print(f"DEPOSITED: {name}")
    print("Every file of the receipt was shown." if not left else f"{len(left)} file(s) not shown.")


if __name__ == "__main__":
    main()
