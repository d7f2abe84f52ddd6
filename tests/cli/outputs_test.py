"""Nothing of the user's is lost: no output replaces what was read, several outputs come together or not at all."""

import os
import signal
import subprocess
import time
import unittest

from command import ENTENTE, TWO_ISSUES, CommandTest, opposed_case, run

MOVES = TWO_ISSUES + "\n[control]\nnorth = [\"water\"]\nsouth = [\"road\"]\n"
SERIES = "date,share\n" + "".join(f"2024-{m:02d}-01,{0.5 + 0.01 * ((m * 7) % 5)}\n" for m in range(1, 13))


class NeverOverWhatWasRead(CommandTest):
    def setUp(self):
        super().setUp()
        self.case_file = self.file("case.toml", MOVES)
        self.before = {}

    def remember(self):
        self.before = {p: p.read_bytes() for p in self.folder.rglob("*") if p.is_file()}

    def unchanged(self):
        now = {p: p.read_bytes() for p in self.folder.rglob("*") if p.is_file()}
        self.assertEqual(now, self.before)

    def refuses(self, *words, code="E0912"):
        self.remember()
        self.refused(*words, code=code)
        self.unchanged()

    def test_every_output_option(self):
        case = self.case_file
        for words in (["settle", case, "-o", case], ["check", case, "--json", "-o", case],
                      ["stability", case, "--dot", case], ["stability", case, "--graph-json", case],
                      ["convert", case, "-o", case], ["report", case, "-o", case], [case, "-o", case]):
            with self.subTest(words=words):
                self.refuses(*words)

    def test_the_same_file_under_other_names(self):
        link = self.folder / "link.toml"
        link.symlink_to(self.case_file)
        hard = self.folder / "hard.toml"
        os.link(self.case_file, hard)
        for other in (link, hard, f"{self.folder}/./case.toml", f"{self.folder}/../{self.folder.name}/case.toml"):
            with self.subTest(other=other):
                self.refuses("settle", self.case_file, "-o", other)
                self.refuses("settle", other, "-o", self.case_file)

    def test_drafts_references_and_series(self):
        draft = self.file("draft.txt", "water = north\nroad = south\n")
        self.refuses("settle", self.case_file, "--improve", draft, "-o", draft)
        self.refuses("settle", self.case_file, "--reference", draft, "-o", draft)
        series = self.file("series.csv", SERIES)
        self.refuses("war", "--fit", series, "-o", series)

    def test_members_of_a_folder(self):
        folder = self.folder / "genius"
        self.result("convert", self.file("plain.toml", TWO_ISSUES), "--to", "genius", "-o", folder)
        members = sorted(folder.iterdir())
        self.assertGreaterEqual(len(members), 3)
        for member in members:
            self.refuses("settle", folder, "-o", member)
            self.refuses("settle", *members, "-o", member)
        self.refuses("convert", folder, "--to", "genius", "-o", folder)
        self.refuses("convert", folder, "--to", "genius", "-o", f"{folder}/.")
        self.result("settle", folder, "--json", "-o", folder / "result.json")  # a new file is welcome

    def test_standard_input_and_output(self):
        self.remember()
        with open(self.case_file, "rb") as stdin:
            done = run("settle", "-", "-o", self.case_file, stdin=stdin)
        self.assertEqual((done.code, "E0912" in done.err), (2, True), done.err)
        script = f"'{ENTENTE}' settle - < '{self.case_file}' >> '{self.case_file}'"
        done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, "E0912" in done.stderr), (2, True), done.stderr)
        self.unchanged()

    def test_two_outputs_to_one_place(self):
        out = self.folder / "out"
        for words in (["--dot", out, "-o", out], ["--dot", out, "--graph-json", out], ["--dot", "-"],
                      ["--dot", out, "-o", f"{self.folder}/./out"]):
            with self.subTest(words=words):
                self.refuses("stability", self.case_file, *words, code="E0917")
        other = self.file("other", "old")
        link = self.folder / "link"
        link.symlink_to(other)
        self.refuses("stability", self.case_file, "--dot", link, "-o", other, code="E0917")
        self.result("stability", self.case_file, "--dot", "/dev/null", "--graph-json", "/dev/null")

    def test_dash_is_standard_output(self):
        done = self.result("stability", self.case_file, "--dot", "-", "-o", self.folder / "text")
        self.assertIn("digraph", done.out)
        self.assertFalse((self.folder / "-").exists())


class Together(CommandTest):
    def test_all_or_none(self):
        case = self.file("case.toml", MOVES)
        old = self.file("old.dot", "old")
        for bad in (self.folder / "no" / "such.json", self.folder, "/proc/nonsense"):
            with self.subTest(bad=bad):
                done = self.refused("stability", case, "--dot", old, "--graph-json", bad, code="E0910")
                self.assertEqual(old.read_text(), "old")
                self.assertEqual(done.out, "")
        self.refused("stability", case, "--dot", old, "-o", "/dev/full", code="E0910")
        self.assertEqual(old.read_text(), "old")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([ENTENTE, "stability", case, "--dot", old], stdout=full, stderr=subprocess.PIPE,
                                  timeout=60, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(old.read_text(), "old")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["case.toml", "old.dot"])

    def test_a_new_folder_goes_again(self):
        case = self.file("case.toml", MOVES)
        self.refused("report", case, "--svg", self.folder / "a" / "b", "-o", self.folder, code="E0910")
        self.assertEqual([p.name for p in self.folder.iterdir()], ["case.toml"])
        self.result("report", case, "--svg", self.folder / "a" / "b", "-o", self.folder / "page.html")
        self.assertTrue(list((self.folder / "a" / "b").glob("*.svg")))

    def test_modes_and_links_are_kept(self):
        case = self.file("case.toml", MOVES)
        target = self.file("target.json", "old")
        target.chmod(0o640)
        link = self.folder / "link.json"
        link.symlink_to("target.json")
        self.result("settle", case, "--json", "-o", link)
        self.assertTrue(link.is_symlink())
        self.assertIn('"verb"', target.read_text())
        self.assertEqual(target.stat().st_mode & 0o777, 0o640)
        dangling = self.folder / "dangling"
        dangling.symlink_to("nowhere")
        self.refused("settle", case, "-o", dangling, code="E0910")
        if os.geteuid() != 0:
            target.chmod(0o440)
            self.refused("settle", case, "-o", target, code="E0910")

    def test_a_kill_leaves_nothing(self):
        case = self.file("case.toml", opposed_case(2, 10, 8, reserve=20))
        out = self.file("out.json", "old")
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        for sent in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
            # The second output is a pipe that nobody reads: the first waits, prepared, for as long.
            process = subprocess.Popen([ENTENTE, "report", case, "-q", "--svg", self.folder / "svg", "-o", pipe],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(1.5)
            process.send_signal(sent)
            process.wait(timeout=10)
            left = sorted(p.name for p in self.folder.rglob("*") if p.name.endswith(".part"))
            self.assertEqual((out.read_text(), left), ("old", []), sent)

    def test_a_planted_link_is_not_followed(self):
        # Temporary names cannot be foreseen, and are made anew: a link of that name is never written through.
        case = self.file("case.toml", MOVES)
        victim = self.file("victim", "precious")
        for planted in (".part", "out.json.part", f"out.json.part-{os.getpid() + 1}"):
            (self.folder / planted).symlink_to(victim)
        self.result("settle", case, "--json", "-o", self.folder / "out.json")
        self.assertEqual(victim.read_text(), "precious")


if __name__ == "__main__":
    unittest.main()
