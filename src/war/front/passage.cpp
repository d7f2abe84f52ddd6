#include "entente/war/passage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"
#include "war/front/paths.hpp"
#include "war/front/spectrum.hpp"

namespace entente::war {
namespace {

constexpr double kVanished = 1e-5;  // what the discount leaves of the end of the time looked at

/// How long to look: until the discount leaves nothing, or, undiscounted, long after the front's own time.
double horizon_of(const WanderingFront& front) {
    const double width = front.high - front.low;
    const double level = front.volatility * front.volatility;
    const double q = drive(front);
    double own = width * width / level;
    if (q > 0) {
        const double k = fading(front);
        const double wander = std::cbrt(3 * width * width / q);
        own = std::min(own, k * wander < 1 ? wander : width * width * k * k / q);
    }
    const double speed = std::abs(front.drift) + front.drift_error;
    if (speed > 0) own = std::min(own, 4 * width / speed);
    own *= 40;
    if (front.discount >= 1) return own;
    return std::min(own, std::log(kVanished) / std::log(front.discount));
}

/// Times that lie close at first and ever wider apart: the near future weighs most.
double time_at(double horizon, std::size_t step) {
    constexpr double kStretch = 5;
    return horizon * std::expm1(kStretch * static_cast<double>(step) / kSteps) / std::expm1(kStretch);
}

bool decided(const WanderingFront& front, Passage& result) {
    const bool low = front.position <= front.low;
    if (!low && front.position < front.high) return false;
    result.win[low ? 1 : 0] = 1;
    result.discounted_win = result.win;
    result.quantiles.fill(0.0);
    return true;
}

}  // namespace

Where free_position(const WanderingFront& front, double time) {
    const double k = fading(front);
    const double a = reach(k, time);
    const double home = front.persistence < 1 ? front.home : 0;
    const double variance = a * a * front.drift_error * front.drift_error +
                            front.volatility * front.volatility * time +
                            drive(front) * integral_variance(k, time);
    return {front.position + home * time + (front.drift - home) * a, std::sqrt(variance)};
}

double free_flow(const WanderingFront& front) {
    if (front.discount >= 1) return 0;
    const double rate = -std::log(front.discount);
    const double home = front.persistence < 1 ? front.home : 0;
    return home / rate + (front.drift - home) / (rate + fading(front));
}

Passage drawn_passage(const WanderingFront& front) {
    ENTENTE_EXPECTS(front.volatility > 0 && front.low < front.high);
    Passage result;
    if (decided(front, result)) return result;
    result.horizon = horizon_of(front);
    const double rate = front.discount < 1 ? -std::log(front.discount) : 0;
    Paths paths(front);
    double from = 0;
    double fought = 0;
    double ended = 0;
    std::size_t quantile = 0;
    for (std::size_t k = 0; k < kSteps; ++k) {
        const Step step = step_of(front, from, time_at(result.horizon, k + 1));
        const Met met = paths.advance(step, k);
        for (std::size_t i = 0; i < 2; ++i) {
            result.win[i] += met.won[i];
            result.discounted_win[i] += met.discounted[i];
        }
        // Where the level wavers widely a bridge meets an end early in its step: the trapezium is nearer.
        fought += step.length * (1 - ended + paths.alive()) / 2;
        // What a flow of 1 within the step is worth now, on average.
        if (rate > 0)
            result.flow +=
                std::exp(-rate * from) * -std::expm1(-rate * step.length) / step.length * met.moved;
        const double ending = 1 - paths.alive();
        while (quantile < result.quantiles.size() && ending >= kCourseQuantiles[quantile]) {
            const double share =
                ending > ended ? (kCourseQuantiles[quantile] - ended) / (ending - ended) : 1;
            result.quantiles[quantile++] = from + share * step.length;
        }
        ended = ending;
        from = step.to();
        if (ending > 1 - 1e-9) break;
    }
    result.unresolved = std::max(0.0, 1 - ended);
    const double until = 1 - result.discounted_win[0] - result.discounted_win[1];
    result.present_cost = rate > 0 ? std::max(0.0, until) / rate : fought;
    for (const double chance : result.discounted_win) {
        const double p = std::clamp(chance, 0.0, 1.0);
        result.error = std::max(result.error, std::sqrt(p * (1 - p) / kPaths));
    }
    return result;
}

PassageValues passage_values(const WanderingFront& front) {
    PassageSolver solver;
    if (const auto values = solver.values(front)) return *values;
    return drawn_passage(front);
}

Passage first_passage(const WanderingFront& front) {
    Passage passage = drawn_passage(front);
    PassageSolver solver;
    if (const auto values = solver.values(front)) static_cast<PassageValues&>(passage) = *values;
    return passage;
}

namespace {

/// Runs the paths over evenly spaced points, a few steps between two of them.
template <class Visit>
void run_evenly(const WanderingFront& front, double until, int points, const Visit& visit) {
    const int fine = std::max(1, static_cast<int>(kSteps) / points);
    Paths paths(front);
    Pair won{0, 0};
    double fought = 0;
    double from = 0;
    visit(0.0, won, fought, paths);
    for (int i = 0; i < points; ++i) {
        for (int s = 0; s < fine; ++s) {
            const int number = i * fine + s;
            const double to = until * (number + 1) / (points * fine);
            const Met met = paths.advance(step_of(front, from, to), static_cast<std::size_t>(number));
            for (std::size_t side = 0; side < 2; ++side) won[side] += met.won[side];
            fought += met.fought;
            from = to;
        }
        visit(from, won, fought, paths);
    }
}

}  // namespace

Pair reached_by(const WanderingFront& front, double time) {
    Passage end;
    if (decided(front, end)) return end.win;
    if (time <= 0) return {0, 0};
    Pair result{0, 0};
    run_evenly(front, time, 24, [&](double, const Pair& won, double, const Paths&) { result = won; });
    return result;
}

std::vector<CoursePoint> wandering_course(const WanderingFront& front, double until, int points) {
    ENTENTE_EXPECTS(until > 0 && points > 0);
    std::vector<CoursePoint> course;
    std::vector<std::pair<double, double>> standing;
    Passage end;
    const bool over = decided(front, end);
    run_evenly(front, until, points, [&](double time, const Pair& won, double fought, const Paths& paths) {
        CoursePoint point;
        point.time = time;
        point.won = over ? end.win : won;
        point.fighting = over ? 0 : paths.alive();
        point.fought = over ? 0 : fought;
        standing.clear();
        standing.emplace_back(front.low, point.won[1] * kPaths);
        standing.emplace_back(front.high, point.won[0] * kPaths);
        if (!over) {
            paths.each([&](double position, double weight) {
                standing.emplace_back(std::clamp(position, front.low, front.high), weight);
            });
        }
        std::sort(standing.begin(), standing.end());
        double sum = 0;
        std::size_t q = 0;
        for (const auto& [position, weight] : standing) {
            sum += weight / kPaths;
            while (q < point.position.size() && sum >= kCourseQuantiles[q] - 1e-9)
                point.position[q++] = position;
        }
        while (q < point.position.size()) point.position[q++] = front.high;
        course.push_back(point);
    });
    return course;
}

}  // namespace entente::war
