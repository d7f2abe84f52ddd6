"""Numbers at the edge: a file that `check` calls sound never ends with a bug of ours, and what is unsound has a place."""

import re
import time
import unittest

from command import CommandTest, TWO_ISSUES, run

HEAD = """[parties]
a = "A"
b = "B"
[issue.x]
options = [0, 1]
for.a = { score = [0, 100] }
for.b = { score = [100, 0] }
"""


class Edges(CommandTest):
    def both(self, text, unsound=None):
        """Every verb answers with 0 or 2, all of them what `check` says."""
        case = self.case(text)
        checked = run("check", case)
        self.assertIn(checked.code, (0, 2), checked.err)
        if unsound:
            self.assertEqual(checked.code, 2, text)
            self.assertIn(f"error[{unsound}]", checked.err)
            self.assertRegex(checked.err, r":\d+:\d+: error", "no place")
        for verb in (["war"], ["settle"], ["report"], []):
            done = run(*verb, case, "--json")
            self.assertIn(done.code, (0, 2), f"{verb} {text}\n{done.err}")
            if checked.code == 2:
                self.assertEqual(done.code, 2)
            elif done.out:
                self.assertIsInstance(done.json, dict)
            self.assertIn(run(*verb, case).code, (0, 2))
        return checked

    def test_ends_of_ranges(self):
        war = HEAD + "[war]\nmodel = \"front\"\n"
        self.both(war + 'forts = 6\nstart = "3 (1..9)"\n', "E0508")
        self.both(war + "start = 12\n", "E0508")
        self.both(war + 'advance = "0.5 (0..0.8)"\nretreat = "0.2 (0..0.2)"\ncost = { a = 1, b = 1 }\n', "E0509")
        self.both(HEAD + '[war]\nmodel = "learning"\nforts = "6 (4..8)"\nstart = 5\n', "E0508")
        # Each end alone is sound, both together are not: draws and ranges must bear it.
        self.both(war + 'forts = "6 (4..8)"\nstart = "4 (1..6)"\n')
        self.both(HEAD + '[war]\nmodel = "learning"\nforts = "6 (4..8)"\nstart = "4 (1..6)"\n')
        self.both(war + 'advance = "0.4 (0.1..0.6)"\nretreat = "0.3 (0.1..0.6)"\n')
        self.both(war + 'forts = "8 (6..9)"\nstart = "4 (1..6)"\n')

    def test_settings_too(self):
        case = self.case(HEAD + "[war]\nmodel = \"front\"\nforts = 6\nstart = 3\nadvance = 0.5\nretreat = 0.3\n")
        for setting in ("war.start=9", "war.start=3 (1..9)", "war.forts=2", "war.advance=0.9", "war.advance=0.5 (0.1..1)"):
            self.refused("war", case, "--set", setting)
        self.refused("war", case, "--set", "war.advance=0", "--set", "war.retreat=0", code="E0509")

    def test_amounts_past_every_scale(self):
        for cost in ("1e18", "9e17", "1e15", '"1 (0..1e18)"', "1e-18"):
            for model in ('"front"', '"lottery"', '"learning"', '"attrition"', '"screening"'):
                self.both(HEAD + f"[war]\nmodel = {model}\ncost = {{ a = 1, b = {cost} }}\n")
        self.both(HEAD + '[war]\nmodel = "front"\ndrift = 0\nvolatility = 1e-9\ncost = { a = 8, b = 8 }\n')
        self.both(HEAD + '[war]\nmodel = "lottery"\nrisk = { a = 1e-18 }\n', "E0216")
        self.both(HEAD + '[war]\nmodel = "lottery"\nrisk = { a = 0.01 }\naid = { a = 1e18 }\n')
        self.both(HEAD + '[war]\nmodel = "front"\n[aid.x]\nkind = "money"\nto = "a"\namount = 1e18\n')
        self.both("reserve = { a = 1e18, b = -1e18 }\n" + HEAD)

    def test_columns_hold_what_is_out_of_scale(self):
        shown = self.result("war", self.case(HEAD + "[war]\nmodel = \"front\"\ncost = { a = 1, b = 1e18 }\n"), "-q").out
        self.assertIsNone(re.search(r"\d{16,}", shown.replace(",", "")), shown)
        for line in shown.splitlines():
            self.assertLessEqual(len(line), 100, line)

    def test_numbers_that_no_double_holds(self):
        model = self.file("m.gmcr", '{"options":["a"],\n "decisionMakers":[],"x":1e999}')
        done = self.refused("stability", model)
        self.assertIn("m.gmcr:2:", done.err)
        self.assertIn("1e999", done.err)
        self.refused("settle", self.case(TWO_ISSUES.replace("weight = 70", "weight = 1e999")))
        deep = self.file("deep.gmcr", '{"options":' + "[" * 100_000 + "]" * 100_000 + ',"decisionMakers":[]}')
        self.refused("stability", deep)

    def test_long_lines(self):
        listed = ", ".join(f'"o{k}"' for k in range(200_000))
        scores = ", ".join(str(k % 101) for k in range(200_000))
        text = HEAD + f"[issue.y]\noptions = [{listed}]\nfor.a = {{ score = [{scores}] }}\nfor.b = {{ score = [{scores}] }}\n"
        begun = time.monotonic()
        done = run("check", self.case(text), "-q", timeout=300)
        print(f"check of a line of {len(listed) // 1_000_000} MB: {time.monotonic() - begun:.1f} s, exit {done.code}")
        self.assertIn(done.code, (0, 2))
        begun = time.monotonic()
        done = run("check", self.case("x = [" + '"a",' * 4_000_000 + "]\n"), timeout=300)
        print(f"check of a line of 16 MB: {time.monotonic() - begun:.1f} s, exit {done.code}")
        self.assertEqual(done.code, 2)


if __name__ == "__main__":
    unittest.main()
