"""Talks and tournaments as users run them, outside agents included."""

import sys
import unittest

from command import SOURCE, CommandTest, opposed_case, run

AGENTS = SOURCE / "examples" / "agents"

# What an agent from outside may do to us.
HANGS = "import time\ntime.sleep(600)\n"
ENDS = "raise SystemExit(3)\n"
NONSENSE = "import sys\nfor line in sys.stdin:\n    print('no JSON at all', flush=True)\n"
FLOODS = "import sys\nwhile True:\n    sys.stdout.write('x' * 65536)\n"
LIES = ("import sys, json\nfor line in sys.stdin:\n    if json.loads(line)['type'] == 'turn':\n"
        "        print(json.dumps({'type': 'offer', 'outcome': {'i0': 'never heard of'}}), flush=True)\n")
ACCEPTS = ("import sys, json\nfor line in sys.stdin:\n    if json.loads(line)['type'] == 'turn':\n"
           "        print(json.dumps({'type': 'accept'}), flush=True)\n")
GREEDY = ("import sys, json\nfor line in sys.stdin:\n    if json.loads(line)['type'] == 'turn':\n"
          "        x = bytearray(1 << 31)\n        print(json.dumps({'type': 'leave'}), flush=True)\n")


class Talks(CommandTest):
    def setUp(self):
        super().setUp()
        self.path = self.case(opposed_case(2, 3, 4, reserve=15))

    def talk(self, *words):
        return self.result("negotiate", self.path, "--json", "-q", *words).json

    def test_keys_and_the_told_offers(self):
        result = self.talk("--tactic", "p0=boulware", "--tactic", "p1=conceder", "--deadline", "40")
        for key in ("agreement", "utilities", "rounds", "trace", "from_frontier", "from_nash"):
            self.assertIn(key, result)
        self.assertEqual(result["ended"], "agreement")
        self.assertEqual(result["trace"][-1]["act"], "accept")
        self.assertEqual(result["trace"][-1]["outcome"], result["agreement"])
        self.assertGreaterEqual(min(result["utilities"]), 15)
        self.assertEqual(result["trace"][0]["party"], "p0")
        screen = self.result("negotiate", self.path, "--deadline", "40").out
        self.assertRegex(screen.splitlines()[0], r"^The talks end in round \d+ of 40 with a deal:")

    def test_the_case_says_how_to_talk_and_the_command_line_overrules(self):
        text = opposed_case(2, 3, 4, reserve=15) + (
            '[talks]\nprotocol = "simultaneous"\ndeadline = 33\nfirst = "p1"\ntactic.p0 = "micro"\n')
        self.path = self.case(text)
        result = self.talk()
        self.assertEqual((result["protocol"], result["deadline"]), ("simultaneous", 33))
        self.assertEqual(result["tactics"], ["micro", "boulware"])
        self.assertEqual(self.talk("--deadline", "9")["deadline"], 9)
        # What is written comes back when the case is converted.
        self.result("convert", self.path, "-o", self.folder / "copy.toml")
        self.assertIn('tactic.p0 = "micro"', (self.folder / "copy.toml").read_text())
        wrong = self.case(text.replace('"micro"', '"mirco"'), "wrong.toml")
        done = self.refused("negotiate", wrong, code="E1701")
        self.assertIn("wrong.toml:", done.err)
        self.assertIn("did you mean 'micro'?", done.err)

    def test_the_same_bytes_for_the_same_seed_and_any_threads(self):
        words = ("negotiate", self.path, "--json", "--tactic", "random", "--repeat", "200")
        one = self.result(*words, "--seed", "4", "--threads", "1").out
        self.assertEqual(one, self.result(*words, "--seed", "4", "--threads", "3").out)
        self.assertNotEqual(one, self.result(*words, "--seed", "5").out)

    def test_rude_input(self):
        self.refused("negotiate", code="E0901")
        self.refused("negotiate", self.path, "--tactic", "boulwar", code="E1701")
        self.refused("negotiate", self.path, "--tactic", "p0=boulware:e=0", code="E1703")
        self.refused("negotiate", self.path, "--tactic", "nobody=boulware", code="E0909")
        self.refused("negotiate", self.path, "--deadline", "0", code="E0904")
        self.refused("negotiate", self.path, "--deadline", "nan", code="E0904")
        self.refused("negotiate", self.path, "--protocol", "shouting")
        self.refused("negotiate", self.path, "--agent", "p0=/no/such/program", code="E1707")
        self.refused("negotiate", self.path, "--agent", "p0=", code="E1705")
        self.refused("negotiate", "case:chicken", code="E1705")

    def test_list_names_every_tactic(self):
        listed = self.result("negotiate", "--list").out
        for name in ("boulware", "micro", "tit-for-tat-averaged", "combi", "bayes", "single-text"):
            self.assertIn(name, listed)


class Agents(CommandTest):
    def setUp(self):
        super().setUp()
        self.path = self.case(opposed_case(2, 3, 4, reserve=15))

    def with_agent(self, script, *words):
        command = script if str(script).endswith(".py") else self.file("agent.py", script)
        return self.result("negotiate", self.path, "--json", "-q", "--agent", f'p0={sys.executable} "{command}"',
                           *words).json

    def test_the_example_negotiates(self):
        result = self.with_agent(AGENTS / "conceder.py", "--deadline", "30")
        self.assertEqual(result["ended"], "agreement")
        self.assertGreaterEqual(result["utilities"][0], 15)

    def test_the_example_of_the_geniusweb_framing_negotiates(self):
        result = self.with_agent(AGENTS / "geniusweb_party.py", "--framing", "geniusweb", "--deadline", "30",
                                 "--tactic", "p1=linear")
        self.assertEqual(result["ended"], "agreement")

    def test_what_breaks_the_rules_loses_its_negotiation(self):
        for script, why in ((HANGS, "longer than its time"), (ENDS, "ended"), (NONSENSE, "no JSON"),
                            (FLOODS, "too long"), (LIES, "no option 'never heard of'"),
                            (ACCEPTS, "no offer stands"), (GREEDY, "ended")):
            with self.subTest(why=why):
                patience = "1" if script is HANGS else "100"
                result = self.with_agent(script, "--agent-seconds", patience, "--agent-memory", "512M")
                self.assertEqual((result["ended"], result["ended_by"], result["agreement"]), ("broken", "p0", None))
                self.assertIn(why, result["why"])

    def test_a_tournament_outlives_a_rude_agent(self):
        script = self.file("rude.py", NONSENSE)
        result = self.result("negotiate", self.path, "--tournament", "--json", "-q", "--tactic", "linear", "--repeat", "2",
                             "--deadline", "20", "--agent", f"rude={sys.executable} {script}").json
        self.assertEqual(result["tactics"], ["linear", "rude"])
        self.assertGreater(result["payoffs"][0][0], 0)
        self.assertEqual(result["payoffs"][1][0], 0)


class Tournaments(CommandTest):
    def setUp(self):
        super().setUp()
        self.path = self.case(opposed_case(2, 3, 4, reserve=15))
        self.words = ("negotiate", self.path, "--tournament", "--json", "-q", "--repeat", "3", "--deadline", "30",
                      "--tactic", "boulware", "--tactic", "conceder", "--tactic", "random", "--tactic", "micro")

    def test_keys(self):
        result = self.result(*self.words).json
        self.assertEqual(result["tactics"], ["boulware", "conceder", "random", "micro"])
        self.assertEqual(len(result["payoffs"]), 4)
        self.assertEqual(result["negotiations"], 48)
        self.assertNotIn("per_second", str(result))
        self.assertIn("per_second", run(*[w for w in self.words if w != "-q"]).err)

    def test_shards_and_threads_give_the_same_bytes(self):
        whole = self.result(*self.words, "--threads", "1").out
        self.assertEqual(whole, self.result(*self.words, "--threads", "3").out)
        parts = []
        for shard in ("1/3", "2/3", "3/3"):
            part = self.folder / f"part{shard[0]}.jsonl"
            self.result(*self.words, "--shard", shard, "--part", part)
            parts += ["--join", part]
        self.assertEqual(whole, self.result(*self.words, *parts).out)
        self.refused(*self.words, *parts[:4], code="E1708")
        self.refused(*self.words, "--seed", "9", *parts, code="E1708")

    def test_a_run_is_gone_on_with(self):
        whole = self.result(*self.words).out
        part = self.folder / "part.jsonl"
        self.assertEqual(whole, self.result(*self.words, "--part", part).out)
        lines = part.read_bytes().splitlines(keepends=True)
        part.write_bytes(b"".join(lines[:6]) + lines[6][:20])  # as if it had been cut off
        self.assertEqual(whole, self.result(*self.words, "--part", part).out)
        part.write_text("{}\n")
        self.refused(*self.words, "--part", part, code="E1708")

    def test_several_cases(self):
        other = self.case(opposed_case(2, 2, 5, seed=2, reserve=10), "other.toml")
        result = self.result(*self.words, "--also", other).json
        self.assertEqual(result["negotiations"], 96)
        three = self.case(opposed_case(3, 2, 3, reserve=5), "three.toml")
        self.refused(*self.words, "--also", three, code="E1705")


if __name__ == "__main__":
    unittest.main()
