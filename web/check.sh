#!/usr/bin/env bash
# check.sh ENTENTE: everything that the page is tested with: types, style, unit tests, and a real browser on the
# reports and the studio of that binary. Needs Node.js 20, npm and Debian's chromium.
set -euo pipefail
entente=$(readlink -f "${1:?the path of the entente command}")
cd "$(dirname "$(readlink -f "$0")")"

command -v node >/dev/null || { echo "web/check.sh: Node.js is missing (Debian: nodejs, npm)" >&2; exit 1; }
cmp -s package-lock.json node_modules/.entente-lock || { npm ci --no-audit --no-fund --loglevel=error && cp package-lock.json node_modules/.entente-lock; }
# The lock file names no registry.
if grep -n '"resolved"' package-lock.json; then echo "package-lock.json names addresses" >&2; exit 1; fi

node_modules/.bin/tsc --noEmit
node_modules/.bin/biome check --error-on-warnings .
node_modules/.bin/vitest run --reporter=dot
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || { echo "web/check.sh: chromium is missing (Debian: chromium)" >&2; exit 1; }
node tests/browser/run.mjs "$entente"
