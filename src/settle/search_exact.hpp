// Exact comparisons of gains: the last word where doubles cannot tell.
#pragma once

#include <vector>

#include "settle/search_space.hpp"

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

/// Compares the sums of gains in points. Exact where the units are exact fractions.
[[nodiscard]] int compare_sums(const Separable& space, const std::vector<int128>& a,
                               const std::vector<int128>& b);

/// The least difference, in points, that two sums can have; 0 where it is not known.
[[nodiscard]] double sum_step(const Separable& space);

}  // namespace entente::settle
