#!/usr/bin/env python3
"""layers.py must see what it is there to see: each bad tree breaks one rule, and the good one none."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LAYERS = Path(__file__).with_name("layers.py")
GOOD = {
    "include/entente/core/a.hpp": "#include <vector>\n",
    "include/entente/model/b.hpp": '#include "entente/core/a.hpp"\n',
    "src/settle/c.cpp": '#include <fmt/format.h>\n#include "entente/model/b.hpp"\n#include "settle/c.hpp"\n',
    "src/settle/c.hpp": "",
    "src/io/files.cpp": "#include <fstream>\n",
    "cli/main.cpp": '#include "entente/app/d.hpp"\n',
    "include/entente/app/d.hpp": '#include "entente/report/e.hpp"\n',
    "include/entente/report/e.hpp": "",
}


def run(extra):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**GOOD, **extra}.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, str(LAYERS), folder], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


class Layers(unittest.TestCase):
    def refuse(self, name, text, *words):
        code, out = run({name: text})
        self.assertEqual(code, 1, out)
        for word in words:
            self.assertIn(word, out)

    def test_good(self):
        code, out = run({})
        self.assertEqual(code, 0, out)

    def test_upwards(self):
        self.refuse("src/core/x.cpp", '#include "entente/model/b.hpp"\n', "src/core/x.cpp:1", "core -> model")

    def test_siblings(self):
        self.refuse("src/settle/x.cpp", '\n#include "entente/war/w.hpp"\n', "src/settle/x.cpp:2", "settle -> war")

    def test_private_header_of_another_module(self):
        self.refuse("src/war/x.cpp", '#include "settle/c.hpp"\n', "war -> settle")

    def test_private_header_of_a_module_below(self):
        self.refuse("src/report/x.cpp", '#include "settle/c.hpp"\n', "private to settle")

    def test_the_umbrella_is_for_users(self):
        code, out = run({"include/entente/entente.hpp": '#include "entente/report/e.hpp"\n'})
        self.assertEqual(code, 0, out)
        self.refuse("src/report/y.cpp", '#include "entente/entente.hpp"\n', "no such module")

    def test_spacing_does_not_hide(self):
        self.refuse("src/war/x.cpp", '  #  include   "settle/c.hpp"\n', "war -> settle")

    def test_cli_goes_through_app(self):
        self.refuse("cli/x.cpp", '#include "entente/settle/c.hpp"\n', "cli -> settle")

    def test_third_party_in_public_header(self):
        self.refuse("include/entente/io/x.hpp", "#include <nlohmann/json.hpp>\n", "<nlohmann/json.hpp>",
                    "standard library")

    def test_private_header_in_public_header(self):
        self.refuse("include/entente/settle/x.hpp", '#include "settle/c.hpp"\n', "public headers")

    def test_analysis_that_reads_the_clock(self):
        self.refuse("src/settle/x.cpp", "#include <chrono>\n", "<chrono>")

    def test_unknown_module(self):
        self.refuse("src/misc/x.cpp", "\n", "'misc' is no module")


if __name__ == "__main__":
    unittest.main()
