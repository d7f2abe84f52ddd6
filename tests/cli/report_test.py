"""entente report and entente studio, as users run them."""

import csv
import http.client
import re
import signal
import subprocess
import tempfile
import unicodedata
import unittest
from pathlib import Path

from command import ENTENTE, SOURCE, TWO_ISSUES, CommandTest, run


class Report(CommandTest):
    def test_one_file_and_its_figures(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "report.html"
            figures = Path(folder) / "figures"
            done = self.result("report", self.case(), "-o", str(page), "--svg", str(figures))
            self.assertEqual(done.out, "")
            html = page.read_text(encoding="utf-8")
            self.assertTrue(html.startswith("<!doctype html>"))
            self.assertIn("Model, not advice", html)
            self.assertIn("Two issues", html)
            self.assertEqual(sorted(f.name for f in figures.iterdir()),
                             ["frontier.svg", "path.svg", "terms-1.svg", "terms-2.svg"])
            again = Path(folder) / "again.html"
            self.result("report", self.case(), "-o", str(again), "--threads", "1")
            # The name of the case file is on the page; everything else is the same.
            name = re.compile(r"[^\s\"'<>]*\.toml")
            strip = lambda text: name.sub("", text).replace(" --threads 1", "")
            self.assertEqual(strip(html), strip(again.read_text(encoding="utf-8")))

    def test_figures_of_every_case_are_well_formed(self):
        for path in sorted(SOURCE.glob("cases/*/case.toml")):
            figures = self.folder / path.parent.name
            self.result("report", "case:" + path.parent.name, "-q", "--svg", str(figures))  # run() parses them
            # Twelve states are no graph that can be read: cuba-1962 is told in tables.
            self.assertEqual(bool(list(figures.glob("*.svg"))), path.parent.name != "cuba-1962", path)

    def test_tables_as_csv(self):
        folder = self.folder / "tables"
        done = self.result("report", self.case(), "--csv", str(folder))
        files = {f.name: list(csv.reader(f.open(encoding="utf-8", newline=""))) for f in folder.glob("*.csv")}
        self.assertEqual(sorted(done.out.split()), sorted(str(folder / name) for name in files))
        self.assertIn("frontier.csv", files)
        inputs = files["inputs.csv"]
        self.assertEqual(inputs[0][-1], "Its name in the file")
        self.assertIn("issue.water.for.north.weight", [row[-1] for row in inputs])
        for name, rows in files.items():
            self.assertEqual({len(row) for row in rows}, {len(rows[0])}, name)

    def test_json_has_the_document(self):
        result = self.result("report", self.case(), "--json").json
        self.assertEqual(result["verb"], "report")
        self.assertEqual(result["document"]["question"],
                         "Is there a settlement that both North and South would rather have than no deal?")
        self.assertTrue(result["document"]["answer"].startswith(
            "Yes: there are packages that leave both sides no worse off than no deal (2 of 4)."))

    def test_a_copy_for_one_party(self):
        whole = self.result("report", self.case()).out
        copy = self.result("report", self.case(), "--for", "north").out
        self.assertIn("issue.water.for.south.weight", whole)
        self.assertNotIn("issue.water.for.south.weight", copy)
        done = run("report", self.case(), "--for", "nort")
        self.assertEqual(done.code, 2)
        self.assertIn("E0909", done.err)
        self.assertIn("north", done.err)

    def test_redacted(self):
        out = self.result("report", self.case(), "--redact", "--json").out
        self.assertNotRegex(out, "(?i)north|south")

    def test_a_folder_that_cannot_be_written(self):
        done = run("report", self.case(), "--svg", "/proc/none/such")
        self.assertEqual(done.code, 2)
        self.assertIn("E0910", done.err)


class Studio(CommandTest):
    def test_serves_until_interrupted(self):
        process = subprocess.Popen([ENTENTE, "studio", self.case()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            address = process.stdout.readline().strip()
            match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=([0-9a-f]{64})", address)
            self.assertTrue(match, address)
            connection = http.client.HTTPConnection("127.0.0.1", int(match[1]), timeout=30)
            connection.request("GET", "/?token=" + match[2])
            answer = connection.getresponse()
            self.assertEqual(answer.status, 200)
            self.assertIn("data-studio", answer.read().decode())
            connection.close()
            process.send_signal(signal.SIGINT)
            self.assertIn(process.wait(timeout=30), (0, 130))
        finally:
            process.kill()
            process.communicate()

    def test_a_port_that_is_taken(self):
        first = subprocess.Popen([ENTENTE, "studio", self.case()], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            port = re.search(r":(\d+)/", first.stdout.readline())[1]
            done = run("studio", self.case(), "--port", port)
            self.assertEqual(done.code, 2)
            self.assertIn("E0702", done.err)
        finally:
            first.kill()
            first.communicate()


class Redacted(CommandTest):
    def test_names_in_every_form(self):
        text = TWO_ISSUES.replace('"North"', '"Zürich"').replace('"South"', '"Україна"') \
            .replace('"Who keeps the water"', '"Does ZU\u0308RICH or zurich keep it, or УКРАЇНА?"') \
            .replace('"Who keeps the road"', '"ＺＵＲＩＣＨ, Zu\u00adrich and Украі\u0308на want it"')
        shown = self.result("report", self.case(text), "--redact", "--json").out
        flat = unicodedata.normalize("NFKD", shown).casefold()
        flat = "".join(c for c in flat if not unicodedata.combining(c) and c != "\u00ad")
        self.assertNotIn("zurich", flat)
        self.assertNotIn("украина", flat)
        self.assertIn("party a", flat)


if __name__ == "__main__":
    unittest.main()
