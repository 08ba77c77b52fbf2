#!/bin/sh
# Runs the tests: test.sh [arguments of pytest]. Installs what they need; fails when it cannot.
set -eu
cd "$(dirname "$0")/.."
tools/bootstrap.sh dev
ESPACE_CLIENT_BROWSER=$(.venv/bin/python tools/browser.py)
export ESPACE_CLIENT_BROWSER
exec .venv/bin/python -m pytest "$@"
