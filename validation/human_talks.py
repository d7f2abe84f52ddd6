#!/usr/bin/env python3
"""Do simulated talks end where people's talks ended? Bits per deal, on halves that nothing was fitted on.

    human_talks.py --data FOLDER [--entente BINARY] [--set casino|dond] [--limit N]

FOLDER holds casino_deals.csv (CaSiNo, Chawla et al. 2021) and deal_or_no_deal_sample.csv (Lewis et al. 2017), which are
no part of this project. Every scenario is written as a case; `entente negotiate --repeat` plays it with each of
some tactics against itself; a population of tactics (their weights, and those of two backgrounds: any deal, and any
efficient deal) is fitted on one half of the deals by expectation and maximisation, and scored on the other half. Beside it
stand the simplest predictors: uniform, leximin logit, sum and equality logit. Halves change roles; the mean of both is
printed. Only talks that ended in a deal are scored.
"""

import argparse
import csv
import itertools
import json
import math
import pathlib
import subprocess
import sys
import tempfile

# Each is played against itself. People divide every item rather than trade one for another; tactics that look at points
# alone (boulware, micro, ...) miss that, and are kept to show by how much.
TACTICS = [f"compromiser:own={own},middle={middle},draws=128,accept=const,at={at}"
           for own in (9, 14, 20, 28) for middle in (0.5, 1, 1.5, 2.2) for at in (0.4, 0.45, 0.5)]
TACTICS += ["boulware", "conceder", "micro", "tit-for-tat:nice=0.02", "hybrid", "random", "leximin:e=1"]


def read_casino(folder):
    """(counts, values of a, values of b, value of no deal, what a got)"""
    rows = []
    for row in csv.DictReader(open(folder / "casino_deals.csv", encoding="utf-8")):
        items = ("food", "water", "firewood")
        rows.append((tuple(int(row["count_" + i]) for i in items), tuple(int(row["a_" + i]) for i in items),
                     tuple(int(row["b_" + i]) for i in items), 5, tuple(int(row["a_gets_" + i]) for i in items)))
    return rows


def read_dond(folder):
    rows = []
    for row in csv.DictReader(open(folder / "deal_or_no_deal_sample.csv", encoding="utf-8")):
        if row["result"] != "deal":
            continue
        rows.append((tuple(int(row[f"count{k}"]) for k in (1, 2, 3)), tuple(int(row[f"a{k}"]) for k in (1, 2, 3)),
                     tuple(int(row[f"b{k}"]) for k in (1, 2, 3)), 0, tuple(int(row[f"a_gets{k}"]) for k in (1, 2, 3))))
    return rows


class Scenario:
    """One game: its outcomes (what a gets), both sides' points, and where the simulated talks end."""

    def __init__(self, key):
        self.counts, self.a, self.b, self.reserve = key
        self.outcomes = list(itertools.product(*(range(count + 1) for count in self.counts)))
        self.points = [(sum(g * v for g, v in zip(got, self.a)),
                        sum((c - g) * v for c, g, v in zip(self.counts, got, self.b))) for got in self.outcomes]
        self.index = {got: k for k, got in enumerate(self.outcomes)}
        self.efficient = [not any(q[0] >= p[0] and q[1] >= p[1] and q != p for q in self.points) for p in self.points]
        self.talks = {}

    def case(self):
        scores = lambda worth, count, up: [100 * (g if up else count - g) / count if count else 0
                                           for g in range(count + 1)]
        text = 'title = "Items to divide"\nnormalise_weights = false\n'
        text += f"reserve = {{ a = {self.reserve}, b = {self.reserve} }}\n[parties]\na = \"A\"\nb = \"B\"\n"
        for k, count in enumerate(self.counts):
            text += f"[issue.item{k}]\noptions = {list(range(count + 1))}\n"
            for party, values, up in (("a", self.a, True), ("b", self.b, False)):
                text += (f"for.{party} = {{ weight = {values[k] * count}, "
                         f"score = {[round(s, 12) for s in scores(values[k], count, up)]} }}\n")
        return text

    def play(self, entente, path, first, second, repetitions):
        """Shares of the outcomes among the talks that end in a deal; None where none does."""
        call = [entente, "negotiate", str(path), "--tactic", f"a={first}", "--tactic", f"b={second}", "--deadline", "40",
                "--repeat", str(repetitions), "--json", "-q", "--threads", "1"]
        run = subprocess.run(call, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{' '.join(call)}\n{run.stderr}")
        shares = [0.0] * len(self.outcomes)
        for deal in json.loads(run.stdout)["repeated"]["deals"]:
            got = tuple(int(deal["outcome"][f"item{k}"]) for k in range(len(self.counts)))
            shares[self.index[got]] += deal["share"]
        total = sum(shares)
        return [s / total for s in shares] if total > 0 else None


def logit(scenario, weights, features):
    scores = [sum(w * f for w, f in zip(weights, features(*p))) for p in scenario.points]
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


LEXIMIN = lambda x, y: (min(x, y), 0.01 * max(x, y))
SUM_EQUAL = lambda x, y: (x + y, -abs(x - y))


def bits(scenarios, deals, predict):
    known = {}
    total = 0.0
    for key, got in deals:
        if key not in known:
            known[key] = predict(scenarios[key])
        total -= math.log2(max(known[key][scenarios[key].index[got]], 1e-12))
    return total / len(deals)


def fit_logit(scenarios, deals, features, dimension):
    """Coordinate search: few weights, a smooth concave likelihood."""
    weights, step = [0.5] + [0.1] * (dimension - 1), 0.5
    score = bits(scenarios, deals, lambda s: logit(s, weights, features))
    while step > 0.002:
        better = False
        for k in range(dimension):
            for sign in (1, -1):
                trial = list(weights)
                trial[k] += sign * step
                here = bits(scenarios, deals, lambda s: logit(s, trial, features))
                if here < score:
                    weights, score, better = trial, here, True
        if not better:
            step /= 2
    return weights


def components(scenario, pairs):
    """One distribution for each tactic against itself, then any efficient deal, then any deal."""
    lists = [scenario.talks.get(pair) for pair in pairs]
    efficient = sum(scenario.efficient)
    lists.append([1 / efficient if e else 0.0 for e in scenario.efficient])
    lists.append([1 / len(scenario.outcomes)] * len(scenario.outcomes))
    return lists


def mixture(scenario, pairs, weights):
    """Tactics whose talks never end in a deal drop out, and their weight goes to the others."""
    lists = scenario.lists
    total = sum(w for w, l in zip(weights, lists) if l is not None)
    mixed = [0.0] * len(scenario.outcomes)
    for weight, one in zip(weights, lists):
        if one is not None:
            for k, share in enumerate(one):
                mixed[k] += weight / total * share
    return mixed


def fit_mixture(scenarios, deals, pairs, rounds=100):
    weights = [1 / (len(pairs) + 2)] * (len(pairs) + 2)
    for _ in range(rounds):
        taken = [0.05] * len(weights)  # a weak prior keeps every weight above zero
        for key, got in deals:
            scenario = scenarios[key]
            at = scenario.index[got]
            parts = [w * one[at] if one is not None else 0.0 for w, one in zip(weights, scenario.lists)]
            total = sum(parts)
            for k, part in enumerate(parts):
                taken[k] += part / total
        weights = [t / sum(taken) for t in taken]
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--entente", default="entente")
    parser.add_argument("--set", choices=("casino", "dond"), default="casino")
    parser.add_argument("--limit", type=int, default=0, help="only the first N deals")
    parser.add_argument("--repetitions", type=int, default=1000, help="talks of every tactic and scenario")
    parser.add_argument("--tactics", default=";".join(TACTICS), help="separated by semicolons")
    given = parser.parse_args()
    rows = (read_casino if given.set == "casino" else read_dond)(given.data)
    rows = rows[: given.limit] if given.limit else rows
    scenarios = {}
    deals = []
    for counts, a, b, reserve, got in rows:
        key = (counts, a, b, reserve)
        scenarios.setdefault(key, Scenario(key))
        deals.append((key, got))
    tactics = given.tactics.split(";")
    pairs = [(tactic, tactic) for tactic in tactics]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "case.toml"
        for number, scenario in enumerate(scenarios.values(), 1):
            path.write_text(scenario.case(), encoding="utf-8")
            for first, second in pairs:
                ways = [scenario.play(given.entente, path, one, two, given.repetitions)
                        for one, two in {(first, second), (second, first)}]
                ways = [w for w in ways if w is not None]
                scenario.talks[(first, second)] = [sum(s) / len(ways) for s in zip(*ways)] if ways else None
            scenario.lists = components(scenario, pairs)
            print(f"\r{number} of {len(scenarios)} scenarios", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)

    halves = [deals[0::2], deals[1::2]]
    results = {}
    for fitted, scored in (halves, halves[::-1]):
        leximin = fit_logit(scenarios, fitted, LEXIMIN, 2)
        equal = fit_logit(scenarios, fitted, SUM_EQUAL, 2)
        weights = fit_mixture(scenarios, fitted, pairs)
        both = lambda s, share: [share * m + (1 - share) * l
                                 for m, l in zip(mixture(s, pairs, weights), logit(s, equal, SUM_EQUAL))]
        share = min((k / 20 for k in range(21)), key=lambda x: bits(scenarios, fitted, lambda s: both(s, x)))
        for name, predict in (("uniform", lambda s: [1 / len(s.outcomes)] * len(s.outcomes)),
                              ("leximin logit", lambda s: logit(s, leximin, LEXIMIN)),
                              ("sum and equality logit", lambda s: logit(s, equal, SUM_EQUAL)),
                              ("population of talks", lambda s: mixture(s, pairs, weights)),
                              ("talks and logit, mixed", lambda s: both(s, share))):
            results.setdefault(name, []).append(bits(scenarios, scored, predict))
        print(f"weights of {len(weights)} components, the largest:")
        names = [first for first, _ in pairs] + ["any efficient deal", "any deal"]
        for weight, name in sorted(zip(weights, names), reverse=True)[:8]:
            print(f"  {weight:.3f}  {name}")
        print(f"  share of the talks beside the logit: {share:.2f}")
    print(f"\n{len(deals)} deals, {len(scenarios)} scenarios; bits a deal on the half that nothing was fitted on")
    for name, pair in results.items():
        print(f"  {name:24s} {sum(pair) / 2:.3f}   ({pair[0]:.3f} and {pair[1]:.3f})")


if __name__ == "__main__":
    main()
