#!/bin/sh
# Prepares .venv from the locked requirements: bootstrap.sh demo|dev.
# Needs nothing but Python 3 (any version, for finding or installing uv) and a network to the package index.
set -eu
cd "$(dirname "$0")/.."
group=$1
stamp=.venv/.installed-$group
lock=requirements/$group.txt
if [ -f "$stamp" ] && cmp -s "$stamp" "$lock"; then exit 0; fi

if command -v uv >/dev/null 2>&1; then
  uv=uv
else
  uv=.tools/bin/uv
  if [ ! -x "$uv" ]; then
    echo "Installing uv (once) …"
    if python3 -m venv .tools >/dev/null 2>&1; then
      .tools/bin/python -m pip install --quiet "uv>=0.9"
    else # a Python without ensurepip: its own pip, if there is one
      rm -rf .tools
      python3 -m pip install --quiet --prefix "$PWD/.tools" "uv>=0.9" || {
        echo "uv could not be installed. Install it by hand (python3 -m pip install uv), then run make again." >&2
        exit 1
      }
    fi
  fi
fi

echo "Installing the locked packages of $lock …"
[ -x .venv/bin/python ] || "$uv" venv --quiet .venv
"$uv" pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
cp "$lock" "$stamp"
