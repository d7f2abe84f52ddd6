"""What Python adds to a call: a small settlement beside the same call of C++, and a frontier of a million points as arrays.

    PYTHONPATH=build/bench/python/package python bench/python_call.py build/bench/bench/bench_call

The least of 400 batches of 50 calls counts on both sides: other work of the machine only adds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import entente

SMALL = """\
entente = 1
title = "Two issues"
reserve = { north = 30, south = 35 }
[parties]
north = "North"
south = "South"
[issue.border]
options = [0, 0.5, 1]
for.north = { weight = 60, score = [0, 50, 100] }
for.south = { weight = 50, score = [100, 50, 0] }
[issue.returns]
options = ["none", "quota", "full"]
for.north = { weight = 40, score = [100, 60, 0] }
for.south = { weight = 50, score = [0, 80, 100] }
"""


def small_call(program: str) -> dict[str, float]:
    case = entente.loads(SMALL)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "small.toml"
        file.write_text(SMALL, encoding="utf-8")
        native, watched, python = [], [], []
        for _ in range(3):  # one after the other, so that both meet the same machine
            done = subprocess.run([program, file], capture_output=True, text=True, check=True)
            for least, one in zip((native, watched), done.stdout.split(), strict=True):
                least.append(float(one))
            for _ in range(400):
                begun = time.perf_counter()
                for _ in range(50):
                    entente.settle(case)
                python.append((time.perf_counter() - begun) / 50 * 1e6)
    return {"native_us": min(native), "native_watched_us": min(watched), "python_us": min(python)}


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def million_points() -> dict[str, float]:
    """One issue whose options are a million points on a falling line: all efficient."""
    count = 1_000_000
    case = entente.from_dict({
        "parties": {"north": "North", "south": "South"},
        "issue": {"share": {"options": [0, count - 1], "grid": count,
                            "for": {"north": {"score": [0, 100]}, "south": {"score": [100, 0]}}}},
    })  # fmt: skip
    frontier = entente.settle(case, limit=2 * count).frontier
    found = {"points": frontier.points}
    for name in ("first", "second"):
        before, begun = resident(), time.perf_counter()
        seen = frontier.utilities
        found[f"{name}_ms"] = (time.perf_counter() - begun) * 1e3
        found[f"{name}_mb"] = resident() - before
    found["owns_data"] = bool(seen.flags.owndata)
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"small": small_call(sys.argv[1])}), flush=True)
    print(json.dumps({"million": million_points()}))
