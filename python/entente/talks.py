"""Talks: the engine's tactics against each other, against agents in Python, and in talks that others run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from entente import _core
from entente._records import result
from entente.case import Case
from entente.results import Talks, Tournament
from entente.verbs import Progress, _input, _maybe_whole, _names, _real, _run, _whole

Agent = Callable[[dict[str, Any]], Mapping[str, Any] | None]
MakeAgent = Callable[[], Agent]


def _tactics(value: str | Sequence[str] | Mapping[str, str]) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{party}={tactic}" for party, tactic in value.items()]
    return _names("tactics", value)


def _speaker(make: MakeAgent) -> Callable[[], Callable[[str], str]]:
    """The agent as the engine calls it: with a line of JSON."""
    if not callable(make):
        raise TypeError(f"agents are classes or functions that make one, not {type(make).__name__}")

    def speak() -> Callable[[str], str]:
        agent = make()
        if not callable(agent):
            raise TypeError(f"an agent is called with each message; {type(agent).__name__} cannot be called")

        def words(line: str) -> str:
            answer = agent(json.loads(line))
            return "" if answer is None else json.dumps(answer)

        return words

    return speak


def negotiate(
    case: Case,
    *,
    tactics: str | Sequence[str] | Mapping[str, str] = (),
    protocol: Literal["", "alternating", "single-text", "simultaneous"] = "",
    deadline: int | None = None,
    first: str = "",
    repeat: int = 0,
    months_per_round: float = 0,
    agents: Mapping[str, MakeAgent] | None = None,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> Talks:
    """How would talks get there, by these tactics and rules?

    tactics: {party: tactic}, or one for all; `entente.tactics()` lists them, with their settings
    deadline: rounds, 1 to 10^7; first: who speaks first; repeat: talks played for the distribution of their ends
    months_per_round: values of no deal follow the war, so many months a round
    agents: {party: class or function that makes an agent}, called once for each negotiation. An agent is called with
        what an outside agent is told ({"type": "turn", ...}) and answers as one, with a dict or None; what it raises
        is raised, an answer against the rules ends its negotiation ("broken"). It costs a dict and a call of Python
        for everything that is said at the table: tens of microseconds a turn, where the engine's own tactics take
        less than one
    Source: docs/methods/negotiate.md.
    """
    answer = _core.negotiate(
        _input(case),
        _run(seed, threads, memory, progress),
        protocol,
        _maybe_whole("deadline", deadline, 1, 10_000_000),
        _tactics(tactics),
        first,
        _real("months_per_round", months_per_round, 0, 1200),
        _whole("repeat", repeat, 0, 100_000_000),
        {party: _speaker(make) for party, make in (agents or {}).items()},
    )
    return result(Talks, answer)


def tournament(
    case: Case,
    *also: Case,
    tactics: str | Sequence[str] = (),
    protocol: Literal["", "alternating", "single-text", "simultaneous"] = "",
    deadline: int | None = None,
    repeat: int = 10,
    bootstrap: int = 1_000,
    seed: int = 1,
    threads: int = 0,
    memory: int | str | None = None,
    progress: Progress | None = None,
) -> Tournament:
    """Which tactics do well against which? All against all, over one case or several.

    tactics: those that take part, all by default; repeat: talks of each tuple, 1 to 10^6
    bootstrap: resamples of the intervals; the result is also a table (`__arrow_c_stream__`), a row a tactic
    Source: docs/methods/negotiate.md.
    """
    answer = _core.tournament(
        _input(case),
        _run(seed, threads, memory, progress),
        protocol,
        _maybe_whole("deadline", deadline, 1, 10_000_000),
        _names("tactics", tactics),
        _whole("repeat", repeat, 1, 1_000_000),
        _whole("bootstrap", bootstrap, 0, 1_000_000),
        [_input(each) for each in also],
        1,
        1,
        "",
        [],
    )
    return result(Tournament, answer)


class Move(NamedTuple):
    """What a player does in its turn: "offer", "accept" or "leave"; of an offer also what is offered."""

    act: str
    outcome: dict[str, str] | None


def _moment(round: int, deadline: int, time: float | None) -> tuple[int, int, float]:
    _whole("round", round, 1, _whole("deadline", deadline, 1))
    if time is not None:
        return round, deadline, _real("time", time, 0, 1)
    return round, deadline, (round - 1) / (deadline - 1) if deadline > 1 else 1.0


class Player:
    """A party's tactic in talks that another program runs: told what the others offer, asked for its turns.

    In the same talks it says what it says in `negotiate`, offer for offer. It cannot be pickled: it remembers what it
    has heard, in the engine.

    party: its id or name; tactic: as `negotiate` takes it, but for those that are told every party's preference
    Raises InputError, ValueError and TypeError. A turn takes microseconds where outcomes can be listed.
    """

    __slots__ = ("_case", "_options", "_parties", "_player")

    def __init__(self, case: Case, party: str, tactic: str = "boulware", *, seed: int = 1) -> None:
        self._player = _core.player(_input(case), _run(seed, 0, None, None), party, tactic)
        self._parties = {each.id: p for p, each in enumerate(case.parties)}
        self._options = [(each.id, {label: o for o, label in enumerate(each.options)}) for each in case.issues]
        self._case = case

    def _numbers(self, outcome: Mapping[str, object]) -> list[int] | None:
        """None: no outcome of the case."""
        try:
            return [options[str(outcome[issue])] for issue, options in self._options]
        except KeyError:
            return None

    def _from(self, party: str) -> int:
        try:
            return self._parties[party]
        except KeyError:
            raise ValueError(f"no party {party!r}: there are {', '.join(self._parties)}") from None

    def turn(
        self, round: int, deadline: int, standing: Mapping[str, object] | None = None, *, time: float | None = None
    ) -> Move:
        """Its move in this round, 1 to deadline; standing: the offer of another party that waits for an answer.

        time: 0 to 1, where it is not told by the round: talks that end by a clock
        An offer that it makes counts as made.
        """
        stands = None if standing is None else self._numbers(standing)
        act, options = self._player.turn(*_moment(round, deadline, time), stands)
        issues = self._case.issues
        return Move(act, {i.id: i.options[o] for i, o in zip(issues, options, strict=True)} if options else None)

    def heard(
        self, round: int, deadline: int, party: str, outcome: Mapping[str, object], *, time: float | None = None
    ) -> None:
        """Another party offered this. What is no outcome of the case is passed over."""
        offer = self._numbers(outcome)
        if offer is not None:
            self._player.heard(*_moment(round, deadline, time), self._from(party), offer)

    def taken(
        self, round: int, deadline: int, party: str, outcome: Mapping[str, object], *, time: float | None = None
    ) -> None:
        """A party, which may be this one, took the offer that stands, and others have not said yet."""
        offer = self._numbers(outcome)
        if offer is not None:
            self._player.taken(*_moment(round, deadline, time), self._from(party), offer)


def tactics() -> str:
    """Every tactic, acceptance rule, opponent model and protocol, with what it takes."""
    return _core.tactics()
