"""Runs the entente command, and makes cases to run it on."""

import json
import os
import random
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
from pathlib import Path

ENTENTE = os.environ.get("ENTENTE", "build/check/cli/entente")
SOURCE = Path(os.environ.get("ENTENTE_SOURCE", Path(__file__).resolve().parents[2]))
SANITIZED = bool(os.environ.get("ENTENTE_SANITIZED"))

TWO_ISSUES = """\
entente = 1
title   = "Two issues"
reserve = { north = 20, south = 20 }

[parties]
north = "North"
south = "South"

[issue.water]
ask       = "Who keeps the water"
options   = ["north", "south"]
for.north = { weight = 70, score = [100, 0] }
for.south = { weight = 30, score = [0, 100] }

[issue.road]
ask       = "Who keeps the road"
options   = ["north", "south"]
for.north = { weight = 30, score = [100, 0] }
for.south = { weight = 70, score = [0, 100] }
"""


class Done:
    def __init__(self, process):
        self.code = process.returncode
        self.out = process.stdout.decode("utf-8", "strict")
        self.err = process.stderr.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.out)


def run(*words, stdin=subprocess.DEVNULL, env=None, cwd=None, timeout=120):
    environment = {**os.environ, **(env or {})}
    process = subprocess.run([ENTENTE, *map(str, words)], stdin=stdin, capture_output=True, env=environment,
                             cwd=cwd, timeout=timeout, check=False)
    if "--svg" in words and process.returncode == 0:
        # Every figure that any test writes is well-formed: a strict parser takes it.
        for figure in Path(cwd or ".", words[words.index("--svg") + 1]).glob("*.svg"):
            if xml.etree.ElementTree.parse(figure).getroot().tag != "{http://www.w3.org/2000/svg}svg":
                raise AssertionError(f"{figure} is no SVG")
    return Done(process)


def opposed_case(parties, issues, options, seed=1, reserve=None):
    """A random additive case in which parties want different things."""
    draw = random.Random(seed)
    names = [f"p{k}" for k in range(parties)]
    lines = ["entente = 1", 'title = "Random"', ""]
    if reserve is not None:
        lines.insert(2, "reserve = { " + ", ".join(f"{name} = {reserve}" for name in names) + " }")
    lines += ["[parties]"] + [f'{name} = "Party {name}"' for name in names]
    for i in range(issues):
        labels = ", ".join(f'"o{k}"' for k in range(options))
        lines += ["", f"[issue.i{i}]", f'ask = "Issue {i}"', f"options = [{labels}]"]
        for p, name in enumerate(names):
            scores = sorted(draw.randint(0, 1000) / 10 for _ in range(options))
            if (p + i) % 2:
                scores.reverse()
            weight = draw.randint(100, 9999) / 100
            lines.append(f"for.{name} = {{ weight = {weight}, score = {scores} }}")
    return "\n".join(lines) + "\n"


class CommandTest(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = Path(self._folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def case(self, text=TWO_ISSUES, name="case.toml"):
        return self.file(name, text)

    def result(self, *words, **options):
        """A run that must succeed; its output."""
        done = run(*words, **options)
        self.assertEqual(done.code, 0, f"{words}: {done.err}")
        return done

    def refused(self, *words, code=None, **options):
        """A run that must be refused with exit code 2 and, where named, this diagnostic."""
        done = run(*words, **options)
        self.assertEqual(done.code, 2, f"{words}: {done.out}{done.err}")
        if code:
            self.assertIn(f"error[{code}]", done.err)
        return done
