#!/usr/bin/env python3
"""Does the program choose a fast method? Random cases of many shapes, settled by its own choice and by every method
that can be forced; a choice that takes more than LIMIT times the best forced one that tells as much is named.

    bench/methods.py ENTENTE [--cases 200] [--seed 1] [--limit 3] [--only NUMBER] [--keep FOLDER] [--write FOLDER]

Times are processor seconds of whole runs on one thread, so that a busy machine hardly matters; what is below
FLOOR seconds counts as FLOOR. A forced method tells as much where its frontier is complete if the chosen one's is,
and it is exact if the chosen one is. Exit 0: no choice was too slow; 1: some were.
"""

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

FLOOR = 0.05
METHODS = ["enumerate", "merge", "search", "milp"]


def scores(rng, parties, options, kind):
    """[party][option], 0 to 100: opposed, independent, exactly opposed (a fixed pie), or of few values."""
    if kind == "pie":
        first = sorted(rng.randrange(0, 1001) for _ in range(options))
        rest = [[(1000 - x) / 10 for x in first] for _ in range(parties - 1)]
        return [[x / 10 for x in first]] + rest
    if kind == "coarse":
        return [[rng.choice([0, 25, 50, 75, 100]) for _ in range(options)] for _ in range(parties)]
    if kind == "independent":
        return [[rng.randrange(0, 1001) / 10 for _ in range(options)] for _ in range(parties)]
    table = [[0.0] * options for _ in range(parties)]
    for o in range(options):
        shares = [rng.expovariate(1) for _ in range(parties)]
        for j in range(parties):
            table[j][o] = round(100 * shares[j] / sum(shares), 1)
    return table


def case_text(rng):
    parties = rng.choice([2, 2, 2, 2, 3, 3, 4, 5])
    most = {2: 40, 3: 14, 4: 9, 5: 7}[parties]
    issues = rng.randint(2, most)
    options = rng.choice([2, 3, 5, 10])
    kind = rng.choice(["opposed", "opposed", "independent", "coarse", "pie"])
    shape = rng.choice(["sums", "sums", "bonuses", "rules", "both", "rectangles"])
    lines = ["entente = 1", f'title = "{parties} parties, {issues} x {options}, {kind}, {shape}"',
             "normalise_weights = false"]
    reserve = rng.choice([None, 20, 40, 60])
    if reserve is not None:
        lines.append("reserve = { " + ", ".join(f"p{j} = {reserve / parties * 2:g}" for j in range(parties)) + " }")
    lines += ["[parties]"] + [f'p{j} = "Party {j}"' for j in range(parties)]
    weights = [[rng.randint(50, 1000) for _ in range(issues)] for _ in range(parties)]
    if kind == "pie":
        weights = [weights[0]] * parties
    for i in range(issues):
        lines += [f"[issue.i{i}]", f"options = {[str(o) for o in range(options)]}".replace("'", '"')]
        if shape == "rectangles":
            continue
        table = scores(rng, parties, options, kind)
        for j in range(parties):
            weight = round(100 * weights[j][i] / sum(weights[j]), 2)
            lines.append(f"for.p{j} = {{ weight = {weight}, score = {table[j]} }}")

    def condition(width):
        parts = []
        for i in sorted(rng.sample(range(issues), min(width, issues))):
            low = rng.randrange(options)
            high = min(options - 1, low + rng.randrange(max(1, options // 2)))
            parts.append(f"i{i} = {[str(o) for o in range(low, high + 1)]}".replace("'", '"'))
        return "{ " + ", ".join(parts) + " }"

    count = {"bonuses": issues, "both": issues // 2, "rectangles": 2 * issues}.get(shape, 0)
    for _ in range(count):
        for j in range(parties if shape == "rectangles" else 1):
            owner = j if shape == "rectangles" else rng.randrange(parties)
            lines += ["[[bonus]]", f'for = "p{owner}"', f"when = {condition(rng.randint(1, 4))}",
                      f"add = {rng.choice([1, 2, 3, 5, 8]) if shape == 'rectangles' else rng.choice([-2, 1, 2, 4])}"]
    if shape in ("rules", "both"):
        for _ in range(max(1, issues // 3)):
            lines += ["[[rule]]", f"never = {condition(2)}", 'why = "it cannot be"']
    return "\n".join(lines) + "\n"


def run(program, path, method, limit):
    """(processor seconds, parsed answer or None where it was refused or took too long)"""
    command = [program, "settle", str(path), "--json", "-q", "--threads", "1", "--method", method]
    with tempfile.TemporaryFile() as out:
        bound = (int(limit) + 1, int(limit) + 2)
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, bound))
        _, status, used = os.wait4(child.pid, 0)
        seconds = used.ru_utime + used.ru_stime
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
            return seconds, None
        if not os.WIFEXITED(status) or os.WEXITSTATUS(status) != 0:
            return seconds, None
        out.seek(0)
        return seconds, json.load(out)


def tells(answer):
    return answer["frontier"]["complete"], answer["exact"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=3)
    parser.add_argument("--most", type=float, default=60, help="processor seconds that a choice may take at all")
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", help="a folder for the cases that were too slow")
    parser.add_argument("--write", help="only write the cases, to this folder: for scripts/compare_json")
    given = parser.parse_args()
    if given.write:
        Path(given.write).mkdir(parents=True, exist_ok=True)
        for number in range(given.cases):
            rng = random.Random(given.seed * 1_000_003 + number)
            (Path(given.write) / f"case{number}.toml").write_text(case_text(rng))
        return 0
    slow, total, chosen_methods = [], 0.0, {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.cases):
            if given.only is not None and number != given.only:
                continue
            rng = random.Random(given.seed * 1_000_003 + number)
            text = case_text(rng)
            path = Path(folder) / f"case{number}.toml"
            path.write_text(text)
            title = text.split('"')[1]
            seconds, answer = run(given.program, path, "automatic", given.most)
            total += seconds
            name = answer["method"] if answer else "none in time"
            chosen_methods[name] = chosen_methods.get(name, 0) + 1
            best, by = None, None
            for method in METHODS:
                if seconds <= given.limit * FLOOR:
                    break  # nothing can be more than LIMIT times faster
                enough = seconds if best is None else best
                took, other = run(given.program, path, method, max(1, enough / given.limit))
                if other is None or (answer and any(a and not b for a, b in zip(tells(answer), tells(other)))):
                    continue
                if best is None or took < best:
                    best, by = took, method
            if best is not None and seconds > given.limit * max(best, FLOOR):
                slow.append(number)
                print(f"case {number} ({title}): {name} {seconds:.2f} s, {by} {best:.2f} s", flush=True)
                if given.keep:
                    Path(given.keep).mkdir(parents=True, exist_ok=True)
                    (Path(given.keep) / path.name).write_text(text)
            elif seconds > 2:
                print(f"note: case {number} ({title}): {name} {seconds:.2f} s, best forced "
                      f"{'none' if best is None else f'{by} {best:.2f} s'}", flush=True)
    print(f"{given.cases} cases, {total:.1f} processor seconds by the program's choice: "
          + ", ".join(f"{count} {name}" for name, count in sorted(chosen_methods.items())))
    print(f"{len(slow)} choices took more than {given.limit:g} times the best forced method")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
