// The best and the worst that each party can get at all.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/core/run.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

/// A party's extreme over the feasible outcomes, its cap applied.
template <class Units>
struct Extreme {
    Units units{};
    bool proved = true;       ///< false: the most extreme that was met, or a bound
    bool impossible = false;  ///< proved: the rules forbid every outcome
};

/// The largest or least utility of one party over the feasible outcomes, whatever the others get. One
/// party's terms are few and one party's frontier is a point, so that merging does what it cannot do for
/// all; where it cannot, an integer program. \cost additive: a look at each option
template <class Units>
[[nodiscard]] Extreme<Units> extreme(const Problem<Units>& problem, std::size_t party, bool largest,
                                     const RunOptions& run);

extern template Extreme<std::int64_t> extreme(const Problem<std::int64_t>&, std::size_t, bool,
                                              const RunOptions&);
extern template Extreme<int128> extreme(const Problem<int128>&, std::size_t, bool, const RunOptions&);

}  // namespace entente::settle
