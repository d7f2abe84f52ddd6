#!/usr/bin/env python3
"""Every diagnostic code that a source uses has its entry in the catalogue, and every entry is used.

    codes.py ROOT
"""

import re
import sys
from pathlib import Path

CODE = re.compile(r'"([EW]\d{4})"')


def codes_in(paths):
    found = {}
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for code in CODE.findall(line):
                found.setdefault(code, f"{path}:{number}")
    return found


def main(argv):
    root = Path(argv[1])
    catalogue = root / "src/core/codes"
    entries = codes_in(catalogue.glob("*.cpp"))
    sources = [path for base in ("src", "cli") for path in (root / base).rglob("*.[ch]pp")
               if catalogue not in path.parents]
    used = codes_in(sources)
    broken = [f"{where}: {code} has no entry in src/core/codes" for code, where in used.items() if code not in entries]
    broken += [f"{where}: {code} is never used" for code, where in entries.items() if code not in used]
    print("\n".join(sorted(broken)))
    print(f"{len(entries)} codes, {len(broken)} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
