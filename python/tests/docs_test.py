"""What the documentation shows runs as it stands, and what is made from the program is what the program says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("ENTENTE_SOURCE", Path(__file__).parents[2]))
ENTENTE = os.environ.get("ENTENTE", "")
needs_command = pytest.mark.skipif(not ENTENTE, reason="ENTENTE names no command")


def test_the_code_of_the_page_runs() -> None:
    page = (SOURCE / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:<!-- needs ([a-z ]+) -->\n)?```python\n(.*?)```", page, flags=re.S)
    assert len(blocks) >= 8
    names: dict[str, object] = {"__name__": "docs"}
    for needs, code in blocks:
        if all(find_spec(each) for each in needs.split()):
            exec(compile(code, "docs/python.md", "exec"), names)


def said(shown: str, output: str) -> bool:
    """Do the lines that a page shows stand in the output in this order, with others where it has dots?"""
    parts = [part.strip("\n") for part in re.split(r"^\.\.\.$", shown, flags=re.M)]
    at = 0
    for part in parts:
        found = output.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


@needs_command
def test_every_block_of_the_tutorial_runs_and_shows_what_it_says(tmp_path: Path) -> None:
    page = (SOURCE / "docs" / "tutorial.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:<!-- file: (\S+) -->\n)?```(\w+)\n(.*?)```", page, flags=re.S)
    output, shown, run = "", 0, 0
    for file, kind, text in blocks:
        if kind == "toml":
            (tmp_path / file).write_text(text, encoding="utf-8")
        elif kind == "text":
            shown += 1
            assert said(text, output), f"the page shows\n{text}\nbut the program says\n{output}"
        elif kind == "sh":
            output = ""
            for line in text.strip().splitlines():
                command, _, remark = line.partition("   # exit ")
                words = shlex.split(command)
                assert words[0] == "entente", line
                done = subprocess.run([ENTENTE, *words[1:]], cwd=tmp_path, capture_output=True, text=True, check=False)
                assert done.returncode == int(remark or 0), (line, done.stderr)
                output += done.stdout + done.stderr
                run += 1
        else:
            raise AssertionError(f"a block of {kind}: tell this test what to do with it")
    assert run >= 10 and shown >= 4
    reports = {each.name for each in tmp_path.glob("*.html")}
    assert reports == {"strike.html", "for-union.html", "redacted.html"}


@needs_command
@pytest.mark.parametrize("page", ["README.md", "docs/quickstart.md"])
def test_cases_on_other_pages_are_sound(page: str, tmp_path: Path) -> None:
    text = (SOURCE / page).read_text(encoding="utf-8")
    for k, block in enumerate(re.findall(r"```toml\n(.*?)```", text, flags=re.S)):
        file = tmp_path / f"case{k}.toml"
        file.write_text(block, encoding="utf-8")
        done = subprocess.run([ENTENTE, "check", str(file)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", sorted((SOURCE / "docs" / "methods").glob("*.md")), ids=lambda page: page.stem)
def test_a_page_of_a_method_says_what_it_rests_on(page: Path) -> None:
    headings = re.findall(r"^## (.*)$", page.read_text(encoding="utf-8"), flags=re.M)
    for needed in ("How it is checked", "Limits", "Sources"):
        assert headings.count(needed) == 1, f"{page.name} has no section '{needed}'"


def test_the_python_reference_is_made_from_the_package() -> None:
    made = subprocess.run([sys.executable, SOURCE / "scripts" / "python_reference.py"], capture_output=True, text=True, check=True)
    page = (SOURCE / "docs" / "python-reference.md").read_text(encoding="utf-8")
    assert page == made.stdout, "run scripts/make_docs"


@needs_command
def test_the_page_of_commands_is_what_the_program_says() -> None:
    made = subprocess.run([SOURCE / "scripts" / "commands_page", ENTENTE], capture_output=True, text=True, check=True)
    assert (SOURCE / "docs" / "commands.md").read_text(encoding="utf-8") == made.stdout, "run scripts/make_docs"


@pytest.mark.skipif(not all(map(find_spec, ("sphinx", "myst_nb", "furo"))), reason="sphinx, myst-nb and furo are needed")
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [SOURCE / "scripts" / "make_site", tmp_path / "site"], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHON": sys.executable},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    front = (tmp_path / "site" / "docs" / "index.html").read_text(encoding="utf-8")
    assert 'name="viewport"' in front and (tmp_path / "site" / "searchindex.js").stat().st_size > 100_000
