// How many outcomes satisfy everybody where rules and terms tie issues together: an estimate.
#pragma once

#include "entente/core/run.hpp"
#include "settle/count/count.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

/// Draws outcomes and tests each on the problem itself, so that any rules, terms and caps will do. Where
/// the zone is rare the draws are tilted: a term's amount, split over its issues, and the issues' values
/// add up to at least the utility; each option's chance grows with exp(theta . share), and a draw in the
/// zone weighs exp(-theta . (sum - reserve)), at most 1, so that the interval holds for any theta. theta
/// comes from trial draws. \pre some party has a reservation value
/// \threads used; results do not depend on their number, only on the seed
/// \source Asmussen and Glynn 2007, ch. V and VI
template <class Units>
[[nodiscard]] ZoneCount estimate_zone(const Problem<Units>& problem, const RunOptions& run,
                                      std::uint64_t most_samples = 1u << 20);

extern template ZoneCount estimate_zone(const Problem<std::int64_t>&, const RunOptions&, std::uint64_t);
extern template ZoneCount estimate_zone(const Problem<int128>&, const RunOptions&, std::uint64_t);

}  // namespace entente::settle
