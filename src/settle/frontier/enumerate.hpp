// Every outcome, looked at once: any preference, any rules, any number of parties.
#pragma once

#include <optional>
#include <string>

#include "entente/core/run.hpp"
#include "settle/count/big.hpp"
#include "settle/frontier/front.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

template <class Units>
struct Enumeration {
    Front<Units> front;
    BigCount feasible;         ///< outcomes that no rule forbids
    BigCount zone;             ///< of these, at or above every reservation value
    std::vector<Units> worst;  ///< per party over the feasible outcomes (empty: there are none)
    Stopped stopped = Stopped::complete;
    double seen = 0;  ///< selections looked at
};

/// Frontier with witnesses and tie counts, zone size, and each party's worst, by complete enumeration.
/// \cost selections() at about 10^9 a second and core (two additive parties); memory for the frontier
/// \threads any number, same result
template <class Units>
[[nodiscard]] Enumeration<Units> enumerate(const Problem<Units>& problem, const RunOptions& run);

extern template Enumeration<std::int64_t> enumerate(const Problem<std::int64_t>&, const RunOptions&);
extern template Enumeration<int128> enumerate(const Problem<int128>&, const RunOptions&);

}  // namespace entente::settle
