"""entente stakeholders on tables and cases: contents, ratification reaching settle, rude input."""

import unittest

from command import TWO_ISSUES, CommandTest, run

TABLE = "salience;Position (years);Stakeholder;Clout\n80;4;North;8\n40;7;South;16\n90;10;East;12\n"
KTAB = """Talks,Base case,3,1,
Actor,Description,Power,Date,Sal,
North,x,8,0,80,
South,x,16,50,40,
East,x,12,100,90,
"""
HOME = """
[[actor]]
name = "Farmers"
side = "north"
power = "60 (40..80)"
reserve = 60
on.water = { position = "north", salience = 100 }
[[actor]]
name = "Town"
side = "north"
power = 40
on.road = { position = "north", salience = 80 }
on.water = { position = 1, salience = 20 }
[ratify.north]
quota = 0.5
"""


class Stakeholders(CommandTest):
    def test_a_plain_table_and_a_ktab_table_weigh_the_same(self):
        plain = self.result("stakeholders", self.file("a.csv", TABLE), "--json", "--runs", "0").json
        ktab = self.result("stakeholders", self.file("b.csv", KTAB), "--json", "--runs", "0").json
        self.assertAlmostEqual(plain["baselines"]["mean"], 4 + 6 * ktab["baselines"]["mean"] / 100, 9)
        weights = [8 * 80, 16 * 40, 12 * 90]
        self.assertAlmostEqual(plain["baselines"]["mean"], (4 * weights[0] + 7 * weights[1] + 10 * weights[2]) / sum(weights), 9)
        self.assertAlmostEqual(sum(m["chance"] for m in plain["models"]["condorcet"]["distribution"]), 1, 9)
        for name in ("condorcet", "condorcet-sharp", "smp", "smp-repaired", "bdm"):
            self.assertIsNotNone(plain["models"][name]["outcome"], name)
        self.assertEqual(set(ktab["turns"][0]["positions"]), {"North", "South", "East"})

    def test_ensembles_repeat_for_any_threads_and_change_with_the_seed(self):
        table = self.file("a.csv", TABLE)
        one = self.result("stakeholders", table, "--json", "--runs", "60", "--threads", "1").out
        two = self.result("stakeholders", table, "--json", "--runs", "60", "--threads", "2").out
        other = self.result("stakeholders", table, "--json", "--runs", "60", "--seed", "2").out
        self.assertEqual(one, two)
        self.assertNotEqual(one, other)

    def test_parameters_by_name_and_as_ktabs_vector(self):
        table = self.file("b.csv", KTAB)
        ways = [("--smp", "VotingRule=Cubic"), ("--smp", "0,0,0,4,1,1,1,1,0")]
        texts = [self.result("stakeholders", table, "--json", "--model", "smp", "--runs", "0", *way).json["turns"] for way in ways]
        self.assertEqual(*texts)
        self.refused("stakeholders", table, "--smp", "VotingRule=Loud", code="E1013")
        self.refused("stakeholders", table, "--smp", "Loudness=1", code="E1013")
        self.refused("stakeholders", table, "--model", "smb", code="E1012")

    def test_ratification_reaches_settle(self):
        without = self.result("settle", self.case(), "--json").json["zone"]["outcomes"]
        case = self.case(TWO_ISSUES + HOME, "home.toml")
        with_home = self.result("settle", case, "--json").json
        # Farmers have the majority and want the water: one of the two acceptable outcomes passes at home.
        self.assertEqual(without, "2")
        self.assertEqual(with_home["zone"]["outcomes"], "1")
        votes = self.result("stakeholders", case, "--json", "--runs", "0", "--deal", "water=south, road=north").json
        deal = next(v for v in votes["ratification"] if v["deal"] == "the deal")
        self.assertEqual((deal["party"], deal["passes"], deal["opponents"]), ("north", False, ["Farmers"]))
        self.assertEqual(votes["ratified_zone"]["both"], "1")
        self.assertTrue(votes["coalition"]["members"])

    def test_agree_and_veto(self):
        three = TWO_ISSUES.replace('south = "South"\n', 'south = "South"\neast = "East"\n', 1)
        three = three.replace("reserve = { north = 20, south = 20 }", 'reserve = { north = 60, south = 60, east = 0 }\nagree = "2 of 3"')
        three = three.replace("for.south = { weight = 30", "for.east = { weight = 1, score = [0, 100] }\nfor.south = { weight = 30", 1)
        self.assertEqual(self.result("settle", self.case(three), "--json").json["zone"]["outcomes"], "3")
        self.assertEqual(self.result("settle", self.case(three), "--json").json["zone"]["outcomes"],
                         self.result("settle", self.case(three.replace('agree = "2 of 3"', 'agree = "majority"')), "--json").json["zone"]["outcomes"])
        self.refused("check", self.case(three.replace("2 of 3", "2 of 7")), code="E1006")

    def test_other_verbs_say_where_to_go(self):
        table = self.file("a.csv", TABLE)
        for verb in ("settle", "war", "stability", "report"):
            done = self.refused(verb, table, code="E1011")
            self.assertIn("entente stakeholders", done.err)
        self.result("check", table)
        self.result(table)
        converted = self.result("convert", table).out
        again = self.result("stakeholders", self.file("c.toml", converted), "--json", "--runs", "0").json
        self.assertAlmostEqual(again["baselines"]["mean"], 7.559322033898305, 9)

    def test_rude_tables(self):
        tables = {
            "name,power,position\n": "E1007",
            "name,position\nA,1\n": None,
            "name,power,position,salience\nA,x,1,2\n": "E1008",
            "name,power,position,salience\nA,nan,1,2\n": "E1008",
            "name,power,position,salience\nA,1,1,2\nA,1,2,2\n": "E1002",
            "name,power,position,salience\nA,-1,1,2\n": "E1008",
            "name,power,position,salience\n,1,1,2\n": "E1008",
        }
        for text, code in tables.items():
            with self.subTest(text=text):
                self.refused("stakeholders", self.file("t.csv", text), code=code)
        self.refused("stakeholders", self.case(), code="E1000")
        self.refused("stakeholders", code="E0901")
        one = self.result("stakeholders", self.file("one.csv", "name,power,position,salience\nA,1,3,50\n"), "--json").json
        self.assertEqual(one["baselines"]["mean"], 3)
        nobody = self.result("stakeholders", self.file("no.csv", "name,power,position,salience\nA,0,3,50\nB,0,4,50\n"), "--json").json
        self.assertIsNone(nobody["baselines"]["mean"])

    def test_decided_cases_are_scored(self):
        rows = ["decision,dossier,actor,position,salience,power,outcome"]
        for d in range(6):
            for a, x in enumerate((0, 40, 100)):
                rows.append(f"d{d},{d // 2},a{a},{x},50,{1 + a},{20 * d}")
        scored = self.result("stakeholders", "--score", self.file("d.csv", "\n".join(rows) + "\n"), "--json").json
        self.assertEqual((scored["decisions"], scored["clusters"]), (6, 3))
        mean = next(s for s in scored["scores"] if s["model"] == "mean")
        point = (0 * 1 + 40 * 2 + 100 * 3) / 6
        self.assertAlmostEqual(mean["mae"], sum(abs(20 * d - point) for d in range(6)) / 6, 9)
        self.refused("stakeholders", "--score", self.file("e.csv", "a,b\n1,2\n"), code="E1007")


if __name__ == "__main__":
    unittest.main()
