// Golden values of the closed forms, and the properties that they rest on.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "entente/levers/backers.hpp"
#include "entente/levers/games.hpp"
#include "entente/levers/phases.hpp"
#include "entente/levers/promises.hpp"
#include "entente/levers/transfers.hpp"

namespace entente::levers {
namespace {

TEST(Transfers, CheapestOfThree) {
    const std::vector<std::vector<double>> deals = {{60, 30}, {40, 55}, {20, 70}};
    const std::vector<double> floor = {50, 60};
    const std::vector<PaymentTerms> terms = {{.price = 1, .most = 1000}, {.price = 2, .most = 1000}};
    const std::vector<double> costs = {60, 20, 30};
    for (std::size_t k = 0; k < deals.size(); ++k)
        EXPECT_DOUBLE_EQ(payments_for(deals[k], floor, terms)->cost, costs[k]);
    const auto best = cheapest_purchase(deals, floor, terms);
    ASSERT_TRUE(best);
    EXPECT_EQ(best->deal, 1u);
    EXPECT_EQ(best->paid, (std::vector<double>{10, 5}));
    EXPECT_FALSE(cheapest_purchase(deals, floor, std::vector<PaymentTerms>(2)));
}

RC_GTEST_PROP(Transfers, OnlyEfficientDealsCanWin, ()) {
    const auto n = *rc::gen::inRange<std::size_t>(2, 5);
    const auto count = *rc::gen::inRange<std::size_t>(1, 12);
    const auto number = [](int low, int high) { return static_cast<double>(*rc::gen::inRange(low, high)); };
    std::vector<std::vector<double>> all(count);
    for (auto& u : all) {
        for (std::size_t i = 0; i < n; ++i) u.push_back(number(0, 20));
    }
    std::vector<double> floor;
    std::vector<PaymentTerms> terms;
    for (std::size_t i = 0; i < n; ++i) {
        floor.push_back(number(0, 20));
        terms.push_back({.price = number(0, 5), .fixed = number(0, 5), .most = number(0, 20)});
    }
    std::vector<std::vector<double>> efficient;
    for (const auto& u : all) {
        bool beaten = false;
        for (const auto& v : all) {
            bool at_least = v != u;
            for (std::size_t i = 0; i < n; ++i) at_least = at_least && v[i] >= u[i];
            beaten = beaten || at_least;
        }
        if (!beaten) efficient.push_back(u);
    }
    const auto a = cheapest_purchase(all, floor, terms);
    const auto b = cheapest_purchase(efficient, floor, terms);
    RC_ASSERT(a.has_value() == b.has_value());
    if (a) RC_ASSERT(a->cost == b->cost);
}

Promise two_by_two(const double (&mine)[2][2], std::size_t row, std::size_t column) {
    const std::vector<std::size_t> choices = {2, 2}, profile = {row, column};
    return promise_for(
        choices,
        [&](std::size_t player, std::span<const std::size_t> at) {
            return player == 0 ? mine[at[0]][at[1]] : mine[at[1]][at[0]];
        },
        profile);
}

TEST(Promises, PrisonersAndChicken) {
    const double prisoner[2][2] = {{3, 0}, {5, 1}};  // cooperate, defect
    EXPECT_DOUBLE_EQ(two_by_two(prisoner, 0, 0).total, 4);
    EXPECT_DOUBLE_EQ(two_by_two(prisoner, 1, 1).total, 0);
    EXPECT_DOUBLE_EQ(two_by_two(prisoner, 0, 1).total, 1);
    EXPECT_FALSE(two_by_two(prisoner, 1, 1).needed);
    const double chicken[2][2] = {{3, 2}, {4, 1}};  // swerve, go on
    EXPECT_DOUBLE_EQ(two_by_two(chicken, 0, 0).total, 2);
    EXPECT_DOUBLE_EQ(two_by_two(chicken, 0, 1).total, 0);
    EXPECT_DOUBLE_EQ(two_by_two(chicken, 1, 0).total, 0);
}

TEST(Promises, PriceOfCertainty) {
    const auto price = [](std::size_t n, double a) {
        std::vector<double> success;
        for (std::size_t k = 0; k <= n; ++k) success.push_back(std::pow(a, n - k));
        return price_of_certainty(success, 1);
    };
    EXPECT_EQ(price(2, .5).offers, (std::vector<double>{4, 2}));
    EXPECT_DOUBLE_EQ(price(2, .5).if_all_expected, 4);
    EXPECT_DOUBLE_EQ(price(3, .5).certain, 14);
    EXPECT_DOUBLE_EQ(price(3, .5).if_all_expected, 6);
    EXPECT_NEAR(price(3, .9).certain, 33.456790, 1e-6);
    EXPECT_NEAR(price(3, .9).if_all_expected, 30, 1e-9);
    EXPECT_THROW((void)price_of_certainty(std::vector<double>{.5, .5}, 1), std::invalid_argument);
}

TEST(Phases, FewestAndSizes) {
    const auto five = fewest_phases({.bond = .05, .benefit = 1, .discount = .95});
    ASSERT_TRUE(five);
    ASSERT_EQ(five->size(), 5u);
    EXPECT_NEAR((*five)[4], .05, 1e-12);
    EXPECT_NEAR((*five)[3], .0975, 1e-12);
    EXPECT_NEAR((*five)[2], .18775, 1e-12);
    EXPECT_NEAR((*five)[1], .359225, 1e-12);
    EXPECT_NEAR(std::accumulate(five->begin(), five->end(), 0.0), 1, 1e-12);
    EXPECT_EQ(fewest_phases({.bond = .05, .benefit = .5, .discount = .95})->size(), 7u);
    EXPECT_EQ(fewest_phases({.bond = .02, .benefit = 1, .discount = .95})->size(), 6u);
    EXPECT_FALSE(fewest_phases({.bond = 0}));
}

TEST(Phases, TheBondNeededIsTheOneThatJustDoesIt) {
    for (const double benefit : {0.0, .4, 1.0}) {
        for (std::size_t steps = 1; steps <= 12; ++steps) {
            PhaseTerms terms{.bond = 0, .benefit = benefit, .discount = .95};
            const double bond = bond_needed(terms, steps);
            terms.bond = bond * (1 + 1e-9);
            EXPECT_EQ(fewest_phases(terms)->size(), steps);
            terms.bond = bond * (1 - 1e-9);
            EXPECT_EQ(fewest_phases(terms)->size(), steps + 1);
        }
    }
}

TEST(Phases, GuaranteeAndSpoilers) {
    EXPECT_NEAR(*guarantee_needed(.7, .3, .1, .45), .375, 1e-12);
    EXPECT_EQ(guarantee_needed(.5, .3, .1, .45), 0.0);
    EXPECT_FALSE(guarantee_needed(.9, .8, .1, .45));
    const double strength[] = {.2, .5, .8};
    const double attack[] = {.605911, .507692, .344262};
    const double quiet[] = {.574468, .771429, .843750};
    for (int k = 0; k < 3; ++k) {
        const SpoilerTerms terms{.trust = .6, .strength = strength[k], .prevention = .9, .attack = .8};
        EXPECT_NEAR(trust_after_attack(terms), attack[k], 1e-6);
        EXPECT_NEAR(trust_after_quiet(terms), quiet[k], 1e-6);
    }
    EXPECT_DOUBLE_EQ(trust_needed(3, 1), .25);
}

TEST(Backers, KeennessAndIncome) {
    const Contributions keen = contributions_by_keenness(std::vector<double>{1.5, 3, 2});
    EXPECT_EQ(keen.given, (std::vector<double>{0, 2, 0}));
    EXPECT_DOUBLE_EQ(keen.efficient, 5.5);
    const Contributions equal = contributions_by_income(std::vector<double>{1, 1, 1}, .5);
    EXPECT_DOUBLE_EQ(equal.total, .75);
    for (const double given : equal.given) EXPECT_DOUBLE_EQ(given, .25);
    const Contributions rich = contributions_by_income(std::vector<double>{4, 1, 1}, .5);
    EXPECT_EQ(rich.given, (std::vector<double>{2, 0, 0}));
    EXPECT_DOUBLE_EQ(rich.efficient, 3);
}

TEST(Games, KnownValues) {
    // A glove market: one left glove, two right ones.
    CoalitionGame gloves{3, {0, 0, 0, 1, 0, 1, 0, 1}};
    const auto shapley = shapley_value(gloves);
    EXPECT_NEAR(shapley[0], 2.0 / 3, 1e-12);
    EXPECT_NEAR(shapley[1], 1.0 / 6, 1e-12);
    EXPECT_FALSE(core(gloves).empty);
    const auto glove = nucleolus(gloves);
    ASSERT_TRUE(glove);
    EXPECT_NEAR((*glove)[0], 1, 1e-9);
    // Any two of three can divide 90, all three 101: nobody can be kept from leaving.
    CoalitionGame pairs{3, {0, 0, 0, 90, 0, 90, 90, 101}};
    const CoreAnswer none = core(pairs);
    EXPECT_TRUE(none.empty);
    EXPECT_NEAR(none.least_excess, 90 - 2 * 101.0 / 3, 1e-9);
    const auto equal = nucleolus(pairs);
    ASSERT_TRUE(equal);
    for (const double share : *equal) EXPECT_NEAR(share, 101.0 / 3, 1e-9);
    // The Talmud's estates (Aumann and Maschler 1985): claims 100, 200, 300.
    const double shares[][4] = {
        {100, 100.0 / 3, 100.0 / 3, 100.0 / 3}, {200, 50, 75, 75}, {300, 50, 100, 150}};
    for (const auto& row : shares) {
        const double claims[] = {100, 200, 300};
        CoalitionGame estate{3, std::vector<double>(8)};
        for (std::uint32_t mask = 0; mask < 8; ++mask) {
            double others = 0;
            for (int i = 0; i < 3; ++i) others += (mask >> i & 1) != 0 ? 0 : claims[i];
            estate.worth[mask] = mask == 0 ? 0 : std::max(0.0, row[0] - others);
        }
        const auto fair = nucleolus(estate);
        ASSERT_TRUE(fair);
        for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR((*fair)[i], row[i + 1], 1e-8) << row[0];
    }
}

RC_GTEST_PROP(Games, ShapleySharesAllAndTheNucleolusIsInACoreThatIsThere, ()) {
    const auto n = *rc::gen::inRange<std::size_t>(2, 5);
    CoalitionGame game{n, std::vector<double>(std::size_t{1} << n, 0)};
    for (std::size_t mask = 1; mask < game.worth.size(); ++mask)
        game.worth[mask] = static_cast<double>(*rc::gen::inRange(0, 50));
    const auto value = shapley_value(game);
    RC_ASSERT(std::fabs(std::accumulate(value.begin(), value.end(), 0.0) - game.worth.back()) < 1e-9);
    const CoreAnswer in_core = core(game);
    const auto point = nucleolus(game);
    RC_ASSERT(point.has_value());
    double worst = -1e300;
    for (std::size_t mask = 1; mask + 1 < game.worth.size(); ++mask) {
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += (mask >> i & 1) != 0 ? (*point)[i] : 0;
        worst = std::max(worst, game.worth[mask] - sum);
    }
    RC_ASSERT(std::fabs(worst - in_core.least_excess) < 1e-7);
}

}  // namespace
}  // namespace entente::levers
