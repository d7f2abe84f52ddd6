#include "entente/war/lottery.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::war {
namespace {

TEST(Lottery, GoldenRanges) {
    Range r = lottery_range({.6, {.1, .15}});
    EXPECT_NEAR(r.low, .5, 1e-12);
    EXPECT_NEAR(r.high, .75, 1e-12);
    r = lottery_range({.5, {.1, .1}, {.5, .5}});
    EXPECT_NEAR(r.low, .16, 1e-12);
    EXPECT_NEAR(r.high, .84, 1e-12);
    r = lottery_range({.5, {.05, .05}, {2, 2}});
    EXPECT_NEAR(r.low, .670820393, 1e-9);
    EXPECT_NEAR(r.high, .329179607, 1e-9);
    EXPECT_TRUE(r.empty());
    r = lottery_range({.5, {.1, .1}, {1, 1}, {2, 2}});
    EXPECT_NEAR(r.low, .212221441, 1e-9);
    EXPECT_NEAR(r.high, .787778559, 1e-9);
}

RC_GTEST_PROP(Lottery, WidthIsTheSumOfCostsInside, ()) {
    const double p = *rc::gen::inRange(300, 700) / 1000.0;
    const Pair c{*rc::gen::inRange(0, 300) / 1000.0, *rc::gen::inRange(0, 300) / 1000.0};
    const Range r = lottery_range({p, c});
    RC_ASSERT(std::abs(r.width() - c[0] - c[1]) < 1e-12);
    // Aversion to risk widens, love of it narrows.
    const double a = *rc::gen::inRange(20, 100) / 100.0;
    const Range averse = lottery_range({p, c, {a, a}});
    const Range loving = lottery_range({p, c, {1 / a, 1 / a}});
    RC_ASSERT(averse.width() >= r.width() - 1e-12);
    RC_ASSERT(loving.width() <= r.width() + 1e-12);
    const double g = *rc::gen::inRange(1, 500) / 100.0;
    RC_ASSERT(lottery_range({p, c, {1, 1}, {g, g}}).width() >= r.width() - 1e-12);
    RC_ASSERT(lottery_range({p, c, {1, 1}, {-g, -g}}).width() <= r.width() + 1e-12);
}

TEST(Lottery, CautionAtItsExtremes) {
    for (const double g : {1e-12, -1e-12, 700.0, -699.0, -5000.0, 1e6}) {
        const Pair x = certainty_equivalents({.5, {.1, .1}, {1, 1}, {g, g}});
        EXPECT_TRUE(std::isfinite(x[0]) && x[0] >= 0 && x[0] <= 1) << g;
    }
    EXPECT_NEAR(certainty_equivalents({.5, {.1, .1}, {1, 1}, {1e-12, 0}})[0], .4, 1e-9);
}

TEST(Ultimatum, GoldenValues) {
    const struct {
        double p, ca, cl, ch, x, war, value;
    } golden[] = {{.5, .1, 0, .3, .6, 1.0 / 3, .533333333333},
                  {.5, .3, 0, .3, .5, 0, .5},
                  {.5, .05, .1, .4, .675, .25, .61875},
                  {.9, .1, 0, .5, 1, .2, .96}};
    for (const auto& g : golden) {
        const Ultimatum u = best_ultimatum(g.p, g.ca, {CostBelief::Shape::uniform, g.cl, g.ch, 1});
        EXPECT_NEAR(u.demand, g.x, 1e-9);
        EXPECT_NEAR(u.chance_of_war, g.war, 1e-9);
        EXPECT_NEAR(u.value, g.value, 1e-9);
    }
    const Ultimatum e = best_ultimatum(.4, .05, {CostBelief::Shape::exponential, 0, 0, 5});
    EXPECT_NEAR(e.demand, .55, 1e-9);
    EXPECT_NEAR(e.chance_of_war, .527633447, 1e-9);
}

RC_GTEST_PROP(Ultimatum, BestAmongAllDemandsAndItsStatics, ()) {
    const double p = *rc::gen::inRange(0, 101) / 100.0;
    const double own = *rc::gen::inRange(0, 60) / 100.0;
    const double low = *rc::gen::inRange(0, 30) / 100.0;
    const double high = low + *rc::gen::inRange(1, 60) / 100.0;
    const CostBelief belief{CostBelief::Shape::uniform, low, high, 1};
    const Ultimatum best = best_ultimatum(p, own, belief);
    for (int i = 0; i <= 1000; ++i) {  // grid oracle
        const double x = i / 1000.0;
        const double war = std::min(1.0, std::max(0.0, (x - p - low) / (high - low)));
        RC_ASSERT((1 - war) * x + war * (p - own) <= best.value + 1e-9);
    }
    RC_ASSERT(best_ultimatum(p, own + .05, belief).chance_of_war <= best.chance_of_war + 1e-12);
    const Ultimatum wider = best_ultimatum(p, own, {CostBelief::Shape::uniform, low, high + .05, 1});
    if (wider.demand < 1 - 1e-12) RC_ASSERT(wider.chance_of_war >= best.chance_of_war - 1e-12);
    if (low == 0) RC_ASSERT((best.chance_of_war < 1e-12) == (high <= own || p == 1));
    if (p >= .05 &&
        best.demand < 1 - 1e-9) {  // neutrality: the chances do not matter while the pie does not bind
        const Ultimatum other = best_ultimatum(p - .05, own, belief);
        RC_ASSERT(std::abs(other.chance_of_war - best.chance_of_war) < 1e-9);
    }
}

TEST(Strength, GoldenGamble) {
    StrengthGamble g = strength_gamble(.3, .6, {.1, .1}, .5);
    EXPECT_NEAR(g.threshold, .6, 1e-9);
    EXPECT_NEAR(g.risky, .45, 1e-9);
    EXPECT_NEAR(g.safe, .4, 1e-9);
    EXPECT_TRUE(g.gambles);
    g = strength_gamble(.3, .6, {.1, .1}, .7);
    EXPECT_NEAR(g.risky, .35, 1e-9);
    EXPECT_FALSE(g.gambles);
}

TEST(Indivisible, GoldenSets) {
    EXPECT_FALSE(indivisible(lottery_range({.5, {.2, .2}}), {0, 1}).peace);
    const Indivisible all = indivisible(lottery_range({.9, {.1, .15}}), {0, 1});
    EXPECT_TRUE(all.peace);
    EXPECT_EQ(all.acceptable, std::vector<double>{1});
    const Indivisible lottery = indivisible(lottery_range({.5, {.2, .2}}), {0, 1});
    EXPECT_TRUE(lottery.lottery_helps);
    EXPECT_NEAR(lottery.lottery.low, .3, 1e-12);
    EXPECT_NEAR(lottery.lottery.high, .7, 1e-12);
}

}  // namespace
}  // namespace entente::war
