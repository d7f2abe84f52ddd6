#!/usr/bin/env python3
"""Scores the program against what happened, and writes docs/validation.md.

    python3 validation/validate.py --data DIR [--program entente] [--only front,contest] [--write | --check]

DIR holds the sets (README.md says which); what is not there is skipped, and said to be. --write also writes
src/war/data/base_rates.cpp from the counts.
"""
import argparse
import os
import sys

import contest
import duration
import front
import human_deals
import outside
import sharp
import talks
from common import Bench, Missing

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "docs", "validation.md")
RATES = os.path.join(HERE, "..", "src", "war", "data", "base_rates.cpp")
# What takes minutes is left out of a check unless it is asked for by --only.
LONG = {"talks"}
PARTS = {"front": front, "contest": contest, "duration": duration, "human_deals": human_deals, "talks": talks,
         "sharp": sharp, "outside": outside}


def page(bench, only, quick):
    lines = ["# Against what happened", "",
             "Written by `validation/validate.py` from the program's own answers, not by hand; the scripts and the sets they "
             "read are described in `validation/README.md`. Intervals are 90% by a clustered bootstrap. What goes against "
             "the program is printed with the rest. A model, not advice.", ""]
    skipped = []
    for name, part in PARTS.items():
        if only and name not in only:
            continue
        if quick and not only and name in LONG:
            skipped.append(f"{name}: minutes long, validate.py --only {name} --check does it")
            continue
        try:
            lines += part.run(bench) + [""]
        except Missing as missing:
            skipped.append(f"{name}: no {missing} in the folder of the data")
    if skipped:
        lines += ["## Skipped", ""] + [f"- {each}" for each in skipped] + [""]
    return "\n".join(lines).rstrip() + "\n", skipped


def check(text, skipped, rates):
    """0 where the page holds every section that this data folder gives, word for word, and no aim is missed."""
    wrong = []
    written = open(PAGE, encoding="utf-8").read()
    sections = [section for section in text.split("\n## ")[1:] if not section.startswith("Skipped\n")]
    for section in sections:
        title = section.split("\n", 1)[0]
        if f"\n## {title}\n" not in written:
            wrong.append(f"docs/validation.md has no section '{title}'")
        elif section.rstrip() not in written:
            wrong.append(f"docs/validation.md: section '{title}' is not what the data and this program give")
        if "missed" in section:
            wrong.append(f"docs/validation.md: section '{title}' misses an aim")
    if rates is not None and open(RATES, encoding="utf-8").read() != rates:
        wrong.append(f"{os.path.relpath(RATES)} is not what the data give")
    print(f"checked {len(sections)} sections of docs/validation.md, skipped {len(skipped)}")
    for each in wrong:
        print(each + ": run validate.py --write", file=sys.stderr)
    return 1 if wrong else 0


def main():
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--data", required=True)
    given.add_argument("--program", default="entente")
    given.add_argument("--only", default="")
    given.add_argument("--jobs", type=int, default=2)
    given.add_argument("--write", action="store_true", help="write docs/validation.md and the base rates")
    given.add_argument("--check", action="store_true", help="fail where they are not what the data give")
    options = given.parse_args()
    bench = Bench(os.path.abspath(options.data), options.program, options.jobs)
    text, skipped = page(bench, [name for name in options.only.split(",") if name], options.check)
    for each in skipped:
        print("skipped " + each, file=sys.stderr)
    try:
        rates = outside.source_text(outside.rates(bench))
    except Missing:
        rates = None
    if options.write:
        with open(PAGE, "w", encoding="utf-8") as out:
            out.write(text)
        if rates is not None:
            with open(RATES, "w", encoding="utf-8") as out:
                out.write(rates)
        return 0
    if options.check:
        return check(text, skipped, rates)
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
