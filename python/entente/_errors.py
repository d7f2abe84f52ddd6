"""What is wrong with an input: every finding at once, with its place and the cure."""

from __future__ import annotations

from typing import Any, NamedTuple


class Diagnostic(NamedTuple):
    """One finding; `str()` shows it as a terminal does."""

    severity: str
    code: str
    message: str
    file: str
    line: int
    column: int
    length: int
    source_line: str
    hint: str
    address: str
    rendered: str

    def __str__(self) -> str:
        return self.rendered


class InputError(ValueError):
    """The case, a file or an option is wrong.

    diagnostics: everything that was found, each with code, place and hint (`entente.explain(code)` tells more)
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(one.rendered.rstrip() for one in diagnostics))

    @classmethod
    def _of(cls, found: list[tuple[Any, ...]]) -> InputError:
        return cls(tuple(Diagnostic(*one) for one in found))

    def __reduce__(self) -> tuple[Any, ...]:
        return (InputError, (self.diagnostics,))
