"""What a person at a terminal sees: colour only where it is wanted, progress only where work is long."""

import os
import pty
import select
import signal
import subprocess
import time
import unittest

from command import ENTENTE, CommandTest, opposed_case


def on_terminal(*words, env=None, interrupt_after=None, timeout=60):
    """(exit code, everything that a terminal would have shown)."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", **(env or {})}
    environment = {key: value for key, value in environment.items() if value is not None}
    process = subprocess.Popen([ENTENTE, *map(str, words)], stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    shown = b""
    begun = time.monotonic()
    while time.monotonic() - begun < timeout:
        if interrupt_after and time.monotonic() - begun > interrupt_after:
            process.send_signal(signal.SIGINT)
            interrupt_after = None
        ready, _, _ = select.select([master], [], [], 0.05)
        if ready:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(master)
    return process.wait(timeout=10), shown.decode("utf-8", "replace")


class Terminal(CommandTest):
    def test_colour(self):
        case = self.case()
        self.assertIn("\x1b[1m", on_terminal("settle", case)[1])
        for words, env in ((["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"}), ([], {"TERM": None})):
            with self.subTest(words=words, env=env):
                code, shown = on_terminal("settle", case, *words, env=env)
                self.assertEqual(code, 0)
                self.assertNotIn("\x1b", shown)
        self.assertIn("\x1b[1m", on_terminal("settle", case, env={"NO_COLOR": ""})[1])  # empty means not set

    def test_short_work_shows_no_progress(self):
        self.assertNotIn("\r\x1b[K", on_terminal("settle", self.case())[1])

    def test_long_work_tells_rate_and_time_left(self):
        case = self.case(opposed_case(2, 10, 10, reserve=10))
        words = ["settle", case, "--method", "enumerate", "--threads", "1"]
        code, shown = on_terminal(*words, interrupt_after=1.5)
        self.assertEqual(code, 130)
        self.assertRegex(shown, r"\r\x1b\[K[^\r]*\d+%, [\d.]+[kMGT]? a second, [\d.]+ (s|min|h) left")
        self.assertIn("stopping", shown)
        code, shown = on_terminal(*words, "-q", interrupt_after=1.5)
        self.assertEqual(code, 130)
        self.assertNotIn("a second", shown)


if __name__ == "__main__":
    unittest.main()
