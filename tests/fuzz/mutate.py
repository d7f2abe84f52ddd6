#!/usr/bin/env python3
"""Changes cases, models, tables and command lines by their structure, and runs the program on them.

    mutate.py [--runs N] [--seed S] [--kind KIND] [--jobs N] [--keep FOLDER] [--one NUMBER]

Every run must end with 0, 2 or 130 within 20 s and 1 GB of memory, write UTF-8 only, and JSON where JSON was asked
for. A run is named by its number: the same seed and number make the same input on every machine, and `--one NUMBER`
repeats it and shows the command. What fails is kept in FOLDER (default build/mutate). The program is $ENTENTE.
"""

import argparse
import concurrent.futures
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(os.environ.get("ENTENTE_SOURCE", Path(__file__).resolve().parents[2]))
ENTENTE = os.environ.get("ENTENTE", str(SOURCE / "build/check/cli/entente"))
SANITIZED = bool(os.environ.get("ENTENTE_SANITIZED"))
SECONDS = 20 * (6 if SANITIZED else 1)
MEMORY = 1 << 30

NUMBERS = ["0", "-0.0", "1", "-1", "2", "0.5", "100", "1e-18", "1e18", "-1e18", "1e15", "999999999999999", "1e308",
           "1e-308", "1e400", "nan", "inf", "-inf", "0.1", "0.30000000000000004", "123456789.123456789", "7/3",
           "9223372036854775807", "9223372036854775808", "0x10", "1_000", "3", "10", "50", "0.9999999999999999",
           "2147483648", "1e9", "12", "1e6", ".5", "5.", "0,5"]
WORDS = ["", " ", "a", "north", "no such", "all", "war", "front", "learning", "lottery", "attrition", "screening",
         "attrition-mixed", "é", "\u202egnihton", "\u0000", "\x1b[2J", "\x9b2J", "x" * 3000, "0.5", "1e18", "a.b", "a=b",
         "'", '"', "\\", "#", "[", "]", "{", "}", "\n", "-", "--", "../../etc", "party", "月", "\U0001F600"]


MODEST_NUMBERS = ["0.1", "0.25", "0.4", "0.5", "0.6", "0.9", "1", "2", "3", "5", "10", "20", "30", '"0.5 (0.4..0.6)"',
                  '"20 (10..30)"', '"0.2..0.8"']


def likely(draw):
    """A number that makes sense more often than not: what is refused at once tries little."""
    return draw.choice(MODEST_NUMBERS) if draw.random() < 0.7 else ranged(draw)


def ranged(draw):
    a, b, c = (draw.choice(NUMBERS) for _ in range(3))
    return draw.choice([f'"{a} ({b}..{c})"', f'"{b}..{c}"', f'"{a} ({a}..{c})"', f'"{a} (0..{a})"', f'"{a}"', a,
                        f"{{ value = {a}, low = {b}, high = {c} }}"])


# TOML: by lines, keys, values and tables.
NUMBER = re.compile(r"(?<![\w\"'.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])")
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')


def toml_string(word):
    return json.dumps(word).replace("\x7f", "\\u007f")


def replaced(text, found, new):
    return text[:found.start()] + new + text[found.end():]


def one_of(draw, pattern, text):
    found = list(pattern.finditer(text))
    return draw.choice(found) if found else None


def change_number(draw, text, _):
    found = one_of(draw, NUMBER, text)
    return replaced(text, found, draw.choice([draw.choice(NUMBERS), ranged(draw)])) if found else text


def nudge_number(draw, text, _):
    found = one_of(draw, NUMBER, text)
    if not found:
        return text
    value = float(found.group())
    if not abs(value) < 1e300:
        return replaced(text, found, "1")
    return replaced(text, found, repr(draw.choice([value / 2, value * 2, value * 0.9, value * 1.1, value * 0.9, value + 1, -value,
                                                           value * 1e6, round(value)])))


def widen_number(draw, text, _):
    """A range around a number: cases stay sound, and their ends are tried."""
    found = one_of(draw, re.compile(r"(?<![\w\"'.(])\d+(?:\.\d+)?(?![\w.)])"), text)
    if not found:
        return text
    value = float(found.group())
    low, high = draw.choice([(0.8, 1.2), (0, 1), (0.5, 1), (1, 2), (0.01, 100), (1, 1)])
    return replaced(text, found, f'"{value:g} ({value * low:g}..{value * high:g})"')


def change_string(draw, text, _):
    found = one_of(draw, STRING, text)
    return replaced(text, found, draw.choice([toml_string(draw.choice(WORDS)), ranged(draw), draw.choice(NUMBERS)])) \
        if found else text


def drop_line(draw, text, _):
    lines = text.split("\n")
    del lines[draw.randrange(len(lines))]
    return "\n".join(lines)


def repeat_line(draw, text, _):
    lines = text.split("\n")
    k = draw.randrange(len(lines))
    lines[k:k] = [lines[k]] * draw.choice([1, 1, 2, 50])
    return "\n".join(lines)


def swap_lines(draw, text, _):
    lines = text.split("\n")
    i, j = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


def drop_table(draw, text, _):
    parts = re.split(r"(?m)^(?=\[)", text)
    del parts[draw.randrange(len(parts))]
    return "".join(parts)


def take_table(draw, text, others):
    parts = re.split(r"(?m)^(?=\[)", draw.choice(others))
    return text + "\n" + draw.choice(parts)


EXTRA = ["[war]\nmodel = \"front\"\nforts = {a}\nstart = {b}\n", "[war]\nmodel = \"lottery\"\nchance = {a}\ncost = {{ {p} = {b}, {q} = {c} }}\n",
         "[war]\nmodel = \"learning\"\nforts = {a}\nprior = {{ {p} = [{b}, {c}], {q} = [4, 6] }}\ncost = {{ {p} = 2, {q} = 2 }}\n",
         "[war]\nmodel = \"front\"\nadvance = {a}\nretreat = {b}\ncost = {{ {p} = {c}, {q} = 1 }}\n",
         "[war]\nmodel = \"front\"\ndrift = {a}\nvolatility = {b}\nposition = 0.5\n",
         "[war]\nmodel = \"screening\"\nweak = {a}\nadvance_weak = {b}\nadvance_strong = {c}\n",
         "[war]\nmodel = \"attrition\"\ncost = {{ {p} = {a}, {q} = {b} }}\n", "[belief.{p}]\nadvance = {a}\nchance = {b}\n",
         "[aid.x]\nkind = \"money\"\nto = \"{p}\"\namount = {a}\n", "reserve = {{ {p} = {a}, {q} = {b} }}\n", "cap = {a}\n", "points = {a}\n",
         "[control]\n{p} = [\"{i}\"]\n", "agree = {a}\n", "[[rule]]\nnever = {{ {i} = {s} }}\n", "discount = {{ {p} = {a} }}\n",
         "[[bonus]]\nfor = \"{p}\"\nwhen = {{ {i} = {s} }}\nadd = {a}\n", "[issue.extra]\noptions = [0, 1]\ngrid = {a}\n",
         "[lever.x]\nby = \"{p}\"\nkind = \"transfer\"\nto = \"{q}\"\nmost = {a}\ncost = {b}\n",
         "[outside]\nunion = \"Union\"\n[lever.y]\nby = \"union\"\nkind = \"number\"\nnumber = \"reserve.{p}\"\nmost = {a}\ncost = {b}\nfixed = {c}\n",
         "[[actor]]\nname = \"A\"\nside = \"{p}\"\npower = {a}\non.{i} = {{ position = {b}, salience = {c} }}\n"
         "[[actor]]\nname = \"B\"\nside = \"outside\"\npower = 5\non.{i} = {{ position = {s}, salience = 50 }}\n",
         "[phases]\nbond = {a}\ndiscount = {b}\n", "[spoilers.{p}]\ntrust = {a}\nstrength = {b}\nloss = {c}\n",
         "[ratify.{p}]\nquota = {a}\n", "[coalition]\n\"{p}+{q}\" = {{ {p} = {a}, {q} = {b} }}\n",
         "[talks]\nprotocol = \"alternating\"\ndeadline = {a}\n", "[[link]]\nbetween = [\"reserve.{p}\", \"reserve.{q}\"]\nrank = {a}\n",
         "[issue.extra]\noptions = [{a}, {b}]\nfor.{p} = {{ weight = {c}, score = [0, 100] }}\n"]


def add_something(draw, text, _):
    parties = re.findall(r"(?m)^(\w+)\s*=", text.split("[parties]", 1)[-1].split("[", 1)[0]) or ["a", "b"]
    issues = re.findall(r"(?m)^\[issue\.(\w+)\]", text) or ["x"]
    extra = draw.choice(EXTRA).format(a=likely(draw), b=likely(draw), c=likely(draw), p=draw.choice(parties), q=parties[-1],
                                      i=draw.choice(issues), s=toml_string(draw.choice(WORDS)))
    return extra + text if not extra.startswith("[") else text + "\n" + extra


def cut(draw, text, _):
    at = draw.randrange(len(text) + 1)
    return draw.choice([text[:at], text[at:]])


def repeat_piece(draw, text, _):
    at = draw.randrange(len(text) + 1)
    piece = text[at:at + draw.choice([1, 5, 40])]
    return text[:at] + piece * draw.choice([2, 100]) + text[at:]


TOML_STEPS = [change_number] * 5 + [nudge_number] * 4 + [widen_number] * 2 + [change_string] * 3 + [drop_line, repeat_line, swap_lines, drop_table,
              take_table, add_something, add_something, add_something, cut, repeat_piece]


# Of a number that stands alone, in a line that holds no ranking of states.
ALONE = re.compile(r"(?<=[\[ ,=])\d+(?:\.\d+)?(?=[,\]} \n])")


def gently(draw, text, _):
    """Another number or a range about it, in a place where the case most likely stays sound."""
    lines = text.split("\n")
    places = [k for k, line in enumerate(lines) if re.search(r"weight|score|cost|reserve|drift|amount|power|salience", line)]
    found = one_of(draw, ALONE, lines[k := draw.choice(places)] + "\n") if places else None
    if not found:
        return text
    value = float(found.group())
    new = draw.choice([0.5, 0.9, 1.1, 2]) * value
    low, high = draw.choice([(0.8, 1.2), (0.5, 1), (1, 1.5), (0.01, 3), (1, 1)])
    lines[k] = replaced(lines[k] + "\n", found, draw.choice([f"{new:g}", f'"{value:g} ({value * low:g}..{value * high:g})"'])).rstrip("\n")
    return "\n".join(lines)


GENTLE_STEPS = [gently] * 7 + [add_something]


def changed_text(draw, text, others, steps):
    if steps is TOML_STEPS and draw.random() < 0.7:
        steps = GENTLE_STEPS
    for _ in range(draw.choice([1, 1, 1, 2, 2, 3, 6])):
        text = draw.choice(steps)(draw, text, others)
    return text


# JSON: by its tree.
def changed_json(draw, tree):
    places = []

    def walk(node, path):
        places.append(path)
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in items:
            walk(child, [*path, key])

    walk(tree, [])
    path = draw.choice(places)
    value = draw.choice([None, True, [], {}, 0, -1, 1, 2, 1e18, 3.5, 99, "N", "Y", "", [1, 1], [[0, "Y"]], [["N"]], 2**40,
                         draw.choice(WORDS), [draw.choice(WORDS)] * 3])
    if not path:
        return value
    node = tree
    for key in path[:-1]:
        node = node[key]
    what = draw.randrange(5)
    if what == 0:
        del node[path[-1]]
    elif what == 1 and isinstance(node, list):
        node.insert(draw.randrange(len(node) + 1), node[draw.randrange(len(node))])
    elif what == 2 and isinstance(node, dict):
        node[draw.choice(list(node))] = node[path[-1]]
    else:
        node[path[-1]] = value
    return tree


def changed_model(draw, text):
    tree = json.loads(text)
    for _ in range(draw.choice([1, 1, 2, 4])):
        tree = changed_json(draw, tree)
        if not isinstance(tree, (dict, list)):
            break
    text = json.dumps(tree, ensure_ascii=draw.random() < 0.5)
    if draw.random() < 0.2:
        text = changed_text(draw, text, [text], [change_number, change_string, cut, repeat_piece])
    return text


# XML: by attributes and elements.
def changed_xml(draw, text, others):
    def attribute(d, t, _):
        found = one_of(d, re.compile(r'(\w+)="([^"<]*)"'), t)
        new = d.choice([d.choice(NUMBERS), "", "discrete", "real", "integer", "linear", "1.0", "é", "&#0;", "&amp;", "x" * 500])
        return replaced(t, found, f'{found.group(1)}="{new}"') if found else t

    def element(d, t, _):
        found = one_of(d, re.compile(r"<\w[^<>]*/>|<(\w+)[^<>]*>[^<]*</\1>"), t)
        if not found:
            return t
        return replaced(t, found, d.choice(["", found.group() * 2, found.group() * 200, "<" + found.group()]))

    steps = [attribute] * 4 + [element] * 3 + [drop_line, repeat_line, swap_lines, cut, repeat_piece]
    return changed_text(draw, text, others, steps)


# CSV: by cells.
def changed_csv(draw, text):
    rows = [line.split(",") for line in text.split("\n")]
    for _ in range(draw.choice([1, 2, 5])):
        row = draw.choice(rows)
        k = draw.randrange(len(row))
        what = draw.randrange(6)
        if what <= 2:
            row[k] = draw.choice([draw.choice(NUMBERS), draw.choice(WORDS), "2024-13-45", "1900-01-01", '"', '"a""b"', "50%", "9999-12-31"])
        elif what == 3:
            row[k:k] = [row[k]] * draw.choice([1, 100])
        elif what == 4:
            del row[k]
            if not row:
                row.append("")
        else:
            rows.insert(draw.randrange(len(rows)), list(draw.choice(rows)))
    return draw.choice([",", ",", ";", "\t"]).join(rows[0]) + "\n" + "\n".join(",".join(row) for row in rows[1:])


MODEL = {"title": "m", "options": [{"name": "a", "permittedDirection": "both"}, {"name": "b", "permittedDirection": "fwd"}],
         "decisionMakers": [{"name": "one", "options": [0], "preferences": [[[0, "Y"]], [[1, "N"]]]},
                            {"name": "two", "options": [1], "preferences": [[[1, "Y"]]]}],
         "infeasibles": [[[0, "Y"], [1, "Y"]]]}
SERIES = "date,share,other\n" + "\n".join(f"20{20 + k // 12}-{k % 12 + 1:02d}-01,{0.5 + 0.01 * ((k * 7) % 5)},{k * k % 11}" for k in range(36))
DURATIONS = "name,days,size\n" + "\n".join(f"w{k},{10 + k * k % 97},{k % 7}" for k in range(40))

OPTIONS = {"settle": ["--method", "--limit", "--improve", "--reference", "--stable", "--nash-weights"],
           "war": ["--span"], "stability": ["--states", "--concept", "--from", "--explain", "--want", "--cost", "--robust",
                                            "--draws", "--spread", "--sim-limit"],
           "report": ["--for", "--redact", "--span"], "check": [], "new": [], "convert": ["--to"], "": [],
           "robust": ["--draws", "--sampler", "--metric", "--where", "--runs", "--shard"],
           "levers": ["--goal", "--budget", "--no-break-even", "--map", "--map-steps"],
           "stakeholders": ["--model", "--quirks", "--smp", "--runs", "--spread", "--turns", "--path", "--issue", "--deal"],
           "negotiate": ["--tactic", "--protocol", "--deadline", "--first", "--repeat", "--months-per-round", "--tournament",
                         "--bootstrap"]}
FLAGS = {"--robust", "--redact", "--json", "--quiet", "--no-color", "--no-break-even", "--quirks", "--path", "--tournament"}
# What a verb is asked for where nothing else is said, so that a run is a short one.
MODEST = {"robust": {"--draws": "50", "--runs": "100"}, "levers": {"--draws": "20", "--map-steps": "3"},
          "negotiate": {"--bootstrap": "9"}, "stakeholders": {"--runs": "10"}}
VALUES = {"--method": ["automatic", "enumerate", "merge", "search", "milp"], "--to": ["toml", "genius"],
          "--stable": ["nash", "gmr", "smr", "seq", "sseq", "sim"], "--concept": ["nash", "seq", "sim"],
          "--limit": ["1", "5", "1000"], "--span": ["1", "36", "0.5", "1e9"], "--states": ["0", "3"], "--from": ["1", "2"],
          "--explain": ["1", "3"], "--want": ["1", "2"], "--cost": ["1,1", "1,2", "1,2,3"], "--draws": ["1", "20", "200"],
          "--sampler": ["random", "sobol", "halton", "latin"], "--metric": ["zone.margin", "nash.gain.a", "war.value.a"],
          "--where": ["war.cost.a >= 0.5", "zone.margin < 0", "x", "reserve.a <= 50"], "--runs": ["0", "10", "100"],
          "--shard": ["1/2", "2/1"], "--goal": ["zone", "stable", "deal: x=1", "gap 5", "chance 0.5"], "--budget": ["0", "1", "100"],
          "--map": ["war.cost.a,war.cost.b", "reserve.a,reserve.b", "a,a"], "--map-steps": ["1", "2", "3"],
          "--model": ["condorcet", "smp", "mean", "exchange", "challenge"], "--smp": ["rounds=2", "x=1", "="],
          "--turns": ["0", "1", "3"], "--issue": ["x", "water"], "--deal": ["x=1", "water=north, road=south", "="],
          "--tactic": ["linear", "boulware", "conceder", "a=boulware:e=0.1", "tit-for-tat", "micro"],
          "--protocol": ["alternating", "single-text", "simultaneous"], "--deadline": ["0", "1", "30"],
          "--first": ["a", "north"], "--repeat": ["1", "3"], "--months-per-round": ["0", "1", "1e9"],
          "--bootstrap": ["0", "9"],
          "--spread": ["0", "0.5", "1"], "--sim-limit": ["1", "1e6"], "--nash-weights": ["1,1", "1,2", "1,2,3"]}


def addresses(text):
    parties = re.findall(r"(?m)^(\w+)\s*=", text.split("[parties]", 1)[-1].split("[", 1)[0]) or ["a"]
    issues = re.findall(r"(?m)^\[issue\.(\w+)\]", text) or ["x"]
    return [f"issue.{i}.for.{p}.weight" for i in issues for p in parties] + [f"reserve.{p}" for p in parties] + \
        [f"war.cost.{p}" for p in parties] + ["war.forts", "war.start", "war.advance", "war.retreat", "war.chance"]


def command_line(draw, verb, text):
    words = []
    for option in draw.sample(OPTIONS[verb], min(len(OPTIONS[verb]), draw.choice([0, 0, 1, 1, 2]))):
        words.append(option)
        if option not in FLAGS:
            pool = VALUES.get(option)
            if pool is None or draw.random() < 0.05:
                pool = NUMBERS + WORDS[:8] + ["1,1", "1,2,3", "a=b, c=d"]
            words.append(draw.choice(pool).replace("\0", ""))
    for option, value in MODEST.get(verb, {}).items():
        if option not in words and (option != "--bootstrap" or "--tournament" in words):
            words += [option, value]
    if draw.random() < 0.3:
        words += ["--set", draw.choice([f"{draw.choice(addresses(text))}={draw.choice([draw.choice(NUMBERS), likely(draw).strip(chr(34))])}",
                                        draw.choice(WORDS).replace("\0", "")])]
    if draw.random() < 0.4:
        words.append("--json")
    if draw.random() < 0.1:
        words += ["--threads", draw.choice(["1", "2", "0", "64", "64", "-1"])]
    if draw.random() < 0.1:
        words += ["--memory", draw.choice(["16M", "64M", "256M", "1G", "0"])]
    return words


class Inputs:
    """The cases of the project, and what they are as GENIUS."""

    def __init__(self, folder):
        self.cases = [p.read_text(encoding="utf-8") for p in sorted(SOURCE.glob("cases/*/case.toml"))]
        self.cases += [p.read_text(encoding="utf-8") for p in sorted((SOURCE / "tests/fuzz/seeds/toml").glob("*.toml"))]
        self.small = [text for text in self.cases if len(text) < 6000] or self.cases
        self.models = [json.dumps(MODEL)] + [p.read_text(encoding="utf-8") for p in sorted((SOURCE / "tests/fuzz/seeds/gmcr").glob("*.gmcr"))]
        # Parts of the fuzz targets' seeds are files that stand beside each other.
        self.foreign = [(p.suffix, p.read_text(encoding="utf-8", errors="surrogateescape").split("====\n"))
                        for p in sorted((SOURCE / "tests/fuzz/seeds/formats").iterdir()) if p.suffix != ".xlsx"]
        self.scenarios = []
        for k, path in enumerate(sorted(SOURCE.glob("cases/*/case.toml"))):
            target = Path(folder) / f"genius{k}"
            done = subprocess.run([ENTENTE, "convert", path, "--to", "genius", "-o", target, "-q"], capture_output=True, check=False)
            if done.returncode == 0:
                self.scenarios.append({p.name: p.read_text(encoding="utf-8") for p in sorted(target.iterdir())})


KINDS = ["toml"] * 6 + ["options"] * 2 + ["gmcr", "genius", "csv", "foreign"]
VERBS = ["", "check", "settle", "settle", "war", "stability", "report", "convert", "robust", "levers", "stakeholders", "negotiate"]


def changed_parts(draw, parts):
    """Files of other programs that belong together, one of them changed: by its tree, its cells or its text."""
    at = draw.randrange(len(parts))
    text, what = parts[at], draw.random()
    if what < 0.5 and text.lstrip().startswith(("{", "[")):
        try:
            tree = json.loads(text)
            for _ in range(draw.choice([1, 1, 3])):
                tree = changed_json(draw, tree)
                if not isinstance(tree, (dict, list)):
                    break
            text = json.dumps(tree)
        except ValueError:
            pass
    elif what < 0.7 and "," in text:
        text = changed_csv(draw, text)
    else:
        text = changed_text(draw, text, parts, [change_number, change_string, drop_line, repeat_line, swap_lines, cut, repeat_piece])
    return [*parts[:at], text, *parts[at + 1:]]


def make(inputs, seed, number, kind, folder):
    """The files of one run, written into `folder`, and its command line."""
    draw = random.Random(f"{seed}/{number}")
    kind = kind or draw.choice(KINDS)
    verb = draw.choice(VERBS)
    if kind == "foreign":
        suffix, parts = draw.choice(inputs.foreign)
        names = [f"part{k}{suffix}" for k in range(len(parts))]
        for name, part in zip(names, changed_parts(draw, parts)):
            (folder / name).write_bytes(part.encode("utf-8", "surrogatepass"))
        verb = draw.choice([verb, "new"]) if suffix == ".csv" else verb
        given = names if draw.random() < 0.7 else ["."]
        return kind, [*([verb] if verb else []), *given, *command_line(draw, verb, "")]
    if kind == "genius" and inputs.scenarios:
        files = dict(draw.choice(inputs.scenarios))
        for name in draw.sample(sorted(files), min(len(files), draw.choice([1, 1, 2]))):
            files[name] = changed_xml(draw, files[name], list(files.values()))
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass")
        names = sorted(files) if draw.random() < 0.5 else ["."]
        return kind, [*([verb] if verb else []), *names, *command_line(draw, verb, "")]
    if kind == "csv":
        durations = draw.random() < 0.4
        (folder / "series.csv").write_text(changed_csv(draw, DURATIONS if durations else SERIES), encoding="utf-8")
        words = ["war", "--fit", "series.csv"]
        words += ["--durations", draw.choice(["days", "days", "size", "name", "x"])] if durations else []
        words += ["--covariates", draw.choice(["size", "days,size", "", ","])] if durations and draw.random() < 0.5 else []
        words += ["--column", draw.choice(["share", "other", "x"])] if not durations and draw.random() < 0.5 else []
        words += ["--until", draw.choice(["2021-01-01", "x", "0000-00-00"])] if draw.random() < 0.2 else []
        return kind, words + (["--json"] if draw.random() < 0.4 else [])
    if kind == "gmcr":
        name, text = "model.gmcr", changed_model(draw, draw.choice(inputs.models))
    else:
        base = draw.choice(draw.choice([inputs.cases, inputs.small, inputs.small]))
        name, text = "case.toml", base if kind == "options" else changed_text(draw, base, inputs.cases, TOML_STEPS)
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return kind, [*([verb] if verb else []), name, *command_line(draw, verb, text)]


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))  # of all threads: a busy machine is no hang
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def judge(done, words, memory):
    """What is wrong with a run, or an empty text."""
    if memory > MEMORY and not SANITIZED:
        return f"{memory >> 20} MB of memory"
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"more than {SECONDS} s of processor time"
    if done.returncode not in (0, 2, 130):
        return f"exit {done.returncode}: {done.stderr[-300:].decode('utf-8', 'replace')}"
    for name, stream in (("stdout", done.stdout), ("stderr", done.stderr)):
        try:
            stream.decode("utf-8", "strict")
        except UnicodeDecodeError as error:
            return f"{name} is no UTF-8: {error}"
        if stream.startswith(b"<!doctype html>"):  # the page's own script holds what it likes
            stream = re.sub(rb'<script type="module">.*?</script>', b"", stream, flags=re.S)
        found = re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]", stream)
        if found and words[0] != "convert":
            return f"{name} holds the control {found.group()!r}"
    if "--json" in words and words[0] not in ("convert",) and done.stdout:
        try:
            json.loads(done.stdout)
        except ValueError as error:
            return f"no JSON: {error}"
    if done.returncode == 2 and b"error[E" not in done.stderr:
        return "refused without a reason"
    return ""


def ended(words, folder):
    """The finished process and the most memory that it held, in bytes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err, preexec_fn=limits)
        begun = time.monotonic()
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - begun > 30 * SECONDS:
                process.kill()
                process.wait()
                raise subprocess.TimeoutExpired(words, 30 * SECONDS)
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (out, err):
            stream.seek(0)
        return subprocess.CompletedProcess(words, process.returncode, out.read(), err.read()), used.ru_maxrss << 10


def one_run(inputs, seed, number, kind, show=False):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kind, words = make(inputs, seed, number, kind, folder)
        budget = [] if "--memory" in words or words[:2] == ["war", "--fit"] else ["--memory", "1G"]
        if show:
            print(shlex.join([ENTENTE, *words, *budget]))
        begun = time.monotonic()
        try:
            done, memory = ended([ENTENTE, *words, *budget], folder)
            wrong, code = judge(done, words, memory), done.returncode
        except subprocess.TimeoutExpired:
            wrong, code = f"stands still: no end after {30 * SECONDS} s", None
        except ValueError as error:  # a NUL in an argument: no command line
            wrong, code = "", f"not run: {error}"
        kept = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} if wrong or show else {}
        return number, kind, words, code, wrong, time.monotonic() - begun, kept


def keep(folder, seed, run):
    number, kind, words, _, wrong, _, files = run
    target = Path(folder) / f"{seed}-{number}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, content in files.items():
        (target / name).write_bytes(content)
    (target / "command.txt").write_text(f"{shlex.join(['entente', *words])}\n{kind}: {wrong}\n", encoding="utf-8", errors="replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--kind", choices=sorted(set(KINDS)))
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--keep", default=str(SOURCE / "build/mutate"))
    parser.add_argument("--one", type=int)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = Inputs(folder)
        if given.one is not None:
            run = one_run(inputs, given.seed, given.one, given.kind, show=True)
            keep(given.keep, given.seed, run)
            print(f"exit {run[3]}: {run[4] or 'as it should be'} ({run[5]:.1f} s); files in {given.keep}")
            return 1 if run[4] else 0
        failed, codes, slowest = 0, {}, (0, None)
        numbers = range(given.first, given.first + given.runs)
        with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
            for run in pool.map(lambda n: one_run(inputs, given.seed, n, given.kind), numbers):
                number, kind, words, code, wrong, seconds, _ = run
                codes[code] = codes.get(code, 0) + 1
                slowest = max(slowest, (seconds, number), key=lambda pair: pair[0])
                done = sum(codes.values())
                if done % 1000 == 0 or sys.stderr.isatty():
                    print(f"\r{done} of {given.runs}, {failed} failed, exit codes {codes}",
                          end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)
                if wrong:
                    failed += 1
                    keep(given.keep, given.seed, run)
                    print(f"run {number} ({kind}) {shlex.join(words)}: {wrong}", flush=True)
        print(f"{given.runs} runs from seed {given.seed}: {failed} failed; exit codes {codes}; "
              f"the longest, number {slowest[1]}, took {slowest[0]:.1f} s")
        return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
