// The least change of preferences under concepts that tie the deciders' verdicts together.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stability/inverse/inverse.hpp"

namespace entente::stability {

/// `above` must stand above `below`, or (`weak`) not below it.
struct Demand {
    State above = 0;
    State below = 0;
    bool weak = false;

    auto operator<=>(const Demand&) const = default;
};

/// The rankings nearest to one decider's that meet demands. Distance: a pair turned round counts 1, a tie
/// broken a half; no pair becomes newly tied.
class Nearest {
public:
    explicit Nearest(std::vector<std::uint32_t> rank);

    struct Ranking {
        double pairs = 0;
        std::vector<std::vector<State>> tiers;  ///< best first
    };
    /// \return nothing where the demands contradict each other, or (`too_many`) are too many to look at
    /// \param looks raised by the work, in looks beyond the first
    /// \cost weak orders of the states named times ranks between them
    [[nodiscard]] std::optional<Ranking> meeting(const std::vector<Demand>& demands, bool& too_many,
                                                 std::uint64_t& looks) const;

private:
    std::vector<std::uint32_t> rank_;
    std::vector<std::vector<State>> by_rank_;
};

struct RepairOptions {
    std::vector<double> costs;  ///< of one changed pair, per decider
    std::vector<char> free;     ///< whose preferences may change; empty: everybody's
    std::vector<double> least;  ///< pairs that each decider must change whatever the others do; empty: 0
    double below = 1e300;       ///< only changes cheaper than this are of interest
    std::uint64_t most_looks = 40'000;  ///< rankings computed
};

struct Repair {
    bool found = false;   ///< a change cheaper than `below`
    bool proved = false;  ///< it is the cheapest; where none was found: there is none cheaper than `below`
    double cost = 0;
    double bound = 0;                                    ///< no change is cheaper
    std::vector<std::vector<std::vector<State>>> tiers;  ///< per decider; empty: unchanged
    std::vector<double> pairs;
};

/// Cheapest first over sets of demands: the cheapest rankings that meet a set are judged; where some
/// verdict fails, whatever makes it hold must add one of finitely many demands: that the improvement falls,
/// that a state within the others' reach falls, or that a move out of their reach becomes an improvement.
/// So the first rankings under which all verdicts hold are the cheapest ones.
/// \param c seq, sseq or sim \cost most_looks rankings and as many searches over moves, at most
[[nodiscard]] Repair cheapest_repair(const Terrain& terrain, Concept c, State wanted,
                                     const RepairOptions& options, const RunOptions& run);

}  // namespace entente::stability
