#!/bin/sh
# What can be said of the code without running it. Runs every check, then fails if one did.
set -eu
cd "$(dirname "$0")/.."
tools/bootstrap.sh dev
PATH=$PWD/.venv/bin:$PATH
# Settings that are complete and lead nowhere: nothing here may touch a database or send a mail.
SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))')
SEALING_KEYS=check:$(python -c 'import base64; print(base64.b64encode(bytes(32)).decode())')
SIGNING_KEYS=$SEALING_KEYS
INDEX_KEY=$(python -c 'import base64; print(base64.b64encode(bytes(32)).decode())')
DATABASE_URL='postgresql://nobody@/none?host=/nowhere'
PUBLIC_URL=https://espace.example.test
export SECRET_KEY SEALING_KEYS SIGNING_KEYS INDEX_KEY DATABASE_URL PUBLIC_URL PATH
status=0

check() {
  name=$1
  shift
  if "$@"; then echo "ok      $name"; else echo "FAILED  $name" && status=1; fi
}

demo() { ESPACE_CLIENT_DEMO=1 python -W ignore -m espace_client "$@"; }
production() { ESPACE_CLIENT_DEMO=0 python -m espace_client "$@"; }

check "format"                  ruff format --quiet --check .
check "lint"                    ruff check --quiet .
check "types"                   env ESPACE_CLIENT_DEMO=1 mypy --no-error-summary
check "floors"                  lint-imports --no-logo
check "templates"               sh -c 'git ls-files -z -co --exclude-standard -- "*/templates/*.html" |
                                       xargs -0 djade --check --target-version 6.1'
check "French spacing"          python tools/typography.py --check
check "vendored files"          python tools/vendor_frontend.py --check
check "settings of production"  production check --deploy --fail-level WARNING
check "settings of the demo"    demo check --fail-level WARNING
check "migrations"              demo makemigrations --check --dry-run
exit $status
