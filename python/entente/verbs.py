"""One function for each verb of the command line: a case and options in, a frozen result out.

Every function takes, beside its own options:

seed: of random numbers, 0 to 2^53 - 1; the same seed gives the same bytes for any number of threads
threads: 0: as many as the machine offers
memory: a budget in bytes, or text such as "512M"; None: 4G
progress: called as progress(what, done, total) every twentieth of a second or less often, from one thread at a time;
    what it raises stops the work and is raised

Every function raises InputError for a case that cannot answer, ValueError and TypeError for an option that is none,
and KeyboardInterrupt after Ctrl-C; meanwhile other Python threads run. Results give numbers in each party's own points.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from numbers import Complex, Real
from typing import Literal

from entente import _core
from entente._records import result
from entente.case import Case
from entente.results import (
    Check,
    DecisionScore,
    FrontFit,
    Levers,
    Report,
    Robust,
    Settlement,
    Stability,
    Stakeholders,
    War,
)

Progress = Callable[[str, float, float], object]
Method = Literal["automatic", "enumerate", "merge", "search", "milp"]
Concept = Literal["nash", "gmr", "smr", "seq", "sseq", "sim", "sim_unstable"]
Deal = str | Mapping[str, object]

_MOST_SEED = (1 << 53) - 1
_UNITS = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}
_PLAIN_RUN = _core.RunArguments(1, 0, 0, None)


def _whole(name: str, value: int, low: int = 0, high: int = 1 << 53) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{name} is a whole number, not {type(value).__name__}: {value!r}")
    value = value.__index__()
    if not low <= value <= high:
        raise ValueError(f"{name} is a whole number from {low} to {high}, not {value}")
    return value


def _maybe_whole(name: str, value: int | None, low: int = 0, high: int = 1 << 53) -> int | None:
    return None if value is None else _whole(name, value, low, high)


def _real(name: str, value: float, low: float, high: float) -> float:
    complex_one = isinstance(value, Complex) and not isinstance(value, Real)
    if isinstance(value, (str, bytes)) or not hasattr(value, "__float__") or complex_one:
        raise TypeError(f"{name} is a number, not {type(value).__name__}: {value!r}")
    value = float(value)
    if not low <= value <= high:
        raise ValueError(f"{name} is a number from {low:g} to {high:g}, not {value!r}")
    return value


def _names(name: str, value: str | Sequence[str]) -> list[str]:
    if isinstance(value, str):
        return [value]
    names = list(value)
    for each in names:
        if not isinstance(each, str):
            raise TypeError(f"{name} takes text, not {type(each).__name__}: {each!r}")
    return names


def _weights(name: str, value: Sequence[float] | None, parties: int) -> list[float]:
    """One number above zero for each party; a numpy array of one dimension will do."""
    if value is None:
        return []
    if getattr(value, "ndim", 1) != 1:
        raise ValueError(f"{name} is one number for each party, not an array of {getattr(value, 'ndim', 0)} dimensions")
    numbers = [_real(f"{name}[{k}]", each, 0, float("inf")) for k, each in enumerate(value)]
    if len(numbers) != parties or not all(0 < each < float("inf") for each in numbers):
        raise ValueError(f"{name} is one number above zero for each of the {parties} parties, not {numbers}")
    return numbers


def _deal(value: Deal | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        raise TypeError(f"a deal is text or {{issue: option}}, not {type(value).__name__}")
    import json

    return json.dumps({str(issue): str(option) for issue, option in value.items()})


def _memory(value: int | str | None) -> int:
    if value is None:
        return 0
    if isinstance(value, str):
        digits, unit = value[:-1], value[-1:].upper()
        if value.isdigit():
            digits, unit = value, ""
        if not digits.isdigit() or unit not in _UNITS:
            raise ValueError(f"memory is a size such as 512M or 4G, not {value!r}")
        value = int(digits) << _UNITS[unit]
    return _whole("memory", value, 16 << 20, 1 << 50)


def _run(seed: int, threads: int, memory: int | str | None, progress: Progress | None) -> _core.RunArguments:
    if seed == 1 and not threads and memory is None and progress is None and seed is not True:
        return _PLAIN_RUN
    if progress is not None and not callable(progress):
        raise TypeError(f"progress is a function of (what, done, total), not {type(progress).__name__}")
    return _core.RunArguments(
        _whole("seed", seed, 0, _MOST_SEED), _whole("threads", threads, 0, 4096), _memory(memory), progress
    )


def _input(case: Case) -> _core.Input:
    try:
        return case._input
    except AttributeError:
        raise TypeError(f"a case is expected (entente.load makes one), not {type(case).__name__}") from None


def check(case: Case) -> Check:
    """What does the file say, which defaults stand in for the rest, and what does it rest on?"""
    return result(Check, _core.check(_input(case), _PLAIN_RUN))


def war(
    case: Case,
    *,
    span: float | None = None,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> War:
    """What does fighting on bring each side, and what does each believe it brings?

    span: the course shown is laid over so many battles or periods; no value depends on it
    Raises InputError where the case has no war. Source: docs/methods/war.md.
    """
    length = 0.0 if span is None else _real("span", span, 1e-3, 1e9)
    return result(War, _core.war(_input(case), _run(seed, threads, memory, progress), length))


def settle(
    case: Case,
    *,
    method: Method = "automatic",
    limit: int = 1_000_000,
    nash_weights: Sequence[float] | None = None,
    improve: Deal | None = None,
    reference: Deal | None = None,
    stable: Concept | None = None,
    grid: int | None = None,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> Settlement:
    """Which deals beat no deal for everybody, and which of them is fair?

    method: force one; limit: efficient deals to list, 1 to 10^8, past which a certified cover stands in
    nash_weights: [parties], above zero, of the weighted Nash solution
    improve: a draft, {issue: option} or text; what is better for somebody and worse for nobody. Where it leaves
        issues open, the best deals that complete it
    reference: a status quo from which trades and the Gupta-Livne solution start
    stable: which deals of the zone hold once agreed, under this concept
    grid: evenly spaced numbers of a real-valued issue to list as well, 2 to 10,000
    `result.frontier.utilities` is an array [points, parties]. Source: docs/methods/settle.md.
    """
    read, run = _input(case), _run(seed, threads, memory, progress)
    plain = (
        method == "automatic"
        and limit == 1_000_000
        and not stable
        and nash_weights is None
        and improve is None
        and reference is None
        and grid is None
    )
    options = None
    if not plain:
        options = _core.SettleArguments(
            method,
            _whole("limit", limit, 1, 100_000_000),
            _weights("nash_weights", nash_weights, len(read.parties)),
            _deal(improve),
            _deal(reference),
            stable or "",
            0 if grid is None else _whole("grid", grid, 2, 10_000),
        )
    return result(Settlement, _core.settle(read, run, options))


def stability(
    case: Case,
    *,
    concepts: Concept | Sequence[Concept] = (),
    states: int | None = None,
    start: int | None = None,
    explain: int | None = None,
    want: int | None = None,
    costs: Sequence[float] | None = None,
    sim_limit: float = 4e9,
    robust: bool = False,
    draws: int = 1_000,
    spread: float = 0.5,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> Stability:
    """Would a deal hold, or does somebody gain by moving away from it?

    concepts: only these; states: cut lists at so many (counts stay)
    start: the state that paths start at, from 1; explain: a state whose verdicts are explained
    want: which preferences would make this state an equilibrium; costs: [parties], of a changed pair
    sim_limit: most combined moves for simultaneous stability
    robust: also how sure, from draws (1 to 10^8) of uncertain orders; spread: 0 certain to 1 any order
    Source: docs/methods/stability.md.
    """
    read = _input(case)
    sure = (_whole("draws", draws, 1, 100_000_000), _real("spread", spread, 0, 1)) if robust else None
    answer = _core.stability(
        read,
        _run(seed, threads, memory, progress),
        _names("concepts", concepts),
        _maybe_whole("states", states, 0, 1 << 40),
        _maybe_whole("start", start, 1, 1 << 40),
        _maybe_whole("explain", explain, 1, 1 << 40),
        _maybe_whole("want", want, 1, 1 << 40),
        _weights("costs", costs, len(read.parties)),
        _real("sim_limit", sim_limit, 0, 1e15),
        sure,
    )
    return result(Stability, answer)


def stakeholders(
    case: Case,
    *,
    models: str | Sequence[str] = (),
    quirks: bool = False,
    smp: Mapping[str, str] | Sequence[str] = (),
    runs: int | None = None,
    spread: float = 0.1,
    turns: int = 0,
    issue: str = "",
    deal: Deal | None = None,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> Stakeholders:
    """Who pulls the parties, where would it settle, could they ratify? Takes a table of actors alone, too.

    models: only these; quirks: as their published code does
    smp: parameters of the spatial model by KTAB's names; runs: of the ensemble, 0 none
    spread: how far numbers may be off where none has a range, 0 to 1; turns: most turns, 0: the model's
    issue: the one to look at; deal: {issue: option} or text, who is for and against
    Source: docs/methods/stakeholders.md.
    """
    parameters = [f"{name}={value}" for name, value in smp.items()] if isinstance(smp, Mapping) else _names("smp", smp)
    answer = _core.stakeholders(
        _input(case),
        _run(seed, threads, memory, progress),
        _names("models", models),
        bool(quirks),
        parameters,
        _maybe_whole("runs", runs, 0, 10_000_000),
        _real("spread", spread, 0, 1),
        _whole("turns", turns, 0, 10_000),
        issue,
        _deal(deal),
    )
    return result(Stakeholders, answer)


def robust(
    case: Case,
    *,
    draws: int = 10_000,
    sampler: Literal["random", "sobol"] = "random",
    metrics: str | Sequence[str] = (),
    where: str | Sequence[str] = (),
    runs: int | None = None,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> Robust:
    """How sure are we, and which number matters most? Each draw values the war and settles the case anew.

    draws: 1 to 10^9; metrics: explained by indices, zone.margin by default
    where: count only draws such as "war.cost.north >= 0.5"; runs: further ones for total order, 0 none
    `entente.draws` gives the numbers drawn; `entente.cluster.robust` shares the work among processes.
    Source: docs/methods/robust.md.
    """
    answer = _core.robust(
        _input(case),
        _run(seed, threads, memory, progress),
        _whole("draws", draws, 1, 1_000_000_000),
        sampler,
        _names("metrics", metrics),
        _names("where", where),
        _maybe_whole("runs", runs, 0, 1_000_000_000),
    )
    return result(Robust, answer)


def levers(
    case: Case,
    *,
    goal: str = "zone",
    by: str = "",
    budget: float | None = None,
    draws: int = 2_000,
    break_even: bool = True,
    map: tuple[str, str] | None = None,
    map_steps: int = 21,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> Levers:
    """What is the least that must change to open the way, and would it last?

    goal: "zone", "deal: issue=option, ...", "stable:CONCEPT" or "chance:SHARE"
    by: only the levers of this holder; budget: leave out what costs more, in the levers' own unit
    draws: of the curve of chance against cost, 0 none; map: two addresses; map_steps: 2 to 201
    Source: docs/methods/levers.md.
    """
    answer = _core.levers(
        _input(case),
        _run(seed, threads, memory, progress),
        goal,
        by,
        None if budget is None else _real("budget", budget, 0, 1e300),
        _whole("draws", draws, 0, 10_000_000),
        bool(break_even),
        [] if map is None else _pair("map", map),
        _whole("map_steps", map_steps, 2, 201),
    )
    return result(Levers, answer)


def _pair(name: str, value: Sequence[str]) -> list[str]:
    pair = [] if isinstance(value, str) else _names(name, value)
    if len(pair) != 2:
        raise ValueError(f"{name} takes the addresses of two numbers, not {value!r}")
    return pair


class Page(Report):
    """The report, and its page: shown in a notebook, or written with `save`."""

    def to_html(self) -> str:
        """One HTML file that opens from a disk, prints, and asks the network for nothing."""
        return self._answer("its page").html()

    def figures(self) -> dict[str, str]:
        """Each figure as SVG, by file name."""
        return dict(self._answer("its figures").files("svg"))

    def tables(self) -> dict[str, str]:
        """Each table, and the data of each figure, as CSV, by file name."""
        return dict(self._answer("its tables").files("csv"))

    def save(self, file: str | os.PathLike[str]) -> None:
        """Writes the page. Raises OSError."""
        with open(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(self.to_html())

    def _repr_html_(self) -> str:
        from html import escape

        page = escape(self.to_html(), quote=True)
        return f'<iframe srcdoc="{page}" style="width:100%;height:60em;border:0" title="{escape(self.title)}"></iframe>'


def report(
    case: Case,
    *,
    for_party: str = "",
    redact: bool = False,
    span: float | None = None,
    quick: bool = False,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> Page:
    """Everything that the file supports, on one page for readers. Model, not advice.

    for_party: a copy without the other parties' sheets; redact: names replaced
    span: of the course of the war, as `war` takes it; quick: 1,000 draws in place of 10,000, as in the studio
    """
    length = 0.0 if span is None else _real("span", span, 1e-3, 1e9)
    run = _run(seed, threads, memory, progress)
    answer = _core.report(_input(case), run, for_party, bool(redact), length, bool(quick))
    return result(Page, answer)


def fit_front(
    file: str | os.PathLike[str],
    *,
    column: str = "",
    since: str = "",
    until: str = "",
    ahead: Sequence[int] = (4, 13, 26, 52),
    whole: float = 0,
    persistence: float = 1,
    keep_jumps: bool = False,
) -> FrontFit:
    """How does a front drift, from a CSV file of dates and shares or areas, and what would it have forecast?

    ahead: steps of the series' usual spacing; whole: what areas are shares of; persistence: of the drift, (0, 1]
    """
    steps = [_whole("ahead", each, 1, 100_000) for each in ahead]
    share = _real("persistence", persistence, 1e-6, 1)
    answer = _core.fit_series(
        os.fspath(file), column, since, until, steps, _real("whole", whole, 0, 1e300), share, bool(keep_jumps)
    )
    return result(FrontFit, answer)


def score_decisions(file: str | os.PathLike[str], *, seed: int = 1, threads: int = 0) -> DecisionScore:
    """How far were models of stakeholders off decisions that were taken? Columns: docs/methods/stakeholders.md."""
    return result(DecisionScore, _core.score_decisions(os.fspath(file), _run(seed, threads, None, None)))
