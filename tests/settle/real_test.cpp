// Real-valued issues: the verdict and the deals are those of all numbers, not of a grid.
#include <gtest/gtest.h>

#include <cmath>

#include "entente/core/random.hpp"
#include "entente/settle/real.hpp"
#include "settle/cases.hpp"

namespace entente::settle {
namespace {

Issue numbers(const std::string& id, std::int64_t low, std::int64_t high, std::int64_t points) {
    Issue issue;
    issue.id = id;
    for (std::int64_t k = 0; k < points; ++k) {
        const Rational value = Rational(low) + Rational(high - low) * Rational(k, points - 1);
        issue.options.push_back({value.to_string(), value});
    }
    return issue;
}

/// A price between seller and buyer, in utility from 0 to 1.
Case price(const Rational& seller, const Rational& buyer) {
    Case c;
    c.title = "price";
    c.points = Rational(1);
    c.normalise = false;
    c.space.issues.push_back(numbers("price", 0, 1000, 21));
    for (int j = 0; j < 2; ++j) {
        Party party;
        party.id = j == 0 ? "seller" : "buyer";
        party.reserve = Quantity(j == 0 ? seller : buyer);
        IssueScore score;
        score.weight = Quantity(Rational(1));
        for (const Option& option : c.space.issues[0].options) {
            const Rational share = *option.value / Rational(1000);
            score.scores.emplace_back(Rational(100) * (j == 0 ? share : Rational(1) - share));
        }
        party.preference.issues.push_back(score);
        c.parties.push_back(party);
    }
    return c;
}

const Solution* find(const SettleResult& r, const std::string& name) {
    for (const NamedSolution& s : r.solutions) {
        if (s.name == name && s.solution) return &*s.solution;
    }
    return nullptr;
}

const std::vector<IssueId> kFirst{IssueId(0)};

TEST(Real, APriceBetweenTheGridPointsIsFound) {
    const Case c = price(Rational(51, 100), Rational(47, 100));
    EXPECT_TRUE(settle(c).zone.empty) << "no grid point lies between 510 and 530";
    const RealSettlement s = settle_real(c, kFirst, 0);
    EXPECT_FALSE(s.result.zone.empty);
    EXPECT_TRUE(s.result.exact);
    EXPECT_FALSE(s.result.frontier.complete);
    const Solution* nash = find(s.result, "nash");
    ASSERT_NE(nash, nullptr);
    EXPECT_EQ(nash->point.utilities, (std::vector<double>{0.52, 0.48}));
    EXPECT_EQ(s.conflict.space.issues[0].options[nash->point.outcome.options[0].index()].label, "520");
    std::vector<std::string> labels;
    for (const Option& option : s.conflict.space.issues[0].options) labels.push_back(option.label);
    for (const char* end : {"510", "530"})
        EXPECT_NE(std::find(labels.begin(), labels.end(), end), labels.end());
}

TEST(Real, OnePriceOnlyIsFoundExactly) {
    const Case c = price(Rational(333, 1000), Rational(667, 1000));
    const RealSettlement s = settle_real(c, kFirst, 0);
    EXPECT_FALSE(s.result.zone.empty);
    ASSERT_NE(find(s.result, "egalitarian"), nullptr);
    EXPECT_EQ(find(s.result, "egalitarian")->point.utilities, (std::vector<double>{0.333, 0.667}));
}

TEST(Real, NoPriceIsToldWithWhatIsMissing) {
    const Case c = price(Rational(60, 100), Rational(47, 100));
    const RealSettlement s = settle_real(c, kFirst, 0);
    EXPECT_TRUE(s.result.zone.empty);
    EXPECT_TRUE(s.result.zone.proved);
    EXPECT_NEAR(*s.result.zone.smallest_shift, 0.07, 1e-12);
}

TEST(Real, ACapOnTheSumLeavesTheGridAndSaysSo) {
    Case c = price(Rational(51, 100), Rational(47, 100));
    c.cap = Rational(1, 2);
    const RealSettlement s = settle_real(c, kFirst, 0);
    EXPECT_FALSE(s.result.exact);
    EXPECT_FALSE(s.result.zone.proved && s.result.zone.empty);
}

/// Two listed issues and one real one whose lines bend, against a very fine grid.
TEST(Real, SolutionsAreAtLeastThoseOfAFineGrid) {
    int zones = 0;
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        RandomStream random(seed, "real-test");
        Case c = oracle::random_case({.parties = 2 + seed % 2, .issues = 2, .most_options = 3}, seed);
        for (Party& party : c.parties) {  // tables for every issue, so that a real one can be added
            party.reserve = Quantity(Rational(static_cast<std::int64_t>(random.below(30))));
        }
        const std::size_t points = 11;
        c.space.issues.push_back(numbers("x", 0, 10, static_cast<std::int64_t>(points)));
        for (Party& party : c.parties) {
            IssueScore score;
            score.weight = Quantity(Rational(static_cast<std::int64_t>(20 + random.below(40))));
            const auto top = static_cast<std::int64_t>(random.below(points));  // rises to there, then falls
            for (std::int64_t k = 0; k < static_cast<std::int64_t>(points); ++k)
                score.scores.emplace_back(Rational(100) - Rational(9 * std::abs(k - top)));
            party.preference.issues.push_back(score);
        }
        const RealSettlement exact = settle_real(c, {IssueId(2)}, 0);
        const RealSettlement grid = settle_real(c, {IssueId(2)}, 1001);
        ASSERT_TRUE(exact.result.exact);
        EXPECT_EQ(exact.result.zone.empty, grid.result.zone.empty);
        if (exact.result.zone.empty) continue;
        ++zones;
        const auto product = [](const Solution& s) {
            double value = 1;
            for (const double g : s.gains) value *= std::max(g, 0.0);
            return value;
        };
        const auto least = [](const Solution& s) {
            return *std::min_element(s.gains.begin(), s.gains.end());
        };
        const auto sum = [](const Solution& s) {
            double total = 0;
            for (const double u : s.point.utilities) total += u;
            return total;
        };
        EXPECT_NEAR(product(*find(exact.result, "nash")), product(*find(grid.result, "nash")),
                    1e-6 * std::max(1.0, product(*find(grid.result, "nash"))));
        EXPECT_NEAR(least(*find(exact.result, "egalitarian")), least(*find(grid.result, "egalitarian")),
                    1e-6);
        EXPECT_NEAR(sum(*find(exact.result, "utilitarian")), sum(*find(grid.result, "utilitarian")), 1e-6);
    }
    EXPECT_GT(zones, 8);
}

}  // namespace
}  // namespace entente::settle
