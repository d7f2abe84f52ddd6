// From integers back to points, outcomes, gains, concessions and trades.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/settle/settle.hpp"
#include "settle/frontier/front.hpp"
#include "settle/problem/problem.hpp"
#include "settle/solutions/choose.hpp"

namespace entente::settle {

/// How many points a result may list in `memory_bytes`: labels, utilities and options of each.
template <class Units>
[[nodiscard]] std::uint64_t points_listable(const Problem<Units>& problem, std::uint64_t memory_bytes) {
    const std::uint64_t bytes_a_point = 256 + 16 * problem.parties + 8 * problem.issues;
    return std::max<std::uint64_t>(memory_bytes / bytes_a_point, 1);
}

/// The frontier's point as the result lists it.
template <class Units>
[[nodiscard]] Point make_point(const Problem<Units>& problem, const Front<Units>& front, std::size_t point);

/// A point with gains over no deal and concessions from the best conceivable utilities `best`.
template <class Units>
[[nodiscard]] Solution make_solution(const Problem<Units>& problem, const Units* row, Point point,
                                     const std::vector<Units>& best);

/// The points of the front at or above every reservation value; ideals over them.
template <class Units>
[[nodiscard]] Bargain<Units> rational_points(const Problem<Units>& problem, const Front<Units>& front);

/// Who blocks: per party with a reservation value, the shortfall at its best point among those that
/// satisfy all the others; and the smallest sum of cuts that opens the zone.
template <class Units>
void find_blockers(const Problem<Units>& problem, const Front<Units>& front, Zone& zone);

/// Issue by issue, what `deal` changes for each party against `reference`, and what terms add.
[[nodiscard]] Trades find_trades(const Case& conflict, const std::vector<ExactUtility>& exact,
                                 const Outcome& reference, const Outcome& deal);

/// \return nothing where it does not apply, `why` then says so
[[nodiscard]] std::optional<AdjustedWinner> adjusted_winner(const Case& conflict,
                                                            const std::vector<ExactUtility>& exact,
                                                            std::string& why);

/// What its shares are worth, in each party's own points.
[[nodiscard]] std::vector<double> worth_of(const std::vector<ExactUtility>& exact,
                                           const AdjustedWinner& winner);

/// The units of an original outcome (caps applied). \return nothing where a rule forbids it
template <class Units>
[[nodiscard]] std::optional<std::vector<Units>> units_at(const Case& conflict,
                                                         const Problem<Units>& problem,
                                                         const std::vector<ExactUtility>& exact,
                                                         const Outcome& outcome);

}  // namespace entente::settle
