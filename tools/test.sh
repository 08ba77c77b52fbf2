#!/bin/sh
# Runs the tests: test.sh [arguments of pytest]. Installs what they need; fails when it cannot.
set -eu
cd "$(dirname "$0")/.."
tools/bootstrap.sh dev
ESPACE_CLIENT_BROWSER=$(.venv/bin/python tools/browser.py)
export ESPACE_CLIENT_BROWSER
# Compiled once and kept, whatever the environment says: the tests start some sixty processes, and
# each would compile seventeen hundred modules again, which is most of what starting one costs.
unset PYTHONDONTWRITEBYTECODE
PYTHONPYCACHEPREFIX=$PWD/var/pycache
export PYTHONPYCACHEPREFIX
exec .venv/bin/python -m pytest "$@"
