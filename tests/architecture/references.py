#!/usr/bin/env python3
"""What comments and pages name is there.

    references.py ROOT        exit 0: every reference resolves; 1: one line per broken one

- `\\check` names a test file, a test (Suite.Name) or a suite that exists.
- `\\source` and comments name no file that is not in the tree.
- Links of the pages lead to files that exist, and options that pages put into a command exist.
"""

import re
import sys
from pathlib import Path

# What comments name and is not there yet; this list only becomes shorter.
OPEN = ("tests/io/formats_write_test.cpp", "tests/negotiate/domain_test.cpp", "tests/negotiate/{protocol",
        "tests/stability/coalition_test.cpp", "tests/stability/robustness_test.cpp", "WAR.md")

TEST = re.compile(r"^(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\(\s*(\w+),\s*(\w+)", re.M)
CHECK = re.compile(r"\\check\s+(.*)")
NAMED = re.compile(r"^(?:tests/[\w/.-]+|\w+\.\w+|[A-Z]\w+)$")
PAGE = re.compile(r"\b[A-Z][A-Z-]+\.md\b|\bdocs/[\w/.-]+\.md\b")
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")


def sources(root):
    for base in ("include", "src", "cli"):
        yield from sorted(path for path in (root / base).rglob("*") if path.suffix in {".hpp", ".cpp"})


def tests_of(root):
    """Every test as Suite.Name, every suite, and what the files of Python's tests hold."""
    names = set()
    for path in (root / "tests").rglob("*_test.cpp"):
        for suite, name in TEST.findall(path.read_text(encoding="utf-8")):
            names |= {suite, f"{suite}.{name}"}
    return names


def checks(path):
    """(line, what is named) for each \\check; its words go on in the comment's next line after a comma."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        match = CHECK.search(line)
        if not match:
            continue
        words = match.group(1).strip()
        while words.endswith(",") and at + 1 < len(lines) and re.match(r"\s*///", lines[at + 1]):
            at += 1
            words += " " + lines[at].strip().lstrip("/").strip()
        yield at + 1, words


def problems(root):
    known = tests_of(root)
    for path in sources(root):
        name = path.relative_to(root)
        for line, words in checks(path):
            named = [word.strip(" .;") for word in re.split(r"[,;]|\s\\", words)]
            named = [word.split(" ")[0] for word in named[:1]] + [w for w in named[1:] if "." in w and NAMED.match(w)]
            for word in named:
                if not (word in known or (word.startswith("tests/") and (root / word).is_file())):
                    yield f"{name}:{line}: \\check {word}: no such test"
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if "//" not in text:
                continue
            for page in PAGE.findall(text.split("//", 1)[1]):
                if not (root / page).is_file():
                    yield f"{name}:{number}: {page}: no such page"
    for path in sorted([*(root / "docs").rglob("*.md"), root / "README.md"]):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for link in LINK.findall(text):
                if not re.match(r"[a-z]+:", link) and not (path.parent / link).exists():
                    yield f"{path.relative_to(root)}:{number}: link to {link}: no such file"
    yield from unknown_options(root)


def unknown_options(root):
    """Pages name only options that the records in cli/ have."""
    options = {"--help", "--version"}
    for path in (root / "cli").glob("*.cpp"):
        options |= set(re.findall(r'"(--[a-z][a-z-]*)"', path.read_text(encoding="utf-8")))
    foreign = re.compile(r"^\s*(?:cmake|ctest|npm|git|apt|docker|python3?|pip)\b")
    for path in sorted((root / "docs").rglob("*.md")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for command in re.findall(r"(?:^|`)\s*(entente [^`]*)", text):
                for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", command):
                    if option not in options and not foreign.match(text):
                        yield f"{path.relative_to(root)}:{number}: entente has no {option}"


def main(argv):
    found = [line for line in problems(Path(argv[1]).resolve()) if not any(name in line for name in OPEN)]
    for line in found:
        print(line)
    print(f"{len(found)} broken references")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
