// Utilities as integers: the number model on which every claim of exactness rests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/model/case.hpp"

namespace entente {

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

struct ExactTerm {
    Conjunction when;
    int128 units = 0;
};

/// One party's utility in integers: utility in points = units / scale. The scale is the least common
/// multiple of the denominators of all contributions, so sums, ties and dominance are exact; where it
/// would pass 126 bits, contributions are rounded to a declared grid and `exact` is false.
struct ExactUtility {
    int128 scale = 1;                               ///< units per point
    std::vector<std::vector<int128>> contribution;  ///< [issue][option], may be negative
    std::vector<ExactTerm> terms;
    bool has_reserve = false;
    int128 reserve = 0;  ///< the reservation value, rounded up to the grid
    bool has_cap = false;
    int128 cap = 0;
    int128 lowest = 0;   ///< lower bound of the sum over every outcome (rules ignored)
    int128 highest = 0;  ///< upper bound, likewise
    bool exact = true;
    bool fits_int64 = true;  ///< every partial sum stays below 2^62 in size

    [[nodiscard]] double points(int128 units) const {
        return static_cast<double>(static_cast<long double>(units) / static_cast<long double>(scale));
    }
    /// What a sum counts: the cap, where there is one, at the most.
    [[nodiscard]] int128 capped(int128 units) const { return has_cap && units > cap ? cap : units; }
    /// Is a sum, capped or not yet, worth the value of no deal? Any is where there is none.
    [[nodiscard]] bool accepts(int128 units) const { return !has_reserve || capped(units) >= reserve; }
};

/// The exact utilities of every party. \throws std::logic_error for a case that validate() refuses.
/// \cost linear in the number of scores \check tests/model/exact_test.cpp
[[nodiscard]] std::vector<ExactUtility> exact_utilities(const Case& conflict);

/// One party's utility of one outcome in units, before the cap.
[[nodiscard]] int128 units_of(const ExactUtility& utility, const Outcome& outcome);

/// One party's utility of one outcome, in points, the cap applied. The slow reference for every method.
[[nodiscard]] double utility(const Case& conflict, PartyId party, const Outcome& outcome);

}  // namespace entente
