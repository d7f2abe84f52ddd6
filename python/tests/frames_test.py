"""numpy and Arrow look at results where they lie."""

from __future__ import annotations

import gc
import pickle

import pytest

import entente
from small import case

np = pytest.importorskip("numpy")


def test_utilities_are_those_of_the_items_and_cannot_be_written() -> None:
    frontier = entente.settle(case()).frontier
    seen = frontier.utilities
    assert seen.shape == (frontier.points, 2) and seen.dtype == np.float64
    assert seen.tolist() == [list(each.utilities) for each in frontier.items]
    with pytest.raises(ValueError, match="read-only"):
        seen[0, 0] = 1


def test_a_view_outlives_its_result_and_is_no_copy() -> None:
    settled = entente.settle(case())
    seen, again = settled.frontier.utilities, settled.frontier.utilities
    assert np.shares_memory(seen, again) and np.shares_memory(seen, settled.frontier.table.column("utility_arvan"))
    kept = seen.copy()
    del settled, again
    gc.collect()
    assert (seen == kept).all()


def test_labels_of_outcomes() -> None:
    frontier = entente.settle(case()).frontier
    labels, codes = frontier.table.labels("outcome_returns"), frontier.table.column("outcome_returns")
    assert [labels[k] for k in codes] == [each.outcome["returns"] for each in frontier.items]
    with pytest.raises(KeyError):
        frontier.table.column("nothing")
    with pytest.raises(TypeError):
        frontier.table.column("ties")


def test_a_pickled_frontier_still_is_a_table() -> None:
    first = entente.settle(case())
    again = pickle.loads(pickle.dumps(first))
    assert (again.frontier.utilities == first.frontier.utilities).all()


def test_draws_are_their_own_whatever_is_asked() -> None:
    all_of = entente.draws(case(), 10_000)
    assert all_of.values.shape == (10_000, len(all_of.names)) and "reserve.belmar" in all_of.names
    assert (entente.draws(case(), 100, first=9_900, threads=1).values == all_of.values[9_900:]).all()
    assert (entente.draws(case(), 10, seed=2).values != all_of.values[:10]).any()
    share = ((all_of.column("reserve.belmar") > 29) & (all_of.column("reserve.belmar") < 46)).mean()
    assert abs(share - 0.9) < 4 * (0.9 * 0.1 / 10_000) ** 0.5 + 1e-3
    assert entente.draws(case(), 0).values.shape[0] == 0


READERS = {
    "pandas.DataFrame.from_arrow": ("pandas", lambda m, t: list(m.DataFrame.from_arrow(t)["utility_arvan"])),
    "polars.DataFrame": ("polars", lambda m, t: m.DataFrame(t)["utility_arvan"].to_list()),
    "pyarrow.table": ("pyarrow", lambda m, t: m.table(t)["utility_arvan"].to_pylist()),
    "duckdb.from_arrow": ("duckdb", lambda m, t: [r[0] for r in m.from_arrow(t).select("utility_arvan").fetchall()]),
    "duckdb.sql": ("duckdb", lambda m, frontier: [r[0] for r in m.sql("select utility_arvan from frontier").fetchall()]),
}


@pytest.mark.parametrize("call", READERS)
def test_what_reads_arrow_reads_the_frontier(call: str) -> None:
    module, read = READERS[call]
    library = pytest.importorskip(module)
    pytest.importorskip("pyarrow") if module == "pandas" else None
    frontier = entente.settle(case()).frontier
    assert read(library, frontier) == frontier.utilities[:, 0].tolist()


@pytest.mark.parametrize("module", ["polars", "pyarrow", "duckdb"])
def test_all_columns_cross(module: str) -> None:
    library = pytest.importorskip(module)
    frontier = entente.settle(case()).frontier
    if module == "polars":
        rows = library.DataFrame(frontier).to_dicts()
    elif module == "pyarrow":
        rows = library.table(frontier).to_pylist()
    else:
        made = library.from_arrow(frontier)
        rows = [dict(zip(made.columns, row, strict=True)) for row in made.fetchall()]
    assert [str(row["outcome_returns"]) for row in rows] == [each.outcome["returns"] for each in frontier.items]
    assert [row["ties"] for row in rows] == [each.ties for each in frontier.items]


def test_lists_become_columns_with_gaps() -> None:
    pa = pytest.importorskip("pyarrow")
    table = entente.Table({"x": [1.5, None, 3], "n": [1, None, 2], "s": ["a", None, "ü"], "b": [True, None, False]})
    assert pa.table(table).to_pylist() == [
        {"x": 1.5, "n": 1, "s": "a", "b": True},
        {"x": None, "n": None, "s": None, "b": None},
        {"x": 3.0, "n": 2, "s": "ü", "b": False},
    ]
    assert pa.table(entente.Table({"x": []})).num_rows == 0
    with pytest.raises(ValueError, match="equally long"):
        entente.Table({"x": [1], "y": [1, 2]})


def test_draws_and_tournaments_are_tables() -> None:
    pa = pytest.importorskip("pyarrow")
    assert pa.table(entente.draws(case(), 7)).num_rows == 7
    played = entente.tournament(case(), tactics=["linear", "conceder"], repeat=1, bootstrap=5)
    rows = pa.table(played).to_pylist()
    assert len(rows) == len(played.to_dict()["scores"]) == 2


def test_a_stream_that_nobody_reads_is_freed() -> None:
    frontier = entente.settle(case()).frontier
    for _ in range(100):
        frontier.__arrow_c_stream__()
    gc.collect()
