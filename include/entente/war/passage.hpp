// When a front whose drift wanders reaches an end, and where it stands until then.
//
// dX = v dt + volatility dW, dv = -(1 - persistence) (v - home) dt in the sense of its exponential, plus
// drift noise; X is stopped where it meets `low` or `high`. What is discounted follows without any drawing:
// with the drift on a grid the position separates (war/front/spectrum.hpp). When the war is over, and the
// course until then, are drawn: every path carries the chance that it has not met an end, and loses in each
// step what a bridge between its two positions would meet. The same normal numbers serve every call: two
// cases that differ a little are compared on the same paths. References: Glasserman, Monte Carlo Methods in
// Financial Engineering (2004), ch. 6.4, for the bridge; Fisch and Kruskal, Journal of Mathematical Physics
// 21 (1980) 740-750, for half-range expansions of u_t = v u_x + diffusion in v.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "entente/war/course.hpp"

namespace entente::war {

struct WanderingFront {
    double position = 0.5;    ///< share, in [low, high]
    double drift = 0;         ///< per period, now
    double drift_error = 0;   ///< what is not known of it: a standard deviation
    double volatility = 0.1;  ///< per root period, > 0
    double drift_noise = 0;   ///< deviation of the drift's change over a period
    double persistence = 1;   ///< share of the drift's distance from `home` that a period leaves, in (0,1]
    double home = 0;          ///< the drift that it returns to, where persistence is below 1
    double discount = 1;      ///< per period, in (0,1]
    double low = 0;           ///< where the second side has reached its aims
    double high = 1;          ///< where the first side has
    bool operator==(const WanderingFront&) const = default;
};

/// Mean and deviation of the position after so many periods, were there no ends: exact.
struct Where {
    double mean = 0;
    double sd = 0;
};
[[nodiscard]] Where free_position(const WanderingFront& front, double time);

/// The flow of positions without ends: E of (1 - d) sum d^t (X_t - X_0), in continuous time. Exact.
/// \return 0 where nothing is discounted \check Passage.FlowOfAFrontWithoutEnds
[[nodiscard]] double free_flow(const WanderingFront& front);

/// What is discounted.
struct PassageValues {
    Pair discounted_win{0, 0};  ///< E[discount^T; side wins]
    double present_cost = 0;    ///< present value of a cost of 1 per period
    double flow = 0;  ///< E of the discounted flow of X_t - X_0 until the end: a flow of 1 for ever is 1
    double error =
        0;  ///< of the discounted chances: of the grid, or a standard error where paths are drawn
};

struct Passage : PassageValues {
    Pair win{0, 0};         ///< chance that each side reaches its aims
    double unresolved = 0;  ///< chance that neither is reached in the time looked at
    std::array<std::optional<double>, 5> quantiles;  ///< of the duration (kCourseQuantiles); none: not
                                                     ///< reached with that chance in the time looked at
    double horizon = 0;                              ///< the time looked at
};

/// By paths alone, the discounted values too.
/// \cost some 100,000 steps of a path, about half a millisecond \threads pure
/// \check Passage.DrawnPathsAgreeWithTheSpectrum, Passage.FinerStepsAgree
[[nodiscard]] Passage drawn_passage(const WanderingFront& front);

/// The discounted values alone, without drawing: where the front is discounted and its numbers are not too
/// extreme for doubles; else by paths.
/// \cost about two milliseconds \threads pure
/// \check Passage.ConstantDriftIsTheClosedForm, Passage.FinerStepsAgree, Passage.ValuesAreSmooth
[[nodiscard]] PassageValues passage_values(const WanderingFront& front);

/// All of it: chances and durations by paths, what is discounted by passage_values().
[[nodiscard]] Passage first_passage(const WanderingFront& front);

/// The chance that each end has been reached by `time`, from the same paths.
[[nodiscard]] Pair reached_by(const WanderingFront& front, double time);

/// The course in evenly spaced points, ended wars counted at the end that they reached.
/// \param until periods, > 0
[[nodiscard]] std::vector<CoursePoint> wandering_course(const WanderingFront& front, double until,
                                                        int points);

}  // namespace entente::war
