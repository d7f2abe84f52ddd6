#!/usr/bin/env python3
"""Prints docs/python-reference.md: what `help()` says of the package's public names, read from its sources."""

import ast
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "python" / "entente"
PAGES = {
    "case": "Cases",
    "verbs": "Verbs",
    "talks": "Talks",
    "_frames": "Tables",
    "_errors": "Errors",
    "cluster": "More than one process: `entente.cluster`",
    "negmas": "In NegMAS: `entente.negmas`",
}


def signature(node, name):
    """As it is called: without the interpreter's words."""
    given = ast.unparse(node.args).replace("self, ", "").replace("self", "").replace("cls, ", "").removeprefix("/, ")
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"{name}({given}){returned}"
    if len(line) <= 100:
        return line
    parts, depth, start = [], 0, 0
    for k, letter in enumerate(given):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            parts.append(given[start:k].strip())
            start = k + 1
    parts.append(given[start:].strip())
    return f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){returned}"


def entry(call, text, level):
    yield f"{'#' * level} `{call.split('(')[0]}`\n"
    if "(" in call:
        yield f"```python\n{call}\n```\n"
    if text:
        yield f"```text\n{text}\n```\n"


def public(name):
    return not name.startswith("_")


def page(module):
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    prefix = f"{module}." if module in ("cluster", "negmas") else ""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and public(node.name):
            yield from entry(signature(node, prefix + node.name), ast.get_docstring(node), 3)
        if not isinstance(node, ast.ClassDef) or not public(node.name):
            continue
        yield from entry(prefix + node.name, ast.get_docstring(node), 3)
        for each in node.body:
            if not isinstance(each, ast.FunctionDef) or not public(each.name) or not ast.get_docstring(each):
                continue
            name = f"{node.name}.{each.name}"
            plain = any(isinstance(d, ast.Name) and d.id == "property" for d in each.decorator_list)
            yield from entry(name if plain else signature(each, name), ast.get_docstring(each), 4)


def main():
    out = ["# Python reference\n",
           "Made by `scripts/make_docs` from the package's own words: `help(entente.settle)` says the same. What results hold",
           "is in [json.md](json.md), by the same names; how to begin in [python.md](python.md).\n"]  # fmt: skip
    tree = ast.parse((PACKAGE / "verbs.py").read_text(encoding="utf-8"))
    for module, title in PAGES.items():
        out.append(f"## {title}\n")
        if module == "verbs":
            out.append(f"```text\n{ast.get_docstring(tree)}\n```\n")
        out += page(module)
    sys.stdout.write("\n".join(out).rstrip("\n") + "\n")


if __name__ == "__main__":
    main()
