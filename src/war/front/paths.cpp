#include "war/front/paths.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "entente/core/random.hpp"

namespace entente::war {

double fading(const WanderingFront& front) {
    return front.persistence < 1 ? -std::log(front.persistence) : 0;
}

double drive(const WanderingFront& front) {
    const double k = fading(front);
    const double s2 = front.drift_noise * front.drift_noise;
    return k < 1e-9 ? s2 : s2 * 2 * k / -std::expm1(-2 * k);
}

double reach(double k, double t) { return k * t < 1e-9 ? t : -std::expm1(-k * t) / k; }

double integral_variance(double k, double t) {
    const double z = k * t;
    if (z < 0.02) return t * t * t / 3 * (1 - 0.75 * z + 0.35 * z * z);
    const double twice = -std::expm1(-2 * z) / 2;
    return (z - 2 * -std::expm1(-z) + twice) / (k * k * k);
}

Step step_of(const WanderingFront& front, double from, double to) {
    const double k = fading(front);
    const double q = drive(front);
    Step step;
    step.from = from;
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

namespace {

constexpr std::size_t kHalf = kPaths / 2;
constexpr double kUnmet = 40;  // e^-40: a bridge that never meets an end

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

double home_of(const WanderingFront& front) { return front.persistence < 1 ? front.home : 0; }

/// That a bridge from one distance to another meets 0.
double chance(double before, double after, double bridge) {
    if (after <= 0 || before <= 0) return 1;
    const double exponent = before * after * bridge;
    return exponent > kUnmet ? 0 : std::exp(-exponent);
}

/// One step of every deviation. A loop without branches, over arrays that do not overlap.
void move(const Step& step, const double* z1, const double* z2, double* __restrict off,
          double* __restrict before, double* __restrict turn) {
    for (std::size_t p = 0; p < kHalf; ++p) {
        const double was = off[p];
        before[p] = was;
        off[p] = was + turn[p] * step.carry + step.with_drift * z1[p] + step.rest_sd * z2[p];
        turn[p] = turn[p] * step.keep + step.drift_sd * z1[p];
    }
}

}  // namespace

Paths::Paths(const WanderingFront& front)
    : front_(front),
      rate_(front.discount < 1 ? -std::log(front.discount) : 0),
      mean_(front.position),
      mean_drift_(front.drift),
      off_(kHalf, 0.0),
      before_(kHalf, 0.0),
      turn_(kHalf),
      weight_(kPaths, 1.0),
      is_touched_(kHalf, 0) {
    const std::vector<double>& z = Normals::shared().start();
    for (std::size_t p = 0; p < kHalf; ++p) turn_[p] = front.drift_error * z[p];
}

/// One path's step: what it meets, when, and what is left of it.
void Paths::pass(const Step& step, double before, double after, double& weight, Met& met) {
    const double start = front_.position;
    const double to_low[2] = {before - front_.low, after - front_.low};
    const double to_high[2] = {front_.high - before, front_.high - after};
    const double low = chance(to_low[0], to_low[1], step.bridge);
    const double high = chance(to_high[0], to_high[1], step.bridge);
    const double both = low + high;
    if (both > 0) {
        const double scale = both > 1 ? weight / both : weight;
        const auto meet = [&](double lost, const double(&to)[2], double end, std::size_t side) {
            if (lost <= 0) return;
            // A bridge that meets an end does so when one to the mirror image of its own end would.
            const double share = to[0] > 0 ? to[0] / (to[0] + std::abs(to[1])) : 0;
            met.won[side] += lost;
            met.discounted[side] +=
                rate_ > 0 ? lost * std::exp(-rate_ * (step.from + share * step.length)) : lost;
            met.fought += lost * share * step.length;
            met.moved += lost * share * step.length * ((before - start) + (end - start)) / 2;
            alive_ -= lost;
        };
        meet(low * scale, to_low, front_.low, 1);
        meet(high * scale, to_high, front_.high, 0);
        weight = both >= 1 ? 0 : weight * (1 - both);
    }
    met.fought += weight * step.length;
    met.moved += weight * step.length * ((before - start) + (after - start)) / 2;
}

Met Paths::advance(const Step& step, std::size_t number) {
    const double mean_before = mean_;
    const double home = home_of(front_);
    mean_ += home * step.length + (mean_drift_ - home) * step.carry;
    mean_drift_ = home + (mean_drift_ - home) * step.keep;
    move(step, Normals::shared().of(number, 0), Normals::shared().of(number, 1), off_.data(),
         before_.data(), turn_.data());

    // No bridge meets an end whose both distances are beyond this.
    const double beyond = std::sqrt(kUnmet / step.bridge);
    const auto room = [&](double mean) { return std::min(front_.high - mean, mean - front_.low) - beyond; };
    const double room_before = room(mean_before);
    const double room_after = room(mean_);
    Met met;
    std::size_t whole = 0;
    for (std::size_t p = 0; p < kHalf; ++p) {
        if (is_touched_[p] != 0) continue;
        if (std::abs(before_[p]) < room_before && std::abs(off_[p]) < room_after) {
            ++whole;
            continue;
        }
        is_touched_[p] = 1;
        touched_.push_back(p);
    }
    // A pair that is wholly fought on: its deviations cancel.
    const double paths = 2 * static_cast<double>(whole);
    met.fought = paths * step.length;
    met.moved = paths * step.length * (mean_before + mean_ - 2 * front_.position) / 2;
    for (std::size_t k = 0; k < touched_.size();) {
        const std::size_t p = touched_[k];
        double& first = weight_[2 * p];
        double& second = weight_[2 * p + 1];
        if (first > 0) pass(step, mean_before + before_[p], mean_ + off_[p], first, met);
        if (second > 0) pass(step, mean_before - before_[p], mean_ - off_[p], second, met);
        if (first > 0 || second > 0) {
            ++k;
        } else {
            touched_[k] = touched_.back();
            touched_.pop_back();
        }
    }
    for (std::size_t side = 0; side < 2; ++side) {
        met.won[side] /= kPaths;
        met.discounted[side] /= kPaths;
    }
    met.fought /= kPaths;
    met.moved /= kPaths;
    return met;
}

}  // namespace entente::war
