// The course of a war over time: where the front stands, how likely it is over, what it has cost.
#pragma once

#include <string_view>
#include <vector>

#include "entente/war/front.hpp"

namespace entente::war {

/// Does a war so long end beyond the sight of anybody who decides now: a generation of 25 years away? Only
/// of units of time (day, week, month, quarter, year): a battle has no length.
[[nodiscard]] bool out_of_sight(double duration, std::string_view unit);

/// Units of time (day, week, month, quarter, year) to a year; 0 for a unit that is none: a battle has no
/// length.
[[nodiscard]] double periods_per_year(std::string_view unit);

/// The ten years that a decision can use, in a unit of time; 0 for other units.
[[nodiscard]] double decision_span(std::string_view unit);

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

/// Exact, in closed form. \cost some ten microseconds a quantile
[[nodiscard]] std::vector<CoursePoint> front_course(const Front& front, double until = 0, int points = 60);

}  // namespace entente::war
