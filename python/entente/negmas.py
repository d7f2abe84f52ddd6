"""Our tactics in negotiations that NegMAS runs: `pip install entente[negmas]`.

    from entente.negmas import Negotiator
    mechanism.add(Negotiator(tactic="micro", name="a"), ufun=ufun)

NegMAS (Mohammad, Nakadai and Greenwald 2021) is a platform for negotiating agents with mechanisms, agents and tournaments
of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from negmas.preferences import AffineUtilityFunction, LinearAdditiveUtilityFunction
from negmas.sao import ResponseType, SAOCallNegotiator, SAOResponse

from entente.case import Case, from_dict
from entente.talks import Player

_MOST_OUTCOMES = 1_000_000
_MOST_ROUNDS = 1 << 53
_KEPT = Decimal(1).scaleb(-12)  # of a score, 0 to 100: what floating point adds to equal utilities is dropped

Sheet = list[list[float]]


def _values_of(outcome_space: Any) -> list[list[Any]]:
    issues = outcome_space.issues
    if not all(issue.is_discrete() and issue.is_finite() for issue in issues):
        raise ValueError("tactics choose among outcomes that can be listed: use outcome_space.to_discrete()")
    return [list(issue.all) for issue in issues]


def _sheet(ufun: Any, values: list[list[Any]]) -> Sheet | None:
    """What each value adds to the utility; None: the utility is no sum over issues."""
    first = tuple(options[0] for options in values)
    base = float(ufun(first))
    sheet = [
        [float(ufun((*first[:i], value, *first[i + 1 :]))) - base for value in options]
        for i, options in enumerate(values)
    ]
    if isinstance(ufun, LinearAdditiveUtilityFunction | AffineUtilityFunction):
        return sheet
    if math.prod(map(len, values)) > _MOST_OUTCOMES:
        return None
    for numbers in product(*(range(len(options)) for options in values)):
        added = base + sum(row[k] for row, k in zip(sheet, numbers, strict=True))
        found = float(ufun(tuple(options[k] for options, k in zip(values, numbers, strict=True))))
        if not math.isclose(found, added, rel_tol=1e-12, abs_tol=1e-12):
            return None
    return sheet


def _case(sheet: Sheet, reserved: float | None, parties: Sequence[str], me: str) -> Case:
    """A case in which one party has this sheet and the others' preferences are nobody's business."""
    lowest = [min(row) for row in sheet]
    exact = [[Decimal(repr(v)) - Decimal(repr(low)) for v in row] for row, low in zip(sheet, lowest, strict=True)]
    widest = max(max(row) for row in exact)
    weight = Decimal(1).scaleb(max(0, widest.adjusted() + 1 if widest else 0))
    case: dict[str, Any] = {
        "title": "Talks of NegMAS",
        "points": float(weight * len(exact)),
        "normalise_weights": False,
        "parties": {party: party for party in parties},
        "issue": {
            f"i{i}": {
                "options": [f"o{o}" for o in range(len(row))],
                "for": {
                    me: {"weight": float(weight), "score": [float((v * 100 / weight).quantize(_KEPT)) for v in row]}
                },
            }
            for i, row in enumerate(exact)
        },
    }
    if reserved is not None:
        case["reserve"] = {me: round(reserved, 12)}
    return from_dict(case)


class _Seat:
    """One party of one negotiation: its player, and NegMAS's outcomes as the engine's."""

    def __init__(self, negotiator: Any, tactic: str, seed: int) -> None:
        ufun, space, ids = negotiator.ufun, negotiator.nmi.outcome_space, list(negotiator.nmi.negotiator_ids)
        self.parties = {each: f"p{k}" for k, each in enumerate(ids)}
        values = _values_of(space)
        sheet = _sheet(ufun, values)
        self.whole = sheet is None
        if sheet is None:
            if math.prod(map(len, values)) > _MOST_OUTCOMES:
                raise ValueError(
                    f"a utility that is no sum over issues is listed outcome by outcome, up to {_MOST_OUTCOMES:,} of them"
                )
            values = [list(product(*values))]
            sheet = [[float(ufun(outcome)) for outcome in values[0]]]
            constant = 0.0
        else:
            constant = float(ufun(tuple(options[0] for options in values)))
        reserved = ufun.reserved_value
        bound = reserved is not None and math.isfinite(reserved)
        least = float(reserved) - constant - sum(min(row) for row in sheet) if bound else None
        case = _case(sheet, least, list(self.parties.values()), self.parties[negotiator.id])
        self.values = values
        self.numbers = [{value: f"o{k}" for k, value in enumerate(options)} for options in values]
        self.player = Player(case, self.parties[negotiator.id], tactic, seed=seed)

    def ours(self, outcome: tuple[Any, ...]) -> dict[str, str]:
        """An outcome of no known value becomes none of the case's."""
        parts = [outcome] if self.whole else outcome
        return {f"i{i}": numbers.get(value, "") for i, (numbers, value) in enumerate(zip(self.numbers, parts))}

    def theirs(self, outcome: dict[str, str]) -> tuple[Any, ...]:
        parts = tuple(options[int(outcome[f"i{i}"][1:])] for i, options in enumerate(self.values))
        return parts[0] if self.whole else parts


class Negotiator(SAOCallNegotiator):
    """A party of NegMAS's stacked alternating offers that plays one of our tactics by its own utility function.

    tactic: as `entente.negotiate` takes it ("boulware:e=0.1", "micro", "tit-for-tat:model=bayes"; `entente.tactics()`
        lists them), but for those that are told every party's preference
    seed: of its random numbers

    Two of them in a mechanism of NegMAS, one step a round, say what the same tactics say in `entente.negotiate`. Utilities
    are read once, as they are when the talks begin, and compared to twelve digits. A utility that is no sum over issues is
    taken outcome by outcome (up to a million), and a model of the opponent then sees outcomes, not issues. Raises
    ValueError where issues are continuous.
    """

    def __init__(self, *args: Any, tactic: str = "boulware", seed: int = 1, **more: Any) -> None:
        super().__init__(*args, **more)
        self._tactic = tactic
        self._seed = seed
        self._seat: _Seat | None = None
        self._steps = 0
        self._offers = 0

    def on_preferences_changed(self, changes: Any) -> None:
        """Forgets the talks so far: it has become another party."""
        super().on_preferences_changed(changes)
        self._seat = None
        self._steps = self._offers = 0

    def _moment(self, round: int, relative_time: float) -> tuple[int, int, float | None]:
        steps = self.nmi.n_steps
        if steps is not None and math.isfinite(steps) and steps < _MOST_ROUNDS:
            return min(round, int(steps)), int(steps), None
        return round, _MOST_ROUNDS, min(max(float(relative_time), 0.0), 1.0)

    def _listen(self, seat: _Seat, state: Any) -> None:
        """Hears what was offered since it last spoke, in order."""
        history = self.nmi.history
        for past in [*history[self._steps :], state]:
            round, deadline, time = self._moment(self._steps + 1, past.relative_time)
            for who, offer in past.new_offers[self._offers :]:
                self._offers += 1
                if who != self.id and offer is not None:
                    seat.player.heard(round, deadline, seat.parties[who], seat.ours(offer), time=time)
            if past is not state:
                self._steps += 1
                self._offers = 0

    def on_partner_response(self, state: Any, partner_id: str, outcome: Any, response: ResponseType) -> None:
        """Hears that another one took an offer, where the mechanism tells it."""
        if response == ResponseType.ACCEPT_OFFER and outcome is not None and self._seat is not None:
            round, deadline, time = self._moment(state.step + 1, state.relative_time)
            self._seat.player.taken(
                round, deadline, self._seat.parties[partner_id], self._seat.ours(outcome), time=time
            )

    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        """Its turn: takes the offer that stands, makes another, or ends the negotiation."""
        if self.ufun is None:
            return SAOResponse(ResponseType.END_NEGOTIATION, None)
        if self._seat is None:
            self._seat = _Seat(self, self._tactic, self._seed)
        seat = self._seat
        self._listen(seat, state)
        round, deadline, time = self._moment(state.step + 1, state.relative_time)
        stands = None if state.current_offer is None else seat.ours(state.current_offer)
        move = seat.player.turn(round, deadline, stands, time=time)
        if move.act == "accept":
            return SAOResponse(ResponseType.ACCEPT_OFFER, state.current_offer)
        if move.outcome is None:
            return SAOResponse(ResponseType.END_NEGOTIATION, None)
        return SAOResponse(ResponseType.REJECT_OFFER, seat.theirs(move.outcome))
