"""Reading access_matrix.toml."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

FILE = Path(__file__).with_name("access_matrix.toml")
OWNER_RULES = {"public", "self", "covered", "opened"}
ROLES = {"visitor", "member", "staff", "supervisor"}
OF_THE_DESK = {"staff", "supervisor"}


@dataclass(frozen=True, kw_only=True)
class Block:
    """What a route answers to one method. The fields are explained in the file."""

    route: str
    method: str
    roles: frozenset[str]
    owner_rule: str
    answer: int | str
    member: int | str
    object: str = ""
    unknown: int = 404
    staff: int | str = ""
    carer: int | str = 404
    right: str = ""
    closed: str = ""
    step_up: bool = False
    log: tuple[str, ...] = ()
    sensitive: bool = False

    @property
    def on_desk(self) -> bool:
        """Whether it speaks of the insurer's people's side of the site."""
        return self.route.startswith("desk:")

    def is_for(self, route: str) -> bool:
        """Whether the block speaks of *route*; `*` stands for any ending."""
        return fnmatchcase(route, self.route)

    def faults(self) -> list[str]:
        """What does not make sense in the block itself."""
        found = []
        if not self.roles or self.roles - ROLES:
            found.append(f"roles {sorted(self.roles)}")
        if self.owner_rule not in OWNER_RULES:
            found.append(f"owner_rule {self.owner_rule!r}")
        if self.owner_rule == "covered" and not self.object:
            found.append("owner_rule 'covered' without an object")
        if self.owner_rule == "opened" and not self.closed:
            found.append("owner_rule 'opened' without what a closed file leads to")
        if self.roles & (OF_THE_DESK if not self.on_desk else {"member"}):
            found.append(f"roles {sorted(self.roles)} of the other side")
        if self.right and self.carer == 404:
            found.append(f"the right {self.right!r} opens nothing")
        if self.sensitive and "visitor" in self.roles:
            found.append("a visitor may not see what is sensitive")
        return found


def blocks() -> list[Block]:
    """Every block of the file. A field that is not known is an error."""
    return [
        Block(
            route=route,
            method=method,
            **{
                "member": said["answer"],
                "staff": said["answer"],
                **said,
                "roles": frozenset(said["roles"]),
                "log": tuple(said.get("log", ())),
            },
        )
        for route, methods in tomllib.loads(FILE.read_text("utf-8")).items()
        for method, said in methods.items()
    ]
