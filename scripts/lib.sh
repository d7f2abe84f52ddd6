# Helpers of quickstart and check. Sourced, after `cd` to the top of the project.

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_missing "package|why" lines: tells what is missing and why, then installs it. Asks nothing.
install_missing() {
    local line package why missing=()
    while IFS='|' read -r package why; do
        [ -n "$package" ] || continue
        is_installed "$package" || missing+=("$package|$why")
    done <<<"$1"
    [ ${#missing[@]} -gt 0 ] || return 0

    command -v apt-get >/dev/null || fail "These Debian packages are needed, and there is no apt-get here: ${missing[*]%%|*}"
    say "Installing from Debian's archive what is missing here:"
    for line in "${missing[@]}"; do printf '  %-22s %s\n' "${line%%|*}" "${line#*|}"; done
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "Installing packages needs root: run this as root, or install sudo."
        as_root=(sudo)
        sudo -n true 2>/dev/null || say "(sudo may ask for your password)"
    fi
    local log=build/apt.log
    mkdir -p build
    if ! { "${as_root[@]}" apt-get update -q &&
           "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
               apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]%%|*}"; } \
           >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        fail "apt-get could not install them; the whole log is in $log"
    fi
}

# python_with FOLDER REQUIREMENTS: a virtual environment that holds what the file names; filled anew where the file
# changed. Says what keeps it from that.
python_with() {
    local folder=$1 wanted=$2 now
    now=$(sha256sum "$wanted" | cut -d' ' -f1)
    [ "$(cat "$folder/filled" 2>/dev/null)" != "$now" ] || return 0
    mkdir -p build
    if ! { python3 -m venv "$folder" &&
           "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r "$wanted"; } \
           >build/pip.log 2>&1 </dev/null; then
        say "   the Python module is left out: $(tail -n 1 build/pip.log)"
        return 1
    fi
    printf '%s\n' "$now" >"$folder/filled"
}

# How many compilers at once: one per core, and none without 1.5 GB of its own.
build_jobs() {
    local cores memory_kb by_memory
    cores=$(nproc)
    memory_kb=$(awk '/^MemAvailable:/ {print $2}' /proc/meminfo)
    by_memory=$((memory_kb / 1500000))
    [ "$by_memory" -ge 1 ] || by_memory=1
    echo $((cores < by_memory ? cores : by_memory))
}

# Further options of every configuration, such as those that bring in the Python module.
cmake_options=()

# build PRESET [target...]: configures once and builds; quiet unless it fails or a terminal watches.
build() {
    local preset=$1 target options=("${cmake_options[@]}")
    shift
    command -v ccache >/dev/null && options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    # What one build has compiled serves the others, of this folder and of another clone.
    export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
    mkdir -p build
    local log=build/$preset.log
    cmake --preset "$preset" "${options[@]}" >"$log" 2>&1 || { cat "$log" >&2; fail "configuring failed"; }
    local targets=()
    for target in "$@"; do targets+=(--target "$target"); done
    local command=(cmake --build "build/$preset" --parallel "$(build_jobs)" "${targets[@]}")
    if [ -t 1 ]; then
        "${command[@]}" || fail "the build failed"
    else
        "${command[@]}" >>"$log" 2>&1 || { tail -n 60 "$log" >&2; fail "the build failed; the whole log is in $log"; }
    fi
}
