#!/usr/bin/env python3
"""Every source is laid out as .clang-format says: format.py ROOT (77: clang-format-19 is not here).

`clang-format-19 -i FILE` mends one."""

import shutil
import subprocess
import sys
from pathlib import Path

FOLDERS = ("include", "src", "cli", "tests", "examples", "bench", "python")


def main(argv):
    program = shutil.which("clang-format-19")
    if not program:
        print("clang-format-19 is not installed")
        return 77
    root = Path(argv[1]).resolve()
    files = [str(path.relative_to(root)) for folder in FOLDERS for path in sorted((root / folder).rglob("*"))
             if path.suffix in {".hpp", ".cpp"}]
    wrong = []
    for first in range(0, len(files), 50):
        done = subprocess.run([program, "--dry-run", *files[first:first + 50]], cwd=root, capture_output=True,
                              text=True, check=True)
        wrong += [line.split(":")[0] for line in done.stderr.splitlines() if "[-Wclang-format-violations]" in line]
    for name in dict.fromkeys(wrong):
        print(f"{name}: run clang-format-19 -i")
    print(f"{len(files)} files, {len(set(wrong))} to be laid out again")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
