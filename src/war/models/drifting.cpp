#include "war/models/drifting.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace entente::war {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kNothing = -45;   // e^-45 is below the rounding of a chance
constexpr double kSpectral = 1;    // volatility^2 time from which the spectrum is summed
constexpr double kMostLean = 1e8;  // steeper fronts waver by less than 1e-4 on the way to an end: cut there
constexpr double kSpectralLean = 40;  // from there nothing is left once volatility^2 time reaches 1
constexpr double kDriftless = 1e-6;
constexpr int kModes = 6;

/// log of the normal distribution function, to full relative accuracy in the lower tail.
double log_below(double z) {
    if (z > -37) return std::log(0.5 * std::erfc(-z / std::numbers::sqrt2));
    const double r = 1 / (z * z);
    return -z * z / 2 - std::log(-z * std::sqrt(2 * kPi)) + std::log1p(-r * (1 - 3 * r * (1 - 5 * r)));
}

/// log of the chance of a standard normal between two numbers.
double log_between(double low, double high) {
    if (low > 0) return log_between(-high, -low);
    if (!(low < high)) return -std::numeric_limits<double>::infinity();
    const double most = log_below(high);
    return most + std::log1p(-std::exp(std::min(0.0, log_below(low) - most)));
}

double log_density(double z) { return -z * z / 2 - std::log(2 * kPi) / 2; }

}  // namespace

DriftingFront::DriftingFront(const Front& front, double time)
    : start_(front.position),
      lean_(std::clamp(front.drift / (front.volatility * front.volatility), -kMostLean, kMostLean)),
      spread_(std::abs(lean_) < kMostLean ? front.volatility * front.volatility * time
                                          : std::abs(front.drift) / kMostLean * time),
      travel_(front.drift * time),
      sd_(std::sqrt(spread_)) {
    if (start_ <= 0 || start_ >= 1) {
        won_[start_ <= 0 ? 1 : 0] = 1;
        fighting_ = 0;
    } else if (time > 0) {
        spread_ > kSpectral ? by_spectrum(front) : by_images(front, time);
    }
}

/// Adds what the images of the start give, from the nearest on, until they give nothing: images at
/// start - 2m (kept) and at -start - 2m (taken away). \param term of an image's centre: its value, and the
/// logarithm of its largest part
template <class Term>
double DriftingFront::sum_of_images(const Term& term) const {
    double sum = 0;
    for (int n = 0;; ++n) {
        double largest = kNothing - 1;
        for (const int m : {n, -n}) {
            for (const double sign : {1.0, -1.0}) {
                const auto [value, power] = term(sign * start_ - 2.0 * m);
                largest = std::max(largest, power);
                sum += sign * value;
            }
            if (n == 0) break;
        }
        if (n > 0 && largest < kNothing) break;
    }
    return sum;
}

/// Chance that it is fought on between two shares; images are tilted by the drift.
double DriftingFront::images_between(double low, double high) const {
    const double sum = sum_of_images([&](double centre) {
        const double power = lean_ * (centre - start_) +
                             log_between((low - centre - travel_) / sd_, (high - centre - travel_) / sd_);
        return std::pair(power > kNothing ? std::exp(power) : 0.0, power);
    });
    return std::clamp(sum, 0.0, 1.0);
}

/// First or second moment of the share about the start, over the courses that are still fought.
double DriftingFront::image_moment(int order) const {
    return sum_of_images([&](double centre) {
        const double tilt = lean_ * (centre - start_);
        const double low = (0 - centre - travel_) / sd_;
        const double high = (1 - centre - travel_) / sd_;
        const double mass = tilt + log_between(low, high);
        const double at_low = tilt + log_density(low);
        const double at_high = tilt + log_density(high);
        const double mean = centre + travel_ - start_;
        const double moment =
            order == 1
                ? mean * std::exp(mass) + sd_ * (std::exp(at_low) - std::exp(at_high))
                : (mean * mean + spread_) * std::exp(mass) +
                      sd_ * ((mean - start_) * std::exp(at_low) - (mean + 1 - start_) * std::exp(at_high));
        return std::pair(moment, std::max({mass, at_low, at_high}));
    });
}

/// Chance to have reached a side's own end first by now: first passage to every image of that end.
double DriftingFront::reached(std::size_t side) const {
    const double lean = side == 0 ? lean_ : -lean_;
    const double way = side == 0 ? 1 - start_ : start_;
    const double pace = std::abs(travel_);
    double sum = 0;
    for (int n = 0;; ++n) {
        double largest = kNothing - 1;
        for (const double sign : {1.0, -1.0}) {
            const double distance = sign > 0 ? way + 2.0 * n : 2.0 * (n + 1) - way;
            const double with = lean * way - std::abs(lean) * distance + log_below((pace - distance) / sd_);
            const double against =
                lean * way + std::abs(lean) * distance + log_below((-pace - distance) / sd_);
            largest = std::max({largest, with, against});
            sum += sign * (std::exp(with) + std::exp(against));
        }
        if (largest < kNothing) break;
    }
    return std::clamp(sum, 0.0, 1.0);
}

void DriftingFront::by_images(const Front& front, double time) {
    won_ = {reached(0), reached(1)};
    fighting_ = images_between(0, 1);
    // Wald: the mean has moved by the drift times the periods fought; without drift, the same for squares.
    if (std::abs(lean_) > kDriftless) {
        const double moved = won_[0] * (1 - start_) - won_[1] * start_ + image_moment(1);
        fought_ = moved / front.drift;
    } else {
        const double moved =
            won_[0] * (1 - start_) * (1 - start_) + won_[1] * start_ * start_ + image_moment(2);
        fought_ = moved / (front.volatility * front.volatility);
    }
    fought_ = std::clamp(fought_, 0.0, time);
}

void DriftingFront::by_spectrum(const Front& front) {
    const Ending ending = front_ending(front, false);
    won_ = ending.win;
    fought_ = ending.duration;
    fighting_ = 0;
    if (std::abs(lean_) > kSpectralLean) return;
    const double variance = front.volatility * front.volatility;
    for (int k = 1; k <= kModes; ++k) {
        const double rate = (lean_ * lean_ + k * k * kPi * kPi) / 2;  // per unit of volatility^2 time
        const double size = k * kPi * std::sin(k * kPi * start_) / rate;
        const double decay = -rate * spread_;
        const double first = (k % 2 == 1 ? 1 : -1) * size * std::exp(lean_ * (1 - start_) + decay);
        const double second = size * std::exp(-lean_ * start_ + decay);
        won_[0] -= first;
        won_[1] -= second;
        fighting_ += first + second;
        fought_ -= (first + second) / (rate * variance);
    }
    fighting_ = std::clamp(fighting_, 0.0, 1.0);
    for (double& won : won_) won = std::clamp(won, 0.0, 1.0);
}

double DriftingFront::spectrum_below(double share) const {
    if (std::abs(lean_) > kSpectralLean) return 0;
    double sum = 0;
    for (int k = 1; k <= kModes; ++k) {
        const double turn = k * kPi;
        const double square = lean_ * lean_ + turn * turn;
        const double decay = -square / 2 * spread_ - lean_ * start_;
        const double inner = std::exp(decay + lean_ * share) *
                                 (lean_ * std::sin(turn * share) - turn * std::cos(turn * share)) +
                             std::exp(decay) * turn;
        sum += 2 * std::sin(turn * start_) * inner / square;
    }
    return std::clamp(sum, 0.0, fighting_);
}

double DriftingFront::below(double share) const {
    if (share >= 1) return 1;
    if (share < 0) return 0;
    if (fighting_ <= 0) return won_[1];
    if (spread_ <= 0) return share >= start_ ? 1 : 0;
    return won_[1] + (spread_ > kSpectral ? spectrum_below(share) : images_between(0, share));
}

double DriftingFront::quantile(double chance) const {
    if (won_[1] >= chance - 1e-12) return 0;
    if (1 - won_[0] < chance - 1e-12) return 1;
    if (spread_ <= 0) return start_;
    // Regula falsi with halved weights (Illinois), a halving of the interval every third step.
    double low = 0;
    double high = 1;
    double at_low = won_[1] - chance;
    double at_high = 1 - won_[0] - chance;
    for (int step = 0; step < 200 && high - low > 1e-15; ++step) {
        const double slope = at_high - at_low;
        const bool halve = step % 3 == 2 || !(slope > 0);
        double middle = halve ? (low + high) / 2 : (low * at_high - high * at_low) / slope;
        middle = std::clamp(middle, low, high);
        const double value = below(middle) - chance;
        if (value == 0) return middle;
        if (value <= 0) {
            if (!halve && value > at_low / 2) at_high /= 2;
            low = middle;
            at_low = value;
        } else {
            if (!halve && value < at_high / 2) at_low /= 2;
            high = middle;
            at_high = value;
        }
    }
    return (low + high) / 2;
}

}  // namespace entente::war
