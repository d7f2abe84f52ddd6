// Exact comparisons of gains: the last word where doubles cannot tell.
#pragma once

#include <vector>

#include "settle/problem/separable.hpp"

namespace entente::settle {

/// A fraction of gain units; denominator > 0.
struct Level {
    int128 numerator = 0;
    int128 denominator = 1;
};

/// -1, 0, 1 as a < b, a = b, a > b.
[[nodiscard]] int compare(const Level& a, const Level& b);

/// The smallest whole number at or above level * factor, and the smallest one above it. \pre factor >= 0
[[nodiscard]] int128 round_up(const Level& level, int128 factor);
[[nodiscard]] int128 next_above(const Level& level, int128 factor);

/// Compares the products of the gains of the parties listed, all of them at least 0.
[[nodiscard]] int compare_products(const std::vector<int128>& a, const std::vector<int128>& b,
                                   const std::vector<std::size_t>& parties);

/// Compares two gain vectors by their gains in points, lowest first (leximin).
[[nodiscard]] int compare_leximin(const Separable& space, const std::vector<int128>& a,
                                  const std::vector<int128>& b);

/// The tie rule of all solutions: whether a is taken before b where both are equally good. Larger least
/// gain in points, then the second least, ...; then the lexicographically larger gains.
[[nodiscard]] bool preferred(const Separable& space, const std::vector<int128>& a,
                             const std::vector<int128>& b);

/// Gain units of `factor` points, one whole number per party, for the smallest factor that allows it.
/// Empty where that needs more than 100 bits.
struct PointUnits {
    std::vector<int128> units;
    int128 factor = 1;
};
[[nodiscard]] PointUnits point_units(const Separable& space);

/// Compares the sums of gains in points. Exact where the units are exact fractions.
[[nodiscard]] int compare_sums(const Separable& space, const std::vector<int128>& a,
                               const std::vector<int128>& b);

/// The least difference, in points, that two sums can have; 0 where it is not known.
[[nodiscard]] double sum_step(const Separable& space);

/// Whole factors per party that turn gains into one unit, common to all: sum_j factor_j gain_j is the sum
/// of gains in points times a constant. Empty where that needs more than 100 bits.
[[nodiscard]] std::vector<int128> sum_factors(const Separable& space);

}  // namespace entente::settle
