// What doubles leave open, decided by fractions.
#include <algorithm>
#include <bit>
#include <cmath>

#include "settle/compiled/parts.hpp"
#include "settle/problem/mix.hpp"

namespace entente::settle {
namespace {

using Parts = CompiledCase::Parts;
using Work = CompiledCase::Work;
using boost::multiprecision::cpp_int;

Fraction fraction(const Rational& number) {
    return Fraction(cpp_int(number.numerator), cpp_int(number.denominator));
}

const Fraction& factor_of(const Parts& parts, Work& work, std::size_t party) {
    std::optional<Fraction>& factor = work.exact_factor[party];
    if (factor) return *factor;
    factor = Fraction(1, 100);
    if (parts.conflict.normalise) {
        Fraction sum = 0;
        for (const Sheet& sheet : parts.parties[party].sheets)
            sum += fraction(sheet.weight.number(work.values));
        factor = sum == 0 ? Fraction(0) : Fraction(fraction(parts.conflict.points) / (100 * sum));
    }
    return *factor;
}

std::vector<std::uint32_t> options_of(const Parts& parts, std::uint32_t outcome) {
    std::vector<std::uint32_t> options;
    for (std::size_t i = 0; i < parts.issues(); ++i)
        options.push_back(parts.classes[i][outcome / parts.stride[i] % parts.classes[i].size()]);
    return options;
}

/// The reservation value, or the worst utility of any outcome that can be.
const Fraction& origin_of(const Parts& parts, Work& work, std::size_t party) {
    std::optional<Fraction>& origin = work.exact_origin[party];
    if (origin) return *origin;
    if (!std::isnan(work.reserves[party])) {
        origin = fraction(Rational::nearest(work.reserves[party]));
        return *origin;
    }
    const double near = work.origin[party] + kNearTie * work.size;
    for (std::size_t o = 0; o < parts.outcomes; ++o) {
        if (!parts.forbidden.empty() && parts.forbidden[o] != 0) continue;
        if (work.utility[party][o] > near) continue;
        Fraction utility = exact_at(parts, work, party, static_cast<std::uint32_t>(o));
        if (!origin || utility < *origin) origin = std::move(utility);
    }
    return *origin;
}

const Fraction& ideal_of(const Parts& parts, Work& work, std::size_t party) {
    std::optional<Fraction>& ideal = work.exact_ideal[party];
    if (ideal) return *ideal;
    const double near = work.answer.ideal[party] - kNearTie * work.size;
    for (const std::uint32_t o : work.rational) {
        if (work.utility[party][o] < near) continue;
        Fraction utility = exact_at(parts, work, party, o);
        if (!ideal || utility > *ideal) ideal = std::move(utility);
        if (at_cap(work, party, o)) break;  // nothing is above it
    }
    return *ideal;
}

/// Numbers compared one after the other: the solution's own, then the sorted gains.
using Keys = std::vector<Fraction>;

Keys keys_of(const Parts& parts, Work& work, Quick solution, std::uint32_t outcome) {
    const std::size_t n = parts.parties.size();
    std::vector<Fraction> utility;
    std::vector<Fraction> gain;
    for (std::size_t j = 0; j < n; ++j) {
        utility.push_back(exact_at(parts, work, j, outcome));
        gain.push_back(utility[j] - origin_of(parts, work, j));
    }
    Keys keys;
    if (solution == Quick::utilitarian) {
        Fraction sum = 0;
        for (const Fraction& each : utility) sum += each;
        keys.push_back(sum);
    } else if (solution == Quick::nash || solution == Quick::kalai_smorodinsky) {
        Fraction product = 1;
        int positive = 0;
        Keys shares;
        for (std::size_t j = 0; j < n; ++j) {
            const Fraction whole = ideal_of(parts, work, j) - origin_of(parts, work, j);
            if (whole > 0) shares.push_back(gain[j] / whole);
            if (gain[j] <= 0) continue;
            ++positive;
            product *= gain[j] / whole;
        }
        if (solution == Quick::nash) {
            keys = {Fraction(positive), product};
        } else {
            std::sort(shares.begin(), shares.end());
            keys = std::move(shares);
        }
    }
    std::sort(gain.begin(), gain.end());
    keys.insert(keys.end(), gain.begin(), gain.end());
    return keys;
}

/// What decides between outcomes that are equally good in every other respect, as `Problem::lot` does: it
/// depends on who gets what, not on the order of parties or outcomes.
std::uint64_t lot(const Parts& parts, Work& work, std::uint32_t outcome) {
    std::uint64_t sum = 0;
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        std::uint64_t name = 0xcbf29ce484222325ull;  // FNV-1a
        for (const char c : parts.conflict.parties[j].id)
            name = (name ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
        const Fraction utility = exact_at(parts, work, j, outcome);
        const double worth = static_cast<double>(static_cast<long double>(numerator(utility)) /
                                                 static_cast<long double>(denominator(utility))) +
                             0.0;
        sum += mixed_bits(name ^ mixed_bits(std::bit_cast<std::uint64_t>(worth)));
    }
    return mixed_bits(sum);
}

}  // namespace

Fraction exact_utility_of(const Parts& parts, Work& work, std::size_t party,
                          std::span<const std::uint32_t> options) {
    const CompiledParty& of = parts.parties[party];
    Fraction sum = 0;
    for (std::size_t i = 0; i < parts.issues(); ++i) {
        const Sheet& sheet = of.sheets[i];
        if (sheet.scores.empty()) continue;
        const ScoreAt& at = sheet.options[parts.class_of[i][options[i]]];
        Fraction score = fraction(sheet.scores[at.left].number(work.values));
        if (at.exact_share != Rational(0)) {
            score += (fraction(sheet.scores[at.left + 1].number(work.values)) - score) *
                     fraction(at.exact_share);
        }
        sum += fraction(sheet.weight.number(work.values)) * score;
    }
    sum *= factor_of(parts, work, party);
    for (const CompiledTerm& term : of.terms) {
        const bool held = std::all_of(term.when.begin(), term.when.end(), [&](const Condition& c) {
            return c.holds(OptionId(std::size_t{options[c.issue.index()]}));
        });
        if (held) sum += fraction(term.add.number(work.values));
    }
    if (parts.conflict.cap) {
        const Fraction cap = fraction(*parts.conflict.cap);
        if (sum > cap) sum = cap;
    }
    return sum;
}

Fraction exact_at(const Parts& parts, Work& work, std::size_t party, std::uint32_t outcome) {
    if (at_cap(work, party, outcome)) return fraction(*parts.conflict.cap);
    auto& known = work.exact_utility[party];
    const auto found = known.find(outcome);
    if (found != known.end()) return found->second;
    return known.emplace(outcome, exact_utility_of(parts, work, party, options_of(parts, outcome)))
        .first->second;
}

bool reaches(const Parts&, Work& work, std::size_t party, const Fraction& utility) {
    return utility >= fraction(Rational::nearest(work.reserves[party]));
}

std::uint32_t exact_best(const Parts& parts, Work& work, Quick solution) {
    std::uint32_t best = work.close.front();
    Keys top = keys_of(parts, work, solution, best);
    for (std::size_t k = 1; k < work.close.size(); ++k) {
        Keys keys = keys_of(parts, work, solution, work.close[k]);
        if (keys < top) continue;
        // Outcomes come in order: the first of those with the same utilities stays.
        if (keys == top && lot(parts, work, work.close[k]) >= lot(parts, work, best)) continue;
        top = std::move(keys);
        best = work.close[k];
    }
    return best;
}

}  // namespace entente::settle
