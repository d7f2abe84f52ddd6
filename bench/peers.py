#!/usr/bin/env python3
"""Entente beside the public tools that do a part of the same: one run, one machine, the same inputs, ratios.

    python3 -m venv peers && peers/bin/pip install negmas moocore paretoset
    peers/bin/python bench/peers.py ENTENTE [--write docs/performance.md] [--repeat 3]

Entente's time is the processor time of the whole process on one thread: start, reading the file, everything that
`settle` answers, writing it. A peer's time is that of the one call, its input in memory already, nothing imported.
Answers are compared before times are: where frontiers differ the row says so and the exit code is 1.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy


def case_of(weights, scores):
    """TOML of an additive case. weights[party][issue], scores[party][issue][option], whole numbers"""
    parties, issues = len(weights), len(weights[0])
    lines = ["entente = 1", 'title = "benchmark"', "normalise_weights = false", "[parties]"]
    lines += [f'p{j} = "P{j}"' for j in range(parties)]
    for i in range(issues):
        options = len(scores[0][i])
        lines += [f"[issue.i{i}]", f"options = {json.dumps([str(o) for o in range(options)])}"]
        for j in range(parties):
            lines.append(f"for.p{j} = {{ weight = {weights[j][i]}, score = {scores[j][i]} }}")
    return "\n".join(lines) + "\n"


def additive(seed, parties, issues, options):
    rng = random.Random(seed)
    weights = [[rng.randint(1, 20) for _ in range(issues)] for _ in range(parties)]
    scores = [[[rng.randint(0, 100) for _ in range(options)] for _ in range(issues)] for _ in range(parties)]
    return weights, scores


def cloud(seed, points, parties, kind):
    """points x parties whole numbers: spread evenly in the cube, or near a sphere, where many are efficient"""
    rng = numpy.random.default_rng(seed)
    if kind == "even":
        return rng.integers(0, 10**6, size=(points, parties))
    shell = numpy.abs(rng.normal(size=(points, parties)))
    shell /= numpy.linalg.norm(shell, axis=1, keepdims=True)
    return numpy.rint(10**6 * shell * rng.uniform(0.9, 1, size=(points, 1))).astype(int)


def ours(program, text, repeat):
    """(processor seconds, points of the frontier)"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.toml"
        path.write_text(text)
        times = []
        for _ in range(repeat):
            with open(Path(folder) / "out.json", "wb") as out:
                child = subprocess.Popen([program, "settle", str(path), "--json", "-q", "--threads", "1"], stdout=out)
                _, status, used = os.wait4(child.pid, 0)
            if status != 0:
                raise SystemExit(f"entente failed on {path}")
            times.append(used.ru_utime + used.ru_stime)
        answer = json.loads((Path(folder) / "out.json").read_text())
        return sorted(times)[len(times) // 2], answer["frontier"]["points"]


def timed(call, repeat):
    times = []
    for _ in range(repeat):
        begin = time.process_time()
        result = call()
        times.append(time.process_time() - begin)
    return sorted(times)[len(times) // 2], result


def with_negmas(weights, scores, repeat):
    """(processor seconds of utilities and frontier, distinct points)"""
    from negmas import LinearAdditiveUtilityFunction, make_issue
    from negmas.preferences.ops import pareto_frontier

    issues = [make_issue([str(o) for o in range(len(line))], name=f"i{i}") for i, line in enumerate(scores[0])]
    functions = [
        LinearAdditiveUtilityFunction(
            values=[{str(o): float(score) for o, score in enumerate(line)} for line in table],
            weights=[float(w) for w in row], issues=issues)
        for row, table in zip(weights, scores)]
    seconds, found = timed(lambda: pareto_frontier(functions, issues=issues), repeat)
    return seconds, len({tuple(round(float(x)) for x in point) for point in found[0]})


def with_moocore(points, repeat):
    import moocore

    seconds, kept = timed(lambda: moocore.filter_dominated(points.astype(float), maximise=True), repeat)
    return seconds, len(numpy.unique(kept, axis=0))


def with_paretoset(points, repeat):
    from paretoset import paretoset

    sense = ["max"] * points.shape[1]
    timed(lambda: paretoset(points[:50].astype(float), sense=sense), 1)  # compiles itself at the first call
    seconds, mask = timed(lambda: paretoset(points.astype(float), sense=sense), repeat)
    return seconds, len(numpy.unique(points[mask], axis=0))


def rows(program, repeat):
    for parties, issues, options in [(2, 3, 10), (2, 4, 10), (2, 5, 10), (3, 4, 10)]:
        weights, scores = additive(1, parties, issues, options)
        mine = ours(program, case_of(weights, scores), repeat)
        other = with_negmas(weights, scores, 1)
        yield f"sums, {parties} parties, {issues} issues x {options}", "NegMAS", mine, other
    for parties, issues, options in [(2, 50, 10), (3, 20, 10)]:
        weights, scores = additive(1, parties, issues, options)
        yield f"sums, {parties} parties, {issues} issues x {options}", "none", ours(
            program, case_of(weights, scores), repeat), None
    for kind in ("even", "shell"):
        for parties in (2, 3, 4):
            points = cloud(1, 20_000, parties, kind)
            mine = ours(program, case_of([[100]] * parties, [[points[:, j].tolist()] for j in range(parties)]), repeat)
            name = f"{kind} cloud of 20,000 points, {parties} parties"
            yield name, "moocore", mine, with_moocore(points, repeat)
            yield name, "paretoset", mine, with_paretoset(points, repeat)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--write")
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    agree = True
    lines = ["| input | efficient points | Entente, whole process (s) | peer, one call (s) | peer / Entente |",
             "|---|---|---|---|---|"]
    for name, peer, (seconds, points), other in rows(given.program, given.repeat):
        if other is None:
            line = f"| {name} | {points:,} | {seconds:.3f} | not run: it would list every outcome | |"
        else:
            same = "" if other[1] == points else f" (DIFFERS: {other[1]:,} points)"
            agree = agree and not same
            line = f"| {name} | {points:,} | {seconds:.3f} | {peer} {other[0]:.3f}{same} | {other[0] / seconds:.2g} |"
        print(line, flush=True)
        lines.append(line)
    if given.write:
        versions = ", ".join(f"{name} {importlib.metadata.version(name)}"
                             for name in ("negmas", "moocore", "paretoset", "numpy"))
        path = Path(given.write)
        begin, end = "<!-- peers: bench/peers.py writes what follows -->", "<!-- end -->"
        table = "\n".join([begin, "", *lines, "", f"Python {platform.python_version()}, {versions}; "
                           f"{platform.machine()}, one thread, median of {given.repeat}.", "", end])
        text = path.read_text() if path.exists() else f"{begin}\n{end}\n"
        head, _, rest = text.partition(begin)
        _, _, tail = rest.partition(end)
        path.write_text(head + table + tail)
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
