"""Counting an export with nothing but a loop over its lines, to check those who count in sets."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

type Line = dict[str, str]


def day(text: str) -> date:
    """A day as the files write it."""
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


def number_of(login: str) -> str:
    """The number that a login is: its digits, without letters before and zeros in front."""
    kept = [letter for letter in login.upper() if letter.isascii() and letter.isalnum()]
    return "".join(kept).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").lstrip("0")


@dataclass
class HandCount:
    """An export, read line by line."""

    directory: Path
    launch: date
    active_since: date

    def __post_init__(self) -> None:
        self.people = self._read("personnes")
        self.contracts = self._read("contrats")
        self.covers = self._read("beneficiaires")
        self.logins = self._read("identifiants")
        self.guardians = self._read("representants")
        self.at_home = {line["reference_personne"] for line in self._read("adresses")}
        self.by_mailbox: dict[str, list[str]] = defaultdict(list)
        for one in self.people:
            if re.fullmatch(r"[^@ ]+@[^@ ]+\.[^@ ]+", one["email"]):
                self.by_mailbox[one["email"].lower()].append(one["reference"])

    def _read(self, name: str) -> list[Line]:
        with (self.directory / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def running(self, line: Line) -> bool:
        """Whether a contract or a measure runs on the day of the launch."""
        started = day(line["date_debut"]) <= self.launch
        return started and not (line["date_fin"] and day(line["date_fin"]) < self.launch)

    def dead(self) -> set[str]:
        """Who has died by then."""
        return {
            one["reference"]
            for one in self.people
            if one["decede_le"] and day(one["decede_le"]) <= self.launch
        }

    def concerned(self) -> set[str]:
        """Who is to move."""
        leavers = {
            one["reference_titulaire"]
            for one in self.contracts
            if one["type"] == "individuel_art4_evin" and self.running(one)
        }
        active = {
            one["reference_personne"]
            for one in self.logins
            if one["derniere_connexion"] and day(one["derniere_connexion"]) >= self.active_since
        }
        return (leavers & active) - self.dead()

    def lunar(self, birth: str) -> bool:
        """Whether no calendar has that day."""
        return birth[:2] == "00" or not 1 <= int(birth[3:5]) <= 12

    def minor(self, birth: str) -> bool:
        """Whether somebody is not 18 on the day of the launch."""
        month, of_month = (12, 31) if self.lunar(birth) else (int(birth[3:5]), int(birth[:2]))
        return (int(birth[6:]) + 18, month, of_month) > (
            self.launch.year,
            self.launch.month,
            self.launch.day,
        )

    def strangers(self) -> tuple[set[str], set[str]]:
        """Who shares a mailbox with somebody of no common contract; and those mailboxes."""
        contracts: dict[str, set[str]] = defaultdict(set)
        for cover in self.covers:
            contracts[cover["reference_personne"]].add(cover["reference_contrat"])
        people, mailboxes = set(), set()
        for mailbox, sharing in self.by_mailbox.items():
            for one, other in combinations(sharing, 2):
                if not contracts[one] & contracts[other]:
                    people |= {one, other}
                    mailboxes.add(mailbox)
        return people, mailboxes

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Of each finding: people, of them concerned, groups."""
        concerned = self.concerned()

        def told(people: set[str], groups: int = 0) -> tuple[int, int, int]:
            return len(people), len(people & concerned), groups

        found = {code: told(*who) for code, who in self._grouped().items()}
        return found | {code: told(who) for code, who in self._people().items()}

    def _grouped(self) -> dict[str, tuple[set[str], int]]:
        found: dict[str, tuple[set[str], int]] = {}
        pairs = [who for who in self.by_mailbox.values() if len(who) == 2]
        more = [who for who in self.by_mailbox.values() if len(who) > 2]
        found["email_of_two"] = {one for who in pairs for one in who}, len(pairs)
        found["email_of_more"] = {one for who in more for one in who}, len(more)
        people, mailboxes = self.strangers()
        found["email_of_families"] = people, len(mailboxes)
        numbers = [
            (number_of(one["login"]), one["reference_personne"])
            for one in self.logins
            if "@" not in one["login"] and number_of(one["login"])
        ]
        times = Counter(number for number, _person in numbers)
        for code, fits in (("login_twice", {2}), ("login_more", set(range(3, 99)))):
            same = [(number, who) for number, who in numbers if times[number] in fits]
            found[code] = {who for _number, who in same}, len({number for number, _who in same})
        for scheme in ("", "md5", "md5_sel", "sha1", "sha1_sel", "bcrypt", "pbkdf2_sha1",
                       "pbkdf2_sha256"):  # fmt: skip
            owners = [one["reference_personne"] for one in self.logins if one["schema"] == scheme]
            code = f"hash_{scheme}" if scheme else "login_without_password"
            found[code] = set(owners), len(owners)
        return found

    def _people(self) -> dict[str, set[str]]:
        everybody = {one["reference"]: one for one in self.people}
        readable = {one for who in self.by_mailbox.values() for one in who}
        holders: dict[str, list[Line]] = defaultdict(list)
        for contract in self.contracts:
            holders[contract["reference_titulaire"]].append(contract)
        away = {who for who in everybody if who not in self.at_home}
        return {
            "email_missing": {who for who, one in everybody.items() if not one["email"]},
            "email_unreadable": {
                who for who, one in everybody.items() if one["email"] and who not in readable
            },
            "lunar": {who for who, one in everybody.items() if self.lunar(one["date_naissance"])},
            "minor": {who for who, one in everybody.items() if self.minor(one["date_naissance"])},
            "dead": self.dead(),
            "guarded": {one["reference_personne"] for one in self.guardians if self.running(one)},
            "ended": {
                who
                for who, theirs in holders.items()
                if all(one["date_fin"] and day(one["date_fin"]) < self.launch for one in theirs)
            },
            "not_started": {
                who
                for who, theirs in holders.items()
                if any(day(one["date_debut"]) > self.launch for one in theirs)
                and not any(self.running(one) for one in theirs)
            },
            "no_address": away,
            "unreachable": away - readable,
        }
