// The frontier built issue by issue: additive utilities of any number of parties, and interactions whose
// graph is sparse.
#pragma once

#include <cstdint>

#include "entente/core/run.hpp"
#include "settle/frontier/front.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

struct MergeOptions {
    std::uint64_t point_limit = 1'000'000;         ///< distinct points of any one frontier
    std::uint64_t work_limit = 20'000'000'000ull;  ///< candidate points looked at in all
    std::uint64_t sparse_work_limit = 0;           ///< the same, where larger, for sparse interactions
    bool count_ties = true;
    bool forecast = false;       ///< give up as soon as the limits are sure to be passed by far
    bool rational_only = false;  ///< drop what cannot reach every reservation value
};

/// Interactions of at most so many steps (combinations of undecided issues times the next issue's choices)
/// are sparse: each step then costs the points of one small frontier, and no more.
inline constexpr double kSparseSteps = 1e8;

enum class MergeEnd { complete, point_limit, work_limit, memory, cancelled };

template <class Units>
struct Merged {
    Front<Units> front;
    MergeEnd end = MergeEnd::complete;
    std::size_t done = 0;  ///< groups of issues merged before it ended
    std::size_t groups = 0;
    std::uint64_t work = 0;
    std::uint64_t limit = 0;  ///< of work, as it applied
};

/// The frontier of a problem by merging: F(1..i) = maxima of F(1..i-1) + choices(i) (Nemhauser and
/// Ullmann 1969). Issues that terms or rules tie together are merged first, group by group, keeping one
/// frontier for each set of clauses that can still come true (bucket elimination, Dechter 1999).
/// Binding caps are applied at the end, and points at a cap then have no tie count.
/// \cost two parties: about (issues / 3) * options * points; memory 8 bytes a point and stage
/// \threads large stages of three parties and more use them; the result does not depend on their number
template <class Units>
[[nodiscard]] Merged<Units> merge(const Problem<Units>& problem, const MergeOptions& options,
                                  const RunOptions& run);

extern template Merged<std::int64_t> merge(const Problem<std::int64_t>&, const MergeOptions&,
                                           const RunOptions&);
extern template Merged<int128> merge(const Problem<int128>&, const MergeOptions&, const RunOptions&);

}  // namespace entente::settle
