#!/usr/bin/env bash
# check.sh [ENTENTE]: everything that the page is tested with: types, style, unit tests, and a real browser on the
# reports and the studio of that binary. Needs Debian's chromium; brings Node.js where there is none. Exit code 77:
# it cannot be tested here, and why.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
entente=$(readlink -f "${1:-$here/../build/check/cli/entente}")
cd "$here"

source ../scripts/node.sh
if ! use_node; then
    echo "NOT TESTED: $node_missing; what was built has no script in it either."
    exit 77
fi
cmp -s package-lock.json node_modules/.entente-lock || { npm ci --no-audit --no-fund --loglevel=error && cp package-lock.json node_modules/.entente-lock; }
# The lock file names no registry.
if grep -n '"resolved"' package-lock.json; then echo "package-lock.json names addresses" >&2; exit 1; fi

node_modules/.bin/tsc --noEmit
node_modules/.bin/biome check --error-on-warnings .
node_modules/.bin/vitest run --reporter=dot
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || { echo "web/check.sh: chromium is missing (Debian: chromium)" >&2; exit 1; }
node tests/browser/run.mjs "$entente"
