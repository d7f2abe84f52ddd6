// The course of a war over time: where the front stands, how likely it is over, what it has cost.
#pragma once

#include <vector>

#include "entente/war/front.hpp"

namespace entente::war {

inline constexpr double kCourseQuantiles[] = {0.05, 0.25, 0.5, 0.75, 0.95};

/// The state of the war at one time, ended wars counted at the end that they reached.
struct CoursePoint {
    double time = 0;                   ///< battles or periods from now
    double fighting = 1;               ///< chance that it is still fought
    Pair won{0, 0};                    ///< chance that each side has won by then
    std::array<double, 5> position{};  ///< quantiles of the first side's share, at kCourseQuantiles
    double fought = 0;  ///< expected battles or periods so far: costs are this times the rate
};

/// \param points after the first, evenly spaced up to \param until (0: mean and four deviations)
/// \cost forts times battles where that is at most 4e7, else as a front
/// \check tests/war/course_test.cpp
[[nodiscard]] std::vector<CoursePoint> walk_course(const Walk& walk, double until = 0, int points = 60);

/// On a grid of 400 steps whose chances to reach either end are exact, by small implicit steps in time:
/// chances are within about a thousandth.
[[nodiscard]] std::vector<CoursePoint> front_course(const Front& front, double until = 0, int points = 60);

}  // namespace entente::war
