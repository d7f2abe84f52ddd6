"""What the verbs answer, as text and as JSON."""

import json
import math
import re
import time
import unittest

from command import SOURCE, TWO_ISSUES, CommandTest, opposed_case, run

ENVELOPE = ["schema", "verb", "case", "seed", "method", "exact", "stopped", "notes"]


class Settle(CommandTest):
    def test_keys(self):
        result = self.result("settle", self.case(), "--json").json
        self.assertEqual(list(result)[:len(ENVELOPE)], ENVELOPE)
        self.assertEqual(result["schema"], "entente-result/1")
        self.assertEqual(result["verb"], "settle")
        self.assertEqual(result["case"]["title"], "Two issues")
        self.assertRegex(result["case"]["sha256"], "^[0-9a-f]{64}$")
        self.assertEqual(result["stopped"], "complete")
        self.assertIs(result["exact"], True)
        self.assertEqual([p["id"] for p in result["parties"]], ["north", "south"])
        self.assertEqual([p["reservation"] for p in result["parties"]], [20, 20])
        self.assertEqual(result["space"]["issues"], 2)
        self.assertEqual(result["space"]["outcomes"], "4")
        self.assertEqual(result["zone"]["outcomes"], "2")
        self.assertIs(result["zone"]["interval"], None)
        self.assertEqual(result["zone"]["blocked_by"], [])
        self.assertEqual(result["frontier"]["points"], 3)
        self.assertEqual(result["frontier"]["rational_points"], 1)
        self.assertEqual([i["utilities"] for i in result["frontier"]["items"]], [[100, 0], [70, 70], [0, 100]])
        for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
            solution = result["solutions"][name]
            self.assertEqual(solution["utilities"], [70, 70], name)
            self.assertEqual(solution["outcome"], {"water": "north", "road": "south"})
            self.assertEqual(solution["gains"], [50, 50])
            self.assertEqual(solution["concessions"], [0.375, 0.375])
            self.assertEqual(solution["ties"], "1")

    def test_list_shortens_the_list_and_nothing_else(self):
        case = self.case()
        whole = self.result("settle", case, "--json").json
        for most in (0, 1, 2):
            short = self.result("settle", case, "--json", "--list", str(most)).json
            self.assertEqual(short["frontier"].pop("items"), whole["frontier"]["items"][:most])
            self.assertEqual(short["frontier"], {k: v for k, v in whole["frontier"].items() if k != "items"})
            self.assertEqual(short["solutions"], whole["solutions"])
            self.assertTrue(any(f"Listed are {most} of the 3" in note for note in short["notes"]), short["notes"])
        self.assertEqual(self.result("settle", case, "--json", "--list", "3").json, whole)
        self.assertEqual(run("settle", case, "--list", "-1").code, 2)
        self.assertEqual(run("settle", case, "--list", "some").code, 2)

    def test_outcomes_as_numbers_say_the_same(self):
        def same(short, plain, labels):
            if isinstance(plain, dict) and isinstance(short, list):
                return {issue: labels[issue][option] for issue, option in zip(labels, short)} == plain
            if isinstance(plain, dict):
                return list(short) == list(plain) and all(same(short[key], plain[key], labels) for key in plain)
            if isinstance(plain, list):
                return len(short) == len(plain) and all(same(*each, labels) for each in zip(short, plain))
            return short == plain

        for words in (["case:nile-dam"], [self.case(), "--improve", "water=south, road=north"],
                      ["case:camp-david-1978", "--set", "reserve.israel=95"], ["case:cuba-1962", "--stable", "gmr"]):
            plain = self.result("settle", *words, "--json").json
            short = self.result("settle", *words, "--json", "--outcomes", "numbers")
            self.assertNotIn("labels", plain)
            self.assertTrue(all(isinstance(item["outcome"], list) for item in short.json["frontier"]["items"]))
            numbered = short.json
            labels = numbered.pop("labels")
            self.assertTrue(same(numbered, plain, labels), words)
            self.assertEqual(self.result("settle", *words, "--json", "--outcomes", "labels").json, plain)
        self.assertEqual(run("settle", self.case(), "--outcomes", "some").code, 2)

    def test_empty_zone_is_an_answer(self):
        case = self.case(TWO_ISSUES.replace("north = 20, south = 20", "north = 75, south = 72"))
        result = self.result("settle", case, "--json").json
        self.assertIs(result["zone"]["empty"], True)
        self.assertEqual(result["zone"]["outcomes"], "0")
        for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
            self.assertIn(name, result["solutions"])
            self.assertIs(result["solutions"][name], None)
        blockers = {b["party"]: b["shortfall"] for b in result["zone"]["blocked_by"]}
        # South's 72 is met by nothing but its 100, where north has 0; north's 75 by its 100 alone.
        self.assertEqual(blockers, {"north": 75, "south": 72})
        self.assertEqual(result["zone"]["smallest_shift"], 7)
        text = self.result("settle", case).out
        self.assertTrue(text.startswith("No deal"), text)

    def test_first_line_is_the_answer(self):
        text = self.result("settle", self.case()).out
        self.assertEqual(text.splitlines()[0],
                         "A deal is possible: 2 of 4 outcomes are worth it to both North and South.")

    def test_same_bytes_for_any_number_of_threads(self):
        for shape in ((2, 6, 6), (3, 6, 5)):
            case = self.case(opposed_case(*shape, reserve=25))
            one = self.result("settle", case, "--json", "--threads", "1").out
            for threads in (2, 4):
                self.assertEqual(self.result("settle", case, "--json", "--threads", threads).out, one)

    def test_set(self):
        result = self.result("settle", self.case(), "--json", "--set", "reserve.north=71").json
        self.assertEqual(result["parties"][0]["reservation"], 71)
        self.assertEqual(result["settings"], ["reserve.north=71"])
        done = self.refused("settle", self.case(), "--set", "reserve.nroth=71", code="E0905")
        self.assertIn("reserve.north", done.err)
        self.refused("settle", self.case(), "--set", "reserve.north=high", code="E0906")
        self.refused("settle", self.case(), "--set", "issue.water.for.north.weight=-4", code="E0906")
        self.refused("settle", self.case(), "--set", "issue.water.for.north.weight=0",
                     "--set", "issue.road.for.north.weight=0")

    def test_stable(self):
        case = self.case(opposed_case(3, 5, 3, reserve=10) + """
[control]
p0 = { i0 = "both", i1 = "up" }
p1 = { i2 = "both" }
p2 = { i3 = "down", i4 = "both" }
""")
        plain = self.result("settle", case, "--json").json
        states = self.result("stability", case, "--json").json
        for concept in ("nash", "seq", "sim"):
            result = self.result("settle", case, "--stable", concept, "--json").json
            stable = result.pop("stable")
            self.assertEqual(result, plain)
            zone = stable["zone"]
            self.assertIs(stable["zone_not_judged"], None)
            self.assertEqual(zone["outcomes"], plain["zone"]["outcomes"])
            equilibria = states["concepts"][concept]["equilibria"]
            self.assertEqual(zone["equilibria"], str(len(equilibria)))
            self.assertEqual(zone["stable"], str(len(zone["deals"])))
            for deal in zone["deals"]:
                self.assertIn(deal["state"], equilibria)
                self.assertTrue(all(u >= 10 for u in deal["utilities"]))
                better = [d for d in zone["deals"] if d["utilities"] != deal["utilities"]
                          and all(a >= b for a, b in zip(d["utilities"], deal["utilities"]))]
                self.assertIs(deal["efficient"], not better)

            def product(utilities):
                return math.prod(u - 10 for u in utilities)
            best = max(zone["deals"], key=lambda deal: product(deal["utilities"]))
            self.assertAlmostEqual(product(zone["solutions"]["nash"]["utilities"]), product(best["utilities"]))
            best = max(sum(deal["utilities"]) for deal in zone["deals"])
            self.assertAlmostEqual(sum(zone["solutions"]["utilitarian"]["utilities"]), best)
            self.assertEqual(self.result("settle", case, "--stable", concept, "--json", "--threads", "1").out,
                             self.result("settle", case, "--stable", concept, "--json", "--threads", "4").out)
        text = self.result("settle", case, "--stable", "seq").out
        self.assertIn("every outcome was judged", " ".join(text.split()))

    def test_stable_on_a_large_space(self):
        case = self.case(opposed_case(2, 40, 4, reserve=10) + "\n[control]\np0 = { i0 = \"both\" }\n")
        zone = self.result("settle", case, "--stable", "nash", "--json").json["stable"]["zone"]
        self.assertIs(zone["every_outcome"], False)
        self.assertEqual(int(zone["equilibria"]), 4 ** 39)
        self.assertEqual(zone["solutions"]["nash"]["outcome"]["i0"], "o3")
        self.refused("settle", case, "--stable", "seq", code="E0632")

    def test_improve(self):
        case = self.case()
        better = self.result("settle", case, "--improve", "water=south, road=north", "--json").json["improvement"]
        self.assertEqual(better["utilities"], [30, 30])
        self.assertIs(better["efficient"], False)
        self.assertEqual([i["utilities"] for i in better["items"]], [[70, 70]])
        draft = self.file("draft.txt", "# a draft\nwater = \"north\"\nroad = south\n")
        self.assertIs(self.result("settle", case, "--improve", draft, "--json").json["improvement"]["efficient"], True)
        pasted = self.file("draft.json", json.dumps({"water": "south", "road": "north"}))
        self.assertEqual(self.result("settle", case, "--improve", pasted, "--json").json["improvement"], better)
        self.assertIn("road", self.refused("settle", case, "--reference", "water=south", code="E0907").err)
        self.assertIn("water", self.refused("settle", case, "--improve", "watr=south,road=north", code="E0907").err)
        self.assertIn("north", self.refused("settle", case, "--improve", "water=nroth,road=north", code="E0907").err)
        self.refused("settle", case, "--improve", "no-such-file", code="E0907")
        self.refused("settle", case, "--improve", "{", code="E0907")

    def test_text_fits_80_columns(self):
        long = TWO_ISSUES.replace('"North"', '"' + "The Northern Federation of Rivers " * 3 + '"') \
                         .replace('"Who keeps the road"', '"' + "Who keeps the road, and for how long, " * 5 + '"')
        for text in (TWO_ISSUES, long, opposed_case(7, 3, 3, reserve=10), opposed_case(3, 20, 3, reserve=90)):
            case = self.case(text)
            for words in (["settle", case], ["check", case], [case],
                          ["settle", case, "--set", f"reserve.{'north' if 'north' in text else 'p0'}=99"]):
                for line in self.result(*words).out.splitlines():
                    self.assertLessEqual(len(line), 80, line)

    def test_no_colour_where_nobody_looks(self):
        self.assertNotIn("\x1b", self.result("settle", self.case()).out)


class Check(CommandTest):
    def test_says_what_it_read(self):
        done = self.result("check", self.case())
        self.assertTrue(done.out.startswith("The case is sound"), done.out)
        for words in ("assumptions", "In force", "--seed", "ranges", "North", "water"):
            self.assertIn(words, done.out)
        result = self.result("check", self.case(), "--json").json
        self.assertIs(result["sound"], True)
        self.assertEqual(result["space"]["outcomes"], "4")
        self.assertEqual(result["evidence"]["importance"]["assumption"], 1)
        self.assertTrue(all(one["default"] for one in result["in_force"] if one["name"] == "--seed"))

    def test_mistakes_as_json(self):
        case = self.case(TWO_ISSUES.replace("weight = 70, score = [100, 0]", "weigth = 70, score = [100]"))
        done = self.refused("check", case, "--json")
        result = done.json
        self.assertIs(result["sound"], False)
        self.assertTrue(any(d["line"] > 0 and d["hint"] for d in result["diagnostics"]), result)

    def test_time(self):
        case = self.case()
        begun = time.perf_counter()
        for _ in range(10):
            self.result("check", case)
        print(f"entente check: {(time.perf_counter() - begun) * 100:.1f} ms a run")


class Others(CommandTest):
    def test_summary(self):
        text = self.result(self.case()).out
        self.assertIn("model, not advice", text.lower())
        result = self.result(self.case(), "--json").json
        self.assertEqual(result["verb"], "summary")
        self.assertEqual(result["settle"]["solutions"]["nash"]["utilities"], [70, 70])

    def test_concepts_that_are_asked_for_are_those_of_all(self):
        case = self.case(opposed_case(3, 5, 3, reserve=10) + """
[control]
p0 = { i0 = "both", i1 = "up" }
p1 = { i2 = "both" }
p2 = { i3 = "down", i4 = "both" }
""")
        whole = self.result("stability", case, "--json").json
        for concept in ("nash", "seq", "sim", "sim_unstable"):
            one = self.result("stability", case, "--json", "--concept", concept).json
            self.assertEqual(one["concepts"], {concept: whole["concepts"][concept]})
            self.assertEqual(one["coalitions"], whole["coalitions"])

    def test_draws_of_a_large_model_are_fewer_unless_asked_for(self):
        def unsure(issues):
            return re.sub(r"weight = [0-9.]+", 'weight = "50 (40..60)"', opposed_case(2, issues, 2), count=1)
        small = self.case(unsure(2))
        large = self.file("large.toml", unsure(18))  # 262,144 states
        def draws(*words):
            return self.result("stability", *words, "--robust", "--json", "-q").json["robustness"]["draws"]
        self.assertEqual(draws(small), "1000")
        self.assertEqual(draws(large), "152")
        self.assertEqual(draws(large, "--draws", "3"), "3")

    def test_schema(self):
        schema = self.result("schema").json
        self.assertIn("$schema", schema)
        self.assertIn("properties", schema)

    def test_schema_lists_what_each_war_model_takes(self):
        told = self.result("schema", "--war", "--json").json
        models = {one["model"]: [p["name"] for p in one["parameters"]] for one in told["models"]}
        self.assertEqual(set(models), {"lottery", "front", "learning", "screening", "attrition", "attrition-mixed"})
        self.assertIn("prior.PARTY.wins", models["learning"])
        self.assertNotIn("cost.PARTY", models["lottery"])
        self.assertIn("cost.PARTY", [p["name"] for p in told["every_model"]])
        self.assertEqual([one["kind"] for one in told["aid"]],
                         ["money", "capability", "promised", "penalty", "dividend"])
        text = self.result("schema", "--war").out
        self.assertIn("forts: forts; a whole number from 2 to 1,000,000; without it: 10", " ".join(text.split()))
        self.assertTrue(all(len(line) <= 80 for line in text.split("\n")))

    def test_convert_keeps_the_meaning(self):
        case = self.case(opposed_case(2, 4, 3, reserve=20))
        back = self.folder / "back.toml"
        self.result("convert", case, "-o", back)
        there = self.result("settle", case, "--json").json
        here = self.result("settle", back, "--json").json
        for key in ("parties", "space", "zone", "frontier", "solutions"):
            self.assertEqual(here[key], there[key], key)
        twice = self.result("convert", back).out
        self.assertEqual(twice, back.read_text())

    def test_convert_to_genius(self):
        case = self.case(opposed_case(2, 4, 3))
        self.refused("convert", case, "--to", "genius", code="E0916")
        self.result("convert", case, "--to", "genius", "-o", self.folder / "genius")
        self.assertEqual(len(list((self.folder / "genius").iterdir())), 3)
        there = self.result("settle", case, "--json").json
        here = self.result("settle", self.folder / "genius", "--json").json
        self.assertEqual(here["frontier"]["points"], there["frontier"]["points"])
        for a, b in zip(here["frontier"]["items"], there["frontier"]["items"]):
            self.assertEqual(list(a["outcome"].values()), list(b["outcome"].values()))
            for u, v in zip(a["utilities"], b["utilities"]):
                self.assertAlmostEqual(100 * u, v, places=9)

    def test_cases(self):
        entries = self.result("cases", "--json").json["cases"]
        self.assertEqual({e["slug"] for e in entries}, {p.parent.name for p in SOURCE.glob("cases/*/case.toml")})
        for entry in entries:
            with self.subTest(case=entry["slug"]):
                name = "case:" + entry["slug"]
                self.assertTrue(entry["title"])
                self.result("check", name)
                text = self.result(name).out
                for line in text.splitlines():
                    self.assertLessEqual(len(line), 80, line)
                copy = self.file("copy.toml", self.result("cases", entry["slug"]).out)
                self.assertEqual(self.result("settle", copy, "--json").json["frontier"],
                                 self.result("settle", name, "--json").json["frontier"])
        self.refused("settle", "case:no-such-case")
        self.refused("cases", "no-such-case", code="E0913")

    def test_the_screen_in_readme(self):
        page = (SOURCE / "README.md").read_text(encoding="utf-8")
        screen = page.split("<!-- screen: written by scripts/make_docs -->\n```\n")[1].split("\n```\n")[0]
        self.assertEqual(screen, self.result("case:protracted-war", "-q").out.strip("\n"), "run scripts/make_docs")

    def test_expected(self):
        """cases/<slug>/expected.json: {verb: part of its JSON}. Numbers agree to 1e-9."""
        for path in sorted(SOURCE.glob("cases/*/expected.json")):
            expected = json.loads(path.read_text())
            for verb, part in expected.items():
                if verb.startswith("x-") or not isinstance(part, dict):
                    continue
                with self.subTest(case=path.parent.name, verb=verb):
                    done = self.result(verb, "case:" + path.parent.name, "--json", "-q")
                    self.part_of(part, done.json, verb)

    def part_of(self, part, whole, where):
        if isinstance(part, dict):
            for key, value in part.items():
                self.assertIn(key, whole, where)
                self.part_of(value, whole[key], f"{where}.{key}")
        elif isinstance(part, list):
            self.assertEqual(len(part), len(whole), where)
            for k, value in enumerate(part):
                self.part_of(value, whole[k], f"{where}[{k}]")
        elif isinstance(part, float) and isinstance(whole, (int, float)):
            self.assertAlmostEqual(part, whole, delta=1e-9 * max(1, abs(part)), msg=where)
        else:
            self.assertEqual(part, whole, where)


if __name__ == "__main__":
    unittest.main()
