"""Files of other programs: what is read, what is said of the rest, and rude input."""

import json
import os
import random
import subprocess
import tempfile
import time
import unittest

from command import ENTENTE, SANITIZED, CommandTest, run
from workbooks import sheet_xml, workbook


class FormatTest(CommandTest):
    def put(self, folder, files):
        path = self.folder / folder
        path.mkdir(exist_ok=True)
        for name, content in files.items():
            text = content if isinstance(content, (str, bytes)) else json.dumps(content)
            (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def settle(self, *inputs):
        return self.result("settle", *inputs, "--json", "-q").json

    def points(self, *inputs):
        """Every frontier point, rounded as published tables are."""
        return {tuple(round(u, 6) for u in p["utilities"]) for p in self.settle(*inputs)["frontier"]["items"]}


def geniusweb(name, weights, values, reserve=None, evaluator="DiscreteValueSetUtilities"):
    space = {"issueUtilities": {i: {evaluator: {"valueUtilities": v}} for i, v in values.items()},
             "issueWeights": weights,
             "domain": {"name": "harbour", "issuesValues": {i: {"values": list(v)} for i, v in values.items()}},
             "name": name}
    if reserve:
        space["reservationBid"] = {"issuevalues": reserve}
    return {"LinearAdditiveUtilitySpace": space}


class GeniusWeb(FormatTest):
    VALUES = ({"berth": {"east": 1.0, "west": 0.4, "north": 0.0}, "fee": {"low": 0.0, "high": 1.0}},
              {"berth": {"east": 0.2, "west": 0.5, "north": 0.9}, "fee": {"low": 1.0, "high": 0.0}})

    def scenario(self, evaluator="discreteutils", **more):
        first = geniusweb("a", {"berth": 0.7, "fee": 0.3}, self.VALUES[0], {"berth": "west", "fee": "low"}, evaluator)
        second = geniusweb("b", {"berth": 0.6, "fee": 0.4}, self.VALUES[1])
        domain = first["LinearAdditiveUtilitySpace"]["domain"]
        return {"harbour.json": domain, "harbour1.json": first, "harbour2.json": second, **more}

    def test_folder_files_and_both_names_of_the_evaluator(self):
        for evaluator in ("discreteutils", "DiscreteValueSetUtilities"):
            folder = self.put("web", self.scenario(evaluator))
            result = self.settle(folder)
            # West and a low fee: 0.7 * 0.4 = 0.28.
            self.assertEqual([p["reservation"] for p in result["parties"]], [0.28, None])
            self.assertEqual([p["id"] for p in result["parties"]], ["harbour1", "harbour2"])
            # Everything but north and a low fee (worth 0 to the first).
            self.assertEqual(result["zone"]["outcomes"], "5")
            again = self.settle(*sorted(folder.iterdir()))
            self.assertEqual(again["solutions"], result["solutions"])
            without = self.settle(folder / "harbour1.json", folder / "harbour2.json")
            self.assertEqual(without["solutions"], result["solutions"])

    def test_what_lies_beside_is_passed_over(self):
        folder = self.put("web", self.scenario(**{"specials.json": {"size": 6}, "notes.json": {"x": 1}}))
        done = self.result("settle", folder)
        self.assertIn("notes.json", done.err)
        self.assertNotIn("specials.json", done.err)

    def test_numbers(self):
        def profile(name, low, high):
            return {"LinearAdditiveUtilitySpace": {
                "issueUtilities": {"price": {"numberutils": {"lowValue": 10, "lowUtility": low, "highValue": 20,
                                                             "highUtility": high}}},
                "issueWeights": {"price": 1}, "name": name,
                "domain": {"name": "p", "issuesValues": {"price": {"range": ["10", "20", "2.5"]}}}}}
        folder = self.put("web", {"a.json": profile("a", 0.1, 0.9), "b.json": profile("b", 1, 0)})
        self.assertEqual(self.points(folder), {(0.1, 1), (0.3, 0.75), (0.5, 0.5), (0.7, 0.25), (0.9, 0)})

    def test_other_profiles_are_refused_by_name(self):
        folder = self.put("web", {"a.json": {"SumOfGroupsUtilitySpace": {"x": 1}}, **self.scenario()})
        done = self.refused("settle", folder, code="E0334")
        self.assertIn("SumOfGroupsUtilitySpace", done.err)


class NegoLog(FormatTest):
    def test_read_and_rounded(self):
        folder = self.put("n", {
            "profileA.json": {"reservationValue": 0.25, "issueWeights": {"x": 0.6, "y": 0.4},
                              "issues": {"x": {"x1": 0.1, "x2": 1.0}, "y": {"y1": 0.3, "y2": 1.0}}},
            "profileB.json": {"reservationValue": 0.5, "issueWeights": {"x": 0.2, "y": 0.8},
                              "issues": {"x": {"x1": 1.0, "x2": 0.0}, "y": {"y1": 1.0, "y2": 0.5}}},
            "specs.json": {"Name": "n", "NumberOfBids": 4}})
        result = self.settle(folder)
        self.assertEqual([p["reservation"] for p in result["parties"]], [0.25, 0.5])
        self.assertEqual(result["solutions"]["nash"]["outcome"], {"x": "x2", "y": "y1"})
        self.assertEqual(result["solutions"]["nash"]["utilities"], [0.72, 0.8])
        self.assertEqual(self.result("settle", folder).err, "")

    def test_missing_values_count_as_nothing_and_are_told(self):
        folder = self.put("n", {
            "profileA.json": {"issueWeights": {"x": 1}, "issues": {"x": {"p": 1, "q": 0.5}}},
            "profileB.json": {"issueWeights": {"x": 1}, "issues": {"x": {"p": 0.2, "r": 1}}}})
        done = self.result("settle", folder, "--json")
        self.assertIn("W0331", done.err)
        self.assertEqual(done.json["space"]["outcomes"], "3")

    def test_random_domains_against_enumeration(self):
        draw = random.Random(20)
        for trial in range(8):
            issues = {f"i{i}": [f"v{k}" for k in range(draw.randint(2, 5))] for i in range(draw.randint(1, 4))}
            sides = []
            for side in range(2):
                weights = [draw.random() for _ in issues]
                sides.append({"reservationValue": round(draw.random() * 0.4, 3),
                              "issueWeights": {i: w / sum(weights) for i, w in zip(issues, weights)},
                              "issues": {i: {v: draw.random() for v in vs} for i, vs in issues.items()}})
            folder = self.put(f"n{trial}", {"profileA.json": sides[0], "profileB.json": sides[1]})
            bids = [{}]
            for i, vs in issues.items():
                bids = [{**bid, i: v} for bid in bids for v in vs]
            worth = [[sum(s["issueWeights"][i] * s["issues"][i][v] for i, v in bid.items()) for s in sides] for bid in bids]
            inside = [u for u in worth if all(u[p] >= sides[p]["reservationValue"] for p in range(2))]
            result = self.settle(folder)
            self.assertEqual(result["zone"]["outcomes"], str(len(inside)))
            if inside:
                gains = max((u[0] - sides[0]["reservationValue"]) * (u[1] - sides[1]["reservationValue"]) for u in inside)
                nash = result["solutions"]["nash"]["gains"]
                self.assertAlmostEqual(nash[0] * nash[1], gains, places=12)


SHOP = """name: shop
type: CartesianOutcomeSpace
issues:
- name: days
  type: ContiguousIssue
  values: [2, 6]
- name: "colour: main"
  type: CategoricalIssue
  values: [red, "blue", 'white']
- name: size
  type: DiscreteCardinalIssue
  values: [10, 12.5]
"""
BUYER = """# what the buyer wants
name: buyer
reserved_value: {reserve}
type: LinearAdditiveUtilityFunction
weights: [2, 1, 0.4]
values:
- &line {{type: AffineFun, slope: -1, bias: 6}}
- type: TableFun
  mapping: {{red: 1, blue: 2, white: 0}}
- type: IdentityFun
"""
SELLER = """name: seller
reserved_value: -.inf
reserved_outcome: null
type: negmas.preferences.LinearAdditiveUtilityFunction
weights:
  days: 1
  "colour: main": -1
  size: 0
values:
  days: {type: LinearFun, slope: 0.5}
  "colour: main": {type: TableFun, mapping: {red: 1, blue: 2, white: 0}}
  size: {type: ConstFun, bias: 3}
bias: 0.25
"""


class NegMAS(FormatTest):
    def expected(self):
        points = []
        for days in range(2, 7):
            for colour, value in (("red", 1), ("blue", 2), ("white", 0)):
                for size in (10, 12.5):
                    points.append((2 * (6 - days) + value + 0.4 * size, 0.5 * days - value + 0.25))
        return points

    def test_yaml(self):
        folder = self.put("shop", {"shop.yml": SHOP, "buyer.yml": BUYER.format(reserve=9), "seller.yaml": SELLER,
                                   "_info.yaml": "title: nothing"})
        result = self.settle(folder)
        points = self.expected()
        self.assertEqual([p["reservation"] for p in result["parties"]], [9, None])
        self.assertEqual(result["space"]["outcomes"], "30")
        self.assertEqual(result["zone"]["outcomes"], str(sum(u >= 9 for u, _ in points)))
        self.assertEqual([round(p["best"], 9) for p in result["parties"]],
                         [max(u for u, _ in points), max(v for _, v in points)])
        self.assertEqual([round(p["worst"], 9) for p in result["parties"]],
                         [min(u for u, _ in points), min(v for _, v in points)])
        front = {p for p in points if not any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in points)}
        self.assertEqual(self.points(folder), {tuple(round(x, 6) for x in p) for p in front})

    def test_json_with_infinities(self):
        domain = {"name": "s", "type": "CartesianOutcomeSpace",
                  "issues": [{"name": "n", "type": "ContiguousIssue", "values": [0, 3]}]}
        def profile(slope, reserve):
            return json.dumps({"type": "LinearAdditiveUtilityFunction", "weights": [1], "reserved_value": 0,
                               "values": [{"type": "AffineFun", "slope": slope, "bias": 3}]}).replace(
                                   '"reserved_value": 0', f'"reserved_value": {reserve}')
        folder = self.put("s", {"s.json": domain, "a.json": profile(1, "-Infinity"), "b.json": profile(-1, "1.5")})
        result = self.settle(folder)
        self.assertEqual([p["reservation"] for p in result["parties"]], [None, 1.5])
        self.assertEqual(self.points(folder), {(3, 3), (4, 2), (5, 1), (6, 0)})

    def test_functions_and_real_issues(self):
        functions = {"AffineFun, slope: 2, bias: -1": lambda x: 2 * x - 1,
                     "QuadraticFun, a2: 1, a1: -3, bias: 0.5": lambda x: x * x - 3 * x + 0.5,
                     "PolynomialFun, bias: 1, coefficients: [0, 0, 2]": lambda x: 1 + 2 * x ** 3,
                     "TriangularFun, start: 0, middle: 1, end: 3": lambda x: max(0, x if x <= 1 else (3 - x) / 2),
                     "ExponentialFun, tau: 0.5, base: 2": lambda x: 2 ** (x / 2)}
        for text, function in functions.items():
            folder = self.put("f", {
                "d.yml": "issues:\n- {name: x, type: ContinuousIssue, values: [0.0, 3.0]}\n",
                "a.yml": "type: LinearAdditiveUtilityFunction\nweights: [1]\nvalues:\n- {type: %s}\n" % text,
                "b.yml": "type: LinearAdditiveUtilityFunction\nweights: [1]\nvalues:\n- {type: IdentityFun}\n"})
            done = self.result("settle", folder, "--json")
            self.assertIn("W0333", done.err)
            grid = [function(0.15 * k) for k in range(21)]
            self.assertEqual(done.json["space"]["outcomes"], "21")
            self.assertAlmostEqual(done.json["parties"][0]["best"], max(grid), places=9, msg=text)
            self.assertAlmostEqual(done.json["parties"][0]["worst"], min(grid), places=9, msg=text)

    def test_a_real_issue_is_looked_at_between_its_options_on_every_screen(self):
        price = '<issue index="1" name="price" type="real" vtype="real" etype="real">' \
                '<range lowerbound="0" upperbound="90"/>%s</issue>'
        space = '<utility_space><objective index="0" name="all" type="objective" etype="objective">%s%s</objective>' \
                '<reservation value="%s"/></utility_space>'
        folder = self.put("real", {
            "domain.xml": '<negotiation_template><utility_space number_of_issues="1"><objective index="0" name="all" '
                          'type="objective" etype="objective">' + price % "" + "</objective></utility_space></negotiation_template>",
            "a.xml": space % (price % '<evaluator ftype="linear" parameter0="1" parameter1="-0.0111"/>',
                              '<weight index="1" value="1"/>', "0.507"),
            "b.xml": space % (price % '<evaluator ftype="linear" parameter0="0" parameter1="0.0111"/>',
                              '<weight index="1" value="1"/>', "0.471")})
        alone = self.result("settle", folder, "--json").json
        self.assertGreater(int(alone["space"]["outcomes"]), 21)
        beside = self.result(folder, "--json").json["settle"]
        self.assertEqual(beside["frontier"], alone["frontier"])
        self.assertIn("document", self.result("report", folder, "--json").json)

    def test_what_is_not_read_is_named(self):
        base = {"shop.yml": SHOP, "buyer.yml": BUYER.format(reserve=1)}
        for profile, word in (("type: HyperRectangleUtilityFunction\n", "HyperRectangleUtilityFunction"),
                              (SELLER.replace("LinearFun", "LambdaFun"), "LambdaFun")):
            done = self.refused("settle", self.put("bad", {**base, "seller.yml": profile}), code="E0334")
            self.assertIn(word, done.err)
        done = self.refused("settle", self.put("worse", {**base, "seller.yml": SELLER.replace("0.5", "half")}),
                            code="E0335")
        self.assertRegex(done.err, r"seller\.yml:\d+")


class ScoreSheets(FormatTest):
    def test_points_that_add_up(self):
        sheet = self.file("sheet.csv", "Issue,Option,North Bank,South Bank,Notes\nWater,north keeps it,60,0,\n"
                                       ",shared,40,30,a note\n,south keeps it,0,45,\nRoad (main),open,40,55,\n"
                                       "Road (main),closed,10,5,\nTotal,,100,100,\nReserve,,30,25,\n")
        result = self.settle(sheet)
        self.assertEqual([(p["id"], p["name"], p["reservation"]) for p in result["parties"]],
                         [("north_bank", "North Bank", 30), ("south_bank", "South Bank", 25)])
        self.assertEqual(self.points(sheet), {(100, 55), (80, 85), (40, 100)})
        self.assertEqual(result["zone"]["outcomes"], "4")

    def test_weights_semicolons_and_decimal_commas(self):
        sheet = self.file("sheet.csv", "\ufeffissue;option;A;B\r\nprice;10;0;100\r\nprice;20;62,5;50\r\nprice;30;100;0\r\n"
                                       "price;weight;3;1\r\nspeed;slow;0;100\r\nspeed;fast;100;0\r\nspeed;weight;1;1,5\r\n"
                                       "no deal;;12,5;40\r\n")
        self.assertEqual(self.points(sheet), {(0, 100), (46.875, 80), (75, 60), (100, 0)})
        result = self.settle(sheet)
        self.assertEqual([p["reservation"] for p in result["parties"]], [12.5, 40])
        nash = result["solutions"]["nash"]
        self.assertEqual(nash["utilities"], [46.875, 80])  # 34.375 x 40 beats 62.5 x 20

    def test_workbook_with_merged_cells_formulas_and_dates(self):
        cells = {"A1": "Score sheet of the harbour talks", "A3": "Issue", "B3": "Option", "C3": "North", "D3": "South",
                 "A4": "Start", "B4": '<c r="B4" s="1"><v>45000</v></c>', "C4": '<c r="C4"><f>10*3</f><v>30</v></c>', "D4": 0,
                 "B5": '<c r="B5" s="2"><v>45031</v></c>', "C5": 5, "D5": 20,
                 "A6": "Fee", "B6": "low", "C6": 0, "D6": 80, "B7": "high", "C7": 70,
                 "D7": '<c r="D7" t="e"><v>#REF!</v></c>', "A8": "reserve", "C8": 20, "D8": '<c r="D8"><f>1+1</f></c>'}
        book = self.file("sheet.xlsx", workbook(sheet_xml(cells, ["A1:D1", "A4:A5", "A6:A7"])))
        done = self.result("settle", book, "--json")
        self.assertIn("D7", done.err)
        self.assertIn("D8", self.result("check", book).out)
        items = done.json["frontier"]["items"]
        self.assertEqual({tuple(i["utilities"]) for i in items}, {(100, 0), (75, 20), (30, 80), (5, 100)})
        self.assertEqual(items[0]["outcome"], {"start": "2023-03-15", "fee": "high"})
        self.assertEqual([p["reservation"] for p in done.json["parties"]], [20, None])

    def test_what_is_wrong_is_told_by_cell(self):
        done = self.refused("check", self.file("a.csv", "issue,option,A,B\nx,p,1,much\n"), code="E0336")
        self.assertIn("line 2, column 4", done.err)
        cells = {"A1": "issue", "B1": "option", "C1": "A", "D1": "B", "A2": "x", "B2": "p", "C2": 1, "D2": "much"}
        self.assertIn("D2", self.refused("check", self.file("a.xlsx", workbook(sheet_xml(cells))), code="E0336").err)
        none = {"A1": "name", "B1": "age"}
        done = self.refused("check", self.file("b.xlsx", workbook(sheet_xml(none))), code="E0336")
        self.assertIn("Scores", done.err)


class DealOrNoDeal(FormatTest):
    def test_pairs_of_lines(self):
        two = "1 4 4 1 1 2\n1 0 4 2 1 2\n"
        one = self.file("one.txt", two)
        result = self.settle(one)
        self.assertEqual([p["id"] for p in result["parties"]], ["you", "them"])
        self.assertEqual([p["best"] for p in result["parties"]], [10, 10])
        # Book to you, three or four hats to them, ball to either: Nash splits at (5..6, 8..10).
        self.assertEqual(result["space"]["outcomes"], "20")
        many = self.file("many.txt", two + "3 1 1 4 2 1\n3 2 1 0 2 1\n")
        done = self.refused("settle", many, code="E0338")
        self.assertIn("many.txt#1", done.err)
        self.assertEqual(self.settle(f"{many}#1")["solutions"], result["solutions"])
        self.assertEqual(self.settle(f"{many}#3")["space"]["outcomes"], "24")
        self.refused("settle", f"{many}#2", code="E0338")

    def test_tagged_lines(self):
        line = ("<input> 2 1 1 8 1 0 </input> <dialogue> YOU: hi <eos> THEM: deal </dialogue> "
                "<output> item0=2 </output> <partner_input> 2 3 1 2 1 2 </partner_input>\n")
        self.assertEqual([p["best"] for p in self.settle(self.file("data.txt", line))["parties"]], [10, 10])


class Foreign(FormatTest):
    def test_one_line_that_names_the_format(self):
        files = {"report.pdf": (b"%PDF-1.7\n%\xe2\xe3\n", "PDF"), "p.png": (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
                 "a.zip": (b"PK\x03\x04" + b"\0" * 40, "zip archive"), "x.gz": (b"\x1f\x8b\x08\0", "gzip"),
                 "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
                 "config.yml": (b"services:\n  web:\n    image: x\n", "YAML"),
                 "table.csv": (b"name,age\nx,3\ny,4\n", "table (CSV)"),
                 "page.html": (b"<!DOCTYPE html><html></html>", "HTML"),
                 "data.json": (b'{"a": [1, 2]}', "JSON"), "m.pkl": (b"\x80\x04\x95", "pickle")}
        for name, (content, word) in files.items():
            with self.subTest(name):
                done = self.refused("check", self.file(name, content), code="E0184")
                self.assertIn(word, done.err)
                self.assertEqual(done.err.count("error["), 1, done.err)
                self.assertLessEqual(len(done.err.strip().splitlines()), 2, done.err)

    def test_a_case_is_still_a_case(self):
        done = self.refused("check", self.file("c.toml", "title: colon\n[parties]\na = 'A'\n"))
        self.assertNotIn("E0184", done.err)


class Rude(FormatTest):
    def within(self, megabytes, words, code=0):
        """The run's errors, where it ends with this code and held no more than so much memory."""
        with tempfile.TemporaryFile() as err:
            process = subprocess.Popen([ENTENTE, *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=err)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            err.seek(0)
            told = err.read().decode()
        self.assertEqual(process.returncode, code, told)
        if not SANITIZED:
            self.assertLess(used.ru_maxrss / 1024, megabytes)
        return told

    def quick(self, path, code, seconds=20):
        began = time.monotonic()
        done = self.refused("check", path, code=code)
        self.assertLess(time.monotonic() - began, seconds)
        self.assertLess(len(done.err), 5000)

    def test_yaml_bomb(self):
        levels = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for k in range(1, 12):
            levels += f"{chr(97 + k)}: &{chr(97 + k)} [{', '.join(['*' + chr(96 + k)] * 10)}]\n"
        self.quick(self.file("bomb.yml", "issues: 1\n" + levels), "E0332")
        self.quick(self.file("self.yml", "issues: &a [*a]\n"), "E0331")

    def test_deep(self):
        for depth in (101, 100_000):
            self.quick(self.file("deep.json", '{"a":' + "[" * depth + "]" * depth + "}"), "E0332")
            self.quick(self.file("deep.yml", "issues: " + "[" * depth + "]" * depth + "\n"), "E0332")

    def test_zip_bomb_and_damage(self):
        bomb = workbook("<worksheet><sheetData>" + "<row/>" * 8_000_000 + "</sheetData></worksheet>")
        self.assertLess(len(bomb), 1_000_000)
        self.quick(self.file("bomb.xlsx", bomb), "E0337")
        good = workbook(sheet_xml({"A1": "issue", "B1": "option", "C1": "A", "D1": "B"}))
        for cut in (30, len(good) // 2, len(good) - 10):
            self.quick(self.file("cut.xlsx", good[:cut] + b" xl/workbook.xml"), "E0337")
        self.quick(self.file("noxml.xlsx", workbook("<worksheet><sheetData>")), "E0337")

    def test_many_cells_that_share_one_long_text(self):
        """A small workbook whose cells would unpack to gigabytes: every cell the same shared or merged text."""
        shared = {"xl/sharedStrings.xml": f"<sst><si><t>{'x' * 1_000_000}</t></si></sst>"}
        cells = "".join(f'<row r="{r}">' + '<c t="s"><v>0</v></c>' * 100 + "</row>" for r in range(1, 1001))
        for name, sheet, extra in (
                ("shared.xlsx", f"<worksheet><sheetData>{cells}</sheetData></worksheet>", shared),
                ("merged.xlsx", sheet_xml({f"A{r}": "0" * 100_000 for r in range(1, 11)}, ["A1:ALL10"]), None)):
            begun = time.monotonic()
            done = self.refused("check", self.file(name, workbook(sheet, extra=extra)), code="E0337")
            self.assertIn("64 MB", done.err)
            self.assertLess(time.monotonic() - begun, 20)

    def test_a_folder_of_large_trees(self):
        zeros = '{"a": [' + "0," * 999_998 + "0]}"
        folder = self.put("zeros", {f"{k}.json": zeros for k in range(20)})
        self.assertIn("error[E0185]", self.within(1000, ["check", folder], code=2))
        values = ", ".join(f'"v{k}": 0' for k in range(500_000))
        profile = '{"issueWeights": {"x": 1}, "issues": {"x": {%s}}}' % values
        folder = self.put("profiles", {f"profile{k}.json": profile for k in range(9)})
        for words in ([folder], sorted(folder.iterdir())):
            self.assertIn("error[E0332]", self.within(1000, ["check", *words], code=2))

    def test_a_million_rows(self):
        rows = "".join(f"issue {k // 100_000},option {k},{k % 101},{k * 7 % 101}\n" for k in range(1_000_000))
        self.within(400, ["check", self.file("long.csv", "issue,option,A,B\n" + rows)])

    def test_line_ends_of_every_kind(self):
        rows = ["issue,option,A,B", "x,p,1,0", ",q,0,1"]
        points = [self.points(self.file("ends.csv", end.join(rows) + last))
                  for end in ("\n", "\r\n", "\r") for last in (end, "")]
        self.assertEqual(points, [{(1, 0), (0, 1)}] * 6)
        talks = ["1 4 4 1 1 2", "1 0 4 2 1 2", "3 1 1 4 2 1", "3 2 1 0 2 1"]
        for end in ("\n", "\r\n", "\r"):
            path = self.file("talks.txt", end.join(talks) + end)
            self.assertEqual(self.settle(f"{path}#3")["space"]["outcomes"], "24")

    def test_far_cells(self):
        cells = {"A1": "issue", "B1": "option", "C1": "A", "D1": "B", "A2": "x", "B2": "p", "C2": 1, "D2": 2,
                 "XFD1048576": "far"}
        done = self.result("check", self.file("far.xlsx", workbook(sheet_xml(cells, ["A2:XFD1048576"]))))
        self.assertIn("sound", done.out)

    def test_long_tables(self):
        rows = "".join(f"i{k % 50},o{k},{k % 7},{k % 11}\n" for k in range(300_000))
        began = time.monotonic()
        self.result("check", self.file("long.csv", "issue,option,A,B\n" + rows))
        self.assertLess(time.monotonic() - began, 60)
        rows = "".join(f"i{k},o,1,2\n" for k in range(300_000))
        self.quick(self.file("issues.csv", "issue,option,A,B\n" + rows), "E0336")

    def test_broken_text(self):
        self.quick(self.file("cut.json", '{"issueWeights": {"a": 1'), "E0331")
        self.quick(self.file("bad.yml", "issues: [a\n  - b: {\n"), "E0331")
        for name, text in (("n.json", '{"issueWeights": {"a": "NaN"}, "issues": {"a": {"p": 1}}}'),
                           ("m.json", '{"issueWeights": {"a": NaN}, "issues": {"a": {"p": 1}}}')):
            self.quick(self.file(name, text), "E0335")
        self.refused("check", self.file("e.json", "{}"))
        self.refused("check", self.file("l.json", '{"issueWeights": [], "issues": {}}'))


if __name__ == "__main__":
    unittest.main()
