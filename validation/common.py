"""What the validation scripts share: data, the program's own command, scores with clustered intervals."""
import csv
import json
import math
import os
import random
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor


class Missing(Exception):
    """A set is not in the folder: its part is skipped, and said to be."""


class Bench:
    """The folder of the data, the program, and how many processes may run at a time."""

    def __init__(self, data, program, jobs=2):
        self.data = data
        self.program = program
        self.jobs = jobs

    def file(self, *names):
        """The first of the names that exists below the data folder."""
        for name in names:
            path = os.path.join(self.data, name)
            if os.path.exists(path):
                return path
        raise Missing(" or ".join(names))

    def rows(self, *names):
        with open(self.file(*names), newline="", encoding="utf-8-sig") as source:
            return list(csv.DictReader(source))

    def ask(self, arguments):
        """One call of the program: its JSON."""
        done = subprocess.run([self.program, *arguments, "--json", "--threads", "1"], capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip()}")
        return json.loads(done.stdout)

    def ask_all(self, calls):
        with ThreadPoolExecutor(self.jobs) as pool:
            return list(pool.map(self.ask, calls))

    def ask_cases(self, verb, texts, more=()):
        """The program's answer to each case, given as text."""
        with tempfile.TemporaryDirectory() as folder:
            calls = []
            for index, text in enumerate(texts):
                path = os.path.join(folder, f"case{index}.toml")
                with open(path, "w", encoding="utf-8") as out:
                    out.write(text)
                calls.append([verb, path, *more])
            return self.ask_all(calls)


def bits(chance, happened):
    """What an outcome costs a forecast, in bits; lower is better."""
    chance = min(max(chance, 1e-12), 1 - 1e-12)
    return -(happened * math.log2(chance) + (1 - happened) * math.log2(1 - chance))


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def interval(values, clusters, draws=1000, seed=1):
    """Mean of the values and its 90% interval, whole clusters drawn with replacement."""
    groups = {}
    for value, cluster in zip(values, clusters):
        total = groups.setdefault(cluster, [0.0, 0])
        total[0] += value
        total[1] += 1
    groups = list(groups.values())
    chance = random.Random(seed)
    means = []
    for _ in range(draws):
        drawn = chance.choices(groups, k=len(groups))
        means.append(sum(total for total, _ in drawn) / sum(count for _, count in drawn))
    means.sort()
    return mean(values), means[int(0.05 * draws)], means[int(0.95 * draws) - 1]


def logistic(rows, outcomes, rounds=60):
    """Maximum likelihood by Newton's method: coefficients and their standard errors."""
    size = len(rows[0])
    at = [0.0] * size
    for _ in range(rounds):
        slope = [0.0] * size
        curve = [[0.0] * size for _ in range(size)]
        for row, outcome in zip(rows, outcomes):
            chance = 1 / (1 + math.exp(-sum(a * x for a, x in zip(at, row))))
            for i in range(size):
                slope[i] += (outcome - chance) * row[i]
                for j in range(size):
                    curve[i][j] += chance * (1 - chance) * row[i] * row[j]
        inverse = invert(curve)
        step = [sum(inverse[i][j] * slope[j] for j in range(size)) for i in range(size)]
        at = [a + s for a, s in zip(at, step)]
        if max(abs(s) for s in step) < 1e-11:
            break
    return at, [math.sqrt(inverse[i][i]) for i in range(size)]


def invert(matrix):
    size = len(matrix)
    rows = [list(row) + [float(i == j) for j in range(size)] for i, row in enumerate(matrix)]
    for i in range(size):
        pivot = rows[i][i]
        rows[i] = [x / pivot for x in rows[i]]
        for k in range(size):
            if k != i:
                factor = rows[k][i]
                rows[k] = [x - factor * y for x, y in zip(rows[k], rows[i])]
    return [row[size:] for row in rows]


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return lines
