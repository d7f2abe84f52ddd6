// Bargaining solutions of separable problems without their frontier: exact, with the bound that proves it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "settle/search/core.hpp"
#include "settle/search/exact.hpp"

namespace entente::settle {

/// What a search knows at its end. `optimal`: `best` is proved best. `interval`: `best` is feasible, and
/// nothing is better than `bound`. `absent`: proved that no outcome meets the demands. `unknown`: none was
/// found, and none was ruled out.
enum class Proof { optimal, interval, absent, unknown };

/// An outcome of a separable problem.
struct Found {
    std::vector<std::uint32_t> choice;  ///< option of each group
    std::vector<int128> gains;          ///< gain units per party
};

struct SearchAnswer {
    Proof proof = Proof::unknown;
    std::optional<Found> best;
    double value = 0;         ///< the objective at `best`
    double bound = 0;         ///< the objective is nowhere above this
    std::vector<Found> tied;  ///< other gains that are exactly as good, as far as they were met
    bool ties_known = false;  ///< all of them
    [[nodiscard]] bool closed() const { return proof == Proof::optimal || proof == Proof::absent; }
};

/// The largest t with gain_j >= from_j + t * free_j, t >= least, from a known outcome where there is one.
using LevelSolver =
    std::function<SearchAnswer(const std::vector<int128>& from, const std::vector<int128>& free,
                               const Level& least, const Found* known)>;

/// Leximin from the proved max-min outcome in `answer`: level by level, every order of parties that can
/// hold the levels. Unproved levels leave the proof at `interval`. `scales` tells points apart in ties.
[[nodiscard]] SearchAnswer leximin_by_levels(const Separable& scales, const std::vector<int128>& unit,
                                             const std::vector<int128>& base, SearchAnswer answer,
                                             const LevelSolver& diagonal);

class Goal;

/// Solves one separable problem for any number of goals.
/// Threads: one object per thread; results do not depend on anything but the problem and the budget.
class Search {
public:
    /// \param nodes budget of search nodes for all goals together \pre !space.impossible()
    Search(const Separable& space, const RunOptions& run, std::uint64_t nodes = 400'000'000);

    /// The largest t with gain_j >= base_j + t * unit_j for every party (unit_j = 0: a plain demand) and
    /// t >= least. `value` and `bound` are t. Zone: base 0, unit anything positive, least 0.
    /// \pre some unit is positive, none is negative
    [[nodiscard]] SearchAnswer diagonal(const std::vector<int128>& base, const std::vector<int128>& unit,
                                        const Level& least, const Found* start = nullptr);

    /// The same, but content with a value that lies within `enough` of the bound (proof: interval).
    [[nodiscard]] SearchAnswer diagonal_within(const std::vector<int128>& base,
                                               const std::vector<int128>& unit, const Level& least,
                                               double enough, const Found* start = nullptr);

    /// The largest gain of one party among outcomes with gain_l >= floor_l (none: no demand).
    [[nodiscard]] SearchAnswer best_of(std::size_t party, const std::vector<std::optional<int128>>& floor);

    /// The largest sum of gains in points among outcomes with no negative gain; ties by `preferred`.
    [[nodiscard]] SearchAnswer largest_sum();

    /// The largest sum of gains in points among outcomes with gain_l >= floor_l: nothing dominates it.
    [[nodiscard]] SearchAnswer efficient(const std::vector<std::optional<int128>>& floor);

    /// The outcome that comes nearest to satisfying everybody: least sum of shortfalls below a gain of
    /// zero, in points. `value` and `bound` are minus that sum.
    [[nodiscard]] SearchAnswer least_shift();

    /// The largest product of gains, each to its weight, over the parties with weight > 0 (the others only
    /// need gain >= 0); all of those gains positive; ties by `preferred`. `value` and `bound` are sums of
    /// weight * log(points).
    [[nodiscard]] SearchAnswer nash(const std::vector<double>& weight);

    /// The best outcome by its lowest (gain_j - base_j) / unit_j, then the second lowest, and so on, over
    /// the parties with unit > 0, among outcomes with no negative gain; ties by `preferred`. An empty base
    /// is zero. `value` and `bound` are the lowest ratio.
    [[nodiscard]] SearchAnswer leximin(const std::vector<int128>& unit, std::vector<int128> base = {},
                                       const Found* start = nullptr);

    [[nodiscard]] Stopped stopped() const;
    [[nodiscard]] std::uint64_t nodes_used() const { return given_ - nodes_; }
    [[nodiscard]] const Separable& space() const { return space_; }

private:
    [[nodiscard]] SearchAnswer run_goal(Goal& goal);
    bool close(Goal& goal, const Lanes& lanes, double& upper);
    void find_equal(Goal& goal, SearchAnswer& answer);
    [[nodiscard]] SearchAnswer feasible(const std::vector<int128>& demands);
    [[nodiscard]] SearchAnswer linear(const std::vector<double>& weights,
                                      const std::vector<int128>& demands, std::optional<std::size_t> party);
    /// Every outcome with gains of at least `demands` (of outcomes with equal gains at least one), until
    /// `visit` returns false.
    [[nodiscard]] CoreEnd visit_all(const std::vector<int128>& demands, const std::vector<double>& lambda,
                                    const std::function<bool(Found)>& visit);
    [[nodiscard]] SearchAnswer leximin_levels(const std::vector<int128>& unit,
                                              const std::vector<int128>& base, SearchAnswer answer,
                                              const std::vector<double>& hint);
    [[nodiscard]] SearchAnswer diagonal_goal(const std::vector<int128>& base,
                                             const std::vector<int128>& unit, const Level& least,
                                             const std::vector<int128>& demands, const Found* start,
                                             const std::vector<double>& hint);
    [[nodiscard]] std::vector<double> point_weights() const;  ///< points per normalised gain
    void round(Goal& goal, const std::vector<double>& lambda) const;

    const Separable& space_;
    const RunOptions& run_;
    Reduced reduced_;
    std::uint64_t given_;
    std::uint64_t nodes_;
    std::vector<double> last_point_;  ///< multipliers of the last goal's bound
};

}  // namespace entente::settle
