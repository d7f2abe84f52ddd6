"""Signals, progress, forks, children and the end of the interpreter while an analysis runs."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

import entente
import small

# Draws enough that no machine finishes while a test looks on.
ENDLESS = "entente.robust(small.case(), draws=500_000_000, runs=0)"


def python(code: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=timeout,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parent)])},
    )  # fmt: skip


def test_ctrl_c_stops_the_work_in_its_block() -> None:
    done = python(f"""
        import small, entente, os, signal, threading, time
        sent = []
        def interrupt():
            sent.append(time.perf_counter())
            os.kill(os.getpid(), signal.SIGINT)
        threading.Timer(0.7, interrupt).start()
        try:
            {ENDLESS}
        except KeyboardInterrupt:
            print("stopped", time.perf_counter() - sent[0])
        # and the interpreter is as it was
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        print("well")
    """)
    assert done.stdout.startswith("stopped") and done.stdout.strip().endswith("well"), done.stderr


def test_ctrl_c_is_heard_within_a_tenth_of_a_second() -> None:
    """The least of several: a machine that is busy with other things wakes nobody in time."""
    done = python(f"""
        import small, entente, os, signal, threading, time
        taken = []
        while len(taken) < 20 and (not taken or min(taken) >= 0.1):
            sent = []
            def interrupt():
                sent.append(time.perf_counter())
                os.kill(os.getpid(), signal.SIGINT)
            threading.Timer(0.4, interrupt).start()
            try:
                {ENDLESS}
            except KeyboardInterrupt:
                taken.append(time.perf_counter() - sent[0])
        print(min(taken))
    """)
    assert float(done.stdout) < 0.1, (done.stdout, done.stderr)


def test_handlers_of_the_program_between_runs_are_its_own() -> None:
    done = python("""
        import small, entente, os, signal
        case = small.case()
        entente.settle(case)
        signal.signal(signal.SIGINT, lambda *_: print("mine"))
        os.kill(os.getpid(), signal.SIGINT)
        entente.settle(case)
        os.kill(os.getpid(), signal.SIGINT)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.kill(os.getpid(), signal.SIGINT)
        entente.settle(case)
        os.kill(os.getpid(), signal.SIGINT)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:
            print("raised")
    """)
    assert done.stdout.split() == ["mine", "mine", "raised"], (done.stdout, done.stderr)


def test_what_is_changed_during_a_run_does_not_reach_it() -> None:
    given = {**small.CASE, "reserve": dict(small.CASE["reserve"])}
    case = entente.from_dict(given)
    expected = entente.robust(case, draws=20_000, runs=0).to_json()
    begun = threading.Event()

    def change(*_: object) -> None:
        begun.set()
        given["reserve"]["arvan"] = 99
        case.with_({"reserve.arvan": 99})
        with pytest.raises(AttributeError):
            case.title = "another"  # type: ignore[misc]

    assert entente.robust(case, draws=20_000, runs=0, progress=change).to_json() == expected and begun.is_set()


@pytest.mark.parametrize(
    "call",
    [
        lambda np, case: entente.settle(case, nash_weights=np.ones((2, 2))),
        lambda np, case: entente.settle(case, nash_weights=np.ones(3)),
        lambda np, case: entente.settle(case, nash_weights=np.array(["a", "b"])),
        lambda np, case: entente.settle(case, nash_weights=np.ones(2, dtype=complex)),
        lambda np, case: entente.settle(case, limit=np.float64(3)),
        lambda np, case: entente.robust(case, draws=np.array([10, 20])),
        lambda np, case: case.with_({"reserve.arvan": np.array([1.0, 2.0])}),
    ],
)
def test_wrong_shapes_and_types_are_refused(call) -> None:
    np = pytest.importorskip("numpy")
    with pytest.raises((TypeError, ValueError)):
        call(np, small.case())


def test_right_shapes_of_any_type_are_taken() -> None:
    np = pytest.importorskip("numpy")
    plain = entente.settle(small.case(), nash_weights=[1, 2]).to_json()
    for kind in (np.float32, np.int8, np.uint64, np.float64):
        assert entente.settle(small.case(), nash_weights=np.array([1, 2], dtype=kind)).to_json() == plain


def test_a_handler_that_raises_nothing_leaves_the_finished_part() -> None:
    done = python("""
        import small, entente, os, signal, threading
        signal.signal(signal.SIGINT, lambda *_: print("heard"))
        threading.Timer(2.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        result = entente.robust(small.case(), draws=100_000_000, runs=0)
        print(result.stopped, 0 < result.draws < 100_000_000)
    """)
    assert done.stdout.split("\n")[:2] == ["heard", "cancelled True"], (done.stdout, done.stderr)


def test_other_signals_are_heard_while_progress_is_told() -> None:
    done = python("""
        import small, entente, signal
        class Late(Exception): pass
        def late(*_): raise Late
        signal.signal(signal.SIGALRM, late)
        signal.setitimer(signal.ITIMER_REAL, 0.7)
        try:
            entente.robust(small.case(), draws=500_000_000, runs=0, threads=1)
        except Late:
            print("late")
    """)
    assert done.stdout.strip() == "late", (done.stdout, done.stderr)


def test_progress_is_told_and_what_it_raises_is_raised() -> None:
    case = small.case()
    told: list[tuple[str, float, float]] = []
    expected = entente.robust(case, draws=20_000, runs=0).to_json()
    assert entente.robust(case, draws=20_000, runs=0, progress=lambda *now: told.append(now)).to_json() == expected
    assert told and all(what and 0 <= done <= total for what, done, total in told)

    def enough(*_: object) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        entente.robust(case, draws=500_000_000, runs=0, progress=enough)


def test_an_analysis_may_be_begun_inside_progress() -> None:
    case = small.case()
    inner: list[str] = []
    entente.robust(case, draws=20_000, runs=0, progress=lambda *_: inner.append(entente.settle(case).stopped))
    assert inner and set(inner) == {"complete"}


def test_other_threads_go_on_meanwhile() -> None:
    ticks = []
    stop = threading.Event()

    def tick() -> None:
        while not stop.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    entente.robust(small.case(), draws=20_000, runs=0)
    stop.set()
    thread.join()
    assert len(ticks) > 5


@pytest.mark.parametrize("threads", [0, 2])
def test_the_interpreter_ends_while_threads_run(threads: int) -> None:
    done = python(f"""
        import small, entente, threading, time
        case = small.case()
        def run():
            entente.robust(case, draws=500_000_000, runs=0, threads={threads}, progress=lambda *_: None)
        for _ in range(2):
            threading.Thread(target=run, daemon=True).start()
        time.sleep(0.7)
        print("leaving")
    """)
    assert done.returncode == 0 and done.stdout == "leaving\n", (done.returncode, done.stderr)
    assert "terminate" not in done.stderr and "Fatal" not in done.stderr


def _draw(slug: str) -> str:
    return entente.robust(small.case(), draws=500, runs=0).to_json()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_children_give_the_same_with_threads_alive(method: str) -> None:
    expected = _draw("case:protracted-war")  # the engine's threads exist now
    background = threading.Thread(
        target=lambda: entente.robust(small.case(), draws=20_000, runs=0)
    )
    background.start()
    context = multiprocessing.get_context(method)
    with context.Pool(2) as pool:
        found = pool.map_async(_draw, ["case:protracted-war"] * 3).get(timeout=100)
    background.join()
    assert found == [expected] * 3


def test_a_forked_child_may_exit_and_its_parent_goes_on() -> None:
    case = small.case()
    child = os.fork()
    if child == 0:
        os._exit(0 if entente.settle(case).stopped == "complete" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert entente.settle(case).stopped == "complete"


def test_a_program_that_ignores_ctrl_c_is_left_alone() -> None:
    done = python("""
        import small, entente, os, signal, threading
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        print(entente.robust(small.case(), draws=5_000, runs=0).stopped)
    """)
    assert done.stdout.strip() == "complete", done.stderr
