// How many outcomes satisfy everybody: exactly where that can be counted, else an estimate with its
// interval.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/settle/settle.hpp"
#include "settle/count/big.hpp"
#include "settle/problem/separable.hpp"

namespace entente::settle {

/// The number of outcomes at or above every reservation value.
struct ZoneCount {
    std::optional<BigCount> exact;
    std::string estimate;              ///< where it is not exact: a rounded decimal, "3.42e37"
    std::optional<Interval> interval;  ///< of the estimate
    std::string method;                ///< in plain words, for the notes
    Stopped stopped = Stopped::complete;
};

struct CountOptions {
    double exact_work = 4e9;  ///< elementary steps that an exact method may take
    std::uint64_t most_samples = 1u << 22;
    bool sampling = true;  ///< false: give up where no exact method fits
};

/// Counts the zone of a separable problem: dynamic programming on the sums where the grid is coarse, meet
/// in the middle with dominance counting (one to three binding parties), depth-first search with boxes
/// that are surely in or surely out, and else importance sampling from tilted per-group draws. The number
/// of outcomes that an option stands for is respected.
/// \threads sampling uses them; results do not depend on their number. Memory within run.memory_bytes
/// \source Horowitz and Sahni 1974; Bentley 1980; Asmussen and Glynn 2007, ch. VI (exponential tilting)
[[nodiscard]] ZoneCount count_zone(const Separable& space, const CountOptions& options,
                                   const RunOptions& run);

}  // namespace entente::settle
