#include "entente/war/attrition.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::war {
namespace {

TEST(Attrition, GoldenReputational) {
    const AttritionResult r = attrition_reputational({{.2, .1}, {1, 1}, {.1, .1}});
    EXPECT_NEAR(r.rate[0], .1, 1e-12);
    EXPECT_NEAR(r.rate[1], .2, 1e-12);
    EXPECT_NEAR(r.exhaustion[0], 23.025851, 5e-7);
    EXPECT_NEAR(r.exhaustion[1], 11.512925, 5e-7);
    EXPECT_EQ(r.weak, 0);
    EXPECT_NEAR(r.at_once, .683772234, 1e-9);
    EXPECT_NEAR(r.duration, 1.020759, 5e-7);
    EXPECT_NEAR(r.win[0], .204152, 5e-7);
    EXPECT_NEAR(r.win[1], .785848, 5e-7);
    EXPECT_NEAR(r.never, .01, 1e-12);
}

TEST(Attrition, GoldenAidSweepPeaksAtBalance) {
    const double battles[] = {1.0208, 1.3191, 1.8166, 2.7598, 4.95, 3.1562, 2.0415};
    const double win[] = {.2042, .2308, .2725, .345, .495, .6744, .7858};
    for (int i = 0; i < 7; ++i) {
        const AttritionResult r = attrition_reputational({{.2 - .025 * i, .1}, {1, 1}, {.1, .1}});
        EXPECT_NEAR(r.duration, battles[i], 5e-5) << i;
        EXPECT_NEAR(r.win[0], win[i], 6e-5) << i;
    }
}

RC_GTEST_PROP(Attrition, Statics, ()) {
    Attrition war{{*rc::gen::inRange(1, 50) / 100.0, *rc::gen::inRange(1, 50) / 100.0},
                  {*rc::gen::inRange(5, 20) / 10.0, *rc::gen::inRange(5, 20) / 10.0},
                  {*rc::gen::inRange(1, 30) / 100.0, *rc::gen::inRange(1, 30) / 100.0}};
    const AttritionResult r = attrition_reputational(war);
    RC_ASSERT(std::abs(r.win[0] + r.win[1] + r.never - 1) < 1e-12);
    Attrition cheaper = war;
    cheaper.cost[0] *= .9;
    RC_ASSERT(attrition_reputational(cheaper).win[0] >= r.win[0] - 1e-12);
    // The mixed form is perverse: the cheaper side wins less often.
    RC_ASSERT(attrition_mixed(cheaper).win[0] < attrition_mixed(war).win[0]);
    // Duration peaks at balance: nudging the stronger side's cost down shortens the war.
    const std::size_t strong = r.exhaustion[0] < r.exhaustion[1] ? 0 : 1;
    Attrition stronger = war;
    stronger.cost[strong] *= .95;
    RC_ASSERT(attrition_reputational(stronger).duration <= r.duration + 1e-12);
    RC_ASSERT(std::abs(attrition_survival(r, r.until) - r.never) < 1e-9);
}

TEST(Attrition, GoldenPrivateValues) {
    EXPECT_NEAR(holding_time_uniform(.5), .193147181, 1e-9);
    EXPECT_NEAR(holding_time_uniform(.9), 1.402585093, 1e-9);
    EXPECT_NEAR(holding_time(.9, [](double y) { return 1 / (1 - y); }), 1.402585093, 1e-9);
    EXPECT_NEAR(holding_time_exponential(3), 4.5, 1e-12);
    // Revenue equivalence: the war lasts until the lower value gives in; E[T(min)] = 1/6 and 1/4.
    double uniform = 0;
    const int n = 20000;
    for (int i = 0; i < n; ++i) {
        const double v = (i + .5) / n;
        uniform += 2 * (1 - v) * holding_time_uniform(v) / n;
    }
    EXPECT_NEAR(uniform, 1.0 / 6, 1e-6);
}

TEST(Attrition, ExtremesStayFinite) {
    for (const double mu : {1e-300, 1e-9, .5, 1 - 1e-12}) {
        for (const double cost : {1e-12, 1.0, 1e9}) {
            const AttritionResult r = attrition_reputational({{cost, .1}, {1, 1}, {mu, .1}});
            EXPECT_TRUE(std::isfinite(r.duration) && r.duration >= 0) << mu << ' ' << cost;
            EXPECT_TRUE(r.win[0] >= 0 && r.win[1] >= 0 && r.at_once <= 1) << mu << ' ' << cost;
        }
    }
}

}  // namespace
}  // namespace entente::war
