"""The copy of the rules that holds the mutants: mutmut writes them, nothing else changes."""

import difflib
import re
import shutil
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
WORKSHOP = ROOT / "var" / "mutants"
COPIED = (
    "pyproject.toml",
    "espace_client/__init__.py",
    "espace_client/kernel",
    "espace_client/benefits",
)
_RULES = (
    "floor", "formulas", "social_security", "charges", "insurer", "counting", "limits", "windows",
    "remaining", "renewal", "hospital_charges", "stay", "settling", "one_line", "uses", "care",
    "cover", "figures_of_the_day", "left",
)  # fmt: skip
MUTATED = (
    "espace_client/kernel/money.py",
    "espace_client/kernel/periods.py",
    "espace_client/benefits/law/law.py",
    *(f"espace_client/benefits/reckoning/{name}.py" for name in _RULES),
)
_NUMBER = re.compile(r"__mutmut_(?:orig|\d+)")
_GENERATED = re.compile(r" +# type: ignore # mutmut generated$", re.MULTILINE)


class Mutant(NamedTuple):
    """One change: its name for mutmut, the function, the lines that went and those that came."""

    name: str
    function: str
    was: str
    now: str


def make_mutants(*modules: str) -> list[Mutant]:
    """Copy the rules, write the mutants of these modules (all without) into the copy, name them."""
    shutil.rmtree(WORKSHOP, ignore_errors=True)
    for name in COPIED:
        source, copy = ROOT / name, WORKSHOP / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    files = [Path(name) for name in MUTATED]
    wanted = [file for file in files if not modules or file.stem in modules]
    return [mutant for file in wanted for mutant in _mutated(file)]


def _mutated(file: Path) -> list[Mutant]:
    from mutmut.mutation.file_mutation import mutate_file_contents  # of the audit's packages alone

    made = mutate_file_contents(str(file), (WORKSHOP / file).read_text("utf-8"))
    if not made.mutant_names:
        return []
    (WORKSHOP / file).write_text(made.code, "utf-8")
    lines = _GENERATED.sub("", made.code).split("\n")
    spans = made.line_span_by_function_name
    module = ".".join(file.with_suffix("").parts)

    def body(name: str) -> list[str]:
        span = spans[name]
        return lines[span.start - 1 : span.end]

    mutants = []
    for name in made.mutant_names:
        function, _, _number = name.rpartition("__mutmut_")
        was, now = _difference(body(f"{function}__mutmut_orig"), body(name))
        mutants.append(Mutant(f"{module}.{name}", f"{module}.{function}", was, now))
    return mutants


def _difference(original: list[str], mutant: list[str]) -> tuple[str, str]:
    lines = list(difflib.ndiff(_unnamed(original), _unnamed(mutant)))

    def kept(mark: str) -> str:
        return " ".join(line[2:].strip() for line in lines if line.startswith(mark))

    return kept("- "), kept("+ ")


def _unnamed(lines: list[str]) -> list[str]:
    return [_NUMBER.sub("", line) for line in lines]
