"""Ctrl-C and SIGTERM end every verb, whatever it does at that moment, and what it says stays whole."""

import concurrent.futures
import http.client
import json
import re
import signal
import subprocess
import tempfile
import threading
import time
import unittest

from command import ENTENTE, SANITIZED, TWO_ISSUES, CommandTest, opposed_case, run

# The promise is 0.3 s on a machine that has time for it; a test must not fail where it has not.
PATIENCE = 10.0 if SANITIZED else 3.0
MOMENTS = (0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0)

MOVES = "\n[control]\n" + "p0 = [" + ", ".join(f'"i{k}"' for k in range(0, 12, 2)) + "]\n" + \
        "p1 = [" + ", ".join(f'"i{k}"' for k in range(1, 12, 2)) + "]\n"
WAR = """
[war]
model = "learning"
between = ["p0", "p1"]
forts = "200 (100..400)"
start = 50
cost = { p0 = "0.1 (0.05..0.2)", p1 = "0.1 (0.05..0.2)" }
prior = { p0 = [6, 4], p1 = [4, 6] }
"""


def verbs():
    """Every verb of the program: a new one is tried on the large case without being named here."""
    listed = re.findall(r"^  ([a-z]+)  ", run("--help").out, re.M)
    assert {"settle", "war", "stability", "studio"} <= set(listed), listed
    return listed


def ended(words, moment, sent):
    """(seconds from the signal to the end, exit code, output). The output goes to a file: it is as whole as the
    program left it, however long this reader is kept from reading."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([ENTENTE, *map(str, words)], stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.DEVNULL)
        time.sleep(moment)
        begun = time.monotonic()
        process.send_signal(sent)
        late = threading.Timer(120, process.kill)
        late.start()
        process.wait()  # with a time limit it would look only now and then
        seconds = time.monotonic() - begun
        late.cancel()
        output.seek(0)
        return seconds, process.returncode, output.read()


def stopped(words, moment, sent, may_refuse):
    """(seconds, what is wrong). In a process of its own: reading a long JSON must not hold up another's clock."""
    seconds, code, out = ended(words, moment, sent)
    told = f"{words} {sent.name} after {moment} s: {seconds:.2f} s, exit {code}"
    if seconds >= PATIENCE:
        return seconds, f"{told}: too long"
    # Killed by the signal itself: it came before main began.
    if code not in (0, 130, -sent, *([2] if may_refuse else [])):
        return seconds, f"{told}: another exit code"
    try:
        text = out.decode("utf-8", "strict")
        if "--json" in words and out and words[0] not in ("convert", "new"):  # which write a case
            json.loads(text)
    except ValueError as error:
        return seconds, f"{told}: no JSON or no UTF-8: {error}: {out[:200]}"
    return seconds, ""


class Signals(CommandTest):
    def setUp(self):
        super().setUp()
        self.large = self.file("large.toml", opposed_case(2, 12, 4, reserve=20) + MOVES)
        self.fighting = self.file("war.toml", opposed_case(2, 12, 4) + WAR)
        self.five = self.file("five.toml", opposed_case(5, 10, 8))
        self.slow_words = {
            "": [[self.large], [self.fighting]],
            "settle": [[self.five, "--json"], [self.large, "--method", "enumerate"], [self.five, "--method", "milp"],
                       [self.large, "--stable", "seq", "--json"]],
            "war": [[self.fighting, "--json"]],
            "stability": [[self.large, "--json"], [self.large, "--robust", "--draws", "1000000", "--json"],
                          [self.large, "--want", "5"], [self.large, "--sim-limit", "1e15"]],
            "report": [[self.large], [self.fighting, "--json"]],
            "robust": [[self.fighting, "--draws", "100000", "--json"], [self.large]],
            "levers": [[self.fighting], [self.large, "--json"]],
            "schema": [[]], "cases": [[]], "explain": [[]], "completion": [["bash"]],
        }

    def test_every_verb_at_ten_moments(self):
        slowest = {}
        with concurrent.futures.ProcessPoolExecutor(4) as pool:
            waiting = []
            for verb in ["", *verbs()]:
                if verb == "studio":
                    continue
                for words in self.slow_words.get(verb, [[self.large], [self.fighting, "--json"]]):
                    words = [*([verb] if verb else []), *map(str, words)]
                    # A verb that this test does not know by name may refuse the case that it is tried on.
                    may_refuse = verb not in self.slow_words
                    for k, moment in enumerate(MOMENTS):
                        sent = signal.SIGINT if k % 2 else signal.SIGTERM
                        waiting.append((verb, pool.submit(stopped, words, moment, sent, may_refuse)))
            for verb, one in waiting:
                seconds, fault = one.result()
                self.assertFalse(fault, fault)
                slowest[verb] = max(slowest.get(verb, 0), seconds)
        print("seconds from signal to end, the longest of each verb: " +
              ", ".join(f"{verb or 'summary'} {seconds:.2f}" for verb, seconds in slowest.items()))

    def test_while_input_is_awaited(self):
        for words in (["check", "-"], ["settle", "-", "--json"], ["war", "--fit", "-"]):
            process = subprocess.Popen([ENTENTE, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            time.sleep(3 if SANITIZED else 0.3)  # it has started by now
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)
            self.assertLess(time.monotonic() - begun, PATIENCE, words)
            self.assertEqual(process.returncode, 130, words)
            process.communicate()

    def test_while_a_reader_waits(self):
        case = self.file("wide.toml", opposed_case(2, 10, 8, reserve=20))
        process = subprocess.Popen([ENTENTE, "report", str(case)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        time.sleep(1.5)  # it is done by now and its output fills the pipe
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        self.assertLess(time.monotonic() - begun, PATIENCE)
        process.communicate()

    def test_the_studio(self):
        case = self.case()
        if run("studio", case, "--port", "0", "--set", "x=1").err.count("E0704"):
            self.skipTest("built without the page's script")
        for clients in (0, 60):
            process = subprocess.Popen([ENTENTE, "studio", str(case)], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
            address = process.stdout.readline().strip()
            port = int(re.search(r":(\d+)/", address).group(1))
            slow = [http.client.HTTPConnection("127.0.0.1", port) for _ in range(clients)]
            for one in slow:  # a request that never ends
                one.connect()
                one.sock.sendall(b"POST /api/compute HTTP/1.1\r\nHost: ")
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)
            self.assertLess(time.monotonic() - begun, PATIENCE)
            self.assertIn(process.returncode, (0, 130))
            for one in slow:
                one.close()
            process.stdout.close()

    def test_a_stop_keeps_the_finished_part(self):
        case = self.file("wide.toml", opposed_case(2, 10, 10, reserve=10))
        _, code, out = ended(["settle", case, "--json", "--method", "enumerate", "--threads", "1"], 1.5,
                             signal.SIGTERM)
        self.assertEqual(code, 130)
        self.assertEqual(json.loads(out)["stopped"], "cancelled")

    def test_a_stop_keeps_the_draws_made(self):
        case = self.file("slow.toml", opposed_case(2, 4, 4) + WAR.replace('"200 (100..400)"', '"30 (20..40)"')
                         .replace("start = 50", "start = 10"))
        words = ["robust", case, "--json", "--draws", "10000000"]
        _, code, out = ended(words, 60.0 if SANITIZED else 5.0, signal.SIGTERM)
        self.assertEqual(code, 130)
        result = json.loads(out)
        self.assertEqual(result["stopped"], "cancelled")
        self.assertGreater(result["draws"], 0)


if __name__ == "__main__":
    unittest.main()
