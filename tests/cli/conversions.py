"""Random scenarios in every format that is read, and what their outcomes are worth, read anew in fractions.

    conversions.py [--runs N] [--seed S] [--one NUMBER] [--format NAME]

A scenario is written in a format, converted to a case, the case to every format that can say it, and each of these back to a case.
The utilities of all outcomes and the values of no deal must stay what the first file says, to 1e-12. The readers here share no
code with the program: TOML by Python's own parser, GENIUS, NegMAS and score sheets by what docs/formats.md says of them.
"""

import argparse
import csv
import io
import itertools
import json
import random
import sys
import tempfile
import xml.etree.ElementTree
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import tomllib
from command import run
from workbooks import sheet_xml, workbook

LABELS = ["plain", "with space", "a,b", 'say "x"', "x: y", "# hash", "<&>", "1/3", "null", "2024-01-01", "yes", "Ünïcode", "-", "~"]
Worth = dict[str, dict[tuple[int, ...], Fraction]]


@dataclass
class Scenario:
    """What a file says: sizes of the issues, what each outcome is worth to each party, and values of no deal."""
    sizes: list[int]
    worth: Worth
    reserve: dict[str, Fraction | None]


def all_outcomes(sizes: list[int]) -> list[tuple[int, ...]]:
    return list(itertools.product(*[range(n) for n in sizes]))


def table_scenario(sizes: list[int], value: Callable[[str, tuple[int, ...]], Fraction],
                   reserve: dict[str, Fraction | None]) -> Scenario:
    return Scenario(sizes, {p: {x: value(p, x) for x in all_outcomes(sizes)} for p in reserve}, reserve)


# Readers of what the program writes.

def number(value: Any) -> Fraction:
    if isinstance(value, dict):
        return number(value["value"])
    text = str(value)
    return Fraction(text.split(" (")[0])


def read_case(path: Path) -> Scenario:
    case = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Fraction)
    points = number(case.get("points", 100))
    parties, issues = list(case["parties"]), list(case["issue"].values())
    sizes = [i["grid"] if "grid" in i else len(i["options"]) for i in issues]

    def scores(issue: dict[str, Any], p: str) -> list[Fraction]:
        sheet = issue.get("for", {}).get(p)
        if sheet is None:
            return [Fraction(0)] * (issue["grid"] if "grid" in issue else len(issue["options"]))
        listed = [number(s) for s in sheet["score"]]
        if "grid" not in issue:
            return listed
        at = [number(o) for o in issue["options"]]
        steps = [at[0] + (at[-1] - at[0]) * k / (issue["grid"] - 1) for k in range(issue["grid"])]
        out = []
        for x in steps:
            k = max(j for j in range(len(at) - 1) if (at[j] <= x if at[0] < at[-1] else at[j] >= x))
            out.append(listed[k] + (listed[k + 1] - listed[k]) * (x - at[k]) / (at[k + 1] - at[k]))
        return out

    tables = {}
    for p in parties:
        sheets = [i.get("for", {}).get(p) for i in issues]
        stated = any(s is not None and "weight" in s for s in sheets)
        weights = [Fraction(0) if s is None else number(s.get("weight", 0 if stated else 1)) for s in sheets]
        total = sum(weights)
        if case.get("normalise_weights", True) and total:
            weights = [w * points / total for w in weights]
        tables[p] = [[w * s / 100 for s in scores(i, p)] for w, i in zip(weights, issues)]
    bonuses = [(b["for"], number(b["add"]), holds(b.get("when", {}), case["issue"])) for b in case.get("bonus", [])]
    cap = number(case["cap"]) if "cap" in case else None

    def value(p: str, x: tuple[int, ...]) -> Fraction:
        total = sum((t[k] for t, k in zip(tables[p], x)), Fraction(0))
        total += sum((add for who, add, when in bonuses if who == p and when(x)), Fraction(0))
        return total if cap is None else min(cap, total)

    stated = {p: number(r) for p, r in case.get("reserve", {}).items() if p != "source"}
    return table_scenario(sizes, value, {p: stated.get(p) for p in parties})


def holds(when: dict[str, Any], issues: dict[str, Any]) -> Callable[[tuple[int, ...]], bool]:
    wanted = {}
    for name, condition in when.items():
        options = [str(o) for o in issues[name]["options"]]
        place = list(issues).index(name)
        chosen: set[int] = set()
        for one in condition if isinstance(condition, list) else [condition]:
            text = str(one)
            if text in options:
                chosen.add(options.index(text))
            else:
                low, high = text.split("..")
                inside = ([k for k, o in enumerate(options) if Fraction(low) <= Fraction(o) <= Fraction(high)]
                          if low not in options else range(options.index(low), options.index(high) + 1))
                chosen.update(inside)
        wanted[place] = chosen
    return lambda x: all(x[i] in chosen for i, chosen in wanted.items())


def read_genius(folder: Path) -> Scenario:
    trees = {f.stem: xml.etree.ElementTree.parse(f).getroot() for f in folder.glob("*.xml")}
    domain = next(name for name, t in trees.items() if not t.findall(".//weight") and t.find(".//ufun") is None)
    spaces = {i.get("index"): i for i in trees[domain].iter("issue")}
    order = list(spaces)
    values: dict[str, list[Any]] = {}
    for index, issue in spaces.items():
        if issue.get("type") == "integer":
            values[index] = list(range(int(issue.get("lowerbound", 0)), int(issue.get("upperbound", 0)) + 1))
        else:
            values[index] = [item.get("value") for item in issue.iter("item")]
    sizes = [len(values[i]) for i in order]
    readers, reserve = {}, {}
    for name, tree in trees.items():
        if name == domain:
            continue
        readers[name] = genius_profile(tree, order, values)
        stated = tree.find(".//reservation")
        reserve[name] = Fraction(stated.get("value", "0")) if stated is not None else Fraction(0)
    return table_scenario(sizes, lambda p, x: readers[p](x), dict(reserve))


def genius_profile(tree: Any, order: list[str], values: dict[str, list[Any]]) -> Callable[[tuple[int, ...]], Fraction]:
    if tree.find(".//ufun") is not None:
        return genius_boxes(tree, order, values)
    weights = {w.get("index"): Fraction(w.get("value")) for w in tree.iter("weight")}
    tables: dict[str, list[Fraction]] = {}
    for issue in tree.iter("issue"):
        index = issue.get("index")
        evaluator = issue.find("evaluator")
        if evaluator is not None:
            slope, offset = Fraction(evaluator.get("slope", "0")), Fraction(evaluator.get("offset", "0"))
            low = values[index][0]
            tables[index] = [min(Fraction(1), max(Fraction(0), offset + slope * (v - low))) for v in values[index]]
            continue
        items = {i.get("value"): Fraction(i.get("exact") or i.get("evaluation")) for i in issue.iter("item")}
        most = max(items.values())
        tables[index] = [items[v] / most if most > Fraction(1, 100000) else Fraction(0) for v in values[index]]
    return lambda x: min(Fraction(1), sum((weights[i] * tables[i][k] for i, k in zip(order, x)), Fraction(0)))


def genius_boxes(tree: Any, order: list[str], values: dict[str, list[Any]]) -> Callable[[tuple[int, ...]], Fraction]:
    most = Fraction(tree.find(".//utility").get("maxutility"))
    boxes = []
    for box in tree.iter("hyperRectangle"):
        bounds = {b.get("index"): (int(b.get("min")), int(b.get("max"))) for b in box.iter("INCLUDES")}
        boxes.append((Fraction(box.get("utility")) * Fraction(box.get("weight", "1")), bounds))

    def value(x: tuple[int, ...]) -> Fraction:
        at = {i: values[i][k] for i, k in zip(order, x)}
        return sum((u for u, bounds in boxes if all(a <= at[i] <= b for i, (a, b) in bounds.items())), Fraction(0)) / most

    return value


def unquoted(text: str) -> str:
    return json.loads(text) if text.startswith('"') else text


def read_negmas(folder: Path) -> Scenario:
    """The YAML that the program writes: its shape only, no YAML at large."""
    sizes: list[int] = []
    worth: dict[str, list[list[Fraction]]] = {}
    reserve: dict[str, Fraction | None] = {}
    for file in sorted(folder.glob("*.yml")):
        lines = file.read_text(encoding="utf-8").splitlines()
        head = {k: v for k, _, v in (line.partition(": ") for line in lines if line[:1].isalpha())}
        if "reserved_value" not in head:
            kind = ""
            for k, line in enumerate(lines):
                kind = line.split(": ")[1] if line.startswith("  type: ") else kind
                if line == "  values:":
                    listed = list(itertools.takewhile(lambda row: row.startswith("  - "), lines[k + 1:]))
                    ends = [row[4:] for row in listed]
                    sizes.append(int(ends[1]) - int(ends[0]) + 1 if kind == "ContiguousIssue" else len(ends))
            continue
        name = unquoted(head["name"])
        reserve[name] = None if head["reserved_value"] == "-.inf" else Fraction(head["reserved_value"])
        tables: list[list[Fraction]] = []
        weights: list[Fraction] = []
        for line in lines:
            if line == "  mapping:":
                tables.append([])
            elif line.startswith("    "):
                tables[-1].append(Fraction(line.rpartition(": ")[2]))
            elif line.startswith("- ") and not line.startswith("- type"):
                weights.append(Fraction(line[2:]))
        worth[name] = [[w * v for v in table] for w, table in zip(weights, tables)]
    return table_scenario(sizes, lambda p, x: sum((t[k] for t, k in zip(worth[p], x)), Fraction(0)), reserve)


def read_sheet(path: Path) -> Scenario:
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    parties = rows[0][2:]
    blocks: dict[str, list[list[Fraction]]] = {}
    weights: dict[str, list[Fraction]] = {}
    reserve: dict[str, Fraction | None] = dict.fromkeys(parties)
    for row in rows[1:]:
        if row[0] == "reserve":
            reserve = {p: Fraction(c) if c else None for p, c in zip(parties, row[2:])}
        elif row[1] == "weight":
            weights[row[0]] = [Fraction(c) for c in row[2:]]
        else:
            blocks.setdefault(row[0], []).append([Fraction(c) for c in row[2:]])
    sizes = [len(b) for b in blocks.values()]

    def value(p: str, x: tuple[int, ...]) -> Fraction:
        at = parties.index(p)
        if not weights:
            return sum((b[k][at] for b, k in zip(blocks.values(), x)), Fraction(0))
        total = sum(weights[name][at] for name in blocks)
        return sum((weights[name][at] * b[k][at] for (name, b), k in zip(blocks.items(), x)), Fraction(0)) / total

    return table_scenario(sizes, value, reserve)


# Writers of what people have: files, and what they say.

def shares(draw: random.Random, count: int) -> list[float]:
    parts = [draw.random() + 0.01 for _ in range(count)]
    return [p / sum(parts) for p in parts]


def exactly(value: float) -> Fraction:
    """The decimal as it is printed, which is what a file holds."""
    return Fraction(repr(value))


def genius(draw: random.Random, folder: Path) -> Scenario:
    kinds = [draw.choice(["discrete", "discrete", "integer"]) for _ in range(draw.randint(1, 3))]
    sizes = [draw.randint(2, 5) for _ in kinds]
    lows = [draw.randint(-3, 10) for _ in kinds]
    options = [draw.sample(LABELS, n) for n in sizes]

    def attribute(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

    def issue(i: int, inside: str) -> str:
        kind = kinds[i]
        bounds = f' lowerbound="{lows[i]}" upperbound="{lows[i] + sizes[i] - 1}"' if kind == "integer" else ""
        return f'<issue index="{i + 1}" name="I{i}" type="{kind}" etype="{kind}" vtype="{kind}"{bounds}>{inside}</issue>'

    listed = ["".join(f'<item index="{k + 1}" value="{attribute(o)}"/>' for k, o in enumerate(options[i]))
              if kinds[i] == "discrete" else "" for i in range(len(kinds))]
    body = "".join(issue(i, listed[i]) for i in range(len(kinds)))
    (folder / "domain.xml").write_text(
        f'<negotiation_template><utility_space><objective index="0" name="d">{body}</objective></utility_space></negotiation_template>',
        encoding="utf-8")
    tables: dict[str, list[list[Fraction]]] = {}
    reserve: dict[str, Fraction | None] = {}
    for p in ["a", "b", "c"][:draw.randint(2, 3)]:
        weights = shares(draw, len(kinds))
        inside, table = [], []
        for i, kind in enumerate(kinds):
            if kind == "integer":
                slope, offset = draw.uniform(-0.4, 0.4), draw.uniform(0, 1)
                inside.append(issue(i, f'<evaluator ftype="linear" slope="{slope!r}" offset="{offset!r}"/>'))
                table.append([min(Fraction(1), max(Fraction(0), exactly(offset) + exactly(slope) * k)) for k in range(sizes[i])])
                continue
            most = draw.choice([1, 10, 100, 0])
            values = [draw.choice([draw.randint(0, 10), round(draw.random(), 3)]) * most for _ in range(sizes[i])]
            inside.append(issue(i, "".join(f'<item index="{k + 1}" value="{attribute(o)}" evaluation="{v!r}"/>'
                                           for k, (o, v) in enumerate(zip(options[i], values)))))
            top = max(exactly(v) for v in values)
            table.append([exactly(v) / top if top > Fraction(1, 100000) else Fraction(0) for v in values])
        weighted = "".join(f'<weight index="{i + 1}" value="{w!r}"/>' for i, w in enumerate(weights))
        tables[p] = [[exactly(w) * v for v in t] for w, t in zip(weights, table)]
        stated = draw.choice([None, round(draw.random() * 0.6, 4)])
        reserve[p] = Fraction(0) if stated is None else exactly(stated)
        tail = "" if stated is None else f'<reservation value="{stated!r}"/>'
        (folder / f"{p}.xml").write_text(
            f'<utility_space><objective index="0" name="d">{"".join(inside)}{weighted}</objective>{tail}</utility_space>',
            encoding="utf-8")
    return table_scenario(sizes, lambda p, x: min(Fraction(1), sum((t[k] for t, k in zip(tables[p], x)), Fraction(0))), reserve)


def tables_for(draw: random.Random, sizes: list[int], parties: list[str]) -> tuple[dict[str, list[float]], dict[str, list[list[float]]]]:
    weights = {p: shares(draw, len(sizes)) for p in parties}
    values = {p: [[draw.choice([draw.random(), 1.0, 0.0, round(draw.random(), 2)]) for _ in range(n)] for n in sizes] for p in parties}
    return weights, values


def weighted(weights: dict[str, list[float]], values: dict[str, list[list[float]]]) -> Callable[[str, tuple[int, ...]], Fraction]:
    return lambda p, x: sum((exactly(w) * exactly(t[k]) for w, t, k in zip(weights[p], values[p], x)), Fraction(0))


def geniusweb(draw: random.Random, folder: Path) -> Scenario:
    sizes = [draw.randint(1, 4) for _ in range(draw.randint(1, 3))]
    names = draw.sample(LABELS, len(sizes))
    options = [draw.sample(LABELS, n) for n in sizes]
    weights, values = tables_for(draw, sizes, ["a", "b"])
    domain = {"name": "d", "issuesValues": {n: {"values": o} for n, o in zip(names, options)}}
    if draw.random() < 0.7:
        (folder / "d.json").write_text(json.dumps(domain))
    reserve: dict[str, Fraction | None] = {}
    value = weighted(weights, values)
    for p in ("a", "b"):
        evaluator = draw.choice(["discreteutils", "DiscreteValueSetUtilities"])
        space: dict[str, Any] = {
            "issueUtilities": {n: {evaluator: {"valueUtilities": dict(zip(o, t))}} for n, o, t in zip(names, options, values[p])},
            "issueWeights": dict(zip(names, weights[p])), "domain": domain, "name": p}
        bid = draw.choice([None, tuple(draw.randrange(n) for n in sizes)])
        if bid is not None:
            space["reservationBid"] = {"issuevalues": {n: o[k] for n, o, k in zip(names, options, bid)}}
        reserve[p] = None if bid is None else value(p, bid)
        (folder / f"{p}.json").write_text(json.dumps({"LinearAdditiveUtilitySpace": space}, ensure_ascii=draw.random() < 0.5))
    return table_scenario(sizes, value, reserve)


def negolog(draw: random.Random, folder: Path) -> Scenario:
    sizes = [draw.randint(1, 4) for _ in range(draw.randint(1, 3))]
    names = draw.sample(LABELS, len(sizes))
    options = [draw.sample(LABELS, n) for n in sizes]
    weights, values = tables_for(draw, sizes, ["profileA", "profileB"])
    reserve: dict[str, Fraction | None] = {}
    for p in ("profileA", "profileB"):
        stated = round(draw.random() * 0.5, draw.randint(1, 17))
        reserve[p] = exactly(stated)
        (folder / f"{p}.json").write_text(json.dumps({
            "reservationValue": stated, "issueWeights": dict(zip(names, weights[p])),
            "issues": {n: dict(zip(o, t)) for n, o, t in zip(names, options, values[p])}}))
    return table_scenario(sizes, weighted(weights, values), reserve)


def yaml(value: Any, indent: str = "") -> str:
    """As NegMAS writes YAML: in blocks, keys in their order."""
    if isinstance(value, dict) and value:
        return "".join(f"\n{indent}{json.dumps(k)}:{yaml(v, indent + '  ')}" for k, v in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{indent}-{yaml(v, indent + '  ')}" for v in value)
    return " -.inf" if value == float("-inf") else f" {json.dumps(value)}"


def negmas(draw: random.Random, folder: Path) -> Scenario:
    ending = draw.choice([".yml", ".json"])

    def text(value: Any) -> str:
        return yaml(value).lstrip("\n") + "\n" if ending == ".yml" else json.dumps(value, indent=1)

    sizes, issues, numbers = [], [], []
    for i in range(draw.randint(1, 3)):
        size = draw.randint(2, 5)
        if draw.random() < 0.5:
            low = draw.randint(-2, 6)
            issues.append({"name": f"i{i}", "type": "ContiguousIssue", "values": [low, low + size - 1]})
            numbers.append([Fraction(low + k) for k in range(size)])
        else:
            issues.append({"name": f"i{i}", "type": "CategoricalIssue", "values": draw.sample(LABELS, size)})
            numbers.append(None)
        sizes.append(size)
    (folder / f"d{ending}").write_text(text({"name": "d", "issues": issues}))
    tables: dict[str, list[list[Fraction]]] = {}
    reserve: dict[str, Fraction | None] = {}
    shift: dict[str, Fraction] = {}
    for p in ["a", "b", "c"][:draw.randint(2, 3)]:
        scale = draw.choice([1, 1, 100, 7])
        weights = [w * scale for w in shares(draw, len(sizes))]
        functions, table = [], []
        for i, size in enumerate(sizes):
            function, values = negmas_function(draw, issues[i]["values"], numbers[i], size)
            functions.append(function)
            table.append([exactly(weights[i]) * v for v in values])
        profile: dict[str, Any] = {"type": draw.choice(["LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction"]),
                                   "name": p, "weights": weights, "values": functions}
        shift[p] = Fraction(0)
        if draw.random() < 0.2:
            profile["bias"] = 0.25
            shift[p] = Fraction(1, 4)
        stated = draw.choice([None, round(draw.random() * scale, 5), float("-inf")])
        profile["reserved_value"] = stated
        reserve[p] = None if stated in (None, float("-inf")) else exactly(stated)
        (folder / f"{p}{ending}").write_text(text(profile))
        tables[p] = table
    return table_scenario(sizes, lambda p, x: shift[p] + sum((t[k] for t, k in zip(tables[p], x)), Fraction(0)), reserve)


def negmas_function(draw: random.Random, listed: list[Any], at: list[Fraction] | None,
                    size: int) -> tuple[dict[str, Any], list[Fraction]]:
    if at is None:
        values = [round(draw.uniform(-0.2, 1), draw.randint(1, 17)) for _ in range(size)]
        return {"type": "TableFun", "mapping": dict(zip(listed, values))}, [exactly(v) for v in values]
    a, b, c = (round(draw.uniform(-1, 1), draw.randint(1, 16)) for _ in range(3))
    fa, fb, fc = exactly(a), exactly(b), exactly(c)
    kind = draw.choice(["Affine", "Linear", "Identity", "Const", "Quadratic", "Polynomial"])
    if kind == "Affine":
        return {"type": "AffineFun", "slope": a, "bias": b}, [fa * x + fb for x in at]
    if kind == "Linear":
        return {"type": "LinearFun", "slope": a}, [fa * x for x in at]
    if kind == "Identity":
        return {"type": "IdentityFun"}, at
    if kind == "Const":
        return {"type": "ConstFun", "bias": a}, [fa] * size
    if kind == "Quadratic":
        return {"type": "QuadraticFun", "a2": a, "a1": b, "bias": c}, [fa * x * x + fb * x + fc for x in at]
    return ({"type": "PolynomialFun", "coefficients": [a, b], "bias": c}, [fc + fa * x + fb * x * x for x in at])


def sheet_rows(draw: random.Random) -> tuple[list[list[str | float]], Scenario]:
    sizes = [draw.randint(1, 5) for _ in range(draw.randint(1, 4))]
    parties = ["North", "South", "East"][:draw.randint(2, 3)]
    rows: list[list[str | float]] = [["Issue", "Option", *parties]]
    relative = draw.random() < 0.5
    tables: dict[str, list[list[Fraction]]] = {p.lower(): [] for p in parties}
    weights: dict[str, list[Fraction]] = {p.lower(): [] for p in parties}
    for i, size in enumerate(sizes):
        options = draw.sample(LABELS[:8], size)
        scores = [[draw.choice([0, 100, round(draw.uniform(0, 100), draw.randint(0, 9))]) for _ in range(size)] for _ in parties]
        if relative and i == 0:
            scores[0][0] = 100  # else all may be read as shares of 1
        for k, option in enumerate(options):
            rows.append([f"Issue {i}" if k == 0 or draw.random() < 0.5 else "", option, *[s[k] for s in scores]])
        for p, s in zip(parties, scores):
            tables[p.lower()].append([exactly(v) for v in s])
        if relative:
            row = [draw.randint(1, 9) for _ in parties]
            rows.append(["", "weight", *row])
            for p, w in zip(parties, row):
                weights[p.lower()].append(Fraction(w))
    stated: list[float | None] = [draw.choice([None, round(draw.random() * 30, 2)]) for _ in parties]
    rows.append(["reserve", "", *["" if r is None else r for r in stated]])

    def value(p: str, x: tuple[int, ...]) -> Fraction:
        chosen = [t[k] for t, k in zip(tables[p], x)]
        if not relative:
            return sum(chosen, Fraction(0))
        return sum((w * v for w, v in zip(weights[p], chosen)), Fraction(0)) / sum(weights[p])

    return rows, table_scenario(sizes, value, {p.lower(): None if r is None else exactly(r) for p, r in zip(parties, stated)})


def score_sheet(draw: random.Random, folder: Path) -> Scenario:
    rows, scenario = sheet_rows(draw)
    mark = draw.choice([",", ";", "\t"])
    comma = mark == ";" and any(isinstance(c, float) and c % 1 for r in rows for c in r)

    def cell(value: str | float) -> str:
        if not isinstance(value, str):
            return f"{value!r}".replace(".", ",") if comma else repr(value)
        return '"' + value.replace('"', '""') + '"' if any(c in value for c in ',;\t"') else value

    ending = draw.choice(["\n", "\r\n", "\r"])
    start = draw.choice(["", "\ufeff"])
    text = start + ending.join(mark.join(cell(c) for c in row) for row in rows) + ending
    (folder / "sheet.csv").write_bytes(text.encode())
    return scenario


def excel(draw: random.Random, folder: Path) -> Scenario:
    rows, scenario = sheet_rows(draw)
    top = draw.randint(0, 3)
    cells: dict[str, Any] = {"A1": "Scores"} if top else {}
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            place = f"{'ABCDEFG'[c]}{r + 1 + top}"
            if value == "":
                continue
            if isinstance(value, str):
                cells[place] = value.replace("&", "&amp;").replace("<", "&lt;")
            elif draw.random() < 0.3:
                cells[place] = f'<c r="{place}"><f>SUM(1,2)</f><v>{value!r}</v></c>'
            else:
                cells[place] = value
    (folder / "sheet.xlsx").write_bytes(workbook(sheet_xml(cells)))
    return scenario


def lines(draw: random.Random, folder: Path) -> Scenario:
    counts = [draw.randint(1, 4) for _ in range(3)]
    values = {p: [draw.randint(0, 9) for _ in range(3)] for p in ("you", "them")}
    for v in values.values():
        v[0] = v[0] or 1
    text = "\n".join(" ".join(f"{c} {v}" for c, v in zip(counts, values[p])) for p in ("you", "them"))
    (folder / "talk.txt").write_text(text + "\n")

    def value(p: str, x: tuple[int, ...]) -> Fraction:
        return Fraction(sum(v * (k if p == "you" else n - k) for v, k, n in zip(values[p], x, counts)))

    return table_scenario([n + 1 for n in counts], value, {"you": Fraction(0), "them": Fraction(0)})


FORMATS: dict[str, Callable[[random.Random, Path], Scenario]] = {
    "genius": genius, "geniusweb": geniusweb, "negolog": negolog, "negmas": negmas, "csv": score_sheet, "xlsx": excel,
    "deal-or-no-deal": lines}
READERS: dict[str, Callable[[Path], Scenario]] = {"genius": read_genius, "negmas": read_negmas, "csv": read_sheet}


def unlike(first: Scenario, second: Scenario, free: bool = False, scale: bool = False, by_place: bool = False) -> str:
    """What differs; `free`: no value of no deal may have become the worst utility; `scale`: up to one factor for all."""
    if first.sizes != second.sizes:
        return f"issues of {second.sizes} options for {first.sizes}"
    names = dict(zip(first.worth, second.worth)) if by_place else {p: p for p in first.worth}
    if set(names.values()) != set(second.worth):
        return f"parties {list(second.worth)} for {list(first.worth)}"
    factor = Fraction(1)
    if scale:
        pairs = [(u, second.worth[names[p]][x]) for p, t in first.worth.items() for x, u in t.items()]
        top = max(pairs, key=lambda pair: abs(pair[0]))
        factor = top[0] / top[1] if top[1] else Fraction(1)
    for p, table in first.worth.items():
        other = second.worth[names[p]]
        for x, u in table.items():
            if abs(other[x] * factor - u) > Fraction(1, 10**12) * max(1, abs(u)):
                return f"{p} {x}: {float(other[x] * factor)!r} for {float(u)!r}"
        stated, again = first.reserve[p], second.reserve[names[p]]
        if stated is None and free and again is not None:
            stated = min(table.values())
        if (stated is None) != (again is None):
            return f"{p}: no deal {again} for {stated}"
        if stated is not None and again is not None and abs(again * factor - stated) > Fraction(1, 10**12) * max(1, abs(stated)):
            return f"{p}: no deal {float(again * factor)!r} for {float(stated)!r}"
    return ""


def one_run(seed: int, number_: int, top: Path, only: str | None = None) -> tuple[str, list[str], list[str]]:
    """(the format, what is wrong, what was refused)."""
    draw = random.Random(f"{seed} {number_}")
    name = only or list(FORMATS)[number_ % len(FORMATS)]
    folder = top / f"{number_}"
    folder.mkdir()
    right = FORMATS[name](draw, folder)
    files = sorted(folder.iterdir())
    given = files[0] if name in ("csv", "xlsx", "deal-or-no-deal") else folder
    case = top / f"{number_}.toml"
    done = run("convert", given, "-o", case)
    if done.code != 0:
        return name, [f"in: exit {done.code}: {done.err}"], []
    wrong = [f"in: {told}"] if (told := unlike(right, read_case(case))) else []
    refused = []
    for to, reader in READERS.items():
        out = top / f"{number_}-{to}{'.csv' if to == 'csv' else ''}"
        done = run("convert", case, "--to", to, "-o", out)
        if done.code == 2 and ("error[E0339]" in done.err or "error[E0320]" in done.err):
            refused.append(f"{name} to {to}: {done.err.splitlines()[0].split(': ', 1)[1]}")
            continue
        if done.code != 0:
            wrong.append(f"to {to}: exit {done.code}: {done.err}")
            continue
        scaled, named = to == "genius", to == "csv"
        if told := unlike(right, reader(out), scaled, scaled, named):
            wrong.append(f"to {to}: {told}")
        again = top / f"{number_}-{to}.toml"
        done = run("convert", out, "-o", again)
        if done.code != 0:
            wrong.append(f"back from {to}: exit {done.code}: {done.err}")
        elif told := unlike(right, read_case(again), scaled, scaled, named):
            wrong.append(f"back from {to}: {told}")
    return name, wrong, refused


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=140)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", type=int)
    parser.add_argument("--format", choices=list(FORMATS))
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    failed, seen, refusals = 0, dict.fromkeys(FORMATS, 0), {}
    with tempfile.TemporaryDirectory() as temporary:
        top = asked.keep or Path(temporary)
        top.mkdir(exist_ok=True)
        for number_ in [asked.one] if asked.one is not None else range(asked.runs):
            name, wrong, refused = one_run(asked.seed, number_, top, asked.format)
            seen[name] += 1
            for told in refused:
                refusals[told] = refusals.get(told, 0) + 1
            if wrong:
                failed += 1
                print(f"scenario {number_} of seed {asked.seed} ({name}):", *wrong, sep="\n  ", flush=True)
    print(f"seed {asked.seed}: {failed} wrong; scenarios {seen}")
    for told, count in sorted(refusals.items(), key=lambda pair: -pair[1])[:30]:
        print(f"  refused {count} times: {told}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
