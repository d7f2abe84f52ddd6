"""Codes and ideas explained: every solution and concept that results name, with the numbers of a case."""

import re
import unittest
from pathlib import Path

from command import SOURCE, TWO_ISSUES, CommandTest

PRODUCT = re.compile(r"([\d.]+(?: x [\d.]+)*) = ([\d.]+) (beats|equals|falls below) ([\d.]+(?: x [\d.]+)*) = ([\d.]+)")

# Two owners of gates: each would open alone what the other then closes.
GATES = """entente = 1
title = "Two gates"
status_quo = { a = "shut", b = "shut" }
[parties]
north = "North"
south = "South"
[issue.a]
options = ["shut", "open"]
for.north = { weight = 50, score = [0, 100] }
for.south = { weight = 50, score = [100, 0] }
[issue.b]
options = ["shut", "open"]
for.north = { weight = 50, score = [100, 0] }
for.south = { weight = 50, score = [0, 100] }
[control]
north = ["a"]
south = ["b"]
"""


def product(words):
    value = 1.0
    for factor in words.split(" x "):
        value *= float(factor)
    return value


class Explain(CommandTest):
    def why(self, name, case):
        done = self.result("explain", name, case, "--json")
        return done.json["ideas"][0]["why"]

    def test_every_idea_is_whole(self):
        listed = self.result("explain", "--json").json["ideas"]
        ids = [idea["id"] for idea in listed]
        self.assertEqual(len(ids), len(set(ids)))
        for idea in listed:
            with self.subTest(idea["id"]):
                for key in ("title", "brief", "idea", "picture", "objection", "source"):
                    self.assertTrue(idea[key].strip(), key)
                self.assertTrue(all(len(line) <= 76 for line in idea["picture"].splitlines()), "picture too wide")
                text = self.result("explain", idea["id"]).out
                self.assertIn("Against it:", text)
                self.assertTrue(all(len(line) <= 80 for line in text.splitlines()), text)
        case = self.case()
        solutions = self.result("settle", case, "--json", "-q", "--nash-weights", "1,2", "--reference",
                                "water=north, road=north").json["solutions"]
        self.assertLessEqual(set(solutions), set(ids))
        concepts = self.result("stability", self.case(GATES), "--json", "-q").json["concepts"]
        self.assertLessEqual(set(concepts) - {"nash"}, set(ids))
        self.assertIn("nash_stable", ids)

    def test_names_are_found_as_people_write_them(self):
        for name in ("kalai_smorodinsky", "Kalai-Smorodinsky", "KALAI SMORODINSKY"):
            self.assertEqual(self.result("explain", name, "--json").json["ideas"][0]["id"], "kalai_smorodinsky")
        self.assertIn("nash", self.refused("explain", "nsh", code="E0914").err)
        self.refused("explain", self.case())  # which idea?
        self.refused("explain", "nash", self.folder / "none.toml")
        both = self.result("explain", "E0103", "raiffa", "--json").json
        self.assertEqual((both["codes"][0]["code"], both["ideas"][0]["id"]), ("E0103", "raiffa"))

    def test_products_are_those_of_the_result(self):
        for case in ("case:protracted-war", "case:panama-canal", "case:camp-david-1978"):
            with self.subTest(case):
                result = self.result("settle", case, "--json", "-q").json
                gains = result["solutions"]["nash"]["gains"]
                expected = 1.0
                for gain in gains:
                    expected *= gain
                told = [m for m in map(PRODUCT.search, self.why("nash", case)) if m]
                self.assertTrue(told)
                for match in told:
                    self.assertEqual([round(float(f), 2) for f in match[1].split(" x ")],
                                     [round(g, 2) for g in gains])
                    self.assertAlmostEqual(float(match[2]), expected, delta=max(0.06, expected * 6e-4))
                    self.assertAlmostEqual(product(match[4]), float(match[5]), delta=max(0.2, float(match[5]) * 0.005))
                    self.assertEqual(match[3], "beats")
                    self.assertGreater(float(match[2]), float(match[5]))

    def test_two_packages(self):
        case = self.case("""entente = 1
title = "Two packages"
reserve = { u = 58.77, r = 54.09 }
[parties]
u = "U"
r = "R"
[issue.package]
options = ["first", "second"]
for.u = { weight = 1, score = [71.7, 67.5] }
for.r = { weight = 1, score = [61.06, 64.06] }
""")
        why = " ".join(self.why("nash", case))
        self.assertRegex(why, r"12\.93 x 6\.97 = 90\.1 beats 8\.73 x 9\.97 = 87\.0, the package of .*Egalitarian")
        self.assertRegex(" ".join(self.why("egalitarian", case)),
                         r"A least gain of 8\.73 for U, then 9\.97 for R beats a least gain of 6\.97 for R")
        self.assertIn("71.70 + 61.06 = 132.8 beats 67.50 + 64.06 = 131.6", " ".join(self.why("utilitarian", case)))

    def test_ties_are_equal_and_said(self):
        case = self.case("""entente = 1
title = "Alike"
reserve = { p = 0, q = 0 }
[parties]
p = "P"
q = "Q"
[issue.x]
options = ["p", "q"]
for.p = { weight = 60, score = [100, 0] }
for.q = { weight = 60, score = [0, 100] }
[issue.y]
options = ["p", "q"]
for.p = { weight = 40, score = [100, 0] }
for.q = { weight = 40, score = [0, 100] }
""")
        self.assertIn("1 other package is exactly as good by this measure; nothing in the case chooses.",
                      self.why("nash", case))

    def test_every_idea_in_a_case(self):
        points, moves = self.case(), self.case(GATES, "gates.toml")
        for idea in self.result("explain", "--json").json["ideas"]:
            with self.subTest(idea["id"]):
                self.assertTrue(self.why(idea["id"], points if idea["family"] == "settle" else moves))
        self.assertIn("who can move", " ".join(self.why("seq", points)))
        # Opening is better for its owner whatever the other does, and worse for both where both do.
        why = " ".join(self.why("nash_stable", moves))
        self.assertIn("1 of 4 states holds for everybody under it", why)
        self.assertIn("a open, b open", why)
        self.assertIn("no zone", " ".join(self.why("nash", self.case(TWO_ISSUES.replace("north = 20", "north = 95")))))

    def test_the_page_is_what_the_command_writes(self):
        self.assertEqual((SOURCE / "docs" / "solutions.md").read_text(encoding="utf-8"),
                         self.result("explain", "--solutions").out)


class Teaching(CommandTest):
    """The exercises of docs/teaching.md: each answer in its table is what the command gives."""

    ROW = re.compile(r"^\| (\d+[a-z]?) \| `entente ([^`]+)` \| `([^`]+)` \| ([^|]+) \|$")

    def value(self, tree, path):
        for key in path.strip("/").split("/"):
            tree = tree[int(key)] if isinstance(tree, list) else tree[key]
        return tree

    def test_answers(self):
        page = (SOURCE / "docs" / "teaching.md").read_text(encoding="utf-8")
        rows = [m for m in map(self.ROW.match, page.splitlines()) if m]
        self.assertGreaterEqual(len(rows), 12)
        exercises = set(re.findall(r"^\*\*(\d+)\.", page, re.M))
        self.assertEqual(exercises, {re.match(r"\d+", row[1])[0] for row in rows}, "an exercise without an answer")
        done = {}
        for row in rows:
            with self.subTest(row[1]):
                if row[2] not in done:
                    done[row[2]] = self.result(*self.words(row[2]), "--json", "-q").json
                value = self.value(done[row[2]], row[3])
                answer = row[4].strip()
                if isinstance(value, bool):
                    self.assertEqual(answer, "yes" if value else "no")
                elif isinstance(value, (int, float)):
                    self.assertAlmostEqual(value, float(answer), delta=0.005)
                elif isinstance(value, list):
                    self.assertEqual(answer, ", ".join(f"{v:.2f}".rstrip("0").rstrip(".") if isinstance(v, float) else str(v)
                                                       for v in value) or "none")
                else:
                    self.assertEqual(answer, str(value))

    def words(self, command):
        import shlex
        return shlex.split(command)


if __name__ == "__main__":
    unittest.main()
