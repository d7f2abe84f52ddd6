"""Python's values as the text of a case file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys of a case are text, not {type(key).__name__}: {key!r}")
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def number(value: Any) -> str:
    """A number, or (best, low, high) as "best (low..high)"; text as it stands."""
    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)) and len(value) == 3:
        best, low, high = (number(each) for each in value)
        return f"{best} ({low}..{high})"
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise TypeError(f"a number, (best, low, high) or text is expected, not {type(value).__name__}: {value!r}")
    exact = value if isinstance(value, int) else float(value)
    if exact != exact or exact in (float("inf"), float("-inf")):
        raise ValueError(f"a number of a case is finite, not {value!r}")
    return repr(exact)


def _value(value: Any, where: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v, f'{where}.{k}')}" for k, v in value.items()) + " }"
    if isinstance(value, tuple) and len(value) == 3:
        return json.dumps(number(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Sequence):
        return "[" + ", ".join(_value(each, where) for each in value) + "]"
    if hasattr(value, "__float__"):
        return number(value)
    raise TypeError(f"{where}: a case holds numbers, text, lists and tables, not {type(value).__name__}")


def text_of(case: Mapping[str, Any]) -> str:
    """The case file that says what the dict says: tables of tables become headers, so that errors have lines."""
    lines: list[str] = []
    tables: list[str] = []
    for key, value in {"entente": 1, **case}.items():
        if key in ("issue", "belief", "aid", "lever", "priorities") and isinstance(value, Mapping):
            for name, inner in value.items():
                tables.append(f"\n[{_key(key)}.{_key(name)}]")
                if not isinstance(inner, Mapping):
                    raise TypeError(f"{key}.{name}: a table is expected, not {type(inner).__name__}")
                tables.extend(f"{_key(k)} = {_value(v, f'{key}.{name}.{k}')}" for k, v in inner.items())
        elif isinstance(value, Mapping):
            tables.append(f"\n[{_key(key)}]")
            tables.extend(f"{_key(k)} = {_value(v, f'{key}.{k}')}" for k, v in value.items())
        elif isinstance(value, (list, tuple)) and value and all(isinstance(each, Mapping) for each in value):
            for each in value:
                tables.append(f"\n[[{_key(key)}]]")
                tables.extend(f"{_key(k)} = {_value(v, f'{key}.{k}')}" for k, v in each.items())
        else:
            lines.append(f"{_key(key)} = {_value(value, key)}")
    return "\n".join(lines + tables) + "\n"
