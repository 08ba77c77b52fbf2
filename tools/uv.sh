#!/bin/sh
# Runs uv: the one on the machine, else one installed once into .tools with any Python 3.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
if command -v uv >/dev/null 2>&1; then exec uv "$@"; fi

tools=$root/.tools
uv=$tools/bin/uv

install_uv() {
  # A Python without ensurepip (Debian's, without python3-venv) may have pip; one without either
  # runs pip as its authors publish it, in one file.
  if python3 -m venv "$tools" && "$tools/bin/python" -m pip install --quiet "uv>=0.9"; then return; fi
  rm -rf "$tools"
  if python3 -m pip --version; then
    python3 -m pip install --quiet --prefix "$tools" "uv>=0.9" && return
  fi
  mkdir -p "$tools"
  python3 -c 'import sys, urllib.request as net; net.urlretrieve(*sys.argv[1:])' \
    https://bootstrap.pypa.io/pip/pip.pyz "$tools/pip.pyz" &&
    python3 "$tools/pip.pyz" install --quiet --prefix "$tools" "uv>=0.9"
}

if ! [ -x "$uv" ]; then
  command -v python3 >/dev/null 2>&1 || {
    echo "Python 3 is missing. Install it, then run make again." >&2
    exit 1
  }
  echo "Installing uv (once) …" >&2
  rm -rf "$tools"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  install_uv >"$log" 2>&1 || true
  # pip chooses bin/ or local/bin/ by the distribution
  for found in "$tools"/bin/uv "$tools"/local/bin/uv; do
    if [ -x "$found" ] && [ "$found" != "$uv" ]; then mkdir -p "$tools/bin" && ln -sf "$found" "$uv"; fi
  done
  [ -x "$uv" ] || {
    cat "$log" >&2
    rm -rf "$tools"
    echo "uv could not be installed (why: above). Install it, then run make again:" >&2
    echo "  https://docs.astral.sh/uv/getting-started/installation/" >&2
    exit 1
  }
  rm -f "$log"
fi
exec "$uv" "$@"
