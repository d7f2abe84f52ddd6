"""Shards over executors: the same bytes as one process, also where a worker is lost."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import entente
from entente import cluster
from small import case


class Faulty(ThreadPoolExecutor):
    """Loses every piece of work once, as a worker that dies does."""

    seen: list[int]

    def submit(self, work, /, *given, **more) -> Future:  # type: ignore[override]
        shard = given[-2]
        if shard not in self.seen:
            self.seen.append(shard)
            future: Future = Future()
            future.set_exception(RuntimeError("the worker was lost"))
            return future
        return super().submit(work, *given, **more)


def test_draws_in_shards_are_those_of_one_process() -> None:
    whole = entente.robust(case(), draws=2_000, runs=300, where="reserve.belmar >= 30").to_json()
    with ProcessPoolExecutor(2) as pool:
        for shards in (1, 3, 7):
            found = cluster.robust(case(), pool, draws=2_000, runs=300, where="reserve.belmar >= 30", shards=shards)
            assert found.to_json() == whole
    with ThreadPoolExecutor(2) as pool:
        assert cluster.robust(case(), pool, draws=2_000, runs=300, where="reserve.belmar >= 30").to_json() == whole


def test_a_changed_case_is_shared_with_its_changes() -> None:
    changed = case().with_({"reserve.arvan": (50, 40, 60)})
    with ThreadPoolExecutor(2) as pool:
        assert (
            cluster.robust(changed, pool, draws=500, runs=0, shards=3).to_json()
            == entente.robust(changed, draws=500, runs=0).to_json()
        )


def test_work_that_is_lost_is_done_again() -> None:
    with Faulty(2) as pool:
        pool.seen = []
        found = cluster.robust(case(), pool, draws=2_000, runs=0, shards=4)
    assert sorted(pool.seen) == [1, 2, 3, 4]
    assert found.to_json() == entente.robust(case(), draws=2_000, runs=0).to_json()


def test_mistakes_are_raised_and_not_tried_again() -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(entente.InputError):
        cluster.robust(case(), pool, draws=100, metrics="no.such.metric", shards=2)


def test_tournaments_in_shards_are_those_of_one_process() -> None:
    how = {"tactics": ["linear", "conceder", "boulware"], "repeat": 3, "bootstrap": 20}
    whole = entente.tournament(case(), **how).to_json()
    with ProcessPoolExecutor(2) as pool:
        assert cluster.tournament(case(), executor=pool, shards=4, **how).to_json() == whole


def test_parts_of_a_schedulers_jobs_are_merged(tmp_path) -> None:
    files = [tmp_path / f"part{k}" for k in range(3)]
    for k, file in enumerate(files):
        cluster.robust_shard(case(), file, k + 1, 3, draws=500, runs=0)
    assert cluster.merge(files).to_json() == entente.robust(case(), draws=500, runs=0).to_json()


def test_a_sweep_is_a_table() -> None:
    values = {"reserve.arvan": [20, 40, 90], "reserve.belmar": [10, 95]}
    with ProcessPoolExecutor(2) as pool:
        table = cluster.sweep(case(), values, pool)
    plain = cluster.sweep(case(), values)
    assert len(table) == len(plain) == 6 and table.names == plain.names
    assert table.names[:3] == ("reserve.arvan", "reserve.belmar", "zone")
    assert list(table.column("reserve.arvan")) == [20, 20, 40, 40, 90, 90]


def test_dask_gives_the_same_also_when_a_worker_is_killed() -> None:
    distributed = pytest.importorskip("distributed")
    whole = entente.robust(case(), draws=400_000, runs=0).to_json()
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as local,
        distributed.Client(local) as client,
    ):
        killed: list[int] = []

        def kill_one(_: str, done: float, __: float) -> None:
            if not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)
                time.sleep(0.1)

        executor = client.get_executor(pure=False)
        found = cluster.robust(case(), executor, draws=400_000, runs=0, shards=8, progress=kill_one)
        assert killed and found.to_json() == whole
