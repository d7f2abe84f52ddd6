"""Frozen records over a result's JSON: fields are turned into Python's types when they are first read."""

from __future__ import annotations

import json
import math
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from entente._core import Answer

_Convert = Callable[[Any, "Record"], Any]
_EMPTY: Mapping[str, str] = types.MappingProxyType({})


def _frozen(value: Any) -> Any:
    """JSON as nobody can change it."""
    if isinstance(value, dict):
        return types.MappingProxyType({key: _frozen(each) for key, each in value.items()})
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value


def _converter(kind: Any) -> _Convert:
    """What turns JSON into a value of this type."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        others = [each for each in inside if each is not type(None)]
        if len(others) != 1:
            return lambda value, _: _frozen(value)
        some = _converter(others[0])
        return lambda value, of: None if value is None else some(value, of)
    if origin is tuple:
        each = _converter(inside[0])
        return lambda value, of: tuple(each(one, of) for one in value or ())
    if origin is not None and issubclass(origin, Mapping):
        if inside == (str, str):
            return lambda value, _: _EMPTY if value is None else types.MappingProxyType(value)
        held = _converter(inside[1])
        return lambda value, of: types.MappingProxyType({key: held(one, of) for key, one in (value or {}).items()})
    if kind is float:
        return lambda value, _: math.nan if value is None else float(value)
    if isinstance(kind, type) and issubclass(kind, Record):
        return lambda value, of: kind._part(value, of)
    if kind in (int, str, bool):
        return lambda value, _: value
    return lambda value, _: _frozen(value)


class _Field:
    """A field of a record, worked out once for each record."""

    __slots__ = ("annotation", "convert", "key", "name")

    def __init__(self, name: str, annotation: str) -> None:
        self.name = name
        self.key = name[:-1] if name.endswith("_") else name
        self.annotation = annotation
        self.convert: _Convert | None = None

    def __get__(self, record: Record | None, owner: type[Record]) -> Any:
        if record is None:
            return self
        made = record._made
        try:
            return made[self.name]
        except KeyError:
            pass
        if self.convert is None:
            from entente import results

            kind = eval(self.annotation, {**vars(results), **vars(sys.modules[owner.__module__])})
            self.convert = _converter(kind)
        value = made[self.name] = self.convert(record._json().get(self.key), record)
        return value

    def __set__(self, record: Record, value: Any) -> None:
        raise AttributeError(f"results are frozen: {type(record).__name__}.{self.name} cannot be set")


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """A part of a result: its fields are those of the JSON, by the same names."""

    __slots__ = ("_data", "_made", "_of")
    _fields: ClassVar[tuple[str, ...]] = ()
    if TYPE_CHECKING:
        _data: ClassVar[Any]
        _made: ClassVar[dict[str, Any]]
        _of: ClassVar[Any]

    def __init_subclass__(cls) -> None:
        own = [name for name in cls.__dict__.get("__annotations__", {}) if not name.startswith("_")]
        for name in own:
            setattr(cls, name, _Field(name, cls.__annotations__[name]))
        cls._fields = cls._fields + tuple(own)
        setattr(cls, "__match_args__", cls._fields)

    @classmethod
    def _part(cls, data: Any, of: Record) -> Any:
        record = object.__new__(cls)
        _set(record, data if data is not None else {}, of)
        return record

    def _json(self) -> dict[str, Any]:
        return self._data  # type: ignore[no-any-return]

    def to_dict(self) -> dict[str, Any]:
        """The same as the command's `--json`, as a dict of its own."""
        return json.loads(json.dumps(self._json()))  # type: ignore[no-any-return]

    def __getitem__(self, key: str) -> Any:
        """What the JSON holds under this key."""
        return _frozen(self._json()[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._json())

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"results are frozen: {type(self).__name__}.{name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"results are frozen: {type(self).__name__}.{name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record) or type(self) is not type(other):
            return NotImplemented
        return self._json() == other._json()

    def __hash__(self) -> int:
        return hash(json.dumps(self._json(), sort_keys=True))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (type(self), json.dumps(self._json())))

    def __repr__(self) -> str:
        shown = []
        for name in self._fields:
            text = repr(getattr(self, name))
            shown.append(f"{name}={text if len(text) <= 60 else text[:57] + '...'}")
        return f"{type(self).__name__}({', '.join(shown)})"


def _set(record: Record, data: Any, of: Any) -> None:
    keep = object.__setattr__
    keep(record, "_data", data)
    keep(record, "_made", {})
    keep(record, "_of", of)


def _restore(cls: type[Record], text: str) -> Record:
    record = object.__new__(cls)
    _set(record, json.loads(text), None)
    return record


class Result(Record):
    """What a verb returns: what every result says of itself, then the verb's own fields.

    schema: "entente-result/1"
    verb: the command that gives the same
    seed: of random numbers
    method: what computed it, in words
    exact: True: proved; False: the notes and the bounds beside the numbers say how far off it can be
    stopped: "complete", "budget" or "cancelled"
    notes: sentences for people
    settings: what was set to other values than the file's
    """

    __slots__ = ()

    schema: str
    verb: str
    seed: int
    method: str
    exact: bool
    stopped: str
    notes: tuple[str, ...]
    settings: tuple[str, ...]

    @property
    def title(self) -> str:
        """Of the case."""
        return self._json().get("case", {}).get("title", "")  # type: ignore[no-any-return]

    @property
    def sha256(self) -> str:
        """Of the case's file."""
        return self._json().get("case", {}).get("sha256", "")  # type: ignore[no-any-return]

    def _json(self) -> dict[str, Any]:
        if self._data is None:
            object.__setattr__(self, "_data", json.loads(self._of.json()))
        return self._data  # type: ignore[no-any-return]

    def to_json(self) -> str:
        """The very text that the command prints with `--json`."""
        return self._answer("its JSON text").json()

    def to_text(self, width: int = 80, list_limit: int = 12) -> str:
        """The screen that the command shows."""
        return self._answer("its screen").text(width, list_limit)

    def _answer(self, what: str) -> Answer:
        if self._of is None:
            raise ValueError(f"a result that was pickled has its numbers, but not {what}; run the verb again")
        return self._of  # type: ignore[no-any-return]

    def __str__(self) -> str:
        return repr(self) if self._of is None else self.to_text()

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre style='line-height:1.25'>{escape(str(self))}</pre>"


R = TypeVar("R", bound=Result)


def result(cls: type[R], answer: Answer) -> R:
    record = object.__new__(cls)
    _set(record, None, answer)
    return record
