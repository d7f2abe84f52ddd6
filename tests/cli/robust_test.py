"""entente robust and entente merge, as users run them."""

import csv
import random
import signal
import subprocess
import time
import unittest
from pathlib import Path

from command import ENTENTE, TWO_ISSUES, CommandTest, run

UNSURE = TWO_ISSUES.replace("north = 20, south = 20", 'north = "60 (40..80)", south = "55 (40..70)"').replace(
    "weight = 70, score = [100, 0]", 'weight = "70 (50..85)", score = [100, 0]')


class Robust(CommandTest):
    def test_keys(self):
        result = self.result("robust", self.case(UNSURE), "--json").json
        self.assertEqual(result["verb"], "robust")
        self.assertEqual(result["draws"], 10000)
        self.assertEqual(result["sampler"], "random")
        self.assertEqual(result["seed"], 1)
        self.assertGreater(result["zone"]["chance"], 0.1)
        self.assertLess(result["zone"]["chance"], 0.95)
        self.assertGreater(result["zone"]["standard_error"], 0)
        self.assertIn("zone.margin", result["metrics"])
        margin = result["metrics"]["zone.margin"]
        self.assertLess(margin["quantiles"]["0.05"], margin["quantiles"]["0.95"])
        self.assertEqual(set(result["deals"][0]), {"outcome", "acceptable", "standard_error", "regret90", "solution_of"})
        self.assertEqual(result["deals"][0]["acceptable"], result["information"]["chance_now"])
        self.assertEqual({t["issue"] for t in result["terms"]}, {"water", "road"})
        self.assertEqual(len(result["swings"]), 3)
        self.assertEqual({s["address"] for s in result["first_order"]},
                         {"reserve.north", "reserve.south", "issue.water.for.north.weight"})
        for index in result["first_order"] + result["total_order"]:
            self.assertGreaterEqual(index["low"], 0)
        self.assertEqual(set(result["information"]["inputs"][0]), {"address", "evppi", "floor", "changes"})

    def test_threads_and_shards_give_the_same_bytes(self):
        case = self.case(UNSURE)
        whole = self.result("robust", case, "--draws", "4000", "--json", "--threads", "1").out
        self.assertEqual(whole, self.result("robust", case, "--draws", "4000", "--json", "--threads", "4").out)
        parts = []
        for k in (1, 2, 3):
            part = self.folder / f"part{k}"
            self.result("robust", case, "--draws", "4000", "--shard", f"{k}/3", "-o", part)
            parts.append(part)
        self.assertEqual(whole, self.result("merge", *reversed(parts), "--json").out)
        self.assertIn("finished already",
                      self.result("robust", case, "--draws", "4000", "--shard", "2/3", "-o", parts[1]).err)
        missing = self.result("merge", *parts[:2], "--json").json
        self.assertEqual(missing["stopped"], "budget")
        self.refuse_as("E0805", "merge", parts[0], parts[0])
        self.refuse_as("E0804", "robust", case, "--draws", "5000", "--shard", "2/3", "-o", parts[1])
        text = parts[1].read_text()
        parts[1].write_text(text.replace("event ", "event 9", 1))
        done = self.refuse_as("E0804", "merge", *parts)
        self.assertIn("part2", done.err)

    def test_a_killed_shard_goes_on(self):
        case = self.case(UNSURE)
        part = self.folder / "part"
        words = ["robust", case, "--draws", "3000000", "--runs", "0", "--shard", "1/1", "-o", part]
        process = subprocess.Popen([ENTENTE, *map(str, words)], stderr=subprocess.PIPE)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        if process.returncode == 130:  # a fast machine may have finished
            self.assertTrue(part.exists())
            partial = self.result("merge", part, "--json").json
            self.assertLess(partial["draws"], 3000000)

    def refuse_as(self, code, *words):
        done = run(*words)
        self.assertEqual(done.code, 2, done.err)
        self.assertIn(code, done.err)
        return done

    def test_where_and_metrics(self):
        case = self.case(UNSURE)
        some = self.result("robust", case, "--where", "reserve.south <= 50", "--metric", "nash.gain.north", "--json").json
        self.assertEqual(some["draws"] + some["excluded"], 10000)
        self.assertEqual(some["explained"], "nash.gain.north")
        self.assertEqual(some["total_order"], [])
        self.assertIn("zone.margin", self.refuse_as("E0802", "robust", case, "--metric", "zone.magin").err)
        self.refuse_as("E0803", "robust", case, "--where", "reserve.south")
        self.refuse_as("E0904", "robust", case, "--shard", "4/3", "-o", self.folder / "x")
        self.refuse_as("E0901", "robust", case, "--shard", "1/3")

    def test_given_data(self):
        draw = random.Random(1)
        table = self.folder / "results.csv"
        with table.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["a", "b", "y"])
            for _ in range(4000):
                a, b = draw.gauss(0, 1), draw.gauss(0, 1)
                writer.writerow([a, b, 3 * a + b])
        given = self.result("robust", "--from", table, "--json").json
        self.assertEqual(given["output"], "y")
        self.assertEqual(given["first_order"][0]["address"], "a")
        self.assertAlmostEqual(given["first_order"][0]["value"], 0.9, delta=0.05)
        self.refuse_as("E0806", "robust", "--from", table, "--metric", "z")

    def test_the_first_line_is_the_answer(self):
        text = self.result("robust", self.case(UNSURE)).out
        self.assertRegex(text, r"^(That there is|Whether there is|That there is no)")
        certain = self.result("robust", self.case()).out
        self.assertTrue(certain.startswith("No number has a range"), certain)

    def test_rankings_have_nothing_to_draw(self):
        self.refuse_as("E0801", "robust", "case:cuba-1962")


if __name__ == "__main__":
    unittest.main()
