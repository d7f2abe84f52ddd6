#!/usr/bin/env bash
# Builds the benchmarks and compares our methods with a plain enumeration of the same input, in one run.
# bench/compare.sh [ISSUES]   (up to ISSUES issues of 10 options; default 7)
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset bench > /dev/null
cmake --build --preset bench --target bench_compare -j "${JOBS:-2}"
build/bench/bench/bench_compare "${1:-7}"
