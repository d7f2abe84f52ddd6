// Frontiers and single best outcomes by mixed-integer programming: any rules and terms, any number of
// parties. Every point is evaluated on the problem itself before it counts.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "settle/frontier/front.hpp"
#include "settle/milp/model.hpp"

namespace entente::settle {

struct MilpFrontOptions {
    std::uint64_t point_limit = 1'000'000;
    std::uint64_t solve_limit = 20'000;    ///< programs solved in all
    std::uint64_t node_limit = 2'000'000;  ///< branch-and-bound nodes of one program
};

template <class Units>
struct MilpFront {
    Front<Units> front;
    std::uint64_t solves = 0;
    bool undecided = false;   ///< a program was left open within its nodes
    double combinations = 0;  ///< left after trimming
    /// Where `front.complete` is false for want of digits: every outcome is within this many units of a
    /// point, per party; empty where no such bound is known.
    std::vector<double> within;
};

/// The frontier, every point proved nondominated. Two parties: one program per point, each the largest
/// utility of the first party where the second one gets more than at the last point (Haimes 1971). Three
/// and more: programs over boxes above local lower bounds until no box is left (Klamroth, Lacour and
/// Vanderpooten 2015). Ties are not counted.
/// \cost CBC: about 0.05 s a point for 40 issues and 80 terms a party; serialised
template <class Units>
[[nodiscard]] MilpFront<Units> milp_frontier(const Problem<Units>& problem, const MilpFrontOptions& options,
                                             const RunOptions& run);

extern template MilpFront<std::int64_t> milp_frontier(const Problem<std::int64_t>&, const MilpFrontOptions&,
                                                      const RunOptions&);
extern template MilpFront<int128> milp_frontier(const Problem<int128>&, const MilpFrontOptions&,
                                                const RunOptions&);

}  // namespace entente::settle
