"""Work shared among processes or machines, by any `concurrent.futures.Executor`: the same bytes as in one process.

    from concurrent.futures import ProcessPoolExecutor
    with ProcessPoolExecutor() as pool:
        result = entente.cluster.robust(case, pool, draws=1_000_000)

    from distributed import Client
    with Client(n_workers=8, threads_per_worker=1) as client:
        result = entente.cluster.robust(case, client.get_executor(pure=False), draws=100_000_000)

A shard that fails for want of its worker is made again. Shards are sized to last a second or more, because a smaller
one costs more to send than to compute; `shards` sets their number.
"""

from __future__ import annotations

import itertools
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from entente import _core, verbs
from entente._frames import Table
from entente._records import result
from entente.case import Case
from entente.results import Robust, Tournament
from entente.verbs import _input, _maybe_whole, _names, _run, _whole

_SECONDS = 2.0  # that a shard is meant to last
_MOST_SHARDS = 4096
_TRIES = 3  # of a shard whose worker was lost


def _lost(error: BaseException) -> bool:
    """Was it the worker that failed, and not the work?"""
    return not isinstance(error, (ValueError, TypeError, KeyboardInterrupt, MemoryError))


def _gather(
    executor: Executor, work: Callable[..., bytes], all_of: Sequence[tuple[Any, ...]], told: Callable[[int], object]
) -> list[bytes]:
    """What `work` gives for each tuple, in order; a shard whose worker was lost is sent again."""
    parts: list[bytes | None] = [None] * len(all_of)
    tries = [0] * len(all_of)
    waiting: dict[Future[bytes], int] = {executor.submit(work, *each): k for k, each in enumerate(all_of)}
    try:
        while waiting:
            for future in wait(list(waiting), return_when=FIRST_COMPLETED).done:
                k = waiting.pop(future)
                try:
                    parts[k] = future.result()
                except Exception as error:
                    tries[k] += 1
                    if not _lost(error) or tries[k] >= _TRIES:
                        raise
                    waiting[executor.submit(work, *all_of[k])] = k
                told(len(all_of) - len(waiting))
    except BaseException:
        for future in waiting:
            future.cancel()
        raise
    return [part for part in parts if part is not None]


def _robust_shard(case: Case, options: dict[str, Any], seed: int, threads: int, shard: int, shards: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return _core.robust_shard(
            case._input, _run(seed, threads, None, None), **options, shard=shard, shards=shards,
            file=os.path.join(folder, "part"),
        )  # fmt: skip


def robust_shard(
    case: Case, file: str | os.PathLike[str], shard: int, shards: int, *, draws: int = 10_000,
    sampler: Literal["random", "sobol"] = "random", metrics: str | Sequence[str] = (), where: str | Sequence[str] = (),
    runs: int | None = None, seed: int = 1, threads: int = 0,
) -> None:  # fmt: skip
    """Makes shard `shard` of 1 to `shards` into `file`, and goes on with what is there; `merge` concludes."""
    part = _core.robust_shard(
        _input(case), _run(seed, threads, None, None), **_robust_options(draws, sampler, metrics, where, runs),
        shard=_whole("shard", shard, 1, shards), shards=_whole("shards", shards, 1, 999_999), file=os.fspath(file),
    )  # fmt: skip
    Path(file).write_bytes(part)


def merge(files: Sequence[str | os.PathLike[str]], *, threads: int = 0) -> Robust:
    """Adds parts of one study and concludes: the same bytes as without shards. Raises InputError for parts that do not
    fit together.
    """
    return result(Robust, _core.merge_parts([os.fspath(each) for each in files], _run(1, threads, None, None)))


def _robust_options(
    draws: int, sampler: str, metrics: str | Sequence[str], where: str | Sequence[str], runs: int | None
) -> dict[str, Any]:
    return {
        "draws": _whole("draws", draws, 1, 1_000_000_000),
        "sampler": sampler,
        "metrics": _names("metrics", metrics),
        "where": _names("where", where),
        "runs": _maybe_whole("runs", runs, 0, 1_000_000_000),
    }


def _shards_for(seconds: float, asked: int | None, most: int) -> int:
    if asked is not None:
        return min(_whole("shards", asked, 1, _MOST_SHARDS), max(1, most))
    return max(1, min(_MOST_SHARDS, most, int(seconds / _SECONDS)))


def robust(
    case: Case, executor: Executor, *, draws: int = 10_000, sampler: Literal["random", "sobol"] = "random",
    metrics: str | Sequence[str] = (), where: str | Sequence[str] = (), runs: int | None = None, seed: int = 1,
    shards: int | None = None, threads: int = 1, progress: verbs.Progress | None = None,
) -> Robust:  # fmt: skip
    """`entente.robust` with its draws shared by the executor's workers: equal to it to the last bit.

    shards: None: as many as last two seconds each by a trial of a thousand draws here
    threads: that each worker uses
    """
    options = _robust_options(draws, sampler, metrics, where, runs)
    begun = time.perf_counter()
    trial = min(draws, 1_000)
    if shards is None:
        verbs.robust(case, draws=trial, runs=0, seed=seed, threads=1)
    seconds = (time.perf_counter() - begun) * (draws / trial + (30 if runs is None else runs / trial))
    count = _shards_for(seconds, shards, max(1, draws // 32))
    work = [(case, options, seed, threads, shard + 1, count) for shard in range(count)]
    parts = _gather(executor, _robust_shard, work, _teller(progress, "shards", count))
    with _written(parts) as files:
        return merge(files)


@contextmanager
def _written(parts: Sequence[bytes]) -> Iterator[list[str]]:
    """The shards as files, for as long as they are joined."""
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, str(k)) for k in range(len(parts))]
        for file, part in zip(files, parts, strict=True):
            Path(file).write_bytes(part)
        yield files


def _teller(progress: verbs.Progress | None, what: str, total: int) -> Callable[[int], object]:
    if progress is None:
        return lambda _: None
    tell = progress
    return lambda done: tell(what, done, total)


def _tournament(
    run: _core.RunArguments, cases: Sequence[Case], options: dict[str, Any], shard: int, shards: int, part: str,
    join: list[str],
) -> _core.Answer:  # fmt: skip
    return _core.tournament(
        cases[0]._input, run, **options, also=[each._input for each in cases[1:]], shard=shard, shards=shards,
        part=part, join=join,
    )  # fmt: skip


def _tournament_shard(
    cases: Sequence[Case], options: dict[str, Any], seed: int, threads: int, shard: int, shards: int
) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "part")
        _tournament(_run(seed, threads, None, None), cases, options, shard, shards, file, [])
        return Path(file).read_bytes()


def tournament(
    case: Case, *also: Case, executor: Executor, tactics: str | Sequence[str] = (),
    protocol: Literal["", "alternating", "single-text", "simultaneous"] = "", deadline: int | None = None,
    repeat: int = 10, bootstrap: int = 1_000, seed: int = 1, shards: int = 16, threads: int = 1,
    progress: verbs.Progress | None = None,
) -> Tournament:  # fmt: skip
    """`entente.tournament` with its talks shared by the executor's workers: equal to it to the last bit."""
    options: dict[str, Any] = {
        "protocol": protocol,
        "deadline": _maybe_whole("deadline", deadline, 1, 10_000_000),
        "tactics": _names("tactics", tactics),
        "repeat": _whole("repeat", repeat, 1, 1_000_000),
        "bootstrap": _whole("bootstrap", bootstrap, 0, 1_000_000),
    }
    count = _whole("shards", shards, 1, _MOST_SHARDS)
    cases = (case, *also)
    work = [(cases, options, seed, threads, shard + 1, count) for shard in range(count)]
    parts = _gather(executor, _tournament_shard, work, _teller(progress, "shards", count))
    with _written(parts) as files:
        return result(Tournament, _tournament(_run(seed, 0, None, None), cases, options, 1, 1, "", files))


def _settle_row(case: Case, changes: Sequence[Mapping[str, Any]], seed: int) -> bytes:
    import json

    rows = []
    for each in changes:
        settled = verbs.settle(case.with_(each), seed=seed, threads=1)
        row: dict[str, Any] = {"zone": not settled.zone.empty, "zone_outcomes": settled.zone.outcomes}
        for party in settled.parties:
            row[f"reservation_{party.id}"] = party.reservation
        for name, solution in settled.solutions.items():
            for k, party in enumerate(settled.parties):
                row[f"{name}_{party.id}"] = None if solution is None else solution.utilities[k]
        rows.append(row)
    return json.dumps(rows).encode()


def sweep(
    case: Case, values: Mapping[str, Sequence[float]], executor: Executor | None = None, *, seed: int = 1,
    shards: int | None = None, progress: verbs.Progress | None = None,
) -> Table:  # fmt: skip
    """`settle` at every combination of the values of some numbers, by address; the last number varies fastest.

    Returns a table, a row for each combination: the numbers, whether there is a zone, how many outcomes it has, each
    party's value of no deal and what each solution gives it (points; missing where there is none).
    """
    import json

    grid = [dict(zip(values, each, strict=True)) for each in itertools.product(*values.values())]
    if executor is None:
        parts = [_settle_row(case, grid, seed)]
    else:
        count = min(len(grid), 64) if shards is None else _whole("shards", shards, 1, max(1, len(grid)))
        size = -(-len(grid) // max(1, count))
        work = [(case, grid[at : at + size], seed) for at in range(0, len(grid), max(1, size))]
        parts = _gather(executor, _settle_row, work, _teller(progress, "shards", len(work)))
    rows = [row for part in parts for row in json.loads(part)]
    columns: dict[str, list[Any]] = {address: [each[address] for each in grid] for address in values}
    for name in dict.fromkeys(name for row in rows for name in row):
        columns[name] = [row.get(name) for row in rows]
    return Table(columns)
