"""Input and surroundings as they should not be: a clear word and the right exit code, never a crash."""

import os
import resource
import signal
import subprocess
import time
import unittest

from command import ENTENTE, SANITIZED, TWO_ISSUES, CommandTest, opposed_case, run


class Files(CommandTest):
    def refusals(self, path):
        for verb in (["check"], ["settle"], ["convert"], []):
            with self.subTest(verb=verb):
                done = self.refused(*verb, path)
                self.assertIn("error[E", done.err)
                self.assertEqual(done.out, "")

    def test_missing(self):
        self.refusals(self.folder / "missing.toml")

    def test_empty(self):
        self.refusals(self.case(""))

    def test_folder_without_a_scenario(self):
        self.refusals(self.folder)

    def test_unreadable(self):
        if os.geteuid() == 0:
            self.skipTest("root reads everything")
        path = self.case()
        path.chmod(0)
        self.refusals(path)

    def test_hostile_bytes(self):
        for name, content in {"nul": TWO_ISSUES.encode() + b"\0", "utf8": TWO_ISSUES.encode() + b"# \xff\xfe\n",
                              "bracket": b"[", "binary": bytes(range(256)) * 64, "spaces": b" " * 100000,
                              "deep": b"a = " + b"[" * 100000, "pickle": b"\x80\x04\x95\x10\x00\x00\x00.",
                              "xml": b"<?xml version='1.0'?><negotiation_template>"}.items():
            with self.subTest(content=name):
                self.refused("check", self.file(name, content))

    def test_huge(self):
        path = self.folder / "huge.toml"
        with open(path, "wb") as file:
            for _ in range(100):
                file.write(b"a" * 1_000_000)
        begun = time.monotonic()
        done = self.refused("check", path)
        self.assertLess(len(done.err), 10_000)
        self.assertLess(time.monotonic() - begun, 30)

    def test_special_files(self):
        self.refused("check", "/dev/null")
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(["sh", "-c", f"exec cat > '{pipe}'"], stdin=subprocess.DEVNULL):
            done = run("check", pipe, timeout=20)
        self.assertEqual(done.code, 2, done.err)

    def test_bom_and_crlf_load(self):
        self.result("check", self.case(b"\xef\xbb\xbf" + TWO_ISSUES.replace("\n", "\r\n").encode()))

    def test_many_mistakes_in_one_run(self):
        bad = TWO_ISSUES.replace("weight = 70, score = [100, 0]", "weigth = 70, score = [100]") \
                        .replace("weight = 30, score = [0, 100]", "weight = -30, score = [0, 700]")
        done = self.refused("check", self.case(bad))
        self.assertGreaterEqual(done.err.count("error[E"), 3, done.err)
        self.assertIn("did you mean", done.err)
        self.assertIn("^", done.err)


class Outputs(CommandTest):
    def test_reader_that_leaves(self):
        case = self.case(opposed_case(2, 10, 8, reserve=20))
        for verb in ("settle", "check"):
            script = f"'{ENTENTE}' {verb} '{case}' --json -q | head -n 1; echo ${{PIPESTATUS[0]}}"
            done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=120, check=False)
            self.assertEqual(done.stdout.splitlines(), ["{", "0"])
            self.assertEqual(done.stderr, "")

    def test_closed_descriptors(self):
        case = self.case()
        script = f"'{ENTENTE}' settle '{case}' >&-"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("E0911", done.stderr)
        out = self.folder / "out.json"
        script = f"'{ENTENTE}' settle '{case}' --json -o '{out}' <&- >&- 2>&-"
        self.assertEqual(subprocess.run(["bash", "-c", script], timeout=60, check=False).returncode, 0)
        self.assertEqual(out.read_text(), self.result("settle", case, "--json").out)
        self.assertEqual(case.read_text(), TWO_ISSUES)

    def test_full_device(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([ENTENTE, "settle", self.case()], stdout=full, stderr=subprocess.PIPE,
                                  timeout=60, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"E0911", done.stderr)
        self.refused("settle", self.case(), "-o", "/dev/full", code="E0910")

    def test_output_file(self):
        case = self.case()
        expected = self.result("settle", case, "--json").out
        out = self.folder / "out.json"
        for _ in range(2):  # the second time it is there already
            done = self.result("settle", case, "--json", "-o", out)
            self.assertEqual(done.out, "")
            self.assertEqual(out.read_text(), expected)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["case.toml", "out.json"])
        self.assertEqual(self.result("settle", case, "--json", "-o", "-").out, expected)
        self.assertEqual(self.result("settle", case, "--json", "-o", "/dev/stdout").out, expected)

    def test_output_that_cannot_be(self):
        case = self.case()
        self.refused("settle", case, "-o", self.folder / "no" / "such" / "folder.json", code="E0910")
        self.refused("settle", case, "-o", self.folder, code="E0910")
        self.refused("settle", case, "-o", case, code="E0912")
        self.refused("settle", case, "-o", f"{self.folder}/./case.toml", code="E0912")
        self.assertEqual(case.read_text(), TWO_ISSUES)
        self.refused("settle", case, "-o", "/proc/nonsense", code="E0910")

    def test_a_failed_run_leaves_the_old_file(self):
        out = self.file("out.json", "old")
        self.refused("settle", self.case("entente = 1\n"), "--json", "-o", out)
        self.assertEqual(out.read_text(), "old")


class Interrupts(CommandTest):
    def interrupted(self, *words, signals=(signal.SIGINT,), wait=1.0):
        process = subprocess.Popen([ENTENTE, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(wait * (4 if SANITIZED else 1))  # it has started by now
        for one in signals:
            process.send_signal(one)
            time.sleep(0.05)
        out, err = process.communicate(timeout=60)
        return process.returncode, out.decode(), err.decode()

    def test_keeps_the_finished_part(self):
        # 10^10 outcomes of two parties, enumerated by one thread: far longer than a second.
        case = self.case(opposed_case(2, 10, 10, reserve=10))
        code, out, err = self.interrupted("settle", case, "--json", "--method", "enumerate", "--threads", "1")
        self.assertEqual(code, 130, err)
        self.assertIn('"stopped": "cancelled"', out)

    def test_twice_leaves_at_once(self):
        case = self.case(opposed_case(2, 10, 10, reserve=10))
        begun = time.monotonic()
        code, _, err = self.interrupted("settle", case, "--json", "--method", "enumerate", "--threads", "1",
                                        signals=(signal.SIGINT, signal.SIGINT))
        self.assertEqual(code, 130, err)
        self.assertLess(time.monotonic() - begun, 20 if SANITIZED else 10)


class Memory(CommandTest):
    @unittest.skipIf(SANITIZED, "sanitizers reserve address space")
    def test_budget_is_respected(self):
        case = self.case(opposed_case(5, 10, 8))
        done = self.result("settle", case, "--json", "--memory", "256M", "--limit", "20000", "-q", timeout=300)
        self.assertIn(done.json["stopped"], ("complete", "budget"))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak {peak:.0f} MB under a budget of 256 MB")
        self.assertLess(peak, 600)


if __name__ == "__main__":
    unittest.main()
