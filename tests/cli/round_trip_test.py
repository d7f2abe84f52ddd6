"""Cases to other formats and back: the utilities of outcomes stay; NegMAS reads what is written."""

import importlib.util
import itertools
import random
import subprocess
import sys
import unittest

from command import CommandTest

LABELS = ["plain", "with space", "a,b", 'say "x"', "x: y", "# hash", "<&>", "1/3", "null", "2024-01-01", "yes"]


def random_case(draw, relative=True, decimals=True):
    """Random sheets; utilities of every outcome worked out beside."""
    parties = [f"p{k}" for k in range(draw.randint(2, 4))]
    issues = []
    for i in range(draw.randint(1, 3)):
        if draw.random() < 0.5:
            first = draw.choice([0, 1, -3, 5])
            options = [first + k for k in range(draw.randint(2, 5))]
        else:
            options = draw.sample(LABELS, draw.randint(2, 5))
        sheets = {}
        for p in parties:
            scores = [draw.choice([0, 100, 50, 12.5, draw.randint(0, 1000) / 10]) for _ in options]
            if not decimals:
                scores = [f'"{draw.randint(0, 300)}/3"' for _ in options]
            sheets[p] = (draw.randint(1, 90), scores)
        issues.append((f"i{i}", options, sheets))
    reserve = {p: draw.choice([None, draw.randint(0, 60)]) for p in parties}
    lines = ["entente = 1", 'title = "Round trip"']
    if not relative:
        lines += ["normalise_weights = false"]
    lines += ["[sources]", 's = { what = "x", grade = "data" }', "[parties]"] + [f'{p} = "Party {p}"' for p in parties]
    for name, options, sheets in issues:
        shown = ", ".join(str(o) if isinstance(o, int) else '"' + o.replace('"', '\\"') + '"' for o in options)
        lines += [f"[issue.{name}]", f"options = [{shown}]"]
        for p, (weight, scores) in sheets.items():
            lines.append(f"for.{p} = {{ weight = {weight}, score = [{', '.join(map(str, scores))}], source = \"s\" }}")
    lines += ["[reserve]"] + [f"{p} = {r}" for p, r in reserve.items() if r is not None] + ['source = "s"']
    return "\n".join(lines) + "\n", parties, issues, reserve


class RoundTrip(CommandTest):
    def points(self, path):
        result = self.result("settle", path, "--json", "-q", "--method", "enumerate").json
        best = max(p["best"] for p in result["parties"])
        scale = 1 if best > 1.5 else 100
        front = sorted(tuple(round(u * scale, 9) for u in i["utilities"]) for i in result["frontier"]["items"])
        return front, result["zone"]["outcomes"], [round(p["worst"] * scale, 9) for p in result["parties"]]

    def check(self, text, to, back):
        case = self.case(text)
        self.result("convert", case, "--to", to, "-o", back)
        again = self.folder / "again.toml"
        self.result("convert", back, "-o", again)
        first = self.points(case)
        self.assertEqual(self.points(back), first, text)
        self.assertEqual(self.points(again), first, text)

    def test_every_format(self):
        draw = random.Random(11)
        for trial in range(12):
            text, *_ = random_case(draw, relative=trial % 3 != 2, decimals=trial % 4 != 3)
            for to in ("genius", "negmas", "csv"):
                with self.subTest(trial=trial, to=to):
                    back = self.folder / (f"{to}{trial}" + (".csv" if to == "csv" else ""))
                    if to == "genius" and trial % 3 == 2:
                        continue  # weights as written pass the points: GENIUS cannot say it
                    self.check(text, to, back)

    def test_what_cannot_be_said_is_refused_by_name(self):
        text, _, issues, _ = random_case(random.Random(3))
        name, options, _ = issues[0]
        first = options[0] if isinstance(options[0], int) else '"' + options[0].replace('"', '\\"') + '"'
        case = self.case(text + f"[[rule]]\nnever = {{ {name} = {first} }}\n")
        for to in ("negmas", "csv"):
            done = self.refused("convert", case, "--to", to, "-o", self.folder / "x", code="E0339")
            self.assertIn("[[rule]]", done.err)

    @unittest.skipUnless(importlib.util.find_spec("negmas"), "NegMAS is not installed")
    def test_negmas_reads_what_is_written(self):
        draw = random.Random(5)
        for trial in range(6):
            text, parties, issues, reserve = random_case(draw)
            case = self.case(text)
            for to in ("negmas", "genius"):
                out = self.folder / f"{to}{trial}"
                self.result("convert", case, "--to", to, "-o", out)
                script = (
                    "import sys, warnings; warnings.simplefilter('ignore')\n"
                    "from negmas.inout import Scenario\n"
                    f"s = Scenario.load({str(out)!r})\n"
                    "for u in s.ufuns:\n"
                    "    name = str(u.name).split('/')[-1].removesuffix('.xml')\n"
                    "    for o in s.outcome_space.enumerate_or_sample():\n"
                    "        print(name, '|'.join(map(str, o)), float(u(o)), sep='\\t')\n")
                done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                seen = {}
                for line in done.stdout.splitlines():
                    name, outcome, worth = line.split("\t")
                    seen[name, outcome] = float(worth)
                for p in parties:
                    total = sum(sheets[p][0] for _, _, sheets in issues)
                    for choice in itertools.product(*[range(len(o)) for _, o, _ in issues]):
                        worth = sum(sheets[p][0] * sheets[p][1][k] / total for k, (_, _, sheets) in zip(choice, issues))
                        label = "|".join(str(o[k]) for k, (_, o, _) in zip(choice, issues))
                        scale = 1 if to == "negmas" else 100
                        self.assertAlmostEqual(seen[p, label] * scale, worth, places=9, msg=f"{to} {p} {label}\n{text}")


if __name__ == "__main__":
    unittest.main()
