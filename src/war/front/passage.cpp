#include "entente/war/passage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "entente/core/expects.hpp"
#include "entente/core/random.hpp"

namespace entente::war {
namespace {

constexpr std::size_t kPaths = 2048;  // the second half mirrors the first
constexpr std::size_t kSteps = 64;
constexpr double kVanished = 1e-5;  // what the discount leaves of the end of the time looked at

double fading(const WanderingFront& front) {
    return front.persistence < 1 ? -std::log(front.persistence) : 0;
}

/// Variance per period of the noise that drives the drift, so that a period's change deviates by
/// `drift_noise`.
double drive(const WanderingFront& front) {
    const double k = fading(front);
    const double s2 = front.drift_noise * front.drift_noise;
    return k < 1e-9 ? s2 : s2 * 2 * k / -std::expm1(-2 * k);
}

/// (1 - e^(-k t)) / k.
double reach(double k, double t) { return k * t < 1e-9 ? t : -std::expm1(-k * t) / k; }

/// Variance of the integral of the drift's noise over t, per unit of `drive`.
double integral_variance(double k, double t) {
    const double z = k * t;
    if (z < 0.02) return t * t * t / 3 * (1 - 0.75 * z + 0.35 * z * z);
    const double twice = -std::expm1(-2 * z) / 2;
    return (z - 2 * -std::expm1(-z) + twice) / (k * k * k);
}

/// What one step does to a path: v' = home + (v - home) keep + drift_sd z1, and so on.
struct Step {
    double time = 0;  ///< at its end
    double length = 0;
    double keep = 1;
    double carry = 0;       ///< of v - home, to the position
    double drift_sd = 0;    ///< of z1 in the drift
    double with_drift = 0;  ///< of z1 in the position
    double rest_sd = 0;     ///< of z2 in the position
    double bridge = 0;      ///< 2 / (variance of the bridge)
};

Step step_of(const WanderingFront& front, double from, double to) {
    const double k = fading(front);
    const double q = drive(front);
    Step step;
    step.time = to;
    step.length = to - from;
    step.keep = std::exp(-k * step.length);
    step.carry = reach(k, step.length);
    const double level = front.volatility * front.volatility * step.length;
    const double drift = q * reach(2 * k, step.length);
    const double shared = q * step.carry * step.carry / 2;
    step.drift_sd = std::sqrt(drift);
    step.with_drift = drift > 0 ? shared / step.drift_sd : 0;
    const double rest = q * integral_variance(k, step.length) - step.with_drift * step.with_drift;
    step.rest_sd = std::sqrt(std::max(0.0, rest) + level);
    step.bridge = 2 / level;
    return step;
}

/// Normal numbers by step and path; the second half of the paths has the first half's, turned round.
///
/// The slow waves of the noises, which decide where a front ends up, follow a lattice rule; the quick ones
/// are drawn. (Korobov's lattice of 1,024 points, its multiplier the best of all by the P2 criterion in 17
/// weighted dimensions; Sloan and Joe, Lattice Methods for Multiple Integration, 1994.)
class Normals {
public:
    static const Normals& shared() {
        static const Normals all;
        return all;
    }
    [[nodiscard]] const double* of(std::size_t step, int which) const {
        return values_.data() + ((step % (2 * kSteps)) * 2 + static_cast<std::size_t>(which)) * kHalf;
    }
    /// One number per path of the first half.
    [[nodiscard]] const std::vector<double>& start() const { return start_; }

private:
    static constexpr std::size_t kHalf = kPaths / 2;
    static constexpr std::uint64_t kMultiplier = 35;
    static constexpr std::size_t kWaves = 8;  // of each noise on the lattice, beside the first drift

    Normals() : values_(2 * kSteps * 2 * kHalf), start_(kHalf) {
        const auto key = RandomStream::key_of(1, "war/wandering front");
        RandomStream shifts(RandomStream::key_of(1, "war/wandering front/shift"), 0);
        std::array<double, 1 + 2 * kWaves> shift;
        for (double& each : shift) each = shifts.uniform();
        for (std::size_t path = 0; path < kHalf; ++path) {
            RandomStream random(key, path);
            std::uint64_t turn = 1;
            std::array<double, 1 + 2 * kWaves> lattice;
            for (std::size_t d = 0; d < lattice.size(); ++d) {
                const double u =
                    static_cast<double>(path * turn % kHalf) / static_cast<double>(kHalf) + shift[d];
                lattice[d] = quantile(std::clamp(u - std::floor(u), 1e-6, 1 - 1e-6));
                turn = turn * kMultiplier % kHalf;
            }
            start_[path] = lattice[0];
            for (std::size_t which = 0; which < 2; ++which) {
                for (std::size_t block = 0; block < 2; ++block) {
                    std::array<double, kSteps> wave;
                    for (std::size_t j = 0; j < kSteps; ++j)
                        wave[j] = block == 0 && j < kWaves ? lattice[1 + 2 * j + which] : random.normal();
                    if (block == 0) {
                        add_waves(wave, which, path);
                    } else {  // only long courses come so far
                        for (std::size_t k = 0; k < kSteps; ++k)
                            values_[((kSteps + k) * 2 + which) * kHalf + path] = wave[k];
                    }
                }
            }
        }
        for (std::size_t column = 0; column < 4 * kSteps; ++column)
            standardise(values_.data() + column * kHalf);
        standardise(start_.data());
    }

    /// Independent waves become independent steps: a cosine transform, which turns and does not stretch.
    void add_waves(const std::array<double, kSteps>& wave, std::size_t which, std::size_t path) {
        static const std::vector<double> turn = [] {
            std::vector<double> all(kSteps * kSteps);
            for (std::size_t k = 0; k < kSteps; ++k) {
                for (std::size_t j = 0; j < kSteps; ++j)
                    all[k * kSteps + j] =
                        std::sqrt(2.0 / kSteps) *
                        std::cos(std::numbers::pi / kSteps * (static_cast<double>(j) + 0.5) *
                                 (static_cast<double>(k) + 0.5));
            }
            return all;
        }();
        for (std::size_t k = 0; k < kSteps; ++k) {
            double sum = 0;
            for (std::size_t j = 0; j < kSteps; ++j) sum += turn[k * kSteps + j] * wave[j];
            values_[(k * 2 + which) * kHalf + path] = sum;
        }
    }

    /// Variance 1 exactly; the mirror image makes the mean 0.
    static void standardise(double* values) {
        double squares = 0;
        for (std::size_t path = 0; path < kHalf; ++path) squares += values[path] * values[path];
        const double scale = std::sqrt(static_cast<double>(kHalf) / squares);
        for (std::size_t path = 0; path < kHalf; ++path) values[path] *= scale;
    }
    /// The standard normal's quantile: a few halvings, then Newton's steps. Some thousands of them once.
    static double quantile(double p) {
        double low = -6;
        double high = 6;
        for (int i = 0; i < 6; ++i) {
            const double middle = (low + high) / 2;
            (0.5 * std::erfc(-middle / std::numbers::sqrt2) < p ? low : high) = middle;
        }
        double z = (low + high) / 2;
        for (int i = 0; i < 4; ++i) {
            const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
            const double error = (0.5 * std::erfc(-z / std::numbers::sqrt2) - p) / density;
            z -= error / (1 + z * error / 2);
        }
        return z;
    }
    std::vector<double> values_;
    std::vector<double> start_;
};

/// All paths together.
class Paths {
public:
    explicit Paths(const WanderingFront& front)
        : front_(front), drift_(kPaths), position_(kPaths, front.position), alive_(kPaths, 1.0) {
        const std::vector<double>& z = Normals::shared().start();
        for (std::size_t p = 0; p < kPaths; ++p) {
            const double sign = p < kPaths / 2 ? 1 : -1;
            drift_[p] = front.drift + sign * front.drift_error * z[p % (kPaths / 2)];
        }
    }

    /// \return chance that either end is met in this step: the second side's, the first side's
    void advance(const Step& step, std::size_t number, Pair& met) {
        const double* z1 = Normals::shared().of(number, 0);
        const double* z2 = Normals::shared().of(number, 1);
        const double home = front_.persistence < 1 ? front_.home : 0;
        const double drifted = home * step.length;
        double low_met = 0;
        double high_met = 0;
        for (std::size_t p = 0; p < kPaths; ++p) {
            const double sign = p < kPaths / 2 ? 1 : -1;
            const double n1 = sign * z1[p % (kPaths / 2)];
            const double n2 = sign * z2[p % (kPaths / 2)];
            const double off = drift_[p] - home;
            const double before = position_[p];
            const double after =
                before + drifted + off * step.carry + step.with_drift * n1 + step.rest_sd * n2;
            drift_[p] = home + off * step.keep + step.drift_sd * n1;
            position_[p] = after;
            const double weight = alive_[p];
            if (weight <= 0) continue;
            const double low = chance(before - front_.low, after - front_.low, step.bridge);
            const double high = chance(front_.high - before, front_.high - after, step.bridge);
            const double both = low + high;
            if (both <= 0) continue;
            const double scale = both > 1 ? weight / both : weight;
            low_met += low * scale;
            high_met += high * scale;
            alive_[p] = both >= 1 ? 0 : weight * (1 - both);
        }
        met = {high_met / kPaths, low_met / kPaths};
    }

    [[nodiscard]] double alive() const {
        double sum = 0;
        for (const double weight : alive_) sum += weight;
        return sum / kPaths;
    }
    /// E[X - X_0; still fought].
    [[nodiscard]] double moved() const {
        double sum = 0;
        for (std::size_t p = 0; p < kPaths; ++p) sum += alive_[p] * (position_[p] - front_.position);
        return sum / kPaths;
    }
    [[nodiscard]] const std::vector<double>& positions() const { return position_; }
    [[nodiscard]] const std::vector<double>& weights() const { return alive_; }

private:
    /// That a bridge from one distance to another meets 0.
    static double chance(double before, double after, double bridge) {
        if (after <= 0 || before <= 0) return 1;
        const double exponent = before * after * bridge;
        return exponent > 40 ? 0 : std::exp(-exponent);
    }
    const WanderingFront& front_;
    std::vector<double> drift_;
    std::vector<double> position_;
    std::vector<double> alive_;
};

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

Passage first_passage(const WanderingFront& front) {
    ENTENTE_EXPECTS(front.volatility > 0 && front.low < front.high);
    Passage result;
    if (decided(front, result)) return result;
    result.horizon = horizon_of(front);
    const double rate = front.discount < 1 ? -std::log(front.discount) : 0;
    Paths paths(front);
    double from = 0;
    double alive = 1;
    double moved = 0;
    double ended = 0;
    std::size_t quantile = 0;
    for (std::size_t k = 0; k < kSteps; ++k) {
        const double to = time_at(result.horizon, k + 1);
        const Step step = step_of(front, from, to);
        Pair met;
        paths.advance(step, k, met);
        const double now = paths.alive();
        const double moved_now = paths.moved();
        // What a payment of 1 a period within the step is worth now.
        const double present =
            rate > 0 ? std::exp(-rate * from) * -std::expm1(-rate * step.length) / rate : step.length;
        const double mean_discount = present / step.length;
        for (std::size_t i = 0; i < 2; ++i) {
            result.win[i] += met[i];
            result.discounted_win[i] += met[i] * mean_discount;
        }
        result.present_cost += present * (alive + now) / 2;
        result.flow += rate * present * (moved + moved_now) / 2;
        const double ending = 1 - now;
        while (quantile < result.quantiles.size() && ending >= kCourseQuantiles[quantile]) {
            const double share =
                ending > ended ? (kCourseQuantiles[quantile] - ended) / (ending - ended) : 1;
            result.quantiles[quantile++] = from + share * step.length;
        }
        ended = ending;
        alive = now;
        moved = moved_now;
        from = to;
        if (alive < 1e-9) break;
    }
    result.unresolved = alive;
    for (std::size_t i = 0; i < 2; ++i) {
        const double p = std::clamp(result.discounted_win[i], 0.0, 1.0);
        result.win_error[i] = std::sqrt(p * (1 - p) / kPaths);
    }
    return result;
}

namespace {

/// Runs the paths over evenly spaced points, a few steps between two of them.
template <class Visit>
void run_evenly(const WanderingFront& front, double until, int points, const Visit& visit) {
    const int fine = std::max(1, static_cast<int>(kSteps) / points);
    Paths paths(front);
    Pair won{0, 0};
    double fought = 0;
    double alive = 1;
    double from = 0;
    visit(0.0, won, alive, fought, paths);
    for (int i = 0; i < points; ++i) {
        for (int s = 0; s < fine; ++s) {
            const int number = i * fine + s;
            const double to = until * (number + 1) / (points * fine);
            Pair met;
            paths.advance(step_of(front, from, to), static_cast<std::size_t>(number), met);
            for (std::size_t side = 0; side < 2; ++side) won[side] += met[side];
            const double now = paths.alive();
            fought += (to - from) * (alive + now) / 2;
            alive = now;
            from = to;
        }
        visit(from, won, alive, fought, paths);
    }
}

}  // namespace

Pair reached_by(const WanderingFront& front, double time) {
    Passage end;
    if (decided(front, end)) return end.win;
    if (time <= 0) return {0, 0};
    Pair result{0, 0};
    run_evenly(front, time, 24,
               [&](double, const Pair& won, double, double, const Paths&) { result = won; });
    return result;
}

std::vector<CoursePoint> wandering_course(const WanderingFront& front, double until, int points) {
    ENTENTE_EXPECTS(until > 0 && points > 0);
    std::vector<CoursePoint> course;
    std::vector<std::pair<double, double>> standing;
    Passage end;
    const bool over = decided(front, end);
    run_evenly(front, until, points,
               [&](double time, const Pair& won, double alive, double fought, const Paths& paths) {
                   CoursePoint point;
                   point.time = time;
                   point.won = over ? end.win : won;
                   point.fighting = over ? 0 : alive;
                   point.fought = over ? 0 : fought;
                   standing.clear();
                   standing.emplace_back(front.low, point.won[1] * kPaths);
                   standing.emplace_back(front.high, point.won[0] * kPaths);
                   for (std::size_t p = 0; p < kPaths && !over; ++p) {
                       if (paths.weights()[p] > 0)
                           standing.emplace_back(std::clamp(paths.positions()[p], front.low, front.high),
                                                 paths.weights()[p]);
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
