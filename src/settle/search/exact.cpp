#include "settle/search/exact.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>

namespace entente::settle {
namespace {

using Big = boost::multiprecision::cpp_int;

int sign(const Big& value) { return value.sign(); }

int128 narrow(const Big& value) { return static_cast<int128>(value); }

/// floor(a / b), b > 0.
Big floor_divide(const Big& a, const Big& b) {
    Big quotient, rest;
    boost::multiprecision::divide_qr(a, b, quotient, rest);
    return rest < 0 ? Big(quotient - 1) : quotient;
}

}  // namespace

int compare(const Level& a, const Level& b) {
    if (a.denominator == b.denominator) {
        return a.numerator < b.numerator ? -1 : a.numerator > b.numerator ? 1 : 0;
    }
    const long double left =
        static_cast<long double>(a.numerator) / static_cast<long double>(a.denominator);
    const long double right =
        static_cast<long double>(b.numerator) / static_cast<long double>(b.denominator);
    const long double margin = 1e-17L * (std::abs(left) + std::abs(right));
    if (left < right - margin) return -1;
    if (left > right + margin) return 1;
    return sign(Big(a.numerator) * Big(b.denominator) - Big(b.numerator) * Big(a.denominator));
}

int128 round_up(const Level& level, int128 factor) {
    const Big product = Big(level.numerator) * Big(factor);
    return narrow(Big(-floor_divide(Big(-product), Big(level.denominator))));
}

int128 next_above(const Level& level, int128 factor) {
    return narrow(Big(floor_divide(Big(level.numerator) * Big(factor), Big(level.denominator)) + 1));
}

int compare_products(const std::vector<int128>& a, const std::vector<int128>& b,
                     const std::vector<std::size_t>& parties) {
    long double difference = 0;
    bool zero_a = false, zero_b = false;
    for (const std::size_t j : parties) {
        zero_a = zero_a || a[j] <= 0;
        zero_b = zero_b || b[j] <= 0;
        if (a[j] > 0 && b[j] > 0) {
            difference +=
                std::log(static_cast<long double>(a[j])) - std::log(static_cast<long double>(b[j]));
        }
    }
    if (zero_a || zero_b) return zero_a == zero_b ? 0 : (zero_a ? -1 : 1);
    if (std::abs(difference) > 1e-14L * static_cast<long double>(parties.size() + 1))
        return difference < 0 ? -1 : 1;
    Big left = 1, right = 1;
    for (const std::size_t j : parties) {
        left *= Big(a[j]);
        right *= Big(b[j]);
    }
    return sign(left - right);
}

int compare_sums(const Separable& space, const std::vector<int128>& a, const std::vector<int128>& b) {
    long double difference = 0, size = 0;
    bool exact = true;
    for (std::size_t j = 0; j < space.parties; ++j) {
        const long double term = static_cast<long double>(a[j] - b[j]) * space.unit_points[j];
        difference += term;
        size += std::abs(term);
        exact = exact && space.unit_denominator[j] != 0;
    }
    const long double margin = 1e-17L * static_cast<long double>(space.parties + 2) * size;
    if (difference < -margin) return -1;
    if (difference > margin) return 1;
    if (!exact) return 0;
    Big top = 0, bottom = 1;
    for (std::size_t j = 0; j < space.parties; ++j) {
        const Big denominator(space.unit_denominator[j]);
        top = top * denominator + Big(a[j] - b[j]) * Big(space.unit_numerator[j]) * bottom;
        bottom *= denominator;
    }
    return sign(top);
}

double sum_step(const Separable& space) {
    Big common = 1;
    for (const int128 denominator : space.unit_denominator) {
        if (denominator == 0) return 0;
        common = boost::multiprecision::lcm(common, Big(denominator));
    }
    return 1.0 / static_cast<double>(common);
}

int compare_leximin(const Separable& space, const std::vector<int128>& a, const std::vector<int128>& b) {
    const auto sorted = [&](const std::vector<int128>& gains) {
        std::vector<Level> levels;
        for (std::size_t j = 0; j < gains.size(); ++j) {
            Level level{gains[j], 1};
            if (space.unit_denominator[j] == 0 ||
                __builtin_mul_overflow(gains[j], space.unit_numerator[j], &level.numerator)) {
                // Beyond exact fractions: points on a grid of 2^-40.
                level.numerator = static_cast<int128>(static_cast<long double>(gains[j]) *
                                                      space.unit_points[j] * 1099511627776.0L);
                level.denominator = int128{1} << 40;
            } else {
                level.denominator = space.unit_denominator[j];
            }
            levels.push_back(level);
        }
        std::sort(levels.begin(), levels.end(),
                  [](const Level& x, const Level& y) { return compare(x, y) < 0; });
        return levels;
    };
    const auto left = sorted(a);
    const auto right = sorted(b);
    for (std::size_t rank = 0; rank < left.size(); ++rank) {
        if (const int order = compare(left[rank], right[rank]); order != 0) return order;
    }
    return 0;
}

bool preferred(const Separable& space, const std::vector<int128>& a, const std::vector<int128>& b) {
    const int order = compare_leximin(space, a, b);
    return order != 0 ? order > 0 : a > b;
}

PointUnits point_units(const Separable& space) {
    Big factor = 1;
    for (std::size_t j = 0; j < space.parties; ++j) {
        if (space.unit_denominator[j] == 0) return {};
        factor = boost::multiprecision::lcm(factor, Big(space.unit_numerator[j]));
    }
    PointUnits result;
    const Big limit = Big(1) << 100;
    if (factor > limit) return {};
    result.factor = narrow(factor);
    for (std::size_t j = 0; j < space.parties; ++j) {
        const Big units = factor / Big(space.unit_numerator[j]) * Big(space.unit_denominator[j]);
        if (units > limit) return {};
        result.units.push_back(narrow(units));
    }
    return result;
}

std::vector<int128> sum_factors(const Separable& space) {
    Big common = 1;
    for (const int128 denominator : space.unit_denominator) {
        if (denominator == 0) return {};
        common = boost::multiprecision::lcm(common, Big(denominator));
    }
    std::vector<int128> factors;
    for (std::size_t j = 0; j < space.parties; ++j) {
        const Big factor = common / Big(space.unit_denominator[j]) * Big(space.unit_numerator[j]);
        // The factor times the largest gain, over all parties, must stay well inside 126 bits.
        const Big reach = factor * Big(std::max(space.highest(j), -space.lowest(j))) * Big(space.parties);
        if (factor > (Big(1) << 100) || reach > (Big(1) << 120)) return {};
        factors.push_back(narrow(factor));
    }
    return factors;
}

}  // namespace entente::settle
