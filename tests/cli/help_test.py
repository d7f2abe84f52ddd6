"""Help, names and mistakes on the command line."""

import unittest

from command import CommandTest, run

VERBS = ["check", "settle", "convert", "schema", "cases", "explain", "completion"]


class Help(CommandTest):
    def pages(self):
        listed = self.result("--help").out
        section = listed.split("Commands\n")[1].split("\n\n")[0]
        verbs = [line.split()[0] for line in section.splitlines() if line.startswith("  ") and line[2] != " "]
        for verb in VERBS:
            self.assertIn(verb, verbs)
        yield "", listed
        for verb in verbs:
            yield verb, self.result(verb, "--help").out

    def test_fits_80_columns_and_shows_examples(self):
        for verb, page in self.pages():
            with self.subTest(verb=verb):
                self.assertIn("Examples\n", page)
                for line in page.splitlines():
                    self.assertLessEqual(len(line), 80, line)
                self.assertFalse(any(line != line.rstrip() for line in page.splitlines()))

    def test_ways_to_ask(self):
        whole = self.result("--help").out
        self.assertEqual(self.result().out, whole)
        self.assertEqual(self.result("help").out, whole)
        self.assertEqual(self.result("-h").out, whole)
        self.assertEqual(self.result("help", "settle").out, self.result("settle", "--help").out)
        self.assertEqual(self.result("settle", "no-such-file", "-h").out, self.result("settle", "--help").out)

    def test_version(self):
        self.assertRegex(self.result("--version").out, r"^entente \d+\.\d+\.\d+\n$")

    def test_unknown_verb(self):
        done = self.refused("setle", self.case(), code="E0901")
        self.assertIn("settle", done.err)
        self.assertEqual(done.out, "")

    def test_unknown_options_all_at_once(self):
        done = self.refused("settle", self.case(), "--jsn", "--sede", "4", code="E0902")
        self.assertIn("--json", done.err)
        self.assertIn("--seed", done.err)
        self.assertIn("2 errors", done.err)

    def test_bad_values(self):
        case = self.case()
        for words in (["--seed", "x"], ["--seed", "-1"], ["--seed", "1.5"], ["--seed", "99999999999999999999"],
                      ["--threads", "many"], ["--memory", "4X"], ["--memory", "1"], ["--limit", "0"],
                      ["--method", "magic"], ["--nash-weights", "1"], ["--nash-weights", "1,-2"],
                      ["--nash-weights", "1,,2"]):
            with self.subTest(words=words):
                done = run("settle", case, *words)
                self.assertEqual(done.code, 2, done.err)
                self.assertIn(words[0], done.err)

    def test_missing_values(self):
        self.refused("settle", self.case(), "--seed", code="E0903")
        self.refused("settle", code="E0915")
        self.refused("schema", "too", "many", code="E0915")
        self.refused("settle", "--json=yes", self.case())

    def test_options_may_stand_first(self):
        case = self.case()
        self.assertEqual(self.result("--json", "settle", case).out, self.result("settle", case, "--json").out)
        self.assertEqual(self.result("--seed", "3", "settle", case, "--json").json["seed"], 3)

    def test_double_dash(self):
        self.file("-odd.toml", self.case().read_text())
        self.assertIn("sound", self.result("check", "--", "-odd.toml", cwd=self.folder).out)

    def test_explain(self):
        self.assertIn("To mend it", self.result("explain", "e0901").out)
        self.assertIn("E0902", self.result("explain").out)
        self.refused("explain", "E09011", code="E0914")
        codes = self.result("explain", "--json").json["codes"]
        self.assertEqual([c["code"] for c in codes], sorted(c["code"] for c in codes))
        for line in self.result("explain").out.splitlines() + self.result("explain", "E0905").out.splitlines():
            self.assertLessEqual(len(line), 80, line)


if __name__ == "__main__":
    unittest.main()
