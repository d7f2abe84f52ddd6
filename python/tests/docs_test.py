"""The code of docs/python.md runs as it stands, from top to bottom."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(os.environ.get("ENTENTE_SOURCE", Path(__file__).parents[2]))


def test_the_code_of_the_page_runs() -> None:
    page = (SOURCE / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:<!-- needs ([a-z ]+) -->\n)?```python\n(.*?)```", page, flags=re.S)
    assert len(blocks) >= 6
    names: dict[str, object] = {"__name__": "docs"}
    for needs, code in blocks:
        if all(find_spec(each) for each in needs.split()):
            exec(compile(code, "docs/python.md", "exec"), names)
