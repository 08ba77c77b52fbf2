"""Verbs: named arguments alone, a moment given, a memory left, and errors of their own."""

import ast
from collections.abc import Iterator, Mapping

from tests.architecture.sources import modules, names_used

_SEEN = "keeps a list in step with each request; the gesture that opened it is remembered"
_STEP = "a step of bring_portfolio, which records the whole"
_DRAFT = "a draft: what nobody has sent is remembered by its owner alone"
_MESSAGE = "the message that leaves is the memory"
# What stands in operations.py and keeps no memory of its own, with the reason.
_CASE = "a case is a row with its moment, never removed; settling it by hand records"
RECORDS_NOTHING = {
    "espace_client.audit.operations.record": "it is the memory",
    "espace_client.members.operations.bring_people": _STEP,
    "espace_client.members.operations.bring_addresses": _STEP,
    "espace_client.contracts.operations.bringing.bring_products": _STEP,
    "espace_client.contracts.operations.bringing.bring_contracts": _STEP,
    "espace_client.contracts.operations.bringing.bring_coverages": _STEP,
    "espace_client.members.operations.bring_bank_accounts": _STEP,
    "espace_client.members.operations.bring_guardianships": _STEP,
    "espace_client.contributions.operations.bringing.bring_mandates": _STEP,
    "espace_client.contributions.operations.bringing.bring_contributions": _STEP,
    "espace_client.consents.operations.bring_consents": _STEP,
    "espace_client.reimbursements.operations.bringing.bring_reimbursements": _STEP,
    "espace_client.reimbursements.operations.bringing.bring_transmissions": _STEP,
    "espace_client.demarches.operations.bringing.bring_requests": _STEP,
    **{
        f"espace_client.demarches.operations.{name}": _DRAFT
        for name in (
            "filling.begin",
            "filling.write",
            "filling.attach",
            "filling.take_back",
            "filling.forget_draft",
            "keeping_promises.forget_old_drafts",
        )
    },
    "espace_client.demarches.operations.measuring.measure_delays": "figures of nobody",
    "espace_client.demarches.operations.keeping_promises.remind_of_draft": _MESSAGE,
    "espace_client.demarches.operations.keeping_promises.remind_of_drafts": _MESSAGE,
    "espace_client.demarches.operations.answering.answer_step": (
        "its kind does what was answered, by a verb that records"
    ),
    "espace_client.contracts.operations.withdrawing.ask_to_withdraw_what_ended": (
        "asks for a job, whose verb records"
    ),
    "espace_client.contributions.operations.withdrawing.ask_to_withdraw_what_was_not_paid": (
        "asks for a job, whose verb records"
    ),
    "espace_client.reimbursements.operations.withdrawing.ask_to_withdraw_what_was_cancelled": (
        "asks for a job, whose verb records"
    ),
    "espace_client.reimbursements.operations.paying.note_misfit": _CASE,
    "espace_client.reimbursements.operations.paying.fits_now": _CASE,
    "espace_client.demarches.operations.paying.watch_transfers": _CASE,
    "espace_client.accounts.operations.opening_sessions.note_seen": _SEEN,
    "espace_client.accounts.operations.opening_sessions.follow_session": _SEEN,
    "espace_client.accounts.operations.knowing_devices.note_device_seen": _SEEN,
}
# What happens at no moment of its own: the step of a verb that has one.
HAS_NO_MOMENT = {name for name in RECORDS_NOTHING if ".bring_" in name or ".follow_" in name}
TAKES_A_THING_FIRST = {
    "espace_client.audit.operations.record": "record(EVENT, …): the event is the sentence",
    "espace_client.delivery.operations.posting.post": "post(NOTICE, …): the notice is the sentence",
}

type Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> dict[str, Function]:
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def verbs(sources: Mapping[str, ast.Module]) -> Iterator[tuple[str, Function]]:
    """Every public function of every operations.py."""
    for module, tree in sources.items():
        if module.endswith(".operations") or ".operations." in module:
            for name, function in functions(tree).items():
                if not name.startswith("_"):
                    yield f"{module}.{name}", function


def faults(sources: Mapping[str, ast.Module]) -> Iterator[str]:
    recorders = all_recorders(sources)
    for name, function in verbs(sources):
        arguments = function.args
        if (arguments.args or arguments.posonlyargs) and name not in TAKES_A_THING_FIRST:
            yield f"{name} takes arguments by position"
        if "at" not in {a.arg for a in arguments.kwonlyargs} and name not in HAS_NO_MOMENT:
            yield f"{name} takes no moment `at`"
        if name not in recorders and name not in RECORDS_NOTHING:
            yield f"{name} leaves no memory in the audit trail"
        if not ast.get_docstring(function) and not _is_plain(function):
            yield f"{name} says nothing of its rule"


def _is_plain(function: Function) -> bool:
    return len(function.body) == 1


def all_recorders(sources: Mapping[str, ast.Module]) -> set[str]:
    """Functions that record an event: by themselves, or through a function that does."""
    known = {"espace_client.audit.operations.record"}
    calls = {
        f"{module}.{name}": _called(module, tree, function)
        for module, tree in sources.items()
        for name, function in _all_functions(tree)
    }
    calls |= _handed_on(sources)
    while more := {name for name, called in calls.items() if called & known} - known:
        known |= more
    return known


def _handed_on(sources: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """What a package of verbs gives under its own name, and where that comes from."""
    return {
        f"{module.removesuffix('.__init__')}.{alias.name}": {f"{node.module}.{alias.name}"}
        for module, tree in sources.items()
        if module.endswith(".operations.__init__")
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _all_functions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """The functions of a module; a class counts as one, with all its methods."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node


def _called(module: str, tree: ast.Module, function: ast.AST) -> set[str]:
    """The dotted names of what *function* mentions: its own module's, and what it imported."""
    imported = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            found.add(imported.get(node.id, f"{module}.{node.id}"))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{imported.get(node.value.id, node.value.id)}.{node.attr}")
    return found


def test_every_verb_is_one():
    assert list(faults(modules())) == []


def test_a_verb_that_is_none_is_found():
    bad = ast.parse("def close(account):\n    account.closed = True\n    account.save()\n")
    found = list(faults({"espace_client.accounts.operations": bad}))
    assert [fault.rpartition("close ")[2] for fault in found] == [
        "takes arguments by position",
        "takes no moment `at`",
        "leaves no memory in the audit trail",
        "says nothing of its rule",
    ]


def test_the_explained_exceptions_exist():
    existing = dict(verbs(modules()))
    assert set(RECORDS_NOTHING) | set(TAKES_A_THING_FIRST) <= existing.keys()


def test_every_declared_event_is_recorded_somewhere():
    assert list(never_recorded(modules())) == []
    lost = ast.parse('LOST = declare("home.lost", "Perdu.")')
    assert list(never_recorded({"espace_client.home.events": lost})) == ["home.events.LOST"]


def never_recorded(sources: Mapping[str, ast.Module]) -> Iterator[str]:
    for module, tree in sources.items():
        if not module.endswith(".events") or module == "espace_client.audit.events":
            continue
        declared = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        room = module.rpartition(".")[0]
        used = set().union(
            *(
                names_used(other)
                for name, other in sources.items()
                if name.startswith(room) and name != module
            )
        )
        yield from (f"{module.removeprefix('espace_client.')}.{n}" for n in sorted(declared - used))


def test_an_error_is_declared_beside_its_verb():
    assert list(strayed_errors(modules())) == []
    stray = ast.parse("class UnableToFly(UnableTo): pass")
    assert list(strayed_errors({"espace_client.home.rules": stray})) == ["UnableToFly"]


def strayed_errors(sources: Mapping[str, ast.Module]) -> Iterator[str]:
    """Refusals that the module that declares them never raises."""
    for tree in sources.values():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and any(
                isinstance(base, ast.Name) and base.id == "UnableTo" for base in node.bases
            ):
                raised = {
                    name
                    for other in ast.walk(tree)
                    if isinstance(other, ast.Raise)
                    for name in names_used(other)
                }
                if node.name not in raised:
                    yield node.name
