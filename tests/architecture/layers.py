#!/usr/bin/env python3
"""The rule of who may include whom: reads the includes of every source and names each pair that breaks it.

    layers.py ROOT        exit 0: the house stands; 1: one line per broken rule

The tables below are the architecture; a new module is added here first.
"""

import re
import sys
from pathlib import Path

ANALYSES = {"settle", "war", "stability", "stakeholders"}
BELOW = {
    "core": set(),
    "model": {"core"},
    "io": {"core", "model"},
    **{analysis: {"core", "model"} for analysis in ANALYSES},
    "robust": {"core", "model"},
    # The questions of one case, answered once: everything above asks here.
    "assess": {"core", "model", "robust"} | ANALYSES,
    "negotiate": {"core", "model", "settle"},
    "levers": {"core", "model", "robust", "negotiate", "assess"} | ANALYSES,
    "report": {"core", "model", "io", "robust", "negotiate", "assess", "levers"} | ANALYSES,
    "app": {"core", "model", "io", "robust", "negotiate", "assess", "levers", "report"} | ANALYSES,
    # What stands outside the library speaks to `app`, in the values of core and model.
    "cli": {"core", "model", "app", "studio"},
    "studio": {"core", "model", "app"},
    "python": {"core", "model", "app"},
}

# Analyses are functions of a case: no files, no printing, no clock, no environment.
PURE = set(BELOW) - {"io", "app", "cli", "studio", "python"}
WORLDLY = {"iostream", "fstream", "filesystem", "cstdio", "chrono", "ctime", "syncstream",
           "stdio.h", "time.h", "unistd.h", "fcntl.h", "sys/stat.h"}

STANDARD = set("""
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes
climits clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg
cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem
forward_list fstream functional future initializer_list iomanip ios iosfwd iostream istream iterator latch
limits list locale map memory memory_resource mutex new numbers numeric optional ostream queue random ranges
ratio regex scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept
stop_token streambuf string string_view strstream syncstream system_error thread tuple type_traits typeindex
typeinfo unordered_map unordered_set utility valarray variant vector version
""".split())

UMBRELLA = "include/entente/entente.hpp"  # what a program includes that wants all of it

# Private headers of other modules that are still included; this list only becomes shorter.
OPEN = {
    ("src/app/files.cpp", "report/render/page.hpp"),
    ("src/app/negotiate/agents.hpp", "io/process/child.hpp"),
    ("src/app/negotiate/tournament.cpp", "report/render/layout.hpp"),
    ("src/app/robust.cpp", "io/files.hpp"),
    ("src/app/robust_from.cpp", "io/files.hpp"),
    ("src/app/robust_from.cpp", "report/render/layout.hpp"),
    ("src/app/settle.cpp", "report/render/layout.hpp"),
    ("src/app/summary.cpp", "report/render/layout.hpp"),
    ("src/app/deal.cpp", "io/files.hpp"),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
SUFFIXES = {".hpp", ".cpp", ".h", ".ipp"}


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def module_named(include):
    """The module that an include names: "entente/settle/settle.hpp" and "settle/frontier/merge.hpp" name settle."""
    parts = include.split("/")
    if parts[0] == "entente":
        parts = parts[1:]
    return parts[0] if len(parts) > 1 else None


def sources(root):
    """(file, module, public) for every source of the library and of what stands on it."""
    for base, public in (("include/entente", True), ("src", False)):
        for path in sorted((root / base).rglob("*")):
            if path.suffix in SUFFIXES:
                relative = path.relative_to(root / base)
                yield path, relative.parts[0] if len(relative.parts) > 1 else None, public
    for base, module in (("cli", "cli"), ("python/src", "python")):
        for path in sorted((root / base).rglob("*")):
            if path.suffix in SUFFIXES:
                yield path, module, False


def problems(root):
    for path, module, public in sources(root):
        name = path.relative_to(root)
        if name.as_posix() == UMBRELLA:
            continue
        if module not in BELOW:
            yield f"{name}: '{module}' is no module: add it to the table in tests/architecture/layers.py"
            continue
        for number, quoted, angled in includes(path):
            where = f"{name}:{number}"
            include = quoted or angled
            other = module_named(include)
            if other in BELOW and other != module and other not in BELOW[module]:
                allowed = ", ".join(sorted(BELOW[module])) or "nothing of ours"
                yield f"{where}: {module} -> {other} ({include}): {module} may include {allowed}"
            private = quoted and other in BELOW and other != module and not quoted.startswith("entente/")
            if private and (name.as_posix(), quoted) not in OPEN:
                yield f"{where}: {include}: private to {other}; what others need is public in include/entente/{other}/"
            if include.startswith("entente/") and other not in BELOW:
                yield f"{where}: {include}: no such module"
            if public and angled and angled not in STANDARD:
                yield f"{where}: <{angled}>: public headers include only the standard library and entente"
            if public and quoted and not quoted.startswith("entente/"):
                yield f'{where}: "{quoted}": public headers name each other as "entente/<module>/<file>"'
            if module in PURE and angled in WORLDLY:
                yield f"{where}: {module} -> <{angled}>: analyses read no file and no clock and print nothing"


def main(argv):
    root = Path(argv[1]).resolve()
    found = list(problems(root))
    for line in found:
        print(line)
    files = sum(1 for _ in sources(root))
    print(f"{files} files, {len(found)} broken rules")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
