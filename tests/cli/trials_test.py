"""The trials that were collected before: files of others, each with what is right. Skipped where they are not
there; tests of our own with other numbers stand in formats_test.py and case_words_test.py."""

import os
import unittest
from pathlib import Path

from command import CommandTest, run

TRIALS = Path(os.environ.get("ENTENTE_SHARED", "/nowhere")) / "trials"


@unittest.skipUnless(TRIALS.is_dir(), "no folder of trials")
class Trials(CommandTest):
    def trial(self, number):
        return next(TRIALS.glob(f"{number}-*"))

    def settle(self, *inputs):
        done = self.result("settle", *inputs, "--json")
        return done.json, done.err

    def nash(self, result):
        solution = result["solutions"]["nash"]
        return [round(u, 9) for u in solution["utilities"]], list(solution["outcome"].values())

    def test_02_folder_of_variants(self):
        folder = self.trial("02") / "scenario"
        done = self.refused("settle", folder, code="E0311")
        self.assertIn("4 profiles for 2 sides", done.err)
        self.assertIn("p-A-1.xml", done.err)
        result, _ = self.settle(folder / "dom.xml", folder / "p-A-1.xml", folder / "p-A-2.xml")
        self.assertEqual(result["zone"]["outcomes"], "4")

    def test_04_reserve_in_money(self):
        for verb in ("check", "settle"):
            done = self.result(verb, self.trial("04") / "case.toml")
            told = done.out + done.err
            self.assertIn("reserve.seller = 420000 lies above the 100 points of the best package", " ".join(told.split()))
            self.assertIn("420000 on the issue price is 20 points", " ".join(told.split()))
        result, err = self.settle(self.trial("04") / "meant.toml")
        self.assertNotIn("W0204", err)
        self.assertEqual(result["zone"]["outcomes"], "31")
        self.assertEqual(self.nash(result)[1], ["435000"])

    def test_05_reservation_above_1(self):
        done = self.result("settle", self.trial("05") / "scenario")
        self.assertIn("W0204", done.err)
        self.assertIn("a GENIUS utility never passes 1", done.err)

    def test_06_weights_in_percent(self):
        for verb in ("settle", "check"):
            done = self.result(verb, self.trial("06") / "scenario")
            told = " ".join((done.out + done.err).split())
            self.assertIn("the weights add up to 100", told)
            self.assertIn("0.4, 0.6", told)

    def test_07_as_negmas_wrote_it(self):
        result, err = self.settle(self.trial("07") / "scenario")
        self.assertIn("W0314", err)
        self.assertEqual(result["zone"]["outcomes"], "226")
        utilities, outcome = self.nash(result)
        self.assertEqual(outcome, ["9", "white", "11"])
        self.assertEqual({p["id"]: u for p, u in zip(result["parties"], utilities)}, {"seller": 4.7, "buyer": 21})

    def test_08_no_preferences(self):
        done = self.result("stability", self.trial("08") / "model.gmcr")
        self.assertIn("W0208", done.err)
        self.assertIn("North", done.err)
        self.assertIn("1 more of this kind", done.err)
        self.assertNotIn("would hold against moves", done.out.splitlines()[0])

    def test_09_one_party_without_preferences(self):
        for verb in ("stability", "check"):
            done = self.result(verb, self.trial("09") / "case.toml")
            told = " ".join((done.out + done.err).split())
            self.assertIn("'A' can move, but has no preferences", told)

    def test_10_foreign_files(self):
        folder = self.trial("10")
        for name, word in (("bundle.zip", "zip"), ("report.pdf", "PDF")):
            done = self.refused("check", folder / name, code="E0184")
            self.assertIn(word, done.err)
            self.assertEqual(done.err.count("error["), 1)
        for name in ("scenario.yml", "sheet.xlsx"):
            done = self.refused("check", folder / name)
            self.assertEqual(done.err.count("error["), 1, done.err)

    def test_11_geniusweb(self):
        folder = self.trial("11")
        for inputs in ([folder], [folder / "trip.json", folder / "trip1.json", folder / "trip2.json"]):
            result, _ = self.settle(*inputs)
            self.assertEqual([p["reservation"] for p in result["parties"]], [0.3, None])
            self.assertEqual(result["zone"]["outcomes"], "5")
            self.assertEqual(self.nash(result)[1], ["hills", "july"])

    def test_12_negolog(self):
        folder = self.trial("12")
        for inputs in ([folder], [folder / "profileA.json", folder / "profileB.json"]):
            result, _ = self.settle(*inputs)
            self.assertEqual(result["zone"]["outcomes"], "1")
            self.assertEqual(self.nash(result), ([0.75, 0.7], ["x2", "y1"]))

    def test_13_negmas(self):
        result, _ = self.settle(self.trial("13") / "scenario")
        self.assertEqual(result["space"]["outcomes"], "20")
        self.assertEqual(result["zone"]["outcomes"], "11")
        utilities, outcome = self.nash(result)
        self.assertEqual(outcome, ["0", "red"])
        self.assertEqual({p["id"]: u for p, u in zip(result["parties"], utilities)}, {"seller": 0.5, "buyer": 0.6})

    def test_15_dialects_of_series(self):
        folder = self.trial("15")
        plain = self.result("war", "--fit", folder / "iso.csv", "--json").json["fit"]
        for name in ("german.csv", "us.csv"):
            with self.subTest(name):
                fit = self.result("war", "--fit", folder / name, "--json").json["fit"]
                self.assertAlmostEqual(fit["drift"], plain["drift"], places=5)
        self.assertIn("2022-03", self.result("war", "--fit", folder / "months.csv").out)
        self.refused("war", "--fit", folder / "percent.csv")

    def test_18_one_profile_alone(self):
        for path in ("scenario/seller.xml", "oneparty.toml"):
            done = run("settle", self.trial("18") / path)
            self.assertIn("W0207", done.err)

    def test_20_ktab(self):
        done = self.refused("check", self.trial("20") / "smp.xml")
        self.assertEqual(done.err.count("error["), 1, done.err)
        self.result("check", self.trial("20") / "soe.csv")  # actors are a case for `stakeholders`

    def test_21_export_for_other_readers(self):
        out = self.folder / "out"
        self.result("convert", self.trial("21") / "case.toml", "--to", "genius", "-o", out)
        text = (out / "seller.xml").read_text()
        self.assertIn('evaluation="1"', text)
        self.assertIn('evaluation="0.5"', text)
        self.assertNotIn('evaluation="100"', text)
        result, _ = self.settle(out)
        self.assertEqual(result["zone"]["outcomes"], "31")

    def test_22_discount_is_mentioned(self):
        folder = self.trial("22") / "scenario"
        for verb in ("settle", "check"):
            done = self.result(verb, folder)
            self.assertIn("0.8", done.out + done.err)
            self.assertIn("time 0", " ".join((done.out + done.err).split()))

    def test_23_old_dialects_of_graph_models(self):
        self.result("stability", self.trial("23") / "lower.gmcr")
        done = run("stability", self.trial("23") / "chrome.json")
        self.assertIn(done.code, (0, 2))
        self.assertLessEqual(done.err.count("error["), 1, done.err)

    def test_24_list_of_domains(self):
        done = self.refused("settle", self.trial("24") / "domainrepository.xml", code="E0312")
        self.assertIn("trip/p-A-1.xml", done.err)

    def test_25_one_hint_for_one_spot(self):
        done = self.refused("check", self.trial("25") / "case.toml")
        self.assertEqual(done.err.count("error["), 1, done.err)
        self.assertIn("60", done.err.split("hint:")[1])
        self.assertNotIn("0.25", done.err)

    def test_26_wars_that_go_on(self):
        done = self.result("war", "--fit", self.trial("26") / "coded.csv", "--durations", "days")
        self.assertIn("-9", done.out + done.err)

    def test_32_out_of_scale(self):
        done = self.result("settle", self.trial("32") / "case.toml")
        self.assertIn("W0204", done.err)
        self.assertIn("W0205", done.err)

    def test_46_57_exports_keep_zone_and_ties(self):
        for path, zone in (("46/reserve.toml", "1"), ("46/no_reserve.toml", "8")):
            number, name = path.split("/")
            out = self.folder / name
            self.result("convert", self.trial(number) / name, "--to", "genius", "-o", out)
            self.assertEqual(self.settle(out)[0]["zone"]["outcomes"], zone)
        before, _ = self.settle(self.trial("57") / "case.toml")
        self.result("convert", self.trial("57") / "case.toml", "--to", "genius", "-o", self.folder / "t")
        after, _ = self.settle(self.folder / "t")
        self.assertEqual(after["frontier"]["points"], before["frontier"]["points"])

    def test_56_no_names_that_are_not(self):
        methods = Path(__file__).resolve().parents[2] / "docs" / "methods"
        for page in methods.glob("*.md"):
            self.assertNotIn("--frontier-limit", page.read_text(encoding="utf-8"), page.name)


if __name__ == "__main__":
    unittest.main()
