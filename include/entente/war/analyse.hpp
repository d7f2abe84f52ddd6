// What fighting on brings each side of a case, and what each side believes it brings.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/war/attrition.hpp"
#include "entente/war/commitment.hpp"
#include "entente/war/course.hpp"
#include "entente/war/learning.hpp"
#include "entente/war/lottery.hpp"
#include "entente/war/mediation.hpp"
#include "entente/war/outside_view.hpp"
#include "entente/war/ripeness.hpp"
#include "entente/war/screening.hpp"
#include "entente/war/waiting.hpp"

namespace entente::war {

struct WarOptions {
    bool ranges = true;  ///< of the derived values, from the ranges of the war's numbers
    bool course = true;  ///< the time course
    double span = 0;     ///< battles or periods that the course is laid over; 0: to its likely end, or ten
                         ///< years where that lies out of sight. Values never depend on it.
    double horizon_tolerance = 1e-6;  ///< of the stake: what a learning horizon may leave undecided
};

/// A value with the range that the ranges of the war's numbers give it.
struct Derived {
    double value = 0;
    std::optional<double> low;
    std::optional<double> high;
};

/// What a side thinks of its war.
struct Believed {
    double win = 0;
    double duration = 0;
    Derived reservation;
};

/// One side's war. Points are the side's own.
struct SideResult {
    PartyId party;
    double at_win = 0;         ///< points of what it imposes
    double at_loss = 0;        ///< points of what the other side imposes
    double win = 0;            ///< chance of victory, as the analyst sees it
    double value = 0;          ///< points that fighting brings before costs
    double cost = 0;           ///< points that fighting costs, aid deducted
    Derived reservation;       ///< value of fighting on; the public's penalty included
    double before_public = 0;  ///< the same without the public
    double dividend = 0;       ///< what outsiders add to any deal struck now
    Believed believed;         ///< under the side's own belief
    Outlook outlook;           ///< under the side's own belief, for ripeness
};

/// Deals that neither side would rather fight than accept, in the first side's points, on the straight
/// line between the two ends of the war.
struct ResultRange {
    Derived low;
    Derived high;
    Derived width;
    bool empty = false;
};

/// One time of the course of the war, for figures.
struct WarStep {
    double time = 0;
    double fighting = 1;
    Pair won{0, 0};                ///< chance that each side has won by then
    double settled = 0;            ///< chance that it has been settled by then
    double hazard = 0;             ///< of ending now, given that it was fought before
    std::vector<double> position;  ///< quantiles of the first side's share (kCourseQuantiles), or its mean
    Pair cost{0, 0};               ///< expected points paid so far, aid deducted
    Pair stalemate{0, 0};          ///< each side's hurting stalemate, 0 to 1
    double way_out = 0;
    double ripeness = 0;
    bool judged = false;  ///< the three before are filled in
};

struct CommitmentResult {
    std::optional<ShiftVerdict> shift;
    std::optional<double> first_strike_margin;  ///< share of the stake; negative: a first strike pays
    std::optional<double>
        deterrence_excess;  ///< share of the stake; positive: deterring costs more than war
};

struct RipenessResult {
    double stalemate = 0;  ///< mutual: the smaller of the two sides'
    double way_out = 0;
    double index = 0;
};

struct MediationResult {
    PrivateStrength model;
    BestMediation best;
};

struct MediatorResult {
    BiasedMediator model;
    MediatorVerdict verdict;
};

/// What a third party must add for a deal to beat fighting on, in the first side's points.
struct LeverageResult {
    double needed = 0;           ///< under the analyst's view
    double needed_believed = 0;  ///< under the sides' own beliefs
    double offered = 0;          ///< dividends of a deal struck now
};

struct ScreeningResult {
    double threshold = 0;  ///< the first side pools up to this belief
    double weak = 0;
    double value_first = 0;   ///< points
    double value_weak = 0;    ///< points, the second side's if it is weak
    double value_strong = 0;  ///< points
    ScreeningPath path;       ///< `offer` is the second side's share
};

struct WarResult {
    std::string model;
    std::array<SideResult, 2> sides;
    std::array<Outcome, 2> ends;  ///< what each side imposes
    Derived duration;
    double duration_sd = 0;
    /// At kCourseQuantiles, of a front that drifts; none: not over with that chance in any time looked at.
    /// The mean of a wandering front's duration need not exist: `duration` is then NaN.
    std::optional<std::array<std::optional<double>, 5>> duration_quantiles;
    std::string unit;                        ///< "battle", "month", ...
    ResultRange range;                       ///< under the analyst's view
    ResultRange believed_range;              ///< under the sides' own beliefs
    std::optional<LearningResult> learning;  ///< shares of the stake
    std::optional<ScreeningResult> screening;
    std::optional<AttritionResult> attrition;
    std::optional<Ultimatum> ultimatum;  ///< shares of the stake
    CommitmentResult commitment;
    std::optional<RipenessResult> ripeness;
    std::optional<MediationResult> mediation;
    std::optional<MediatorResult> mediator;
    LeverageResult leverage;
    bool straight_line =
        true;  ///< deals lie on the line between the ends (one issue, or too many outcomes);
               ///< false: way out and leverage look at all outcomes, where issues are traded
    std::vector<Waiting> waiting;            ///< empty without a front that moves with time
    std::vector<BreakEven> break_even_cost;  ///< likewise
    std::vector<BaseRate> outside_view;      ///< how wars of the past went; never mixed into the model
    std::vector<WarStep> course;
    bool out_of_sight = false;  ///< it lasts longer than a generation on average (units of time only)
    std::vector<Diagnostic> warnings;
    std::string method;
    bool exact = true;
    Stopped stopped = Stopped::complete;
    std::uint64_t seed = 1;
    std::vector<std::string> notes;
};

/// Values the war of a sound case. \throws InputError E05xx; std::logic_error without a `[war]`
/// \cost one evaluation, and two for every ranged number of the war
[[nodiscard]] WarResult analyse(const Case& conflict, const WarOptions& options = {},
                                const RunOptions& run = {});

}  // namespace entente::war
