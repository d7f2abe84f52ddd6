"""What the verbs return. Made by scripts/make_docs from the descriptions beside the results; a test compares.

Records are frozen. A number that is none is nan, or None where the type says so; an outcome that is none is empty.
Units stand in square brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entente._frames import FrontierFrame, TournamentFrame
from entente._records import Record, Result

Outcome = Mapping[str, str]


class Party(Record):
    """Part of a result.

    id: its short name
    name: its name
    notes: the author's remarks
    reserve [points]: its value of no deal as stated; null: none is
    terms: how many bonuses it has
    """

    id: str
    name: str
    notes: str
    reserve: float | None
    terms: int


class Issue(Record):
    """Part of a result.

    id: its short name
    ask: the question
    unit: of its numeric options; empty: not said
    notes: the author's remarks
    options: how many
    grid: are scores between the listed options interpolated
    """

    id: str
    ask: str
    unit: str
    notes: str
    options: int
    grid: bool


class Space(Record):
    """Part of a result.

    issues: how many
    outcomes: options multiplied, before rules; a string
    rules: how many
    """

    issues: int
    outcomes: str
    rules: int


class Source(Record):
    """Part of a result.

    id: its short name
    what: what it is
    grade: data, judgement or assumption
    date: as written
    """

    id: str
    what: str
    grade: str
    date: str


class Evidence(Record):
    """Part of a result.

    importance [share]: by grade; each party counts the same
    by_party [share]: the same for each party
    numbers: how many numbers the file has
    ranged: how many of them have a range
    cited: how many cite a source, by its grade
    uncited: how many cite none
    """

    importance: Mapping[str, float]
    by_party: Mapping[str, Mapping[str, float]]
    numbers: int
    ranged: int
    cited: Mapping[str, int]
    uncited: int


class Setting(Record):
    """Part of a result.

    name: what one would write in the file, or an option of the command
    value: in force
    default: false: the file sets it
    meaning: in words
    """

    name: str
    value: str
    default: bool
    meaning: str


class TableUse(Record):
    """Part of a result.

    table: a table of the case file
    verb: that reads it
    present: is it in the file
    """

    table: str
    verb: str
    present: bool


class Diagnostic(Record):
    """Part of a result.

    severity: error, warning or note
    code: `entente explain CODE` says more
    message: what is wrong
    file: where
    line: from 1; 0: the whole file
    column: from 1
    address: the number concerned, where there is one
    hint: how to mend it
    """

    severity: str
    code: str
    message: str
    file: str
    line: int
    column: int
    address: str
    hint: str


class CaseNumber(Record):
    """Part of a result.

    address: its one name: --set, diagnostics and levers use it
    value [its unit]: the best value
    text: value and range exactly as a case would say them
    low [its unit]: low end of its range; null: it is certain
    high [its unit]: high end of its range
    unit: what it counts: weight, score, points, share, per month; empty: none
    legal_low [its unit]: the least value that it may have; null: none
    legal_high [its unit]: the largest value that it may have; null: none
    legal: which values it may have, in words
    source: id of the source that it cites; empty: none
    grade: data, judgement or assumption; none cited counts as assumption
    importance [share]: of the points that its party can win or lose over all outcomes, how many it can move; null: not known without an analysis (the war's numbers)
    """

    address: str
    value: float
    text: str
    low: float | None
    high: float | None
    unit: str
    legal_low: float | None
    legal_high: float | None
    legal: str
    source: str
    grade: str
    importance: float | None


class Check(Result):
    """What was read, and with which defaults?

    sound: on mistakes false, with `diagnostics` only and exit code 2
    format: `toml`, `genius`, `gmcr`, ...
    notes_of_the_author: for readers
    parties: who
    issues: about what
    space: how large the space of outcomes is
    sources: what numbers cite
    evidence: what the numbers rest on
    in_force: every setting, whether the file has it or not
    tables: which tables there are, and which verb reads each
    diagnostics: warnings
    numbers: every number of the case
    """

    sound: bool
    format: str
    notes_of_the_author: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    space: Space
    sources: tuple[Source, ...]
    evidence: Evidence
    in_force: tuple[Setting, ...]
    tables: tuple[TableUse, ...]
    diagnostics: tuple[Diagnostic, ...]
    numbers: tuple[CaseNumber, ...]


class Believed(Record):
    """Part of a result.

    win [chance]: of its victory
    duration [battles or periods]: how long the war lasts on average
    reservation [points]: what fighting on is worth to it
    reservation_range [points]: low and high; null: no range
    """

    win: float
    duration: float
    reservation: float
    reservation_range: tuple[float, ...] | None


class Outlook(Record):
    """Part of a result.

    win [chance]: of its victory, as it believes
    hurt [0 to 1]: cost times the time that it expects
    deadlock [0 to 1]: 1 where it sees an even match
    stalemate [0 to 1]: hurt times deadlock
    """

    win: float
    hurt: float
    deadlock: float
    stalemate: float


class SideResult(Record):
    """Part of a result.

    id: the side
    name: its name
    win [chance]: of its victory, as the analyst sees it
    value [points]: what fighting brings before costs
    cost [points]: what fighting costs it, aid deducted
    reservation [points]: what fighting on is worth to it: its value of no deal
    reservation_range [points]: low and high; null: no range
    reservation_before_public [points]: the same without what its public expects
    believed: what it believes itself
    dividend [points]: what a deal struck now adds for it
    at_win [points]: of what it imposes
    at_loss [points]: of what the other side imposes
    outlook: how the war looks to it
    """

    id: str
    name: str
    win: float
    value: float
    cost: float
    reservation: float
    reservation_range: tuple[float, ...] | None
    reservation_before_public: float
    believed: Believed
    dividend: float
    at_win: float
    at_loss: float
    outlook: Outlook


class OverBy(Record):
    """Part of a result.

    chance [chance]: that the war is over
    by [the war's unit]: by this time; null: by none that was looked at
    """

    chance: float
    by: float | None


class Duration(Record):
    """Part of a result.

    mean [the war's unit]: on average; null: there is no mean
    sd [the war's unit]: standard deviation
    unit: battle, or the period that costs count
    quantiles: by when it is over; null where the mean says it all
    out_of_sight: longer than a generation of 25 years on average; false where the unit is none of time
    range [the war's unit]: of the mean, low and high; null: no range
    """

    mean: float
    sd: float
    unit: str
    quantiles: tuple[OverBy, ...] | None
    out_of_sight: bool
    range: tuple[float, ...] | None


class ResultRange(Record):
    """Part of a result.

    low [points]: the least that the first side accepts
    high [points]: the most that the second side grants
    width [points]: high less low
    empty: there is nothing between
    low_range [points]: low and high; null: no range
    high_range [points]: likewise
    width_range [points]: likewise
    """

    low: float
    high: float
    width: float
    empty: bool
    low_range: tuple[float, ...] | None
    high_range: tuple[float, ...] | None
    width_range: tuple[float, ...] | None


class SettledTerm(Record):
    """Part of a result.

    battles [battles]: fought before it
    wins [battles]: that the first side has won
    losses [battles]: that it has lost
    terms [points]: what the first side then gets
    chance [chance]: that the war ends here
    """

    battles: int
    wins: int
    losses: int
    terms: float
    chance: float


class Horizon(Record):
    """Part of a result.

    suffices: more battles would change nothing that counts
    value_bound [points]: each value is within this of an endless horizon's
    proven_bound [points]: the part of it that is proved; null: nothing could be
    battles_bound [battles]: how far the expected battles may move
    enough [battles]: a horizon that was tried and is enough
    """

    suffices: bool
    value_bound: float
    proven_bound: float
    battles_bound: float
    enough: int


class Learning(Record):
    """Part of a result.

    surplus [points]: what a deal now leaves above what both ask
    settles_at_once: there is a deal before the first battle
    expected_battles [battles]: on average
    settles [chance]: that a settlement ends the war
    conquest [chance]: that each side wins outright
    unresolved [chance]: that it is still fought at the horizon
    terms [points]: what the first side gets where a deal is struck, on average; null: none can be
    settlements: the states in which the war can be settled
    hazard [chance]: entry n: of ending after n battles, given that it was fought before
    settle [chance]: entry n: that it is settled after exactly n battles
    horizon: how far ahead was looked
    """

    surplus: float
    settles_at_once: bool
    expected_battles: float
    settles: float
    conquest: tuple[float, ...]
    unresolved: float
    terms: float
    settlements: tuple[SettledTerm, ...]
    hazard: tuple[float, ...]
    settle: tuple[float, ...]
    horizon: Horizon


class ScreeningResult(Record):
    """Part of a result.

    threshold [chance]: the first side offers all alike up to this belief
    weak [chance]: that the second side is weak
    value_first [points]: to the first side
    value_weak [points]: to a weak second side
    value_strong [points]: to a strong one
    offer [share]: of the second side in the first offer
    war [chance]: that at least one battle is fought
    expected_battles [battles]: on average
    settles [chance]: that a settlement ends it
    conquest [chance]: that each side wins outright
    """

    threshold: float
    weak: float
    value_first: float
    value_weak: float
    value_strong: float
    offer: float
    war: float
    expected_battles: float
    settles: float
    conquest: tuple[float, ...]


class AttritionResult(Record):
    """Part of a result.

    rates [per period]: at which each side gives in
    exhaustion [periods]: when each would have given in unless it never does
    until [periods]: after which only the stubborn are left
    weak: the side that may give in at once: first or second; null: none
    at_once [chance]: that it does
    never [chance]: that nobody ever does
    """

    rates: tuple[float, ...]
    exhaustion: tuple[float, ...]
    until: float
    weak: str | None
    at_once: float
    never: float


class Ultimatum(Record):
    """Part of a result.

    demand [share]: the first side's best demand
    war [chance]: that it is refused
    value [share]: what the first side expects
    """

    demand: float
    war: float
    value: float


class ShiftVerdict(Record):
    """Part of a result.

    rises: the side whose chances rise
    fearon_threshold [chance]: the riser's later one past which the other attacks, if the riser makes all offers
    powell_threshold [chance]: past which there is war in every equilibrium
    war_if_riser_offers: the first is passed
    war_in_every_equilibrium: the second is passed
    """

    rises: str
    fearon_threshold: float
    powell_threshold: float
    war_if_riser_offers: bool
    war_in_every_equilibrium: bool


class CommitmentResult(Record):
    """Part of a result.

    shift: of power, where the war gives one; else null
    first_strike_margin [share]: below 0: striking first pays; null: not asked
    deterrence_excess [share]: above 0: deterring costs more than war; null: not asked
    """

    shift: ShiftVerdict | None
    first_strike_margin: float | None
    deterrence_excess: float | None


class RipenessResult(Record):
    """Part of a result.

    stalemate [0 to 1]: mutual: the smaller of the two sides'
    way_out [0 to 1]: is there a deal that both prefer
    index [0 to 1]: stalemate times way out: this project's own design
    """

    stalemate: float
    way_out: float
    index: float


class LeverageResult(Record):
    """Part of a result.

    needed [points]: what a third party must add for a deal, by the analyst's view
    needed_believed [points]: by the sides' own beliefs
    offered [points]: dividends of a deal struck now
    """

    needed: float
    needed_believed: float
    offered: float


class WaitingSide(Record):
    """Part of a result.

    id: the side
    front [points]: what the expected move of the front is worth to it
    cost [points]: what fighting costs it meanwhile, as a present value
    aid [points]: money from outside less penalties, likewise
    net [points]: front less cost plus aid
    net_range [points]: 90% of what it may be: the front's move, and the ranges of cost and aid
    pays [chance]: that waiting brings it more than it costs
    settlement_change [points]: what the same talks would give it then, less what they give today; null where there is no deal at either time
    settlement_range [points]: the same as the front's move ranges
    """

    id: str
    front: float
    cost: float
    aid: float
    net: float
    net_range: tuple[float, ...]
    pays: float
    settlement_change: float | None
    settlement_range: tuple[float, ...] | None


class Waiting(Record):
    """Part of a result.

    months [months]: how long the sides wait
    periods [periods of the war]: the same
    moved [share]: how far the front is expected to move, as the first side's share
    moved_sd [share]: standard deviation of that
    parties: what that brings each side
    """

    months: float
    periods: float
    moved: float
    moved_sd: float
    parties: tuple[WaitingSide, ...]


class BreakEven(Record):
    """Part of a result.

    id: the side
    months [months]: of waiting
    cost [points a period]: cost of fighting at which waiting so long brings it nothing; below 0: waiting does not pay even where fighting is free
    now [points a period]: what fighting costs it, before money from outside
    """

    id: str
    months: float
    cost: float
    now: float


class BaseRate(Record):
    """Part of a result.

    what: what was counted
    value [unit]: share of the cases, or a time
    unit: share or months
    n: cases
    source: where the cases come from
    """

    what: str
    value: float
    unit: str
    n: int
    source: str


class MediationResult(Record):
    """Part of a result.

    peace [chance]: of a settlement, with the best mediator
    settle_mixed [chance]: that a strong and a weak side settle
    settle_high [chance]: that two strong sides settle
    strong_share [share]: of a strong side against a weak one
    equal_split_is_safe: one half each keeps the peace
    """

    peace: float
    settle_mixed: float
    settle_high: float
    strong_share: float
    equal_split_is_safe: bool


class MediatorResult(Record):
    """Part of a result.

    threshold: the lean from which on it is believed; null: never
    lean: -1 towards the other, 0 neutral, 1 wholly on the listener's side
    believed: is it
    """

    threshold: float
    lean: float
    believed: bool


class WarStep(Record):
    """Part of a result.

    time [the war's unit]: from now
    fighting [chance]: that it is still fought
    won [chance]: that each side has won by then
    settled [chance]: that it has been settled by then
    hazard [chance]: of ending now, given that it was fought before
    position [share]: of the first side, at `course_quantiles`
    cost [points]: expected to be paid so far, aid deducted
    stalemate [0 to 1]: of each side
    way_out [0 to 1]: as in `ripeness`
    ripeness [0 to 1]: as in `ripeness`
    """

    time: float
    fighting: float
    won: tuple[float, ...]
    settled: float
    hazard: float
    position: tuple[float, ...]
    cost: tuple[float, ...]
    stalemate: tuple[float, ...] | None
    way_out: float | None
    ripeness: float | None


class War(Result):
    """What does fighting on bring each side, and what does each believe it brings?

    model: of the war
    parties: the two sides; points are each one's own
    duration: how long it lasts
    straight_line: deals lie on the line between the ends; false: issues can be traded, `settle` tells how
    range: deals on that line that both prefer to fighting on, in the first side's points
    believed_range: the same by the sides' own beliefs
    ends: what each side imposes if it wins, by party
    learning: of that model, in the first side's points
    screening: of that model
    attrition: of that model
    ultimatum: where one side's cost is not known to the other
    commitment: would a deal be kept
    ripeness: is the moment ripe
    leverage: what a third party must add, in the first side's points
    waiting: what fighting on for so many months brings each side
    break_even_cost: cost at which waiting neither pays nor loses; null without a front
    outside_view: base rates of wars, beside the model; null: none
    mediation: where each side's strength is its own secret
    mediator: is a mediator that leans to one side believed
    course_quantiles: of `position` in `course`
    course: laid to the likely end, over ten years where that is out of sight, or over `--span`
    diagnostics: warnings of the war's numbers
    """

    model: str
    parties: tuple[SideResult, ...]
    duration: Duration
    straight_line: bool
    range: ResultRange
    believed_range: ResultRange
    ends: Mapping[str, Outcome]
    learning: Learning | None
    screening: ScreeningResult | None
    attrition: AttritionResult | None
    ultimatum: Ultimatum | None
    commitment: CommitmentResult
    ripeness: RipenessResult | None
    leverage: LeverageResult
    waiting: tuple[Waiting, ...]
    break_even_cost: tuple[BreakEven, ...]
    outside_view: tuple[BaseRate, ...]
    mediation: MediationResult | None
    mediator: MediatorResult | None
    course_quantiles: tuple[Any, ...]
    course: tuple[WarStep, ...]
    diagnostics: tuple[Diagnostic, ...]


class Stake(Record):
    """Part of a result.

    id: the party
    name: its name
    reservation [points]: its value of no deal; null: any deal will do
    ideal [points]: its best over the outcomes that everybody accepts; null: there are none
    best [points]: its best over all outcomes
    worst [points]: its worst over all outcomes
    reservation_from: `none`, `stated` (in the file) or `war`
    reservation_range [points]: its range, low and high; null: none is known
    """

    id: str
    name: str
    reservation: float | None
    ideal: float | None
    best: float
    worst: float
    reservation_from: str
    reservation_range: tuple[float, ...] | None


class SpaceSize(Record):
    """Part of a result.

    issues: how many
    outcomes: feasible ones
    outcomes_exact: false: counted before the rules
    """

    issues: int
    outcomes: str | None
    outcomes_exact: bool


class Interval(Record):
    """Part of a result.

    low [outcomes]: low end
    high [outcomes]: high end
    level [chance]: that the interval holds the true count
    """

    low: float
    high: float
    level: float


class Blocker(Record):
    """Part of a result.

    party: who falls short
    shortfall [points]: by how much the best outcome that satisfies all others falls short for it; null: no outcome satisfies all others
    at: that outcome; null: there is none
    """

    party: str
    shortfall: float | None
    at: Outcome


class Zone(Record):
    """Part of a result.

    empty: is there no outcome at or above every value of no deal? null: none was found, none is proved not to be
    proved: is that proved
    outcomes: how many such outcomes there are; null: not counted, or only bounds are known
    interval: where the count is an estimate; else null
    blocked_by: of an empty zone: who falls short of the others, and by how much
    smallest_shift [points]: the smallest sum of cuts of values of no deal that opens the zone
    opens_at: the outcome that it opens
    """

    empty: bool | None
    proved: bool
    outcomes: str | None
    interval: Interval | None
    blocked_by: tuple[Blocker, ...]
    smallest_shift: float | None
    opens_at: Outcome | None


class BelievedZone(Record):
    """Part of a result.

    empty: is there no outcome at or above every value of no deal? null: none was found, none is proved not to be
    proved: is that proved
    outcomes: how many such outcomes there are; null: not counted, or only bounds are known
    interval: where the count is an estimate; else null
    blocked_by: of an empty zone: who falls short of the others, and by how much
    smallest_shift [points]: the smallest sum of cuts of values of no deal that opens the zone
    opens_at: the outcome that it opens
    reservations [points]: what each party itself believes that no deal brings it; null: any deal will do
    """

    empty: bool | None
    proved: bool
    outcomes: str | None
    interval: Interval | None
    blocked_by: tuple[Blocker, ...]
    smallest_shift: float | None
    opens_at: Outcome | None
    reservations: tuple[float | None, ...]


class Point(Record):
    """Part of a result.

    utilities [points]: what it is worth, party by party
    outcome: an outcome that has these utilities: the first one; of `search` and `milp` one that they met
    ties: how many outcomes share the utilities; null: not counted, the notes say why
    """

    utilities: tuple[float, ...]
    outcome: Outcome
    ties: str | None


class Frontier(FrontierFrame):
    """Part of a result.

    points: distinct utility vectors that nothing dominates
    outcomes: the same with tied outcomes counted; null: not counted
    rational_points: those at or above every value of no deal
    complete: false: `items` is a cover, or some of the points
    epsilon [points]: every outcome is within this of an item; null: not known how far
    items: the first party's utility falling, then the second's, ...
    """

    points: int
    outcomes: str | None
    rational_points: int
    complete: bool
    epsilon: float | None
    items: tuple[Point, ...]


class TiedPoint(Record):
    """Part of a result.

    utilities [points]: what it is worth, party by party
    outcome: an outcome that has these utilities
    """

    utilities: tuple[float, ...]
    outcome: Outcome


class SolutionToday(Record):
    """Part of a result.

    utilities [points]: what the deal is worth, party by party
    outcome: the deal
    gains [points]: utility less value of no deal, party by party
    concessions [share]: (best conceivable - utility) / (best conceivable - value of no deal), party by party; the worst outcome stands in where there is no such value
    ties: how many outcomes share the utilities; null: not counted
    bound_gap: how far the objective may lie below the best one; 0: proved; null: not known
    tied: other deals that are exactly as good, the first 16
    tied_points: how many of these there are; null: not known
    settles_today: party by party: would it rather have this deal now than the same talks in 12 months; null without a front that moves
    settles_today_believed: the same by its own belief
    """

    utilities: tuple[float, ...]
    outcome: Outcome
    gains: tuple[float, ...]
    concessions: tuple[float, ...]
    ties: str | None
    bound_gap: float | None
    tied: tuple[TiedPoint, ...]
    tied_points: int | None
    settles_today: tuple[bool | None, ...] | None
    settles_today_believed: tuple[bool | None, ...] | None


class Trade(Record):
    """Part of a result.

    issue: an issue that is settled otherwise than in the reference
    from_: its option there
    to: its option in the deal
    change [points]: what that gives, party by party
    """

    issue: str
    from_: str
    to: str
    change: tuple[float, ...]


class Trades(Record):
    """Part of a result.

    deal: the solution that is compared
    reference: with what: a party's maximalist goal, the reference or the draft
    issues: issue by issue
    interaction [points]: that bonuses add or take in all, party by party
    """

    deal: str
    reference: str
    issues: tuple[Trade, ...]
    interaction: tuple[float, ...]


class AdjustedWinner(Record):
    """Part of a result.

    totals [points]: of 100, as the method deals them out, party by party
    first_party_share [share]: of each issue that the first party wins, by issue
    split: the one issue that is divided; null: none
    """

    totals: tuple[float, ...]
    first_party_share: Mapping[str, float]
    split: str | None


class Improvement(Record):
    """Part of a result.

    draft: the draft deal
    utilities [points]: what it is worth, party by party
    efficient: nothing is better for somebody and worse for nobody
    complete: all such points are listed
    items: efficient points that leave nobody worse off
    """

    draft: Outcome
    utilities: tuple[float, ...]
    efficient: bool
    complete: bool
    items: tuple[Point, ...]


class CoalitionObjection(Record):
    """Part of a result.

    members: a group that does better alone
    deal: than in this solution's deal
    alone [points]: what each member has alone
    in_deal [points]: what each member has in the deal
    """

    members: tuple[str, ...]
    deal: str
    alone: tuple[float, ...]
    in_deal: tuple[float, ...]


class SharedSums(Record):
    """Part of a result.

    core_empty: no sharing satisfies every group
    least_excess [points]: what the worst-off group lacks at the least
    shapley [points]: by party
    nucleolus [points]: by party
    """

    core_empty: bool
    least_excess: float
    shapley: Mapping[str, float]
    nucleolus: Mapping[str, float]


class CoalitionsResult(Record):
    """Part of a result.

    objections: groups that would rather go alone
    shared: where sums can be shared; null for more than 14 parties
    """

    objections: tuple[CoalitionObjection, ...]
    shared: SharedSums | None


class Fall(Record):
    """Part of a result.

    party: who gains by moving away
    moves_to: the outcome that it moves to
    answered_by: an answer of the others that fails; null: there is none
    escapes_to: where it gets away to from that answer
    """

    party: str
    moves_to: Outcome
    answered_by: Outcome | None
    escapes_to: Outcome | None


class JudgedDeal(Record):
    """Part of a result.

    solution: its name; null: a deal of the frontier
    utilities [points]: what it is worth, party by party
    outcome: the deal
    breach: of a deal that falls: how; left out where more than 1,000 fall
    """

    solution: str | None
    utilities: tuple[float, ...]
    outcome: Outcome
    breach: Fall | None


class StableListed(Record):
    """Part of a result.

    state: its number, from 1
    utilities [points]: what it is worth, party by party
    outcome: the deal
    efficient: no deal that holds is better for one party and worse for none
    """

    state: int
    utilities: tuple[float, ...]
    outcome: Outcome
    efficient: bool


class StableFrontier(Record):
    """Part of a result.

    points: efficient ones among the deals that hold
    items: the first 1,000 of them; `ties` counts deals that hold
    """

    points: int
    items: tuple[Point, ...]


class Solution(Record):
    """Part of a result.

    utilities [points]: what the deal is worth, party by party
    outcome: the deal
    gains [points]: utility less value of no deal, party by party
    concessions [share]: (best conceivable - utility) / (best conceivable - value of no deal), party by party; the worst outcome stands in where there is no such value
    ties: how many outcomes share the utilities; null: not counted
    bound_gap: how far the objective may lie below the best one; 0: proved; null: not known
    tied: other deals that are exactly as good, the first 16
    tied_points: how many of these there are; null: not known
    """

    utilities: tuple[float, ...]
    outcome: Outcome
    gains: tuple[float, ...]
    concessions: tuple[float, ...]
    ties: str | None
    bound_gap: float | None
    tied: tuple[TiedPoint, ...]
    tied_points: int | None


class StableZone(Record):
    """Part of a result.

    every_outcome: each outcome was judged; false: what does not hold was ruled out issue by issue
    outcomes: of the zone; null: not counted
    equilibria: outcomes of the whole space that hold; null: not counted
    stable: deals of the zone that hold; null: not counted
    counts_exact: false: some of these counts are estimates
    deals: the first 1,000 deals of the zone that hold; none where `every_outcome` is false
    frontier: the best of them
    solutions: over the deals of the zone that hold: ideals are theirs, concessions count from the best conceivable over all outcomes
    """

    every_outcome: bool
    outcomes: str | None
    equilibria: str | None
    stable: str | None
    counts_exact: bool
    deals: tuple[StableListed, ...]
    frontier: StableFrontier
    solutions: Mapping[str, Solution | None]


class StableDeals(Record):
    """Part of a result.

    concept: the stability concept
    states: how many there are; null: they were not numbered
    kept: solutions and listed efficient deals that hold
    fallen: those that do not
    not_judged: efficient deals in neither list, as the frontier lists fewer
    zone: the same for all outcomes of the zone; null: not judged
    zone_not_judged: why not; null: it was
    notes: sentences for people
    """

    concept: str
    states: str | None
    kept: tuple[JudgedDeal | None, ...]
    fallen: tuple[JudgedDeal | None, ...]
    not_judged: str
    zone: StableZone | None
    zone_not_judged: str | None
    notes: tuple[str, ...]


class Settlement(Result):
    """Which deals beat no deal for everybody, and which of them is fair?

    parties: what each has at stake
    space: how large the space of outcomes is
    zone: the deals that everybody accepts, by the analyst's numbers
    zone_believed: the same where every party holds out for what it itself believes of the war; null: nobody believes otherwise than the analyst
    frontier: the efficient deals
    solutions: by the solution's name; null on an empty zone, or where it was not found
    trades: who gives what: each solution against a reference
    adjusted_winner: of two parties; else null
    improvement: of `--improve`; else null
    coalitions: what groups can do by themselves; None: the case gives no values of groups
    stable: which deals hold once agreed; None where it was not asked
    """

    parties: tuple[Stake, ...]
    space: SpaceSize
    zone: Zone
    zone_believed: BelievedZone | None
    frontier: Frontier
    solutions: Mapping[str, SolutionToday | None]
    trades: tuple[Trades, ...]
    adjusted_winner: AdjustedWinner | None
    improvement: Improvement | None
    coalitions: CoalitionsResult | None
    stable: StableDeals | None


class Concept(Record):
    """Part of a result.

    count: how many states are equilibria
    equilibria: which, the first `--states` of them
    stable: the states that are stable for each decider
    stable_counts: how many these are
    """

    count: str
    equilibria: tuple[int, ...]
    stable: Mapping[str, tuple[int, ...]]
    stable_counts: Mapping[str, str]


class State(Record):
    """Part of a result.

    state: its number
    decimal: its options as one number, the first issue least; null: a graph
    outcome: its options by issue; null for one in which merged outcomes differ
    label: the state in words
    rank: by decider, 0 the worst
    equilibrium_of: the concepts under which it is one
    """

    state: int | None
    decimal: str | None
    outcome: Mapping[str, str | None] | None
    label: str
    rank: Mapping[str, int]
    equilibrium_of: tuple[str, ...]


class Step(Record):
    """Part of a result.

    decider: who moves
    to: where to
    """

    decider: str
    to: int | None


class Response(Record):
    """Part of a result.

    improvement: a state that the decider would rather have
    sanctioned: the others can make it regret that
    moves: their moves; for `sim` at once
    lands: where these end; null: there are none
    escape: how the decider gets out of a sanction that fails; null: none failed
    """

    improvement: int | None
    sanctioned: bool
    moves: tuple[Step, ...]
    lands: int | None
    escape: int | None


class Witness(Record):
    """Part of a result.

    state: the state whose verdict is explained
    concept: under which concept
    decider: for whom
    stable: the verdict
    improvements: how many states it would rather have
    responses: what these meet; unstable: the one that nothing holds back
    """

    state: int | None
    concept: str
    decider: str
    stable: bool
    improvements: str
    responses: tuple[Response, ...]


class Path(Record):
    """Part of a result.

    to: the state
    reachable: is there a way
    steps: the shortest; null: none
    """

    to: int | None
    reachable: bool
    steps: tuple[Step, ...] | None


class Paths(Record):
    """Part of a result.

    from_: where they begin
    by_moves: by any moves
    by_improvements: each move better for who makes it
    """

    from_: int | None
    by_moves: tuple[Path, ...]
    by_improvements: tuple[Path, ...]


class ReportHorizon(Record):
    """Part of a result.

    equilibria: stable for both at this horizon
    stable: for each mover
    """

    equilibria: tuple[int, ...]
    stable: Mapping[str, tuple[int, ...]]


class Foresight(Record):
    """Part of a result.

    movers: the two deciders
    horizons: by horizon: `L1`, `L2`, ...
    non_myopic: stable at every large enough horizon; null: not proved
    settles_at: from this horizon on the anticipations repeat
    period: after so many horizons
    ties: a mover was indifferent between best moves somewhere
    """

    movers: tuple[str, ...]
    horizons: Mapping[str, ReportHorizon]
    non_myopic: tuple[int, ...] | None
    settles_at: int | None
    period: int | None
    ties: bool


class Coalition(Record):
    """Part of a result.

    members: who
    stable: states stable for it, by `cnash`, `cgmr`, `csmr`, `cseq`
    """

    members: tuple[str, ...]
    stable: Mapping[str, tuple[int, ...]]


class Jump(Record):
    """Part of a result.

    concept: under which both are equilibria
    from_: the one that is left
    to: the one that all members prefer
    members: who moves
    """

    concept: str
    from_: int | None
    to: int | None
    members: tuple[str, ...]


class Coalitions(Record):
    """Part of a result.

    coalitions: of two deciders and more
    universally_stable: stable for every coalition, by concept
    equilibrium_jumps: ways of coalitions from one equilibrium to a better one
    """

    coalitions: tuple[Coalition, ...]
    universally_stable: Mapping[str, tuple[int, ...]]
    equilibrium_jumps: tuple[Jump, ...]


class RankingCount(Record):
    """Part of a result.

    decider: whose rankings are counted, the others' as they stand
    exact: false: `share` is an estimate
    stable: rankings with which the state is stable for it
    equilibrium: with which it is an equilibrium; null: not counted
    possible: does any ranking of this decider alone do it; null: not found out
    witness: where that was not counted: the nearest that does, best first
    share [share]: of the rankings: stable for it; null: not estimated
    standard_error [share]: of an estimate
    note: why something was not counted
    """

    decider: str
    exact: bool
    stable: str | None
    equilibrium: str | None
    possible: bool | None
    witness: tuple[tuple[int, ...], ...] | None
    share: float
    standard_error: float
    note: str


class RankingChange(Record):
    """Part of a result.

    decider: who must change
    pairs [pairs of states]: whose order changes; a tie broken counts a half
    cost: pairs times its cost
    lowered: what must fall below the wanted state
    ranking: the new one, best first
    """

    decider: str
    pairs: float
    cost: float
    lowered: tuple[int, ...]
    ranking: tuple[tuple[int, ...], ...]


class LeastChange(Record):
    """Part of a result.

    cost: of the cheapest change that was found
    bound: no change is cheaper
    proved: no cheaper one does it
    deciders: who must change, and how
    """

    cost: float
    bound: float
    proved: bool
    deciders: tuple[RankingChange, ...]


class Wanted(Record):
    """Part of a result.

    rankings: all strict rankings of one decider
    profiles: profiles of all that do it; null where deciders are coupled
    deciders: decider by decider
    least_change: the least change that does it; null: none was found
    notes: sentences for people
    """

    rankings: str | None
    profiles: str | None
    deciders: tuple[RankingCount, ...]
    least_change: LeastChange | None
    notes: tuple[str, ...]


class Inverse(Record):
    """Part of a result.

    wanted: the state that is to be an equilibrium
    concepts: by concept
    """

    wanted: int | None
    concepts: Mapping[str, Wanted]


class Chance(Record):
    """Part of a result.

    state: the state; and by concept
    """

    state: int | None


class Swap(Record):
    """Part of a result.

    decider: in whose order
    place: what stands there, from 1, changes places with the next
    """

    decider: str
    place: int


class Fragility(Record):
    """Part of a result.

    concept: the concept
    state: an equilibrium under it
    swaps: the fewest swaps of neighbours that end that; null: not found
    more_than: so many were looked at, and do not
    never: no order ends it
    how: one shortest way
    """

    concept: str
    state: int | None
    swaps: int | None
    more_than: int | None
    never: bool
    how: tuple[Swap, ...]


class Robustness(Record):
    """Part of a result.

    draws: how many
    seed: of them
    spread: how uncertain orders are: 0 certain, 1 any order as likely
    uncertain: what was drawn
    chances: likeliest first
    fewest_swaps: by concept and equilibrium
    notes: sentences for people
    """

    draws: str
    seed: int
    spread: float
    uncertain: tuple[str, ...]
    chances: tuple[Chance, ...]
    fewest_swaps: tuple[Fragility, ...]
    notes: tuple[str, ...]


class Stability(Result):
    """Would a deal hold, or does somebody gain by moving away from it?

    states: how many states there are
    deciders: the parties
    status_quo: the state that holds now; null: not said
    concepts: by concept: `nash`, `gmr`, `smr`, `seq`, `sseq`, `sim`, `sim_unstable`; null: not judged
    listed: all states up to 1,000, else equilibria
    witnesses: why states are stable or not
    paths: the shortest ways from the status quo, or from `--from`; else null
    limited_moves: stability with foresight, where two deciders move; else null
    coalitions: what groups can do; null: not judged
    inverse: of `--want`; else null
    robustness: of `--robust`; else null
    """

    states: str
    deciders: tuple[str, ...]
    status_quo: int | None
    concepts: Mapping[str, Concept | None] | None
    listed: tuple[State, ...]
    witnesses: tuple[Witness, ...]
    paths: Paths | None
    limited_moves: Foresight | None
    coalitions: Coalitions | None
    inverse: Inverse | None
    robustness: Robustness | None


class Stand(Record):
    """Part of a result.

    position [issue]: where it stands, on the issue's scale
    salience: how much it cares, 0 to 100
    weight [share]: its share of power times salience on this issue
    """

    position: float
    salience: float
    weight: float


class Actor(Record):
    """Part of a result.

    name: the actor
    side: the party behind which it stands; null: outside
    power: its power; only ratios count
    interest: how much it cares over all issues, 0 to 100
    on: where it stands, by issue
    """

    name: str
    side: str | None
    power: float
    interest: float
    on: Mapping[str, Stand]


class Baselines(Record):
    """Part of a result.

    mean [issue]: mean of the positions, weighted by capability times salience
    median [issue]: least position with half of the weight at or below it
    median_share: share of the weight at or below the median: its knife edge
    median_high [issue]: the next position, where exactly half of the weight lies at or below the median
    weight: sum of capability times salience
    """

    mean: float | None
    median: float | None
    median_share: float | None
    median_high: float | None
    weight: float


class Mass(Record):
    """Part of a result.

    position [issue]: where, on the issue's scale
    chance: probability, 0 to 1
    """

    position: float
    chance: float


class Ensemble(Record):
    """Part of a result.

    runs: runs with numbers drawn within their ranges
    mean [issue]: mean outcome of the runs
    sd [issue]: standard deviation of the runs' outcomes
    quantiles [issue]: outcome below which this share of the runs lies
    density [issue]: shares of runs in even cells of the scale, by their middles
    turns_mean [turns]: mean number of turns; null for models without turns
    settled_share: share of the runs that settled; null without turns
    """

    runs: int
    mean: float
    sd: float
    quantiles: Mapping[str, float]
    density: tuple[Mass, ...]
    turns_mean: float | None
    settled_share: float | None


class Turn(Record):
    """Part of a result.

    positions [issue]: position of each actor, one number per issue of `axes`
    mean [issue]: mean by power times salience, one per issue
    median [issue]: median by power times salience, one per issue
    """

    positions: Mapping[str, tuple[float, ...]]
    mean: tuple[float | None, ...]
    median: tuple[float | None, ...]


class Move(Record):
    """Part of a result.

    mover: who gave way
    by: in whose bargain
    how: challenger, challenged, confrontation, compromise, capitulation
    distance [share]: how far, as a share of the scale
    odds: chance of the challenger to win, as it saw it
    turn [turn]: when
    share: share of the ensemble's runs in which it gave way so; null: no ensemble
    """

    mover: str
    by: str
    how: str
    distance: float
    odds: float
    turn: int
    share: float | None


class Pair(Record):
    """Part of a result.

    actor: who looks
    other: at whom
    verdict: confrontation, compromise, capitulation or stalemate
    challenges: expected utility of challenging the other
    challenged: the other's expected utility of challenging it, as it sees it
    position [issue]: where it would go
    taken: the offer that it follows
    """

    actor: str
    other: str
    verdict: str
    challenges: float
    challenged: float
    position: float
    taken: bool


class Model(Record):
    """Part of a result.

    meaning: what the model is
    says: what must be known to read it
    outcome [issue]: its point forecast
    median [issue]: median by power times salience where it ends
    distribution [issue]: its forecast as a distribution
    low80 [issue]: lower end of the interval with 80% of the distribution
    high80 [issue]: upper end of the interval with 80% of the distribution
    ensemble: over runs with drawn numbers; null: one path only
    turns: the path of the best values: one path is no forecast
    settled: did that path settle? null for models without turns
    moves: who gave way to whom on that path
    pairs: how actors see each other before the first round, with the verdicts
    """

    meaning: str
    says: str
    outcome: float | None
    median: float | None
    distribution: tuple[Mass, ...]
    low80: float | None
    high80: float | None
    ensemble: Ensemble | None
    turns: tuple[Turn, ...]
    settled: bool | None
    moves: tuple[Move, ...]
    pairs: tuple[Pair, ...]


class ModelPoint(Record):
    """Part of a result.

    outcome [issue]: its point forecast
    median [issue]: median by power times salience where it ends
    distribution [issue]: its forecast as a distribution
    low80 [issue]: lower end of the interval with 80% of the distribution
    high80 [issue]: upper end of the interval with 80% of the distribution
    ensemble: over runs with drawn numbers; null: none
    """

    outcome: float | None
    median: float | None
    distribution: tuple[Mass, ...]
    low80: float | None
    high80: float | None
    ensemble: Ensemble | None


class StakeholdersIssue(Record):
    """Part of a result.

    issue: the issue
    ask: its question
    unit: unit of the scale; may be empty
    low [issue]: least place on the scale
    high [issue]: greatest place on the scale
    options: labels of the places 0, 1, 2, ... where options are no numbers
    baselines: what weight and position alone say
    models: what each model says
    """

    issue: str
    ask: str
    unit: str
    low: float
    high: float
    options: tuple[str, ...]
    baselines: Baselines
    models: Mapping[str, ModelPoint]


class Swing(Record):
    """Part of a result.

    issue: the issue
    actor: whose change
    change: power (salience does the same: their product counts) or position
    from_: its number now
    to: what it must pass
    size: the change, as a share of its power or of the scale
    moves: median or mean
    past [issue]: the option or held position that the outcome passes
    outcome_from [issue]: the outcome now
    outcome_to [issue]: the outcome just past the change
    """

    issue: str
    actor: str
    change: str
    from_: float
    to: float
    size: float
    moves: str
    past: float
    outcome_from: float
    outcome_to: float


class Exchange(Record):
    """Part of a result.

    i: cares more for issue p and gives way on q
    j: cares more for issue q and gives way on p
    p: issue on which j moves towards i
    q: issue on which i moves towards j
    gain [salience x issue]: gain of each of the two
    j_from [issue]: position of j on p before
    j_to [issue]: and after
    i_from [issue]: position of i on q before
    i_to [issue]: and after
    shift_p [issue]: change of the outcome of p
    shift_q [issue]: change of the outcome of q
    others_gain [salience x issue]: sum of what others gain by it
    others_lose [salience x issue]: sum of what others lose by it
    carried_out: one of those that are made in turn, the best first
    externality [salience x issue]: gain (below 0: loss) of every actor
    """

    i: str
    j: str
    p: str
    q: str
    gain: float
    j_from: float
    j_to: float
    i_from: float
    i_to: float
    shift_p: float
    shift_q: float
    others_gain: float
    others_lose: float
    carried_out: bool
    externality: Mapping[str, float]


class Ratification(Record):
    """Part of a result.

    party: whose home front
    deal: which deal: a solution of settle, the status quo, or the one named
    outcome: the deal
    for_ [power]: power of the actors in favour
    against [power]: power of the actors against
    share: share in favour of the power that votes
    quota: share that it needs
    passes: is it ratified?
    chance: chance that it is, where ratifiers are unsure; null: they are sure
    supporters: actors in favour
    opponents: actors against
    vetoed_by: actors against that hold a veto
    """

    party: str
    deal: str
    outcome: Outcome
    for_: float
    against: float
    share: float
    quota: float
    passes: bool
    chance: float | None
    supporters: tuple[str, ...]
    opponents: tuple[str, ...]
    vetoed_by: tuple[str, ...]


class RatifiedZone(Record):
    """Part of a result.

    outcomes [count]: feasible outcomes
    ratifiable [count]: outcomes that pass on every side that ratifies
    acceptable [count]: outcomes that enough parties find acceptable
    both [count]: the zone: acceptable and ratifiable
    exact: counted one by one
    """

    outcomes: str
    ratifiable: str
    acceptable: str
    both: str
    exact: bool


class CoalitionMember(Record):
    """Part of a result.

    actor: the actor
    weight: power times salience
    deal [points]: what the deal is worth to it, 0 to 100
    instead [points]: what stands instead is worth to it, 0 to 100
    favours: is it for the deal?
    """

    actor: str
    weight: float
    deal: float
    instead: float
    favours: bool


class StakeholdersCoalition(Record):
    """Part of a result.

    deal: the deal
    instead: what it is compared with
    for_ [share]: share of power times salience in favour
    against [share]: share against
    members: each actor, the heaviest first
    """

    deal: str
    instead: str
    for_: float
    against: float
    members: tuple[CoalitionMember, ...]


class Stakeholders(Result):
    """Who pulls the parties, where would it settle, could they ratify?

    actors: who stands where, in the order of the file
    axes: the issues on which anybody stands, the order of positions in turns
    issue: the issue that baselines and models below speak of
    baselines: what weight and position alone say: nothing measured beats the mean
    models: what each model says of that issue
    issues: the same for every issue, without paths
    lead: the model whose path is `turns`
    turns: positions turn by turn of the lead model's best-value path
    settled: did that path settle?
    swing: least changes of one actor that move an outcome, smallest first
    exchanges: trades between issues that gain two actors something, best first
    exchanges_possible [count]: how many such trades there are
    ratification: how each side's actors vote on deals
    ratified_zone: what ratification leaves of the zone; null: nobody ratifies
    coalition: for and against the deal named by --deal; null: none named
    runs: runs of the ensemble; 0: none
    spread: assumed half width of numbers without a range; 0: none was assumed
    """

    actors: tuple[Actor, ...]
    axes: tuple[str, ...]
    issue: str
    baselines: Baselines
    models: Mapping[str, Model]
    issues: tuple[StakeholdersIssue, ...]
    lead: str
    turns: tuple[Turn, ...]
    settled: bool | None
    swing: tuple[Swing, ...]
    exchanges: tuple[Exchange, ...]
    exchanges_possible: int
    ratification: tuple[Ratification, ...]
    ratified_zone: RatifiedZone | None
    coalition: StakeholdersCoalition | None
    runs: int
    spread: float


class RobustChance(Record):
    """Part of a result.

    chance [share]: share of the draws
    standard_error [share]: Monte Carlo error of it
    """

    chance: float
    standard_error: float


class Metric(Record):
    """Part of a result.

    draws: draws in which the metric exists
    mean [the metric's]: mean over them; not the value at the best numbers
    standard_error [the metric's]: Monte Carlo error of the mean
    sd [the metric's]: standard deviation: what the ranges make of it
    quantiles [the metric's]: value below which this share of the draws lies
    """

    draws: int
    mean: float
    standard_error: float
    sd: float
    quantiles: Mapping[str, float]


class Package(Record):
    """Part of a result.

    solution: bargaining solution
    outcome: what it picks at the best values
    share [share]: draws in which it picks this very outcome, of all
    """

    solution: str
    outcome: Outcome
    share: float


class DealChance(Record):
    """Part of a result.

    outcome: the deal
    acceptable [share]: draws in which it is at or above every value of no deal
    standard_error [share]: Monte Carlo error of it
    regret90 [points]: in nine of ten draws the deal's least gain is no more than this below the largest least gain of any outcome
    solution_of: solutions that pick it at the best values
    """

    outcome: Outcome
    acceptable: float
    standard_error: float
    regret90: float
    solution_of: tuple[str, ...]


class TermShare(Record):
    """Part of a result.

    solution: bargaining solution
    issue: issue
    option: option of the issue
    share [share]: draws with a zone in which the solution takes the option
    """

    solution: str
    issue: str
    option: str
    share: float


class RobustSwing(Record):
    """Part of a result.

    address: the number
    low [share]: chance of a zone with the number in its lowest tenth
    high [share]: chance of a zone with the number in its highest tenth
    standard_error [share]: Monte Carlo error of the difference
    """

    address: str
    low: float
    high: float
    standard_error: float


class Index(Record):
    """Part of a result.

    address: the number
    value [share]: share of the variance of the explained metric
    low [share]: low end of its 90% interval
    high [share]: high end of its 90% interval
    """

    address: str
    value: float
    low: float
    high: float


class InputValue(Record):
    """Part of a result.

    address: the number
    evppi [share]: by how much knowing it would raise the chance of the best proposal
    floor [share]: what a shuffled input gets: less than this is noise
    changes [share]: draws in which another proposal would then be the best
    """

    address: str
    evppi: float
    floor: float
    changes: float


class InformationResult(Record):
    """Part of a result.

    chance_now [share]: chance that the best proposal is acceptable to all today
    proposal: that proposal
    evpi [share]: by how much knowing every number would raise that chance
    inputs: per number, the most valuable first
    """

    chance_now: float
    proposal: Outcome | None
    evpi: float
    inputs: tuple[InputValue, ...]


class RuleLimit(Record):
    """Part of a result.

    address: the number
    at_least: true: at or above the cut; false: below it
    cut [the number's]: where it is cut
    """

    address: str
    at_least: bool
    cut: float


class RuleResult(Record):
    """Part of a result.

    zone: what the rule tells of: true: that there is a zone; false: that there is none
    limits: all of which hold
    density [share]: draws that meet the limits and are as the rule says, of those that meet them
    coverage [share]: the same, of all draws that are as the rule says
    draws: draws that it was found among
    """

    zone: bool
    limits: tuple[RuleLimit, ...]
    density: float
    coverage: float
    draws: int


class Robust(Result):
    """How sure are we, and which number matters most?

    draws: draws counted
    sampler: random or sobol
    uncertain: numbers with a range
    unsound: draws left out because the case makes no sense with them
    excluded: draws left out by --where
    zone: that some deal is at or above every value of no deal
    zone_believed: the same by what each side itself believes of the war; null where nobody believes otherwise
    metrics: distributions, by name
    packages: how often each solution's exact package stays the same
    deals: deals looked at in every draw, the likeliest first
    terms: per solution, issue and option
    swings: per number, the largest first
    explained: the metric that the indices explain
    first_order: share of the variance that each number explains alone
    total_order: share that is left if all others are known; empty with links or --where
    total_order_runs: further runs of the model that they took
    shapley: fair shares of the variance; where numbers are linked
    information: what knowing a number would be worth
    rule: best rule of at most three limits, or null
    sample: fingerprint of the draws and what they gave
    """

    draws: int
    sampler: str
    uncertain: int
    unsound: int
    excluded: int
    zone: RobustChance | None
    zone_believed: RobustChance | None
    metrics: Mapping[str, Metric]
    packages: tuple[Package, ...]
    deals: tuple[DealChance, ...]
    terms: tuple[TermShare, ...]
    swings: tuple[RobustSwing, ...]
    explained: str
    first_order: tuple[Index, ...]
    total_order: tuple[Index, ...]
    total_order_runs: int
    shapley: tuple[Index, ...]
    information: InformationResult
    rule: RuleResult | None
    sample: str


class UsedLever(Record):
    """Part of a result.

    name: name of the lever
    by: who holds it; empty: nobody is named
    size [the lever's]: how far it is used
    cost [the lever's]: what that costs its holder
    """

    name: str
    by: str
    size: float
    cost: float


class MinimalSet(Record):
    """Part of a result.

    levers: used together; without any one of them the goal is lost
    cost [the levers']: what they cost in all, at the least sizes that do
    outcome: a deal that becomes possible
    checked: the changed case was settled and the goal holds in it
    """

    levers: tuple[UsedLever, ...]
    cost: float
    outcome: Outcome
    checked: bool


class LeversBreakEven(Record):
    """Part of a result.

    address: the number, all others as they are
    unit: its unit
    value [the number's]: where the answer changes
    now [the number's]: its value in the case
    low [the number's]: lower end of the proved bracket
    high [the number's]: upper end of the proved bracket
    opens: true: passing it reaches the goal; false: loses it
    believed: true: of the zone by the sides' own beliefs
    """

    address: str
    unit: str
    value: float
    now: float
    low: float
    high: float
    opens: bool
    believed: bool


class CurvePoint(Record):
    """Part of a result.

    cost [the levers']: what is spent
    chance: share of the draws in which the goal is then reached
    standard_error: Monte Carlo error of the chance
    """

    cost: float
    chance: float
    standard_error: float


class CertainPrice(Record):
    """Part of a result.

    total [points]: promises with which keeping is best for each even where those after it leave
    offers [points]: by party, in the order in which promises are made
    """

    total: float
    offers: Mapping[str, float]


class PromiseResult(Record):
    """Part of a result.

    outcome: the deal that is to be kept
    at_risk [points]: by party: what it would gain by leaving the deal alone
    total_at_risk [points]: their sum: the least promise, paid only if it is tested
    paid [the levers']: what is paid in any case
    can_leave: parties that gain by a move of their own
    certain: what it takes to be sure of everybody; null: too many ways to leave to look at each
    """

    outcome: Outcome
    at_risk: Mapping[str, float]
    total_at_risk: float
    paid: float
    can_leave: tuple[str, ...]
    certain: CertainPrice | None


class GuaranteeResult(Record):
    """Part of a result.

    lever: name of the lever
    by: who guarantees
    protects: party that is protected
    against: party that must not gain by attacking
    needed [chance]: that the guarantor acts; null: no chance is enough
    offered [chance]: the lever's largest size
    enough: is the offer as large as the need
    """

    lever: str
    by: str
    protects: str
    against: str
    needed: float | None
    offered: float
    enough: bool


class BondNeeded(Record):
    """Part of a result.

    steps: in which the whole is exchanged
    bond [share]: the least that lets them carry themselves
    """

    steps: int
    bond: float


class PhasesResult(Record):
    """Part of a result.

    bond [share]: what breach loses; null: the case names no bond
    benefit [ratio]: of the other's part over one's own cost, less 1
    benefit_from_deal: the case names no benefit: what the deal gains over what leaving it alone gains, of the party for which that is least
    discount [share]: what a step's delay leaves
    steps [share]: of the whole in each step; empty: no number of steps does
    needed: the least bond for some numbers of steps
    """

    bond: float | None
    benefit: float
    benefit_from_deal: bool
    discount: float
    steps: tuple[float, ...]
    needed: tuple[BondNeeded, ...]


class SpoilersResult(Record):
    """Part of a result.

    party: whose extremists may attack
    trust [chance]: by the others, that the party means to keep the deal
    after_attack [chance]: the same once its extremists attacked
    after_quiet [chance]: the same where no attack came
    most_exposed: of the others, the party that needs the greatest trust
    gain [points]: that it gains by the deal; null: no deal is known
    needed [chance]: trust below which it does better to leave; null: the case names no loss
    """

    party: str
    trust: float
    after_attack: float
    after_quiet: float
    most_exposed: str
    gain: float | None
    needed: float | None


class BackersResultLeft(Record):
    """Part of a result.

    aid [share]: of the aid that the others go on to pay
    amount [the aid's]: the aid's own number then
    no_deal [points]: by party: its value of no deal then
    zone: is there a zone then; null: the war makes no sense without it
    """

    aid: float
    amount: float
    no_deal: Mapping[str, float]
    zone: bool | None


class BackersResultOne(Record):
    """Part of a result.

    name: who backs
    gives [the backers']: what is best for it to give, given what the others give
    share [share]: of what all give
    without: once it has left; null where nobody gives anything
    """

    name: str
    gives: float
    share: float
    without: BackersResultLeft | None


class BackersResult(Record):
    """Part of a result.

    aid: name of the aid
    rule: incomes or keenness: how they give
    total [the backers']: what all give together
    efficient [the backers']: what would be best for all of them together
    backers: each of them
    """

    aid: str
    rule: str
    total: float
    efficient: float
    backers: tuple[BackersResultOne, ...]


class InterestResult(Record):
    """Part of a result.

    name: id of the outside actor
    acceptable: over efficient deals that every party would take; false: there are none, over all
    best: what it would like best of them
    best_points [points]: what that is worth to it, by its own sheet
    at [points]: what each solution's deal is worth to it
    runs_with: by party: rank correlation of its wishes with the party's; null: one does not vary
    """

    name: str
    acceptable: bool
    best: Outcome
    best_points: float
    at: Mapping[str, float]
    runs_with: Mapping[str, float | None]


class MapResult(Record):
    """Part of a result.

    addresses: the two numbers
    first [the number's]: values of the first
    second [the number's]: values of the second
    holds: does the goal hold; one row a value of the first
    """

    addresses: tuple[str, ...]
    first: tuple[float, ...]
    second: tuple[float, ...]
    holds: tuple[tuple[bool, ...], ...]


class Levers(Result):
    """What is the least that must change for a deal?

    goal: what is to be reached
    holds_now: it holds without any lever
    reachable: the levers of the case can reach it
    why_not: a sentence, where they cannot
    cheapest: the cheapest set and sizes of all
    minimal: every set that needs each of its levers, the cheapest first
    in_all: levers that stand in every set
    break_even: single numbers at which the answer changes
    curve_of: levers that the curve scales together
    chance_curve: chance against cost over the ranges
    promise: what must be promised and what is paid
    guarantees: levers of kind guarantee against the need
    phases: steps in which the deal carries itself
    spoilers: attacks meant to wreck the deal
    coalitions: groups, where the case gives values
    backers: who pays each aid, and what is left once one leaves
    interests: what outside actors with a score sheet want
    map: the goal over two numbers
    proved: sets and costs are proved
    """

    goal: str
    holds_now: bool
    reachable: bool
    why_not: str
    cheapest: MinimalSet | None
    minimal: tuple[MinimalSet, ...]
    in_all: tuple[str, ...]
    break_even: tuple[LeversBreakEven, ...]
    curve_of: str
    chance_curve: tuple[CurvePoint, ...]
    promise: PromiseResult | None
    guarantees: tuple[GuaranteeResult, ...]
    phases: PhasesResult | None
    spoilers: tuple[SpoilersResult, ...]
    coalitions: CoalitionsResult | None
    backers: tuple[BackersResult, ...]
    interests: tuple[InterestResult, ...]
    map: MapResult | None
    proved: bool


class NegotiateStep(Record):
    """Part of a result.

    round: the round, from 1; in each every party has one turn
    party: who acts; null: the mediator
    act: offer, accept, leave, or yes and no to the mediator's text
    outcome: the deal spoken of; null where a party leaves
    utilities [points]: what it is worth to each party
    """

    round: int
    party: str | None
    act: str
    outcome: Outcome
    utilities: tuple[float, ...]


class Spread(Record):
    """Part of a result.

    mean: the mean
    sd: the standard deviation
    low: 5% of the talks lie below
    median: half of them lie below
    high: 5% of the talks lie above
    """

    mean: float
    sd: float
    low: float
    median: float
    high: float


class DealShare(Record):
    """Part of a result.

    outcome: the deal
    share [share]: of all talks, those without a deal included
    utilities [points]: what it is worth to each party
    """

    outcome: Outcome
    share: float
    utilities: tuple[float, ...]


class Repeated(Record):
    """Part of a result.

    talks: how many were played; who speaks first goes round
    months_per_round [months]: of the war that a round takes; 0: values of no deal stand still
    agreement_rate [share]: of the talks that end in a deal
    rounds [rounds]: to agreement, over the talks that agree
    utilities [points]: what each party gets, no deal included
    deals: which deals they end in, the most frequent first
    """

    talks: int
    months_per_round: float
    agreement_rate: float
    rounds: Spread | None
    utilities: tuple[Spread, ...]
    deals: tuple[DealShare, ...]


class Balance(Record):
    """Part of a result.

    fallback: the outcome whose worst rank on the parties' lists is least
    rank: that rank, from 1
    utilities [points]: what it is worth to each party
    ratio [share]: its product of gains over no deal, of the Nash deal's; null where there is no Nash deal or somebody loses
    """

    fallback: Outcome
    rank: int
    utilities: tuple[float, ...]
    ratio: float | None


class ConcessionChange(Record):
    """Part of a result.

    issue: the issue
    from_: what it asked for
    to: what it asks for now
    """

    issue: str
    from_: str
    to: str


class Concession(Record):
    """Part of a result.

    party: who concedes
    changes: what changes in its package
    cost [points]: what it gives up, in its own points
    given [points]: what the change is worth to each party, in that party's points
    asks [points]: what its package is worth to itself from then on
    way [share]: each party's part of its whole concession, made so far
    position: its package from then on
    """

    party: str
    changes: tuple[ConcessionChange, ...]
    cost: float
    given: tuple[float, ...]
    asks: float
    way: tuple[float, ...]
    position: Outcome


class ConcessionPath(Record):
    """Part of a result.

    deal: where the steps lead
    utilities [points]: what the deal is worth to each party
    positions: what each party asks for at the start
    asks [points]: what that is worth to it
    reservations [points]: each party's value of no deal
    steps: one concession after the other
    holds: no step takes a party's package below its value of no deal
    widest [share]: largest lead of one party's part of the way over another's, between steps
    """

    deal: Outcome
    utilities: tuple[float, ...]
    positions: tuple[Outcome, ...]
    asks: tuple[float, ...]
    reservations: tuple[float | None, ...]
    steps: tuple[Concession, ...]
    holds: bool
    widest: float


class Talks(Result):
    """How would talks get there, by these tactics and rules?

    protocol: the rules of the talks: alternating, single-text, simultaneous
    deadline [rounds]: the round after which talks have failed
    tactics: each party's tactic, in the order of the file
    ended: agreement, deadline, left (a party walked away) or broken (an agent broke the rules)
    ended_by: who left, or whose agent broke the rules; null otherwise
    why: what an agent did against the rules; empty otherwise
    agreement: the deal; null without one
    utilities [points]: what each party gets: by the deal, else its value of no deal (null: none is given)
    rounds [rounds]: rounds that were played, the last one included
    time [share]: when the talks ended: 0 in the first round, 1 at the deadline
    discounted [points]: utilities times the party's discount factor to the power of the time; null without a factor or a deal
    from_frontier [points]: Euclidean distance of the deal's utilities from the nearest efficient deal
    from_nash [points]: Euclidean distance of the deal's utilities from the Nash deal
    trace: what was said, in order
    repeated: how many such talks end; None: not asked
    balance: who could give how much
    concessions: single steps to the deal; None: there is none
    """

    protocol: str
    deadline: int
    tactics: tuple[str, ...]
    ended: str
    ended_by: str | None
    why: str
    agreement: Outcome | None
    utilities: tuple[float | None, ...]
    rounds: int
    time: float
    discounted: tuple[float | None, ...]
    from_frontier: float | None
    from_nash: float | None
    trace: tuple[NegotiateStep, ...]
    repeated: Repeated | None
    balance: Balance | None
    concessions: ConcessionPath | None


class NegotiateInterval(Record):
    """Part of a result.

    mean: the mean
    low: lower end of its bootstrap interval, over cases and repetitions
    high: upper end
    """

    mean: float
    low: float
    high: float


class TacticScore(Record):
    """Part of a result.

    tactic: the tactic
    negotiations: seats that it took, over cases, tuples and repetitions
    advantage [share]: what it gained, as a share of the range from its value of no deal to its best
    utility [points]: mean of what it got, no deal included
    welfare [share]: mean advantage of all parties at its tables
    agreement_rate [share]: how often its talks ended in a deal
    time [share]: mean time at the end of its talks, of the deadline
    from_frontier [points]: mean distance of its deals from the frontier
    from_nash [points]: mean distance of its deals from the Nash deal
    deception [share]: how wrong a frequency model of its offers is: 0 ranks outcomes as it does, 1 the other way round
    """

    tactic: str
    negotiations: int
    advantage: NegotiateInterval
    utility: float
    welfare: float
    agreement_rate: float
    time: float
    from_frontier: float | None
    from_nash: float | None
    deception: float | None


class Equilibrium(Record):
    """Part of a result.

    kind: pure (each seat has one tactic) or mixed (every seat draws)
    weights [share]: each tactic's share of the seats; those with none are left out
    value [share]: mean advantage of a seat
    """

    kind: str
    weights: Mapping[str, float]
    value: float


class Tournament(TournamentFrame):
    """Which tactics do well against which?

    cases: titles of the cases played
    protocol: the rules of the talks
    deadline [rounds]: the round after which talks have failed
    repetitions: of every tuple of tactics; who speaks first goes round
    negotiations: how many were played
    tactics: who took part, in the order of payoffs
    scores: each tactic's score, in the order of its advantage, best first
    payoffs [share]: [i][j]: mean advantage of tactic i at tables where tactic j sits too, over both seats
    equilibria: profiles from which no seat gains by changing alone
    """

    cases: tuple[str, ...]
    protocol: str
    deadline: int
    repetitions: int
    negotiations: int
    tactics: tuple[str, ...]
    scores: tuple[TacticScore, ...]
    payoffs: tuple[tuple[float, ...], ...]
    equilibria: tuple[Equilibrium, ...]


class PartyKey(Record):
    """Part of a result.

    id: its short name
    name: its name
    """

    id: str
    name: str


class Column(Record):
    """Part of a result.

    name: its heading
    unit: of its numbers; empty: none
    decimals: of its numbers as shown; the data keep every digit
    tone: whom it is about
    literal: it holds words of the case file
    """

    name: str
    unit: str
    decimals: int
    tone: str
    literal: bool | None


class Table(Record):
    """Part of a result.

    kind: what the block is
    id: its name
    title: over it
    columns: what its columns are
    rows: cells: words, a number or null
    """

    kind: str
    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


class Fact(Record):
    """Part of a result.

    label: what it is
    value: in words
    tone: whom it is about
    """

    label: str
    value: str
    tone: str


class Section(Record):
    """Part of a result.

    id: its name
    title: its heading
    blocks: what stands in it, told apart by `kind`
    """

    id: str
    title: str
    blocks: tuple[Any, ...]


class Input(Record):
    """Part of a result.

    address: the number's one name
    label: what it is
    group: the table of the case that it stands in
    value: as the file has it
    text: exactly as a case would say it
    low: its range; null: certain
    high: likewise
    slider: low, high and step
    legal_low: what it may be; null: not bounded
    legal_high: likewise
    legal: in words
    unit: what it counts
    source: what it rests on
    grade: data, judgement, assumption, or none cited
    importance [share]: of all the importance
    """

    address: str
    label: str
    group: str
    value: float
    text: str
    low: float | None
    high: float | None
    slider: tuple[float, ...]
    legal_low: float | None
    legal_high: float | None
    legal: str
    unit: str
    source: str
    grade: str
    importance: float


class Provenance(Record):
    """Part of a result.

    version: of the program
    file: that was read
    sha256: of its bytes
    command: that makes the report again
    seed: of random numbers, a string
    """

    version: str
    file: str
    sha256: str
    command: str
    seed: str


class Document(Record):
    """Part of a result.

    schema: of this object
    title: of the case
    summary: of the case
    as_of: the date for which it was written
    viewer: whose copy it is; empty: everybody's
    redacted: names were replaced
    disclaimer: what every copy carries
    parties: in the file's order
    question: of page one
    answer: to it
    bullets: what it rests on
    choice: the packages to choose from, side by side, marked where they differ; null: no deal
    choosing: what each solution favours, and which packages are exactly as fair
    how_sure: how sure it is
    caveat: the strongest doubt
    would_change: what would change the answer
    answers: to the questions that follow: how to get there, what holds
    headline: the few numbers that the studio compares
    sections: what follows page one
    inputs: what a slider may change; for the studio
    provenance: how to obtain it again
    """

    schema: str
    title: str
    summary: str
    as_of: str
    viewer: str
    redacted: bool
    disclaimer: str
    parties: tuple[PartyKey, ...]
    question: str
    answer: str
    bullets: tuple[str, ...]
    choice: Table | None
    choosing: tuple[str, ...]
    how_sure: str
    caveat: str
    would_change: tuple[str, ...]
    answers: tuple[Fact, ...]
    headline: tuple[Fact, ...]
    sections: tuple[Section, ...]
    inputs: tuple[Input, ...]
    provenance: Provenance


class Report(Result):
    """Everything that the file supports, on one page.

    document: what the page shows, as data
    """

    document: Document


class FilteredDrift(Record):
    """Part of a result.

    drift [the series' unit per step]: the drift of the next step, as the filter has it
    sd [the series' unit per step]: its standard deviation
    """

    drift: float
    sd: float


class Forecast(Record):
    """Part of a result.

    ahead [steps]: how many steps after the last reading
    mean [the series' unit]: where it is expected to stand then
    sd [the series' unit]: standard deviation: noise, the drift's wandering and what is not known of it
    low80 [the series' unit]: one time in ten it stands lower
    high80 [the series' unit]: one time in ten it stands higher
    date: the day, where the series has dates
    """

    ahead: int
    mean: float
    sd: float
    low80: float
    high80: float
    date: str


class Score(Record):
    """Part of a result.

    crps [the series' unit]: mean continuous ranked probability score; lower is better
    cover80 [share]: how often the 80% interval held what came
    """

    crps: float
    cover80: float


class Hindcast(Record):
    """Part of a result.

    ahead [steps]: how many steps ahead
    origins: forecasts that could be compared with what came
    crps [the series' unit]: mean continuous ranked probability score; lower is better
    cover80 [share]: how often the 80% interval held what came
    constant_drift: the same scores with a constant drift
    last_13: the same scores with the drift of the last 13 steps
    """

    ahead: int
    origins: int
    crps: float
    cover80: float
    constant_drift: Score
    last_13: Score


class FrontNumbers(Record):
    """Part of a result.

    per: the period that the numbers count by
    position [share]: the last reading
    drift [share per period]: of the next step, filtered
    drift_error [share per period]: its standard deviation
    volatility [share per root period]: noise of a move around the drift
    drift_noise [share per period and root period]: how the drift wanders
    """

    per: str
    position: float
    drift: float
    drift_error: float
    volatility: float
    drift_noise: float


class SeriesFit(Record):
    """Part of a result.

    file: what was read
    date: column of the dates
    share: column of the readings
    first: date of the first reading
    last: date of the last one
    observations: readings used
    skipped: rows without a date or a reading
    unit: unit of time of drift, volatility, span and step
    span [unit]: time between the first reading and the last
    first_share [the series' unit]: the first reading
    last_share [the series' unit]: the last reading
    drift [the series' unit per unit of time]: net move over the whole span
    drift_error [the same]: its standard error, were the drift constant
    volatility [the series' unit per root unit of time]: deviation of moves around a constant drift
    model: the model of what follows
    step [unit]: the series' usual spacing; steps count by it
    moves: moves between readings; a gap is one move
    jumps: moves out of line with their neighbours, from which nothing is learnt
    persistence: share of the drift's distance from its mean that a step leaves; 1: it has none
    drift_noise [the series' unit per step]: deviation of the drift's change from step to step
    drift_noise_error [the same]: standard error; null at the edge of the possible
    level_noise [the series' unit]: deviation of a move around its drift
    level_noise_error [the same]: standard error, likewise
    log_likelihood: exact, of the moves after the diffuse start
    filtered: what is known of the drift of the next step
    forecast: where the series is expected to stand
    hindcast: how such forecasts did on the series' own past
    case: the numbers for a case's [war]; null where the readings are no shares and --whole is not given
    """

    file: str
    date: str
    share: str
    first: str
    last: str
    observations: int
    skipped: int
    unit: str
    span: float
    first_share: float
    last_share: float
    drift: float
    drift_error: float
    volatility: float
    model: str
    step: float
    moves: int
    jumps: int
    persistence: float
    drift_noise: float
    drift_noise_error: float | None
    level_noise: float
    level_noise_error: float | None
    log_likelihood: float
    filtered: FilteredDrift
    forecast: tuple[Forecast, ...]
    hindcast: tuple[Hindcast, ...]
    case: FrontNumbers | None


class FrontFit(Result):
    """How does a front drift, and what would it have forecast?

    fit: fitted models and forecasts
    """

    fit: SeriesFit


class Interval95(Record):
    """Part of a result.

    low: lower end of the 95% interval, clusters drawn with replacement
    high: upper end
    """

    low: float
    high: float


class ModelScore(Record):
    """Part of a result.

    model: the predictor
    meaning: what it is
    decisions [count]: decisions scored
    mae [outcome's unit]: mean absolute error of the point forecast
    rmse [outcome's unit]: root of the mean squared error
    median_error [outcome's unit]: median absolute error
    within5 [share]: outcomes within 5 of the point forecast
    within10 [share]: outcomes within 10 of the point forecast
    crps [outcome's unit]: continuous ranked probability score; of a point its error
    cover80 [share]: outcomes inside its 80% interval; null for points
    width80 [outcome's unit]: mean width of that interval
    mae_interval: of mae
    crps_interval: of crps
    mae_less_mean: of its error less the weighted mean's: below 0 beats it
    crps_less_positions: of its crps less that of the weighted positions: below 0 beats them
    """

    model: str
    meaning: str
    decisions: int
    mae: float
    rmse: float
    median_error: float
    within5: float
    within10: float
    crps: float
    cover80: float | None
    width80: float | None
    mae_interval: Interval95
    crps_interval: Interval95
    mae_less_mean: Interval95
    crps_less_positions: Interval95


class DecisionScore(Result):
    """How far were models of stakeholders off decisions that were taken?

    decisions [count]: decisions scored
    clusters [count]: clusters of decisions
    left_out [count]: decisions with fewer than three actors, or without an outcome
    scores: every predictor, baselines first
    """

    decisions: int
    clusters: int
    left_out: int
    scores: tuple[ModelScore, ...]
