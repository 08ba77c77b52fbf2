#!/bin/sh
# Prepares .venv from the locked requirements: bootstrap.sh runtime|demo|dev|audit.
# Needs Python 3 (any version, to install uv if it is missing) and a network to the package index.
# Does nothing when .venv already holds what the lock file says.
set -eu
cd "$(dirname "$0")/.."
case ${1:-} in runtime | demo | dev | audit) group=$1 ;; *) echo "usage: $0 runtime|demo|dev|audit" >&2; exit 2 ;; esac
lock=requirements/$group.txt
wanted=$(cat .python-version)

# uv trusts its own list of certificates; a network that inspects traffic needs the machine's.
uv() { tools/uv.sh "$@" 2>/dev/null || UV_SYSTEM_CERTS=1 tools/uv.sh "$@"; }
holds() { [ -f ".venv/.installed-$1" ] && cmp -s ".venv/.installed-$1" "requirements/$1.txt"; }

installed=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)
if [ "$installed" = "$wanted" ] && holds "$group"; then exit 0; fi

tools/uv.sh --version >/dev/null # installs it, if need be, and says so
if [ "$installed" != "$wanted" ]; then # none yet, or of another Python, or of one that is gone
  echo "Preparing Python $wanted …" >&2
  rm -rf .venv
  uv venv --quiet --no-project --python "$wanted" .venv || {
    echo "Python $wanted was neither found nor downloaded (why: above). Install it, then run make again." >&2
    exit 1
  }
fi

echo "Installing the locked packages of $lock …" >&2
uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock" || {
  echo "The packages could not be installed (why: above). Run make again once the cause is gone." >&2
  exit 1
}
ln -sf ../../espace-client .venv/bin/espace-client
cp "$lock" ".venv/.installed-$group"
