#!/usr/bin/env bash
# build.sh OUT [AUTO|ON|OFF]: builds the page's script into OUT/page.js, and its SHA-256 into OUT/page.hash.
# AUTO: where Node.js or npm's packages cannot be had, both are empty and the build goes on, told why.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
source ../scripts/node.sh
out=$1
mode=${2:-AUTO}
mkdir -p "$out"

without() {
    [ "$mode" = ON ] && { echo "The page cannot be built: $1" >&2; exit 1; }
    echo "The page is built without its script: $1. Reports can be read and printed but are not interactive; the studio needs it." >&2
    : >"$out/page.js"
    : >"$out/page.hash"
    echo "$1" >"$out/page.missing"
    exit 0
}

[ "$mode" = OFF ] && without "ENTENTE_PAGE is OFF"
use_node || without "$node_missing"

# The packages of the lock file, once per lock file; two builds at a time do not disturb each other.
exec 9>.install.lock
flock 9
stamp=node_modules/.entente-lock
if ! cmp -s package-lock.json "$stamp"; then
    npm ci --no-audit --no-fund --loglevel=error >"$out/npm.log" 2>&1 ||
        { tail -n 5 "$out/npm.log" >&2; without "npm could not install the page's packages"; }
    cp package-lock.json "$stamp"
fi
flock -u 9

rm -rf "$out/dist"
node_modules/.bin/vite build --outDir "$out/dist" --logLevel error >&2 || {
    echo "The page does not build; run web/check.sh" >&2
    exit 1
}
# Inside a <script> element, "</script" and "<!--" would end it or change how it is read.
node -e '
const fs = require("fs"), crypto = require("crypto");
const [from, to, hash] = process.argv.slice(1);
const script = fs.readFileSync(from, "utf8").replaceAll("\r\n", "\n").replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
fs.writeFileSync(to + ".new", script);
fs.writeFileSync(hash, crypto.createHash("sha256").update(script).digest("base64"));
fs.renameSync(to + ".new", to);
' "$out/dist/page.js" "$out/page.js" "$out/page.hash"
rm -f "$out/page.missing"
