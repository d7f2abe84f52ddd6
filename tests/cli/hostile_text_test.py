"""What a file says reaches the terminal as text: nothing in it moves the cursor, hides or turns words, and every
byte that goes out is UTF-8."""

import json
import os
import re
import subprocess
import unittest

from command import ENTENTE, TWO_ISSUES, CommandTest

ESCAPES = "\x1b[2J\x1b]0;gone\x07"
C1 = "\x9b2J\x85"
BIDI = "\u202egnihton\u202c\u2066x\u2069"
HOSTILE = ESCAPES + C1 + BIDI
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class HostileText(CommandTest):
    def shown(self, *words, code=None, stdin=None):
        """Everything that a run writes, strictly decoded; no forbidden character may stand in it."""
        process = subprocess.run([ENTENTE, *words], stdin=stdin or subprocess.DEVNULL, capture_output=True, timeout=60,
                                 check=False)
        self.assertIn(process.returncode, (0, 2) if code is None else (code,), process.stderr)
        out, err = process.stdout.decode("utf-8", "strict"), process.stderr.decode("utf-8", "strict")
        for name, text in (("stdout", out), ("stderr", err)):
            if text.startswith("<!doctype html>"):  # the page's own script holds what it likes
                text = re.sub(r'<script type="module">.*?</script>', "", text, flags=re.S)
            found = FORBIDDEN.search(text)
            self.assertIsNone(found, f"{words} {name}: {text[max(0, found.start() - 40):found.start() + 40]!r}"
                              if found else None)
        if "--json" in words and out:
            json.loads(out)
        return out, err

    def quoted(self, text):
        return json.dumps(text)

    def hostile_case(self):
        return TWO_ISSUES.replace('"Two issues"', self.quoted(HOSTILE)).replace('"North"', self.quoted("N" + HOSTILE)) \
                         .replace('["north", "south"]', f'[{self.quoted("o" + HOSTILE)}, "south"]')

    def test_results(self):
        case = str(self.case(self.hostile_case()))
        for words in ([], ["check"], ["settle"], ["report"], ["report", "--json"], ["settle", "--json"],
                      ["check", "--json"], ["convert"], ["stability"]):
            with self.subTest(words=words):
                self.shown(*words, case)

    def test_json_keeps_the_text(self):
        case = self.case(self.hostile_case())
        self.assertEqual(self.result("settle", case, "--json").json["case"]["title"], HOSTILE)
        again = self.folder / "again.toml"
        self.result("convert", case, "-o", again)
        self.assertEqual(self.result("settle", again, "--json").json["case"]["title"], HOSTILE)

    def test_diagnostics(self):
        key = "x" + HOSTILE.replace('"', "")
        cases = {
            "key": TWO_ISSUES + f'\n{self.quoted(key)} = 1\n',
            "value": TWO_ISSUES.replace("weight = 70", f"weight = {self.quoted(key)}"),
            "raw": TWO_ISSUES + f"# {HOSTILE}\n[x{HOSTILE}]\n",
            "bytes": TWO_ISSUES.encode() + b"\n[\xff\xfe\x9b2J]\n",
        }
        for name, content in cases.items():
            with self.subTest(name=name):
                self.shown("check", str(self.case(content)), code=2)
                self.shown("check", str(self.case(content)), "--json", code=2)

    def test_gmcr_and_csv(self):
        model = {"options": ["o" + HOSTILE, "p"], "decisionMakers": [{"name": "d" + HOSTILE, "options": [1, 1, 9]}],
                 "x" + HOSTILE: 1, "preferences": {"d" + HOSTILE: [9]}}
        path = str(self.file("model.gmcr", json.dumps(model, ensure_ascii=False)))
        for words in (["check"], ["stability"], ["stability", "--json"]):
            self.shown(*words, path)
        series = self.file("series.csv", f"da{HOSTILE}te,sh{HOSTILE}are\n2024-01-01,x{HOSTILE}\n".encode() + b"\xff\x9b,1\n")
        for column in ("nothing", "sh"):
            self.shown("war", "--fit", str(series), "--column", column, code=2)
        self.shown("war", "--fit", str(series), "--json", code=2)

    def test_words_and_names(self):
        case = str(self.case())
        for words in (["settle", case, "--set", f"reserve.{HOSTILE}=1"], ["settle", case, "--set", HOSTILE],
                      ["settle", case, "--improve", f"{HOSTILE}=1"], ["explain", HOSTILE], [HOSTILE],
                      ["settle", case, "--method", HOSTILE], ["settle", case, f"--x{HOSTILE}"],
                      ["check", f"/no/{HOSTILE}.toml"], ["report", case, "--for", HOSTILE]):
            with self.subTest(words=words):
                self.shown(*words, code=2)

    def test_names_that_are_no_text(self):
        folder = os.fsencode(self.folder)
        path = folder + b"/n\xe9\x9b2J.toml"
        with open(path, "wb") as file:
            file.write(TWO_ISSUES.encode())
        bad = folder + b"/b\xe9d.toml"
        with open(bad, "wb") as file:
            file.write(b"entente = \n")
        for words in ([b"settle", path], [b"settle", path, b"--json"], [b"report", path, b"--json"], [b"check", bad],
                      [b"check", bad, b"--json"], [b"check", path, b"--set", b"\xff=\xfe"],
                      [b"settle", path, b"-o", folder + b"/\xe9/x"]):
            with self.subTest(words=words):
                process = subprocess.run([ENTENTE.encode(), *words], stdin=subprocess.DEVNULL, capture_output=True,
                                         timeout=60, check=False)
                self.assertIn(process.returncode, (0, 2), process.stderr)
                out = process.stdout.decode("utf-8", "strict")
                err = process.stderr.decode("utf-8", "strict")
                self.assertIsNone(FORBIDDEN.search(out + err), err)
                if b"--json" in words:
                    json.loads(out)


if __name__ == "__main__":
    unittest.main()
