"""A case: read from a file, a text or a dict, changed into another one, never changed itself."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from entente import _core
from entente._errors import Diagnostic
from entente._toml import number, text_of

if TYPE_CHECKING:
    from entente.results import Check


class Party(NamedTuple):
    """Who must agree."""

    id: str
    name: str


class Issue(NamedTuple):
    """What must be agreed on, and the options in the file's order."""

    id: str
    ask: str
    options: tuple[str, ...]


class BundledCase(NamedTuple):
    """A case that comes with the program: `load("case:" + slug)`."""

    slug: str
    title: str
    summary: str
    parties: int
    issues: int
    outcomes: str


class Case:
    """A conflict. It never changes: `with_` makes another one, so that a case can be shared by threads.

    Made by `load`, `loads` or `from_dict`.
    """

    __slots__ = ("_input",)
    _input: _core.Input

    def __init__(self, case: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_input", _core.load_text(text_of(case), "<dict>", []))

    @classmethod
    def _from(cls, read: _core.Input) -> Case:
        case = object.__new__(cls)
        object.__setattr__(case, "_input", read)
        return case

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a case never changes: with_({{...}}) makes another one ({name} cannot be set)")

    @property
    def title(self) -> str:
        """Its title."""
        return self._input.title

    @property
    def summary(self) -> str:
        """What it is about, in the author's words."""
        return self._input.summary

    @property
    def file(self) -> str:
        """Where it was read from."""
        return self._input.file

    @property
    def format(self) -> str:
        """Of that file: "toml", "genius", "gmcr", ..."""
        return self._input.format

    @property
    def sha256(self) -> str:
        """Of the bytes read."""
        return self._input.sha256

    @property
    def text(self) -> str:
        """Of a case file as its author wrote it; empty for other formats (`to_toml` writes one)."""
        return self._input.text

    @property
    def settings(self) -> tuple[str, ...]:
        """What `with_` changed, as `--set` takes it."""
        return tuple(self._input.settings)

    @property
    def parties(self) -> tuple[Party, ...]:
        """In the file's order: every list over parties follows it."""
        return tuple(Party(*each) for each in self._input.parties)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """In the file's order."""
        return tuple(Issue(id, ask, tuple(options)) for id, ask, options in self._input.issues)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Of reading it."""
        return tuple(Diagnostic(*each) for each in self._input.warnings)

    def with_(self, changes: Mapping[str, Any] | None = None, /, **more: Any) -> Case:
        """The same case with other numbers, by their addresses (`check(case).numbers` lists them).

        A value is a number, (best, low, high), or text as the case file writes it:
        `case.with_({"war.cost.north": 2.5, "reserve.south": (38, 29, 46)})`; of a number whose address has no
        dot, `case.with_(name=value)`.
        Raises InputError for an address that is none (with what was meant) and for a case that becomes unsound.
        """
        settings = [f"{address}={number(value)}" for address, value in {**(changes or {}), **more}.items()]
        return Case._from(_core.with_settings(self._input, settings))

    def to_toml(self) -> str:
        """A case file that means the same, its numbers as they are now."""
        return next(iter(self.convert("toml").values()))

    def convert(self, format: str) -> dict[str, str]:
        """The case in another format, by file name: "toml", "genius", "negmas" or "csv".

        Raises InputError naming what the format cannot say.
        """
        return dict(self._input.convert(format))

    def check(self) -> Check:
        """What the file says, which defaults stand in for the rest, and every number with its address."""
        from entente.verbs import check

        return check(self)

    def __eq__(self, other: object) -> bool:
        return self._input.same_as(other._input) if isinstance(other, Case) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.sha256, self.settings))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (self._input.state(),))

    def __repr__(self) -> str:
        changed = f", {len(self.settings)} numbers set" if self.settings else ""
        return f"<Case {self.title!r}: {len(self.parties)} parties, {len(self.issues)} issues{changed}>"

    def _repr_html_(self) -> str:
        from html import escape

        parties = ", ".join(escape(each.name) for each in self.parties)
        rows = "".join(
            f"<tr><td>{escape(each.ask or each.id)}</td><td>{escape(' · '.join(each.options[:8]))}"
            f"{' …' if len(each.options) > 8 else ''}</td></tr>"
            for each in self.issues[:40]
        )
        return f"<div><b>{escape(self.title)}</b><br>{parties}<table>{rows}</table></div>"


def _restore(state: tuple[Any, ...]) -> Case:
    return Case._from(_core.Input.from_state(state))


def load(*files: str | os.PathLike[str], set: Mapping[str, Any] | None = None) -> Case:
    """Reads a case: a case file, a score sheet, a `.gmcr` model, a scenario of GENIUS, GeniusWeb, NegoLog or NegMAS
    (several files or a folder), a table of actors, or "case:SLUG" of a bundled case.

    files: what names the case, as on the command line
    set: numbers to set to other values, as `Case.with_` takes them
    Raises InputError with every mistake that could be found, each with its place and how to mend it.
    """
    if not files:
        raise TypeError("load() takes a file, a folder or 'case:SLUG'")
    case = Case._from(_core.load([os.fspath(each) for each in files], []))
    return case.with_(set) if set else case


def loads(text: str, *, file: str = "<text>") -> Case:
    """The case that the text of a case file says; `file` names it in diagnostics. Raises InputError."""
    return Case._from(_core.load_text(text, file, []))


def from_dict(case: Mapping[str, Any]) -> Case:
    """The case that a dict says, with the keys of a case file (docs/case-format.md); (best, low, high) is a range.

    Raises InputError, its places in the text that the dict becomes, and TypeError for values that no case holds.
    """
    return Case(case)


def cases() -> tuple[BundledCase, ...]:
    """The bundled cases."""
    return tuple(BundledCase(*each) for each in _core.cases())


def new_case(parties: Sequence[str] = (), issues: Sequence[str] = (), *, title: str = "") -> str:
    """The text of a case file to fill in: every number is a placeholder and says so. Raises InputError."""
    return _core.new_case(list(parties), list(issues), title)


def explain(code: str) -> str:
    """What a diagnostic's code means and how to mend it. Raises InputError for a code that is none."""
    return _core.explain(code)


def schema() -> str:
    """JSON Schema of the case file."""
    return _core.schema()
