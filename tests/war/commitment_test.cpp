#include "entente/war/commitment.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::war {
namespace {

TEST(Commitment, GoldenThresholds) {
    const ShiftVerdict v = shift_verdict({.3, .4, .9, {.5, .5}});
    EXPECT_NEAR(v.fearon_later, .338888889, 1e-9);
    EXPECT_NEAR(v.powell_later, .438888889, 1e-9);
    EXPECT_TRUE(v.war_if_riser_offers);
    EXPECT_FALSE(v.war_in_every_equilibrium);
    EXPECT_FALSE(shift_verdict({.3, .3388, .9, {.5, .5}}).war_if_riser_offers);
    EXPECT_TRUE(shift_verdict({.3, .3390, .9, {.5, .5}}).war_if_riser_offers);
}

TEST(Commitment, GoldenPaths) {
    for (const int steps : {1, 2, 10}) {
        std::vector<double> path;
        for (int t = 0; t <= steps; ++t) path.push_back(.3 + .3 * t / steps);
        EXPECT_EQ(first_war(path, .9, {.5, .5}), steps == 10 ? -1 : 0) << steps;
    }
    EXPECT_NEAR(first_strike_margin(.65, .4, {.1, .1}), -.05, 1e-12);
    EXPECT_GE(first_strike_margin(.65, .4, {.15, .15}), 0);
    EXPECT_NEAR(deterrence_excess({.08, .08}, .9, {.5, .5}), .6, 1e-12);
}

RC_GTEST_PROP(Commitment, TheVerdictMirrorsAndAgreesWithPowell, ()) {
    const Shift s{*rc::gen::inRange(0, 101) / 100.0,
                  *rc::gen::inRange(0, 101) / 100.0,
                  *rc::gen::inRange(50, 99) / 100.0,
                  {*rc::gen::inRange(0, 100) / 100.0, *rc::gen::inRange(0, 100) / 100.0}};
    const ShiftVerdict v = shift_verdict(s);
    const ShiftVerdict m = shift_verdict({1 - s.now, 1 - s.later, s.discount, {s.cost[1], s.cost[0]}});
    if (s.now != s.later && std::abs(v.surplus) > 1e-9) {
        RC_ASSERT(v.war_in_every_equilibrium == m.war_in_every_equilibrium);
    }
    // Lock-in values of a lottery over the whole flow: the general condition is the same.
    const std::size_t riser = v.first_rises ? 0 : 1;
    const double now = v.first_rises ? s.now : 1 - s.now;
    const double later = v.first_rises ? s.later : 1 - s.later;
    const double decliner = (1 - now) / (1 - s.discount) - s.cost[1 - riser];
    const double next = later / (1 - s.discount) - s.cost[riser];
    if (std::abs(v.surplus) > 1e-9) {
        RC_ASSERT(powell_condition(decliner, next, s.discount) == v.war_in_every_equilibrium);
    }
    if (v.war_in_every_equilibrium) RC_ASSERT(v.war_if_riser_offers);
}

TEST(ArmedPeace, GoldenPatterns) {
    const ArmedPeaceResult a = armed_peace({.5, .5, .3, .2, .9, .9, 40});
    EXPECT_EQ(a.pattern.substr(0, 14), "PwwPwPwPwPwPPP") << a.pattern;
    const ArmedPeaceResult b = armed_peace({.5, .5, .3, .5, .9, .9, 40});
    EXPECT_EQ(b.pattern.substr(0, 6), "wPwPPP") << b.pattern;
    EXPECT_NEAR(b.value[0][0], 3.775, 1e-9);
    const ArmedPeaceResult c = armed_peace({.5, .3, .25, .3, .95, .95, 40});
    EXPECT_EQ(c.pattern.substr(0, 17), "PwPwPwPwPwPwPwPPP") << c.pattern;
    const ArmedPeaceResult d = armed_peace({.5, .3, .1, .3, .95, .95, 40});
    EXPECT_EQ(d.pattern.find('w'), std::string::npos) << d.pattern;
}

TEST(ArmedPeace, LongerInitialWarForMoreSurprise) {
    int last = 0;
    for (const double f : {0., .1, .2, .3, .4, .5}) {
        const ArmedPeaceResult r = armed_peace({.5, .5, f, .5, .9, .9, 40});
        EXPECT_GE(r.initial_war, last) << f;
        last = r.initial_war;
    }
}

}  // namespace
}  // namespace entente::war
