// Values of the war as values of no deal.
#pragma once

#include <cmath>

namespace entente::assess {

/// A value that the war gives, cut to 1e-9 of a point: noise in its last digits cannot move a deal that is
/// worth exactly as much out of the zone.
[[nodiscard]] inline double steady(double value) {
    constexpr double kSteps = 1e9;
    return std::floor(value * kSteps) / kSteps;
}

}  // namespace entente::assess
