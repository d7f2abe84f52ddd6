#include "entente/model/exact.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>

#include "entente/core/expects.hpp"
#include "entente/model/option_score.hpp"

namespace entente {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

cpp_rational big(const Rational& r) { return cpp_rational(cpp_int(r.numerator), cpp_int(r.denominator)); }

/// The factor from (weight as written times score of 0 to 100) to points.
cpp_rational points_per_weighted_score(const Case& conflict, const Preference& preference) {
    if (!conflict.normalise) return cpp_rational(1, 100);
    cpp_rational sum = 0;
    for (const IssueScore& score : preference.issues) sum += big(score.weight.best);
    if (sum == 0) return 0;
    return big(conflict.points) / (100 * sum);
}

/// A party's contributions as exact fractions, in points.
struct Fractions {
    std::vector<std::vector<cpp_rational>> contribution;
    std::vector<cpp_rational> terms;
};

Fractions fractions_of(const Case& conflict, const Party& party) {
    Fractions fractions;
    const cpp_rational factor = points_per_weighted_score(conflict, party.preference);
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        const IssueScore& score = party.preference.issues[i];
        const cpp_rational weight = factor * big(score.weight.best);
        std::vector<cpp_rational> row;
        for (const Rational& value : option_scores(conflict.space.issues[i], score))
            row.push_back(weight * big(value));
        fractions.contribution.push_back(std::move(row));
    }
    for (const Term& term : party.preference.terms) fractions.terms.push_back(big(term.add.best));
    return fractions;
}

constexpr int kMaxBits = 126;

/// The least common denominator, or 0 where sums would need more than kMaxBits bits with it.
cpp_int common_scale(const Fractions& fractions, const std::optional<Rational>& cap) {
    cpp_int scale = 1;
    const auto include = [&](const cpp_rational& x) {
        if (scale != 0) scale = boost::multiprecision::lcm(scale, denominator(x));
        if (scale != 0 && msb(scale) > kMaxBits) scale = 0;
    };
    for (const auto& row : fractions.contribution) {
        for (const cpp_rational& x : row) include(x);
    }
    for (const cpp_rational& x : fractions.terms) include(x);
    if (cap) include(big(*cap));
    if (scale == 0) return 0;
    cpp_rational size = 0;
    for (const auto& row : fractions.contribution) {
        cpp_rational largest = 0;
        for (const cpp_rational& x : row) largest = std::max(largest, cpp_rational(abs(x)));
        size += largest;
    }
    for (const cpp_rational& x : fractions.terms) size += abs(x);
    const cpp_int total = numerator(size) * scale / denominator(size) + 1;
    return msb(total) >= kMaxBits ? cpp_int(0) : scale;
}

/// The declared grid where no common denominator fits: a power of ten that keeps every sum within 60 bits.
cpp_int grid_scale(const Fractions& fractions) {
    double size = 1;
    for (const auto& row : fractions.contribution) {
        double largest = 0;
        for (const cpp_rational& x : row) largest = std::max(largest, std::abs(static_cast<double>(x)));
        size += largest;
    }
    for (const cpp_rational& x : fractions.terms) size += std::abs(static_cast<double>(x));
    cpp_int scale = 1;
    while (size * static_cast<double>(scale) * 10 < 0x1p60) scale *= 10;
    return scale;
}

cpp_int floor_divide(const cpp_int& a, const cpp_int& b) {
    cpp_int quotient = a / b;
    if (quotient * b > a) --quotient;
    return quotient;
}

int128 to_units(const cpp_rational& points, const cpp_int& scale) {
    // Nearest unit; exact wherever `scale` is a common denominator.
    const cpp_int twice = 2 * numerator(points) * scale + denominator(points);
    return static_cast<int128>(floor_divide(twice, 2 * denominator(points)));
}

int128 to_units_up(const cpp_rational& points, const cpp_int& scale) {
    const cpp_rational limit(cpp_int(1) << kMaxBits, 1);
    const cpp_rational scaled = points * scale;
    if (scaled > limit) return static_cast<int128>(numerator(limit));
    if (scaled < -limit) return -static_cast<int128>(numerator(limit));
    return static_cast<int128>(cpp_int(-floor_divide(-numerator(scaled), denominator(scaled))));
}

void fill_bounds(ExactUtility& utility) {
    for (const auto& row : utility.contribution) {
        utility.lowest += *std::min_element(row.begin(), row.end());
        utility.highest += *std::max_element(row.begin(), row.end());
    }
    for (const ExactTerm& term : utility.terms) {
        (term.units < 0 ? utility.lowest : utility.highest) += term.units;
    }
    // Kernels add contributions in any order, so every partial sum must fit, not only the total.
    int128 size = 0;
    for (const auto& row : utility.contribution) {
        int128 largest = 0;
        for (const int128 units : row) largest = std::max(largest, units < 0 ? -units : units);
        size += largest;
    }
    for (const ExactTerm& term : utility.terms) size += term.units < 0 ? -term.units : term.units;
    const int128 limit = int128{1} << 62;
    utility.fits_int64 = size < limit;
    if (utility.fits_int64 && utility.has_reserve)
        utility.reserve = std::clamp(utility.reserve, -limit, limit);
}

ExactUtility exact_utility(const Case& conflict, const Party& party) {
    const Fractions fractions = fractions_of(conflict, party);
    ExactUtility utility;
    cpp_int scale = common_scale(fractions, conflict.cap);
    utility.exact = scale != 0;
    if (!utility.exact) scale = grid_scale(fractions);
    utility.scale = static_cast<int128>(scale);
    for (const auto& row : fractions.contribution) {
        std::vector<int128> units;
        units.reserve(row.size());
        for (const cpp_rational& x : row) units.push_back(to_units(x, scale));
        utility.contribution.push_back(std::move(units));
    }
    for (std::size_t t = 0; t < fractions.terms.size(); ++t) {
        utility.terms.push_back({party.preference.terms[t].when, to_units(fractions.terms[t], scale)});
    }
    utility.has_reserve = party.reserve.has_value();
    if (utility.has_reserve) utility.reserve = to_units_up(big(party.reserve->best), scale);
    utility.has_cap = conflict.cap.has_value();
    if (utility.has_cap) utility.cap = to_units(big(*conflict.cap), scale);
    fill_bounds(utility);
    return utility;
}

}  // namespace

std::vector<ExactUtility> exact_utilities(const Case& conflict) {
    std::vector<ExactUtility> utilities;
    for (const Party& party : conflict.parties) {
        ENTENTE_EXPECTS(party.preference.issues.size() == conflict.space.issues.size());
        utilities.push_back(exact_utility(conflict, party));
    }
    return utilities;
}

int128 units_of(const ExactUtility& utility, const Outcome& outcome) {
    int128 units = 0;
    for (std::size_t i = 0; i < utility.contribution.size(); ++i) {
        units += utility.contribution[i][outcome.options[i].index()];
    }
    for (const ExactTerm& term : utility.terms) {
        if (holds(term.when, outcome)) units += term.units;
    }
    return units;
}

double utility(const Case& conflict, PartyId party, const Outcome& outcome) {
    const Preference& preference = conflict.parties[party.index()].preference;
    const cpp_rational factor = points_per_weighted_score(conflict, preference);
    cpp_rational points = 0;
    for (std::size_t i = 0; i < preference.issues.size(); ++i) {
        const IssueScore& score = preference.issues[i];
        const Rational value = option_score(conflict.space.issues[i], score, outcome.options[i]);
        points += factor * big(score.weight.best) * big(value);
    }
    for (const Term& term : preference.terms) {
        if (holds(term.when, outcome)) points += big(term.add.best);
    }
    if (conflict.cap) points = std::min(points, big(*conflict.cap));
    return static_cast<double>(points);
}

}  // namespace entente
