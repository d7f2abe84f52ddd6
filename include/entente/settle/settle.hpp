// Which deals beat fighting on for everybody, which of them is fair, and what each gives up.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"

namespace entente::settle {

enum class Method { automatic, enumerate, merge, search, milp };

struct SettleOptions {
    Method method = Method::automatic;
    std::uint64_t frontier_limit = 1'000'000;  ///< distinct points; past it a certified cover
    std::vector<double> nash_weights;          ///< one per party, positive; empty: equal
    std::optional<Outcome> reference;          ///< status quo or draft: Gupta-Livne and trades
    std::optional<Outcome> improve;            ///< a draft deal to improve on
    bool count_exactly = false;                ///< the zone's size, where that takes seconds too
    bool ties = true;                          ///< count the outcomes tied with each point
    /// Only whether there is a zone, and the first solution that exists: for many variants of one case.
    bool brief = false;
};

/// A utility vector with one outcome that has it (the lexicographically first one where the frontier
/// was enumerated or merged; `search` and `milp` name the one that they found) and the number of
/// outcomes that share it.
struct Point {
    std::vector<double> utilities;  ///< points, one per party
    Outcome outcome;
    std::string ties = "1";  ///< a decimal count of any length; empty where it was not counted
};

struct Solution {
    Point point;
    std::vector<double> gains;        ///< utility less reservation value, points
    std::vector<double> concessions;  ///< (best conceivable - utility) / (best conceivable - reservation)
    /// How far the objective may lie below the best one; 0: proved; none: not known.
    std::optional<double> bound_gap;
    std::vector<Point> tied;  ///< other utility vectors that are exactly as good (the first 16)
    std::optional<std::uint64_t> tied_points;  ///< how many others there are; none: not known
};

struct NamedSolution {
    std::string name;  ///< "nash", "weighted_nash", "kalai_smorodinsky", "egalitarian", "leximin", ...
    std::optional<Solution> solution;  ///< none where the zone is empty
    std::string why_not;               ///< why there is none although there is a zone, one sentence
};

struct PartySummary {
    std::string id;
    std::optional<double> reservation;  ///< none: any deal will do
    double best = 0;                    ///< best conceivable, over all feasible outcomes
    double worst = 0;                   ///< over all feasible outcomes: gains count from it where there is
                                        ///< no reservation value
    bool proved = true;                 ///< best and worst are proved, not only the best and worst found
    std::optional<double> ideal;        ///< best over the individually rational outcomes
};

/// Why there is no zone: how far short of its reservation value the best outcome falls for this party
/// among those that satisfy all the others (empty outcome: no outcome satisfies all the others).
struct Blocker {
    PartyId party;
    std::optional<double> shortfall;
    Outcome at;
};

struct Interval {
    double low = 0;
    double high = 0;
    double level = 0.95;
};

struct Zone {
    bool empty = false;    ///< no acceptable outcome was found
    bool proved = true;    ///< false: `empty` is not proved
    std::string outcomes;  ///< the count, or its estimate where `interval` is set
    std::optional<Interval> interval;
    std::vector<Blocker> blocked_by;
    /// The smallest sum of reservation-value cuts (points, over parties) that opens the zone, and the
    /// outcome that it opens.
    std::optional<double> smallest_shift;
    std::optional<Outcome> opens_at;
};

struct Frontier {
    bool complete = true;  ///< every point is listed
    std::optional<double>
        epsilon;               ///< points: every outcome is within this of a listed point; none: not known
    std::uint64_t points = 0;  ///< distinct utility vectors found; `items` may be some of them
    std::string outcomes;      ///< tied outcomes counted; empty where not counted
    std::uint64_t rational_points = 0;
    std::vector<Point> items;  ///< by the first party's utility, falling; then the second's, ...
};

/// What one issue's settlement gives a party against the reference, in its own points.
struct Trade {
    IssueId issue;
    OptionId from;
    OptionId to;
    std::vector<double> change;  ///< points, one per party
};

struct Trades {
    std::string deal;       ///< the solution's name, or "improvement"
    std::string reference;  ///< "maximalist goal of X", "reference", "draft"
    std::vector<Trade> trades;
    std::vector<double> interaction;  ///< points that terms add or take in all, one per party
};

/// Adjusted Winner (Brams and Taylor): two parties, each issue's ends as the two ways to win it.
struct AdjustedWinner {
    std::vector<double> totals;       ///< points, one per party
    std::vector<double> first_share;  ///< share of each issue that the first party wins
    std::optional<IssueId> split;     ///< the one issue that is divided or lotteried
};

/// Frontier points that make nobody worse off than a draft.
struct Improvement {
    Outcome draft;
    std::vector<double> draft_utilities;
    bool efficient = false;  ///< nothing dominates the draft
    std::vector<Point> items;
    bool complete = true;
};

struct SettleResult {
    std::vector<PartySummary> parties;
    std::size_t issues = 0;
    std::string outcomes;  ///< feasible outcomes; before rules where `outcomes_exact` is false
    bool outcomes_exact = true;
    Zone zone;
    Frontier frontier;
    std::vector<NamedSolution> solutions;  ///< in a fixed order
    std::vector<Trades> trades;
    std::optional<AdjustedWinner> adjusted_winner;
    std::optional<Improvement> improvement;
    std::string method;
    bool exact = true;
    Stopped stopped = Stopped::complete;
    std::uint64_t seed = 1;
    std::vector<std::string> notes;
};

/// Answers the settlement questions for a sound case. Reservation values are taken as they stand in the
/// case: whoever derives them from a war does so before.
/// \throws InputError E04xx where a forced method cannot do the case
/// \cost see docs/methods/settle.md; \threads results do not depend on their number
[[nodiscard]] SettleResult settle(const Case& conflict, const SettleOptions& options = {},
                                  const RunOptions& run = {});

}  // namespace entente::settle
