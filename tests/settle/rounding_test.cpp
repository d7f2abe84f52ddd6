// Numbers with many digits: how far the grid lies from exact fractions.
#include "settle/problem/rounding.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <random>

#include "entente/model/exact.hpp"
#include "entente/settle/settle.hpp"

namespace entente::settle {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

cpp_rational big(const Rational& r) { return cpp_rational(cpp_int(r.numerator), cpp_int(r.denominator)); }

/// An exact fraction for a 128-bit whole number.
cpp_rational whole(int128 value) { return cpp_rational(cpp_int(value)); }

/// A fraction that shares its denominator with hardly any other: no common scale fits 128 bits.
Rational fraction(std::mt19937& draw, std::int64_t most) {
    const std::int64_t denominator = 900'000'000 + static_cast<std::int64_t>(draw() % 100'000'000);
    const std::int64_t digits =
        (static_cast<std::int64_t>(draw()) << 20) ^ static_cast<std::int64_t>(draw());
    return Rational{digits % (most * denominator), denominator};
}

Case random_case(std::mt19937& draw) {
    Case conflict;
    for (const char* id : {"a", "b"}) {
        Party party;
        party.id = party.name = id;
        conflict.parties.push_back(std::move(party));
    }
    for (int i = 0; i < 5; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (int o = 0; o < 3; ++o) issue.options.push_back({.label = std::to_string(o), .value = {}});
        conflict.space.issues.push_back(std::move(issue));
        for (Party& party : conflict.parties) {
            IssueScore score;
            score.weight.best = fraction(draw, 90);
            for (int o = 0; o < 3; ++o) {
                Quantity quantity;
                quantity.best = fraction(draw, 100);
                score.scores.push_back(quantity);
            }
            party.preference.issues.push_back(std::move(score));
        }
    }
    return conflict;
}

cpp_rational true_utility(const Case& conflict, const Party& party,
                          const std::vector<std::size_t>& options) {
    cpp_rational sum = 0;
    for (const IssueScore& score : party.preference.issues) sum += big(score.weight.best);
    cpp_rational points = 0;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const IssueScore& score = party.preference.issues[i];
        points += big(conflict.points) / (100 * sum) * big(score.weight.best) *
                  big(score.scores[options[i]].best);
    }
    return points;
}

TEST(Rounding, TheBoundHoldsForEveryOutcome) {
    std::mt19937 draw(7);
    int rounded = 0;
    for (int round = 0; round < 50; ++round) {
        const Case conflict = random_case(draw);
        const std::vector<ExactUtility> exact = exact_utilities(conflict);
        for (std::size_t j = 0; j < exact.size(); ++j) {
            rounded += exact[j].exact ? 0 : 1;
            cpp_rational worst = 0;
            for (std::size_t code = 0; code < 243; ++code) {
                std::vector<std::size_t> options;
                int128 units = 0;
                for (std::size_t i = 0, rest = code; i < 5; ++i, rest /= 3) {
                    options.push_back(rest % 3);
                    units += exact[j].contribution[i][rest % 3];
                }
                const cpp_rational off = whole(units) / whole(exact[j].scale) -
                                         true_utility(conflict, conflict.parties[j], options);
                worst = std::max(worst, cpp_rational(abs(off)));
            }
            const double bound = rounding_bound(exact[j]);
            EXPECT_LE(worst, cpp_rational(bound)) << round;
            if (!exact[j].exact) {
                EXPECT_GT(worst * 100, cpp_rational(bound)) << "the bound says nothing";
            }
        }
        const SettleResult result = settle(conflict);
        const bool any = !exact[0].exact || !exact[1].exact;
        EXPECT_EQ(result.exact, !any);
        const bool told = std::any_of(
            result.notes.begin(), result.notes.end(),
            [](const std::string& note) { return note.find("off by at most") != std::string::npos; });
        EXPECT_EQ(told, any);
    }
    EXPECT_GT(rounded, 50);
}

}  // namespace
}  // namespace entente::settle
