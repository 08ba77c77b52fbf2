#!/bin/sh
# Asks the package index which locked packages have a known vulnerability: advisories.sh [lock file …].
# Strict: a package that could not be judged is a failure, where pip-audit alone would say that
# nothing is known and exit with 0.
set -eu
cd "$(dirname "$0")/.."
tools/bootstrap.sh audit
[ $# -gt 0 ] || set -- requirements/runtime.txt
for lock in "$@"; do
  .venv/bin/pip-audit --strict --disable-pip --require-hashes --requirement "$lock"
done
