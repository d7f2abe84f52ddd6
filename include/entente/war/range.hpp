// What fighting on leaves to bargain over.
#pragma once

#include <array>

namespace entente::war {

/// One number for each of the two sides, in the order of `[war] between`.
using Pair = std::array<double, 2>;

/// The divisions x (the first side's share of a pie of 1) that no side would rather fight than accept.
struct Range {
    double low = 0;   ///< the least the first side accepts
    double high = 1;  ///< the most the second side grants

    [[nodiscard]] double width() const { return high - low; }
    [[nodiscard]] bool empty() const { return !(low <= high); }
    bool operator==(const Range&) const = default;
};

/// The range between two values of fighting: [max(0, first), min(1, 1 - second)].
[[nodiscard]] Range bargaining_range(const Pair& value_of_fighting);

}  // namespace entente::war
