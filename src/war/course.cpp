#include "entente/war/course.hpp"

#include <algorithm>
#include <cmath>

#include "war/models/drifting.hpp"

namespace entente::war {
namespace {

/// Quantiles of a distribution over 0..N, as shares of N.
std::array<double, 5> quantiles(const std::vector<double>& chance) {
    std::array<double, 5> result{};
    double sum = 0;
    std::size_t q = 0;
    const auto last = static_cast<double>(chance.size() - 1);
    for (std::size_t k = 0; k < chance.size() && q < result.size(); ++k) {
        sum += chance[k];
        while (q < result.size() && sum >= kCourseQuantiles[q] - 1e-12) {
            result[q++] = static_cast<double>(k) / last;
        }
    }
    while (q < result.size()) result[q++] = 1;
    return result;
}

CoursePoint point(double time, const std::vector<double>& chance, double fought) {
    CoursePoint result;
    result.time = time;
    result.won = {chance.back(), chance.front()};
    result.fighting = 0;
    for (std::size_t k = 1; k + 1 < chance.size(); ++k) result.fighting += chance[k];
    result.position = quantiles(chance);
    result.fought = fought;
    return result;
}

double inner_mass(const std::vector<double>& chance) {
    double sum = 0;
    for (std::size_t k = 1; k + 1 < chance.size(); ++k) sum += chance[k];
    return sum;
}

double default_span(const Ending& ending) { return ending.duration + 4 * ending.duration_sd; }

}  // namespace

namespace {

constexpr double kGeneration = 25;  // years
constexpr double kDecision = 10;

}  // namespace

double periods_per_year(std::string_view unit) {
    static constexpr std::pair<std::string_view, double> kUnits[] = {
        {"day", 365.25}, {"week", 52.18}, {"month", 12}, {"quarter", 4}, {"year", 1}};
    for (const auto& [name, count] : kUnits) {
        if (unit == name) return count;
    }
    return 0;
}

bool out_of_sight(double duration, std::string_view unit) {
    const double year = periods_per_year(unit);
    return year > 0 && duration > kGeneration * year;
}

double decision_span(std::string_view unit) { return std::round(kDecision * periods_per_year(unit)); }

std::vector<CoursePoint> front_course(const Front& front, double until, int points) {
    if (until <= 0) until = default_span(front_ending(front));
    if (until <= 0) until = 1;  // decided already
    std::vector<CoursePoint> course;
    for (int i = 0; i <= points; ++i) {
        CoursePoint point;
        point.time = until * i / points;
        const DriftingFront state(front, point.time);
        point.fighting = state.fighting();
        point.won = state.won();
        point.fought = state.fought();
        for (std::size_t q = 0; q < point.position.size(); ++q) {
            point.position[q] = state.quantile(kCourseQuantiles[q]);
        }
        course.push_back(point);
    }
    return course;
}

std::vector<CoursePoint> walk_course(const Walk& walk, double until, int points) {
    if (until <= 0) until = std::ceil(default_span(walk_ending(walk)));
    if (until <= 0) until = 1;
    const auto battles = static_cast<std::int64_t>(std::ceil(until));
    if (static_cast<double>(walk.forts) * static_cast<double>(battles) > 4e7) {
        const auto n = static_cast<double>(walk.forts);
        const double lean = walk.advance - walk.retreat;
        const double spread = std::max(1e-12, walk.advance + walk.retreat - lean * lean);
        return front_course({static_cast<double>(walk.start) / n, lean / n, std::sqrt(spread) / n, 1},
                            until, points);
    }
    std::vector<double> chance(static_cast<std::size_t>(walk.forts) + 1, 0.0);
    chance[static_cast<std::size_t>(walk.start)] = 1;
    std::vector<double> next(chance.size());
    const double stay = 1 - walk.advance - walk.retreat;
    const std::int64_t every = std::max<std::int64_t>(1, battles / points);
    std::vector<CoursePoint> course{point(0, chance, 0)};
    double fought = 0;
    for (std::int64_t n = 1; n <= battles; ++n) {
        fought += inner_mass(chance);
        next.front() = chance.front();
        next.back() = chance.back();
        std::fill(next.begin() + 1, next.end() - 1, 0.0);
        for (std::size_t k = 1; k + 1 < chance.size(); ++k) {
            next[k] += stay * chance[k];
            next[k + 1] += walk.advance * chance[k];
            next[k - 1] += walk.retreat * chance[k];
        }
        std::swap(chance, next);
        if (n % every == 0 || n == battles) course.push_back(point(static_cast<double>(n), chance, fought));
    }
    return course;
}

}  // namespace entente::war
