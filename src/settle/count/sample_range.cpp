#include "settle/count/sample_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>

namespace entente::settle {

Range share_range(const Moments& moments) {
    const auto n = static_cast<double>(moments.samples);
    const auto hits = static_cast<double>(moments.hits);
    constexpr double kTail = 0.025;
    Range range;
    if (hits > 0) range.low = boost::math::ibeta_inv(hits, n - hits + 1, kTail);
    if (hits < n) range.high = boost::math::ibetac_inv(hits + 1, n - hits, kTail);
    return range;
}

Range bernstein_range(const Moments& moments) {
    const auto n = static_cast<double>(moments.samples);
    const double mean = moments.sum / n;
    const double variance = std::max(0.0, moments.squares / n - mean * mean);
    const double log_term = std::log(2 / 0.025);
    const double half = std::sqrt(2 * variance * log_term / n) + 7 * log_term / (3 * (n - 1));
    return {std::max(0.0, mean - half), std::min(1.0, mean + half)};
}

Range weight_range(const Moments& moments) {
    constexpr double kEnough = 1000;
    constexpr double kNormal95 = 1.959963984540054;
    const bool spread = moments.sum * moments.sum >= kEnough * moments.squares;  // not carried by a few
    const auto misses = static_cast<double>(moments.samples - moments.hits);
    if (static_cast<double>(moments.hits) < kEnough || misses < kEnough || !spread)
        return bernstein_range(moments);
    const auto n = static_cast<double>(moments.samples);
    const double mean = moments.sum / n;
    const double variance = std::max(0.0, moments.squares / n - mean * mean);
    const double half = kNormal95 * std::sqrt(variance / n);
    return {std::max(0.0, mean - half), std::min(1.0, mean + half)};
}

std::string decimal(double log10_value) {
    if (log10_value < 15)
        return std::to_string(static_cast<long long>(std::llround(std::pow(10.0, log10_value))));
    // Half a unit of the last digit shown is added first, so that 9.99999 carries into the next power of
    // ten.
    const double whole = std::floor(log10_value + std::log10(1 + 0.5e-5));
    return fmt::format("{:.4f}e{}", std::pow(10.0, log10_value - whole), static_cast<int>(whole));
}

double capped_power(double log10_value) {
    return log10_value > 308 ? std::numeric_limits<double>::max() : std::pow(10.0, log10_value);
}

}  // namespace entente::settle
