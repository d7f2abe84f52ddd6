"""Results as tables: numpy looks at them where they lie, and what reads Arrow (pandas, polars, pyarrow, duckdb) too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, cast

from entente import _core
from entente._records import Record, Result

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from entente.case import Case


class Table:
    """Named columns of equal length, for `pandas.DataFrame.from_arrow`, `polars.DataFrame`, `pyarrow.table`,
    `duckdb.from_arrow` and `duckdb.sql`.
    """

    __slots__ = ("_frame",)

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self._frame = _core.Frame.of([(name, list(values)) for name, values in columns.items()])

    @classmethod
    def _from(cls, frame: _core.Frame) -> Self:
        table = object.__new__(cls)
        table._frame = frame
        return table

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns."""
        return tuple(self._frame.names)

    def __len__(self) -> int:
        return self._frame.rows

    def column(self, name: str) -> npt.NDArray[Any]:
        """A column of numbers as an array [rows] that cannot be written to; of labels, their places in `labels`.

        Raises KeyError for a name that is none, TypeError for a column of texts.
        """
        return cast("npt.NDArray[Any]", self._frame.column(name))

    def labels(self, name: str) -> tuple[str, ...]:
        """What the numbers of a column of labels stand for."""
        return tuple(self._frame.labels(name))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"Table({len(self)} rows: {', '.join(self.names)})"


class Draws(Table):
    """Draws of a case's uncertain numbers, a row a draw, a column a number by its address."""

    __slots__ = ()

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """All numbers as an array [draws, numbers] that looks at them; it cannot be written to."""
        return cast("npt.NDArray[np.float64]", self._frame.matrix())


def draws(case: Case, count: int = 10_000, *, seed: int = 1, first: int = 0, threads: int = 0) -> Draws:
    """The numbers that `robust` draws with the sampler `random`: draws `first` to `first + count - 1`.

    Returns a table [count rows, a column for each number with a range], each in its own unit.
    Raises InputError and ValueError; ends early by KeyboardInterrupt.
    """
    from entente.verbs import _run, _whole

    made = _core.draws(
        case._input, _run(seed, threads, None, None), _whole("count", count, 0, 1_000_000_000), _whole("first", first)
    )
    return Draws._from(made)


class FrontierFrame(Record):
    """The frontier also as columns: utility_PARTY (points), outcome_ISSUE (labels), ties (a count as text)."""

    def _table(self) -> Table:
        table = self._made.get("_table")
        if table is None:
            answer = None if self._of is None else self._of._of
            table = Table._from(answer.frontier()) if answer is not None else _table_of_items(self._json()["items"])
            self._made["_table"] = table
        return cast(Table, table)

    @property
    def table(self) -> Table:
        """The columns; laid out once, when they are first asked for, and then shared with every reader."""
        return self._table()

    @property
    def utilities(self) -> npt.NDArray[np.float64]:
        """Points, as an array [points, parties] that cannot be written to, in the order of `items`."""
        try:
            return cast("npt.NDArray[np.float64]", self._table()._frame.matrix())
        except TypeError:  # read back from a pickle
            import numpy as np

            return np.array([each["utilities"] for each in self._json()["items"]], dtype=np.float64)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table().__arrow_c_stream__(requested_schema)


def _table_of_items(items: list[dict[str, Any]]) -> Table:
    columns: dict[str, list[Any]] = {}
    for each in items:
        for p, value in enumerate(each["utilities"]):
            columns.setdefault(f"utility_{p}", []).append(value)
        for issue, option in (each["outcome"] or {}).items():
            columns.setdefault(f"outcome_{issue}", []).append(option)
        columns.setdefault("ties", []).append(each["ties"])
    return Table(columns)


class TournamentFrame(Result):
    """The tournament also as columns: a row a tactic, with every number of its score."""

    @property
    def table(self) -> Table:
        """A row for each tactic."""
        rows = self._json().get("scores", [])
        names = [key for key, value in rows[0].items() if not isinstance(value, (dict, list))] if rows else []
        return Table({name: [row[name] for row in rows] for name in names})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)
