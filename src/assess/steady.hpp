// Values of the war as values of no deal.
#pragma once

#include <cmath>

namespace entente::assess {

/// A value that the war gives, cut to 1e-9 of a point: noise in its last digits cannot move a deal that is
/// worth exactly as much out of the zone. What lies within that noise below a step is the step: 55 less a
/// rounding error is 55.
[[nodiscard]] inline double steady(double value) {
    constexpr double kSteps = 1e9;
    constexpr double kNoise = 1e-3;  // of a step
    return std::floor(value * kSteps + kNoise) / kSteps;
}

}  // namespace entente::assess
