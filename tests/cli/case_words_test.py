"""What a case file can say beyond numbers, warnings about numbers, drafts, many cases at once, new cases."""

import csv
import json
import os
import unittest
from pathlib import Path

from command import TWO_ISSUES, CommandTest, run

ENDINGS = Path(os.environ.get("ENTENTE_SHARED", "/nowhere")) / "validation" / "endings"
SALE = """entente = 1
title = "Sale"
reserve = {{ seller = {seller}, buyer = {buyer} }}
[parties]
seller = "Seller"
buyer = "Buyer"
[issue.price]
unit = "thousand"
options = [200, 300]
grid = 11
for.seller = {{ weight = {weight}, score = {scores} }}
for.buyer = {{ weight = 1, score = [100, 0] }}
"""


def sale(seller=10, buyer=20, weight=1, scores="[0, 100]"):
    return SALE.format(seller=seller, buyer=buyer, weight=weight, scores=scores)


class Scales(CommandTest):
    def warned(self, text, code):
        for verb in ("settle", "check"):
            done = self.result(verb, self.case(text))
            self.assertIn(code, done.out + done.err, verb)
        return " ".join(done.out.split())

    def test_value_of_no_deal_in_the_issues_unit(self):
        told = self.warned(sale(seller=240), "W0204")
        self.assertIn("240 on the issue price is 40 points", told)
        self.assertNotIn("W0204", self.result("check", self.case(sale(seller=100))).out)

    def test_scores_beyond_100(self):
        told = self.warned(sale(scores="[0, 250]"), "W0205")
        self.assertIn("score = [0, 100]", told)
        self.warned(sale(scores="[-20, 80]"), "W0205")
        self.assertNotIn("W0205", self.result("check", self.case(sale())).out)

    def test_the_same_everywhere(self):
        self.warned(sale(scores="[40, 40]"), "W0206")

    def test_warnings_of_one_kind_are_told_once(self):
        done = self.result("settle", self.case(sale(seller=500, buyer=500)))
        self.assertEqual(done.err.count("warning[W0204]"), 1)
        self.assertIn("1 more of this kind", done.err)


class CheckListsNumbers(CommandTest):
    def test_json_and_text(self):
        listed = self.result("check", self.case(), "--json").json["numbers"]
        self.assertEqual(len(listed), 2 * 2 * 3 + 2)
        first = listed[0]
        self.assertEqual(first["address"], "issue.water.for.north.weight")
        self.assertEqual([first[k] for k in ("value", "text", "unit", "legal_low", "legal_high", "grade")],
                         [70, "70", "weight", 0, None, "none cited"])
        self.assertAlmostEqual(first["importance"], 0.7)
        reserve = {n["address"]: n for n in listed}["reserve.north"]
        self.assertEqual((reserve["unit"], reserve["importance"]), ("points", 0.2))
        text = self.result("check", self.case(), "--numbers").out
        for number in listed:
            self.assertIn(number["address"] + " ", text)
            self.result("settle", self.case(), "-q", "--set", f"{number['address']}={number['text']}")


class Words(CommandTest):
    def test_source_notes_and_units(self):
        text = TWO_ISSUES.replace('title   = "Two issues"', 'title = "T"\nsource = "panel"\nnotes = "First draft."')
        text = text.replace("[parties]", '[sources]\npanel = { what = "Memo", grade = "data" }\n\n[parties]')
        text = text.replace('north = "North"', 'north = { name = "North", notes = "Holds the dam." }')
        text = text.replace("[issue.water]", '[issue.water]\nunit = "shares"\nnotes = "See the map."')
        told = self.result("check", self.case(text), "--json").json
        self.assertEqual({n["grade"] for n in told["numbers"]}, {"data"})
        self.assertEqual(told["notes_of_the_author"], "First draft.")
        self.assertEqual(told["parties"][0]["notes"], "Holds the dam.")
        self.assertEqual((told["issues"][0]["unit"], told["issues"][0]["notes"]), ("shares", "See the map."))
        again = self.folder / "again.toml"
        self.result("convert", self.case(text), "-o", again)
        back = self.result("check", again, "--json").json
        for key in ("notes_of_the_author", "parties", "issues", "numbers"):
            self.assertEqual(back[key], told[key])

    def test_red_lines(self):
        text = sale(seller=0, buyer=0).replace("grid = 11\n", "grid = 11\nrequire.buyer = { least = 30 }\n")
        result = self.result("settle", self.case(text), "--json", "-q").json
        self.assertEqual(result["space"]["outcomes"], "8")
        self.assertEqual(max(i["utilities"][0] for i in result["frontier"]["items"]), 70)
        moved = self.result("settle", self.case(text), "--json", "-q", "--set", "issue.price.require.buyer.least=55").json
        self.assertEqual(moved["space"]["outcomes"], "5")
        again = self.folder / "again.toml"
        self.result("convert", self.case(text), "-o", again)
        self.assertIn("require.buyer", again.read_text())
        self.assertEqual(self.result("settle", again, "--json", "-q").json["space"]["outcomes"], "8")
        self.refused("check", self.case(text.replace("least = 30", "least = 130")), code="E0228")

    def test_percent_without_quotes(self):
        done = self.refused("check", self.case(sale().replace("weight = 1, score = [100", "weight = 35%, score = [100")))
        self.assertEqual(done.err.count("error["), 1, done.err)
        self.assertIn("35", done.err.split("hint:")[1])

    def test_a_name_cut_short(self):
        self.assertIn("camp-david-1978", self.refused("settle", "case:camp-david", code="E0183").err)


class Drafts(CommandTest):
    def test_the_best_completions(self):
        result = self.result("settle", self.case(), "--json", "-q", "--improve", "water=south").json
        self.assertIn("Settled by the draft: water = south", result["notes"][0])
        outcomes = {i["outcome"]["road"] for i in result["frontier"]["items"]}
        self.assertEqual({i["outcome"]["water"] for i in result["frontier"]["items"]}, {"south"})
        self.assertEqual(outcomes, {"north", "south"})
        self.assertEqual(result["space"]["outcomes"], "2")
        self.assertIs(result["improvement"], None)
        self.refused("settle", self.case(), "--improve", "water=west", code="E0907")
        self.refused("settle", self.case(), "--reference", "water=south", code="E0907")
        rule = '[[rule]]\nnever = { water = "south" }\n'
        self.refused("settle", self.case(TWO_ISSUES + rule), "--improve", "water=south", code="E0908")


class Tables(CommandTest):
    def test_frontier_solutions_and_trades(self):
        folder = self.folder / "tables"
        result = self.result("settle", self.case(), "--json", "-q", "--csv", str(folder)).json
        read = {f.stem: list(csv.reader(f.open(encoding="utf-8", newline=""))) for f in folder.glob("*.csv")}
        self.assertEqual(set(read), {"frontier", "solutions", "trades"})
        self.assertEqual(read["frontier"][0], ["north (utility)", "south (utility)", "water", "road"])
        self.assertEqual([[float(c) for c in row[:2]] for row in read["frontier"][1:]],
                         [i["utilities"] for i in result["frontier"]["items"]])
        nash = next(row for row in read["solutions"] if row[0] == "nash")
        self.assertEqual(nash[2:], ["70", "70", "50", "50", "north", "south"])
        self.assertTrue(read["trades"][1:])
        self.refused("settle", self.case(), "--csv", "/proc/none/such", code="E0910")


class Each(CommandTest):
    def test_lines(self):
        folder = self.folder / "many"
        (folder / "deep" / "one").mkdir(parents=True)
        (folder / "b.toml").write_text(TWO_ISSUES)
        (folder / "a.toml").write_text("title = 3")
        (folder / "deep" / "one" / "case.toml").write_text(TWO_ISSUES.replace("Two issues", "One { \\\"quoted\\\" }"))
        (folder / "readme.md").write_text("no case")
        done = self.result("settle", "--each", folder)
        lines = [json.loads(line) for line in done.out.splitlines()]
        self.assertEqual([Path(line["input"]).name for line in lines], ["a.toml", "b.toml", "one"])
        self.assertIs(lines[0]["refused"]["sound"], False)
        single = self.result("settle", folder / "b.toml", "--json", "-q").json
        self.assertEqual(lines[1]["result"], single)
        self.assertEqual(lines[2]["result"]["case"]["title"], 'One { "quoted" }')
        out = self.folder / "out.jsonl"
        self.result("settle", "--each", folder, "-o", out)
        self.assertEqual(out.read_text(), done.out)
        self.refused("settle", "--each", folder / "a.toml")
        self.refused("settle", "--each", self.folder / "many" / "deep" / "none", code=None)


class New(CommandTest):
    def test_templates_are_sound(self):
        for words in ([], ["--parties", "3", "--issues", "4"], ["--parties", "Nord, Süd & Co., \"Q\"", "--title", "x\"y"],
                      ["--issues", "ceasefire,return,Something else"]):
            path = self.folder / "new.toml"
            self.result("new", *words, "-o", path)
            told = self.result("check", path, "--json").json
            self.assertTrue(told["sound"])
            self.assertEqual([d["code"] for d in told["diagnostics"]], [])
            self.assertEqual({n["grade"] for n in told["numbers"]}, {"assumption"})
        self.assertIn("Part of 176 of 374 peace agreements", path.read_text())
        self.refused("new", "--parties", "1", code="E0918")
        sheet = self.file("s.csv", "issue,option,A,B\nx,p,1,0\nx,q,0,1\n")
        self.assertIn("[issue.x]", self.result("new", sheet).out)

    def test_checklist(self):
        listed = self.result("new", "--checklist", "--json").json
        self.assertIn("Pettersson", listed["source"])
        text = self.result("new", "--checklist").out
        for each in listed["checklist"]:
            self.assertIn(each["id"], text)
            self.assertGreaterEqual(len(each["options"]), 2)

    @unittest.skipUnless(ENDINGS.is_dir(), "no data to count again")
    def test_counts(self):
        with open(ENDINGS / "ucdp_peace_agreements_221.csv", encoding="utf-8-sig", newline="") as file:
            rows = [{k.strip(): v for k, v in row.items()} for row in csv.DictReader(file)]
        columns = {"ceasefire": "cease", "implementation": "co_impl", "disarmament": "ddr", "women": "gender",
                   "elections": "elections", "prisoners": "pris", "return": "return", "army": "intarmy", "amnesty": "amn",
                   "reconciliation": "recon", "interim": "interim", "local_rule": "locgov", "development": "regdev",
                   "government": "intgov", "power_sharing": "shagov", "peacekeeping": "pko", "culture": "cul",
                   "party_rights": "pp", "civil_service": "intciv", "withdrawal": "withd", "national_talks": "natalks",
                   "demarcation": "demarcation", "autonomy": "aut", "local_sharing": "shaloc", "federalism": "fed",
                   "referendum": "ref", "independence": "ind"}
        told = self.result("new", "--checklist", "--json").json
        groups = {"agreements": rows, "over_government": [r for r in rows if "2" in r["incompatibility"]],
                  "over_territory": [r for r in rows if "1" in r["incompatibility"]]}
        self.assertEqual(set(columns), {c["id"] for c in told["checklist"]})
        for key, some in groups.items():
            self.assertEqual(told[key], len(some))
            for each in told["checklist"]:
                self.assertEqual(each[key], sum(r[columns[each["id"]]] == "1" for r in some), (key, each["id"]))


if __name__ == "__main__":
    unittest.main()
