// The largest and the least of many numbers, several at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <span>

namespace entente::settle {

/// Combines all numbers, of which none is NaN, by `better`: one running extreme would wait for itself at
/// every number, eight do not. Which of them saw a number does not matter to an extreme.
template <class Better>
[[nodiscard]] double extreme(std::span<const double> numbers, double start, Better better) {
    constexpr std::size_t kLanes = 8;
    std::array<double, kLanes> lane;
    lane.fill(start);
    std::size_t k = 0;
    for (; k + kLanes <= numbers.size(); k += kLanes)
        for (std::size_t l = 0; l < kLanes; ++l) lane[l] = better(lane[l], numbers[k + l]);
    for (; k < numbers.size(); ++k) lane[0] = better(lane[0], numbers[k]);
    double found = start;
    for (const double each : lane) found = better(found, each);
    return found;
}

/// -infinity of none.
[[nodiscard]] inline double largest(std::span<const double> numbers) {
    return extreme(numbers, -std::numeric_limits<double>::infinity(),
                   [](double a, double b) { return a < b ? b : a; });
}

/// Infinity of none.
[[nodiscard]] inline double least(std::span<const double> numbers) {
    return extreme(numbers, std::numeric_limits<double>::infinity(),
                   [](double a, double b) { return b < a ? b : a; });
}

}  // namespace entente::settle
