"""Random cases and what is right for them, by looking at every outcome in fractions: shares no code with the program.

    brute_force.py [--runs N] [--seed S] [--methods automatic,enumerate,merge,search,milp] [--one NUMBER]

Each case is settled by every method; counts, frontier and solutions must be those of the list of all outcomes. A case is named
by its number: `--one NUMBER` shows it and everything that differs. `brute_force_test.py` runs a few of them.
"""

import argparse
import itertools
import math
import random
import sys
import tempfile
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from command import run

METHODS = ("automatic", "enumerate", "merge", "search", "milp")
Vector = tuple[Fraction, ...]
Outcome = tuple[int, ...]


@dataclass
class Issue:
    name: str
    options: list[str]
    numbers: bool
    weight: dict[str, Fraction] = field(default_factory=dict)
    score: dict[str, list[Fraction]] = field(default_factory=dict)
    least: dict[str, Fraction] = field(default_factory=dict)


@dataclass
class Conditional:
    """What adds points, or forbids, where all conditions hold: issue -> options."""
    when: dict[int, set[int]]
    party: str = ""
    add: Fraction = Fraction(0)


@dataclass
class Case:
    parties: list[str]
    issues: list[Issue]
    points: Fraction = Fraction(100)
    relative: bool = True
    cap: Fraction | None = None
    reserve: dict[str, Fraction] = field(default_factory=dict)
    bonuses: list[Conditional] = field(default_factory=list)
    rules: list[Conditional] = field(default_factory=list)

    def weights(self, party: str) -> list[Fraction]:
        stated = [i.weight.get(party) for i in self.issues if party in i.score]
        alone = all(w is None for w in stated)
        weights = [Fraction(0) if party not in i.score else Fraction(1) if alone else i.weight.get(party, Fraction(0))
                   for i in self.issues]
        total = sum(weights)
        return [w * self.points / total for w in weights] if self.relative and total else weights

    def outcomes(self) -> list[Outcome]:
        lists = [range(len(i.options)) for i in self.issues]
        return [x for x in itertools.product(*lists) if self.feasible(x)]

    def feasible(self, x: Outcome) -> bool:
        if any(all(x[i] in options for i, options in rule.when.items()) for rule in self.rules):
            return False
        return all(issue.score[p][k] >= least for issue, k in zip(self.issues, x) for p, least in issue.least.items())

    def worth(self, party: str, weights: list[Fraction], x: Outcome) -> Fraction:
        total = sum((w * issue.score[party][k] / 100 for w, issue, k in zip(weights, self.issues, x) if party in issue.score),
                    Fraction(0))
        total += sum((b.add for b in self.bonuses
                      if b.party == party and all(x[i] in options for i, options in b.when.items())), Fraction(0))
        return total if self.cap is None else min(total, self.cap)

    def toml(self) -> str:
        def text(value: Fraction) -> str:
            plain = decimal(value)
            return plain if plain else f'"{value.numerator}/{value.denominator}"'

        def condition(when: dict[int, set[int]]) -> str:
            parts = []
            for i, options in when.items():
                issue = self.issues[i]
                named = [issue.options[k] if issue.numbers else f'"{issue.options[k]}"' for k in sorted(options)]
                parts.append(f"{issue.name} = {named[0] if len(named) == 1 else '[' + ', '.join(named) + ']'}")
            return "{ " + ", ".join(parts) + " }"

        lines = ["entente = 1", 'title = "Random"', f"points = {text(self.points)}"]
        lines += [] if self.relative else ["normalise_weights = false"]
        lines += [] if self.cap is None else [f"cap = {text(self.cap)}"]
        lines += ["nonlinear = true"] if self.bonuses else []
        lines += ["[parties]"] + [f'{p} = "Party {p}"' for p in self.parties]
        for issue in self.issues:
            named = [o if issue.numbers else f'"{o}"' for o in issue.options]
            lines += [f"[issue.{issue.name}]", f"options = [{', '.join(named)}]"]
            for p, scores in issue.score.items():
                weight = f"weight = {text(issue.weight[p])}, " if p in issue.weight else ""
                lines.append(f"for.{p} = {{ {weight}score = [{', '.join(map(text, scores))}] }}")
            lines += [f"require.{p} = {{ least = {text(least)} }}" for p, least in issue.least.items()]
        for bonus in self.bonuses:
            lines += ["[[bonus]]", f'for = "{bonus.party}"', f"when = {condition(bonus.when)}", f"add = {text(bonus.add)}"]
        for rule in self.rules:
            lines += ["[[rule]]", f"never = {condition(rule.when)}"]
        if self.reserve:
            lines += ["[reserve]"] + [f"{p} = {text(r)}" for p, r in self.reserve.items()]
        return "\n".join(lines) + "\n"


def decimal(value: Fraction) -> str | None:
    """The decimal that is exactly this, where there is one of at most 16 places."""
    shifted = value * 10**16
    if shifted.denominator != 1:
        return None
    sign, digits = ("-" if value < 0 else ""), str(abs(shifted.numerator)).rjust(17, "0")
    whole, rest = digits[:-16], digits[-16:].rstrip("0")
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def random_case(draw: random.Random) -> Case:
    parties = [f"p{k}" for k in range(draw.choice([2, 2, 3, 3, 4]))]
    shape = draw.choice(["plain", "plain", "plain", "one", "two", "tied", "fine"])
    counts = [draw.randint(1, 4) for _ in range(draw.randint(1, 4))]
    if shape == "one":
        counts = [1] * draw.randint(1, 3)
    elif shape == "two":
        counts = [1] * draw.randint(0, 2) + [2]
        draw.shuffle(counts)

    def score() -> Fraction:
        if shape == "tied":
            return Fraction(50)
        if shape == "fine":
            return Fraction(draw.randint(0, 10**14), 10**12)
        return draw.choice([Fraction(draw.randint(0, 4) * 25), Fraction(draw.randint(0, 100)), Fraction(draw.randint(0, 1000), 10)])

    issues = []
    for i, count in enumerate(counts):
        numbers = draw.random() < 0.3
        issue = Issue(f"i{i}", [str(5 * k + 5) if numbers else f"o{k}" for k in range(count)], numbers)
        for p in parties:
            if draw.random() < 0.9 or (i == 0 and p == parties[0]):
                issue.score[p] = [score() for _ in range(count)]
        issues.append(issue)
    for p in parties:  # whom nothing concerns is refused (E0215)
        if not any(p in i.score for i in issues):
            issues[0].score[p] = [score() for _ in issues[0].options]
    case = Case(parties, issues)
    for p in parties:
        if draw.random() < 0.15:
            continue  # no weight at all
        for issue in issues:
            if p in issue.score:
                issue.weight[p] = Fraction(draw.choice([1, 1, 2, 3, 7, 0, 33, 50]))
        held = [i for i in issues if p in i.score]
        if held and all(i.weight[p] == 0 for i in held):
            held[0].weight[p] = Fraction(1)
    if draw.random() < 0.25:
        case.relative, case.points = False, Fraction(draw.choice([1, 100]))
        for p in parties:
            held = [i for i in issues if p in i.score]
            parts = [draw.randint(1, 9) for _ in held]
            for issue, part in zip(held, parts):  # shares as people write them: in thousandths, together 1.001
                issue.weight[p] = Fraction(round(1000 * part / sum(parts)), 1000) * case.points
            if held:
                held[0].weight[p] += (Fraction(1001, 1000) - sum(i.weight[p] for i in held) / case.points) * case.points
    space = list(itertools.product(*[range(c) for c in counts]))
    conditional(draw, case, space)
    if draw.random() < 0.3:
        case.cap = case.points * Fraction(draw.randint(20, 95), 100)
    for p in parties:
        kind = draw.random()
        if kind < 0.2:
            continue
        reached = [case.worth(p, case.weights(p), x) for x in draw.sample(space, min(4, len(space)))]
        amount = draw.choice(reached) if kind < 0.55 else case.points * Fraction(draw.randint(-10, 60), 100)
        if kind > 0.97:
            amount = (case.cap or max(reached)) + Fraction(1, 1000)
        if decimal(amount) is not None or draw.random() < 0.5:
            case.reserve[p] = amount if amount.denominator < 10**6 or decimal(amount) else Fraction(30)
    return case


def conditional(draw: random.Random, case: Case, space: list[Outcome]) -> None:
    """Bonuses, rules and red lines, as long as something can still be agreed."""
    wide = [i for i, issue in enumerate(case.issues) if len(issue.options) > 1]

    def conditions(most: int) -> dict[int, set[int]]:
        chosen = draw.sample(wide, min(len(wide), draw.randint(1, most)))
        return {i: set(draw.sample(range(len(case.issues[i].options)), draw.randint(1, len(case.issues[i].options) - 1)))
                for i in chosen}

    if wide and draw.random() < 0.45:
        for _ in range(draw.randint(1, 5)):
            case.bonuses.append(Conditional(conditions(2), draw.choice(case.parties),
                                            case.points * Fraction(draw.choice([-30, -7, 5, 12, 40]), 100)))
    if wide and draw.random() < 0.35:
        for _ in range(draw.randint(1, 3)):
            case.rules.append(Conditional(conditions(3)))
    if draw.random() < 0.15:
        issue = draw.choice(case.issues)
        if issue.score:
            p = draw.choice(list(issue.score))
            issue.least[p] = draw.choice(issue.score[p])
    if not any(case.feasible(x) for x in space):
        case.rules.clear()
        for issue in case.issues:
            issue.least.clear()


@dataclass
class Truth:
    outcomes: int
    best: Vector
    worst: Vector
    zone: dict[Vector, int]
    frontier: dict[Vector, int]
    rational: int
    gains_from: Vector
    ideal: Vector | None
    solutions: dict[str, set[Vector]]


def dominated(u: Vector, points: dict[Vector, int]) -> bool:
    return any(v != u and all(a >= b for a, b in zip(v, u)) for v in points)


def best_of(points: list[Vector], key: Any) -> set[Vector]:
    top = max(key(u) for u in points)
    return {u for u in points if key(u) == top}


def truth(case: Case) -> Truth:
    weights = {p: case.weights(p) for p in case.parties}
    points: dict[Vector, int] = {}
    for x in case.outcomes():
        u = tuple(case.worth(p, weights[p], x) for p in case.parties)
        points[u] = points.get(u, 0) + 1
    n = range(len(case.parties))
    best, worst = (tuple(end(u[j] for u in points) for j in n) for end in (max, min))
    zone = {u: c for u, c in points.items() if all(p not in case.reserve or u[j] >= case.reserve[p]
                                                    for j, p in enumerate(case.parties))}
    frontier = {u: c for u, c in points.items() if not dominated(u, points)}
    start = tuple(case.reserve.get(p, worst[j]) for j, p in enumerate(case.parties))
    solutions: dict[str, set[Vector]] = {}
    ideal = None
    if zone:
        ideal = tuple(max(u[j] for u in zone) for j in n)
        efficient = [u for u in zone if not dominated(u, zone)]
        room = [j for j in n if ideal[j] > start[j]]

        def nash(u: Vector) -> tuple[int, Fraction]:
            up = [j for j in n if u[j] > start[j]]
            return len(up), math.prod(((u[j] - start[j]) / (ideal[j] - start[j]) for j in up), start=Fraction(1))

        solutions["nash"] = best_of(efficient, nash)
        solutions["kalai_smorodinsky"] = best_of(efficient, lambda u: sorted((u[j] - start[j]) / (ideal[j] - start[j]) for j in room))
        solutions["egalitarian"] = best_of(efficient, lambda u: sorted(a - b for a, b in zip(u, start)))
        solutions["leximin"] = solutions["egalitarian"]
        solutions["utilitarian"] = best_of(efficient, sum)
    return Truth(sum(points.values()), best, worst, zone, frontier, sum(u in zone for u in frontier), start, ideal, solutions)


def near(shown: list[float], exact: Vector) -> bool:
    return all(abs(a - float(b)) <= 1e-9 * max(1.0, abs(float(b))) for a, b in zip(shown, exact))


def matching(shown: list[float], points: Any) -> Vector | None:
    return next((u for u in points if near(shown, u)), None)


def listed(result: dict[str, Any], right: Truth) -> list[str]:
    """What is wrong with the efficient deals, given that not all need be listed."""
    wrong = []
    items, front = result["frontier"]["items"], result["frontier"]
    found = {matching(i["utilities"], right.frontier) for i in items}
    if None in found:
        wrong.append("an item of the frontier is not efficient")
    found.discard(None)
    if front["complete"]:
        if len(found) != len(right.frontier) or front["points"] != len(right.frontier):
            wrong.append(f"{len(found)} of {len(right.frontier)} efficient points, points {front['points']}")
        if front["outcomes"] not in (None, str(sum(right.frontier.values()))):
            wrong.append(f"frontier.outcomes {front['outcomes']} for {sum(right.frontier.values())}")
        if front["rational_points"] != right.rational:
            wrong.append(f"rational_points {front['rational_points']} for {right.rational}")
        for item in items:
            u = matching(item["utilities"], right.frontier)
            if u and item["ties"] not in (None, str(right.frontier[u])):
                wrong.append(f"ties {item['ties']} for {right.frontier[u]}")
    elif front["epsilon"] is not None and items:
        gap = max(min(max(float(a) - b for a, b in zip(u, i["utilities"])) for i in items) for u in right.frontier)
        if gap > front["epsilon"] + 1e-9:
            wrong.append(f"a cover of {front['epsilon']} leaves {gap}")
    return wrong


def differences(case: Case, right: Truth, result: dict[str, Any]) -> list[str]:
    """What a result says that is not so."""
    wrong = listed(result, right)
    zone = result["zone"]
    if zone["empty"] is not None and zone["empty"] != (not right.zone):
        wrong.append(f"zone.empty {zone['empty']}")
    if zone["empty"] is None and result["exact"]:
        wrong.append("exact without a verdict")
    if zone["outcomes"] is not None and zone.get("interval") is None and zone["outcomes"] != str(sum(right.zone.values())):
        wrong.append(f"zone.outcomes {zone['outcomes']} for {sum(right.zone.values())}")
    for j, party in enumerate(result["parties"]):
        for key, exact in (("best", right.best[j]), ("worst", right.worst[j]), ("ideal", right.ideal and right.ideal[j])):
            if party[key] is None or exact is None:
                if exact is None and party[key] is not None:
                    wrong.append(f"{key} of {party['id']} without a zone")
            elif not near([party[key]], (exact,)):
                wrong.append(f"{key} of {party['id']} {party[key]} for {float(exact)}")
    for name, points in right.solutions.items():
        found = solved(name, points, result["solutions"].get(name), right)
        # What is not found is left open, where the result says that it does not know all.
        wrong += [f"unproved: {name}"] if found == [f"no {name}"] and not result["exact"] else found
    if not right.zone and any(result["solutions"].get(name) for name in ("nash", "egalitarian", "utilitarian")):
        wrong.append("a solution without a zone")
    return wrong


def solved(name: str, points: set[Vector], given: dict[str, Any] | None, right: Truth) -> list[str]:
    if given is None:
        return [f"no {name}"]
    chosen = matching(given["utilities"], right.zone)
    if chosen is None:
        return [f"{name} {given['utilities']} is no deal of the zone"]
    wrong = []
    if not near(given["gains"], tuple(a - b for a, b in zip(chosen, right.gains_from))):
        wrong.append(f"{name}: gains {given['gains']} for {[float(a - b) for a, b in zip(chosen, right.gains_from)]}")
    if given["bound_gap"] is None or given["bound_gap"] > 1e-9:
        return [*wrong, f"unproved: {name}"]
    if chosen not in points:
        return [*wrong, f"{name} {given['utilities']} for {[[float(a) for a in u] for u in points]}"]
    if given["tied_points"] is not None:
        if given["tied_points"] != len(points) - 1:
            wrong.append(f"{name}: {given['tied_points']} tied for {len(points) - 1}")
        fairest = max(sorted(a - b for a, b in zip(u, right.gains_from)) for u in points)
        if sorted(a - b for a, b in zip(chosen, right.gains_from)) != fairest:
            wrong.append(f"{name}: a tie with a larger least gain was passed over")
    return wrong


def permuted(case: Case, draw: random.Random) -> Case:
    """The same conflict with parties, issues and options in another order."""
    order = list(range(len(case.issues)))
    draw.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    issues, moved = [], {}
    for old in order:
        issue = case.issues[old]
        options = list(range(len(issue.options)))
        if not issue.numbers:
            draw.shuffle(options)
        moved[old] = {k: options.index(k) for k in range(len(options))}
        people = draw.sample(list(issue.score), len(issue.score))
        issues.append(Issue(issue.name, [issue.options[k] for k in options], issue.numbers, issue.weight,
                            {p: [issue.score[p][k] for k in options] for p in people}, issue.least))

    def renamed(one: Conditional) -> Conditional:
        return Conditional({place[i]: {moved[i][k] for k in options} for i, options in one.when.items()}, one.party, one.add)

    return Case(draw.sample(case.parties, len(case.parties)), issues, case.points, case.relative, case.cap,
                dict(draw.sample(list(case.reserve.items()), len(case.reserve))), [renamed(b) for b in case.bonuses],
                [renamed(r) for r in case.rules])


def by_party(result: dict[str, Any], name: str) -> dict[str, float] | None:
    given = result["solutions"].get(name)
    return given and {p["id"]: round(u, 9) for p, u in zip(result["parties"], given["utilities"])}


def one_run(seed: int, number: int, folder: Path, methods: tuple[str, ...] = METHODS) -> tuple[list[str], list[str], str]:
    """(what is wrong, what was left unproved or refused, the case)."""
    draw = random.Random(f"{seed} {number}")
    case = random_case(draw)
    right = truth(case)
    path, other = folder / f"{number}.toml", folder / f"{number}-permuted.toml"
    path.write_text(case.toml())
    other.write_text(permuted(case, draw).toml())
    wrong, open_ = [], []
    for method in methods:
        done = run("settle", path, "--json", "-q", "--method", method)
        if done.code == 2 and method != "automatic" and any(f"E040{k}" in done.err for k in (1, 2, 3)):
            open_.append(f"{method}: refused")
            continue
        if done.code != 0:
            wrong.append(f"{method}: exit {done.code}: {done.err[:300]}")
            continue
        for told in differences(case, right, done.json):
            (open_ if told.startswith("unproved") and not done.json["exact"] else wrong).append(f"{method}: {told}")
        again = run("settle", other, "--json", "-q", "--method", method)
        if again.code != 0:
            wrong.append(f"{method}, permuted: exit {again.code}: {again.err[:300]}")
            continue
        for name in right.solutions:
            given = [r["solutions"].get(name) for r in (done.json, again.json)]
            proved = all(g and g["bound_gap"] == 0 and g["tied_points"] is not None for g in given)
            if proved and by_party(done.json, name) != by_party(again.json, name):
                wrong.append(f"{method}: {name} hangs on the order: {by_party(done.json, name)}, {by_party(again.json, name)}")
    return wrong, open_, case.toml()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--one", type=int)
    given = parser.parse_args()
    failed, left = 0, {}
    methods = tuple(given.methods.split(","))
    with tempfile.TemporaryDirectory() as name:
        for number in [given.one] if given.one is not None else range(given.runs):
            wrong, open_, text = one_run(given.seed, number, Path(name), methods)
            for told in open_:
                left[told] = left.get(told, 0) + 1
            if given.one is not None:
                print(text)
            if wrong:
                failed += 1
                print(f"case {number} of seed {given.seed}:", *wrong, sep="\n  ", flush=True)
    print(f"{1 if given.one is not None else given.runs} cases from seed {given.seed}, each by {', '.join(methods)}: {failed} wrong; "
          f"not proved or refused: {left}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
