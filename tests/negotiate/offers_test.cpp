#include "entente/negotiate/offers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::negotiate {
namespace {

TEST(Offers, GoldenRubinstein) {
    EXPECT_NEAR(rubinstein_share(Pair{.9, .9}), .526315789, 1e-9);
    EXPECT_NEAR(rubinstein_share(Pair{.9, .8}), .714285714, 1e-9);
    EXPECT_NEAR(1 - rubinstein_share(Pair{.8, .9}), .642857143, 1e-9);
    EXPECT_NEAR(rubinstein_share(Pair{.5, .5}), 2.0 / 3, 1e-9);
    EXPECT_NEAR(rubinstein_share(Pair{.95, .9}), .689655172, 1e-9);
    const double length[] = {1, .1, .01, .001};
    const double share[] = {.683188, .668332, .666833, .666683};
    for (int i = 0; i < 4; ++i) EXPECT_NEAR(rubinstein_share({.05, .1}, length[i]), share[i], 5e-7);
    EXPECT_NEAR(rubinstein_share({.05, .1}, 0), 2.0 / 3, 1e-12);
    const int rounds[] = {1, 2, 3, 10, 100};
    const double finite[] = {1, .1, .91, .342801, .526302};
    for (int i = 0; i < 5; ++i) EXPECT_NEAR(finite_offers_share({.9, .9}, rounds[i]), finite[i], 5e-7);
}

TEST(Offers, GoldenFlowAndHurt) {
    EXPECT_NEAR(flow_share({0, 0}, .9), .526315789, 1e-9);
    EXPECT_NEAR(flow_share({-.1, -.3}, .9), .636842105, 1e-9);
    EXPECT_NEAR(flow_share({-.2, -.1}, .99), .453266332, 1e-9);
    EXPECT_NEAR(flow_share({.1, .2}, .8), .488888889, 1e-9);
    EXPECT_NEAR(flow_share({-.1, -.3}, 1), .6, 1e-12);
    const PowerToHurt h = power_to_hurt({.2, .3}, .95);
    EXPECT_NEAR(h.best, .666666667, 1e-9);
    EXPECT_NEAR(h.worst, .384615385, 1e-9);
    EXPECT_TRUE(h.credible);
    EXPECT_NEAR(rubinstein_share(Pair{.95, .95}), .512820513, 1e-9);
}

TEST(Offers, GoldenBreakdownAndOutside) {
    const double risk[] = {.1, .01, .001};
    const double share[] = {.568421, .551759, .550175};
    for (int i = 0; i < 3; ++i) EXPECT_NEAR(breakdown_share({.2, .1}, risk[i]), share[i], 5e-7);
    EXPECT_NEAR(outside_option_share(.9, .3), .526316, 5e-7);
    EXPECT_NEAR(outside_option_share(.9, .47), .526316, 5e-7);
    EXPECT_NEAR(outside_option_share(.9, .6), .4, 1e-12);
    EXPECT_NEAR(collapse_value(.06, .04, .01, .95), .206896552, 1e-9);
    EXPECT_NEAR(collapse_value(.04, .06, .01, .95), .344827586, 1e-9);
}

TEST(Offers, GoldenFrontiers) {
    const FrontierOffers circle =
        frontier_offers([](double u) { return std::sqrt(std::max(0.0, 1 - u * u)); }, 1, {.9, .9});
    EXPECT_NEAR(circle.a_proposes[0], .743294, 5e-7);
    EXPECT_NEAR(circle.b_proposes[0], .668965, 5e-7);
    EXPECT_NEAR(circle.a_proposes[0] * circle.a_proposes[1], .49723757, 5e-9);
    EXPECT_NEAR(circle.b_proposes[0] * circle.b_proposes[1], .49723757, 5e-9);
    const double length[] = {1, .1, .01, .001};
    const double share[] = {.741508, .710633, .707460, .707142};
    for (int i = 0; i < 4; ++i) {
        const FrontierOffers f = frontier_offers([](double u) { return 1 - u * u; }, 1,
                                                 {std::exp(-.1 * length[i]), std::exp(-.2 * length[i])});
        EXPECT_NEAR(f.a_proposes[0], share[i], 5e-7);
    }
}

TEST(Offers, GoldenManyParties) {
    const auto u = unanimity_shares({1.0 / 3, 1.0 / 3, 1.0 / 3}, 0, .9);
    EXPECT_NEAR(u[0], .4, 1e-12);
    EXPECT_NEAR(u[1], .3, 1e-12);
    const auto r = rotation_shares(3, .9);
    EXPECT_NEAR(r[0], .369004, 5e-7);
    EXPECT_NEAR(r[2], .298893, 5e-7);
    const struct {
        std::size_t n;
        double d, proposer, partner;
    } rows[] = {{3, 1, 2.0 / 3, 1.0 / 3},
                {3, .8, .733333, .266667},
                {5, .9, .64, .18},
                {51, .95, .534314, .018627}};
    for (const auto& row : rows) {
        EXPECT_NEAR(majority_shares(row.n, row.d)[0], row.proposer, 5e-7);
        EXPECT_NEAR(majority_shares(row.n, row.d)[1], row.partner, 5e-7);
    }
}

RC_GTEST_PROP(Offers, EqualDiscountsGiveEqualNashProducts, ()) {
    const double d = *rc::gen::inRange(10, 100) / 100.0;
    const double power = *rc::gen::inRange(10, 40) / 10.0;
    const FrontierOffers f = frontier_offers([&](double u) { return 1 - std::pow(u, power); }, 1, {d, d});
    RC_ASSERT(std::abs(f.a_proposes[0] * f.a_proposes[1] - f.b_proposes[0] * f.b_proposes[1]) < 1e-9);
    // A linear frontier is Rubinstein's.
    const FrontierOffers line = frontier_offers([](double u) { return 1 - u; }, 1, {d, d * .9});
    RC_ASSERT(std::abs(line.a_proposes[0] - rubinstein_share(Pair{d, d * .9})) < 1e-9);
}

}  // namespace
}  // namespace entente::negotiate
