#!/usr/bin/env python3
"""Holds the models of actors against decisions of the European Union.

    validation/eu_decisions.py --data FOLDER [--entente build/check/cli/entente] [--json] [--table FILE]

FOLDER holds tab separated files of the DEU data (Arregui and Perarnaud 2022, doi 10.34810/data53), in itself
or in eu_decisions/. The script only lays the data out, one row an actor, and gives every actor its power;
the scores are computed by `entente stakeholders --score`. Nothing is fitted here.

Power: votes in the Council in force when the act was adopted (the proposal's day where that is not known):
the Treaty's table to 31 October 2004 with the Accession Treaty's votes of the new members, the Nice table to
31 October 2014, population after that; the Commission and the Parliament have the votes of the largest state.
A position or a salience that is not in the data is not 0: the actor is left out of that issue.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

TREATY = dict(de=10, fr=10, it=10, uk=10, es=8, be=5, el=5, nl=5, pt=5, at=4, se=4, dk=3, fi=3, ie=3, lu=2,
              pl=8, cz=5, hu=5, ee=3, lv=3, lt=3, sk=3, si=3, cy=2, mt=2)
NICE = dict(de=29, fr=29, it=29, uk=29, es=27, pl=27, ro=14, nl=13, be=12, el=12, cz=12, hu=12, pt=12, at=10, bg=10,
            se=10, dk=7, ie=7, lt=7, sk=7, fi=7, hr=7, cy=4, ee=4, lv=4, lu=4, si=4, mt=3)
MILLIONS = dict(de=80.8, fr=65.9, uk=64.3, it=60.8, es=46.5, pl=38.0, ro=19.9, nl=16.8, be=11.2, el=10.9, cz=10.5,
                pt=10.4, hu=9.9, se=9.6, at=8.5, bg=7.2, dk=5.6, fi=5.5, sk=5.4, ie=4.6, hr=4.2, lt=2.9, si=2.1,
                lv=2.0, ee=1.3, cy=0.86, lu=0.55, mt=0.43)
INSTITUTIONS = ("com", "ep")


def day(text):
    """(year, month, day) of a date written DD-MM-YY; YYYY-MM-DD is the same, mangled by a spreadsheet."""
    parts = (text or "").strip().split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    first, month, last = (int(part[-2:]) for part in parts)
    return (2000 + last if last < 50 else 1900 + last, month, first)


def votes(when):
    if when is None or when < (2004, 11, 1):
        return TREATY
    return NICE if when < (2014, 11, 1) else MILLIONS


def number(text):
    try:
        return float((text or "").strip().replace(",", "."))
    except ValueError:
        return None


def rows_of(path):
    """One row an actor on an issue that has an outcome."""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            outcome = number(row.get("out"))
            if outcome is None:
                continue
            powers = votes(day(row.get("finact")) or day(row.get("intro")))
            largest = max(powers.values())
            for actor in (*INSTITUTIONS, *MILLIONS):
                position, salience = number(row.get("p" + actor)), number(row.get("s" + actor))
                power = largest if actor in INSTITUTIONS else powers.get(actor)
                if position is None or salience is None or power is None:
                    continue
                yield dict(decision=row["isnr"], dossier=row["prnr"], actor=actor, position=position,
                           salience=salience, power=power, outcome=outcome, low=0, high=100)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", required=True, type=Path, help="folder with the DEU files (.tsv)")
    arguments.add_argument("--entente", default="build/check/cli/entente", help="the program")
    arguments.add_argument("--json", action="store_true", help="scores as JSON")
    arguments.add_argument("--table", type=Path, help="keep the table that is scored here")
    given = arguments.parse_args()
    files = sorted(given.data.glob("*.tsv")) or sorted((given.data / "eu_decisions").glob("*.tsv"))
    if not files:
        sys.exit(f"no .tsv file in {given.data} or its eu_decisions/")
    table = [row for path in files for row in rows_of(path)]
    if not table:
        sys.exit("no issue with an outcome in these files")
    with tempfile.TemporaryDirectory() as folder:
        path = given.table or Path(folder) / "decisions.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(table[0]))
            writer.writeheader()
            writer.writerows(table)
        command = [given.entente, "stakeholders", "--score", str(path)] + (["--json"] if given.json else [])
        sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
