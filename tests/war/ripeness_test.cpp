#include "entente/war/ripeness.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::war {
namespace {

double stalemate(std::int64_t n, std::int64_t k, double a, double b, double ca, double cb) {
    // Each side looks from its own end of the walk, with its own belief.
    return mutual_stalemate(outlook_of_walk(n, k, a, ca), outlook_of_walk(n, n - k, 1 - b, cb));
}

TEST(Ripeness, Golden) {
    EXPECT_NEAR(stalemate(10, 5, .5, .5, .02, .02), .5, 1e-9);
    EXPECT_NEAR(stalemate(10, 5, .5, .5, .04, .04), 1, 1e-9);
    EXPECT_NEAR(stalemate(10, 8, .5, .5, .04, .04), .4096, 1e-9);
    EXPECT_NEAR(stalemate(10, 5, .55, .45, .02, .02), .363902, 5e-7);
    EXPECT_NEAR(stalemate(10, 5, .7, .3, .02, .02), .013649, 5e-7);
    const Outlook o = outlook_of_walk(10, 5, .55, .02);
    EXPECT_NEAR(o.win, .731717, 5e-7);
    EXPECT_NEAR(o.hurt, .463435, 5e-7);
    EXPECT_NEAR(o.deadlock, .785228, 5e-7);
}

TEST(Publics, Golden) {
    EXPECT_NEAR(reservation_with_public(.4, .8, .5), .533333333, 1e-9);
    EXPECT_EQ(reservation_with_public(.9, .8, .5), .9);
    EXPECT_EQ(faded_expectation(.8, .4, 10, 0), .8);  // half the way after as many battles as it weighs
    EXPECT_NEAR(faded_expectation(.8, .4, 10, 10), .6, 1e-15);
    EXPECT_NEAR(faded_expectation(.8, .4, 10, 30), .5, 1e-15);
    EXPECT_EQ(faded_expectation(.8, .4, INFINITY, 1e9), .8);
    EXPECT_NEAR(concession(1, .424, .304), .827586, 5e-7);
    EXPECT_NEAR(concession(1, 1 - .424, 1 - .544), .779412, 5e-7);
}

RC_GTEST_PROP(Publics, TheReservationMakesTheLeaderIndifferent, ()) {
    const double f = *rc::gen::inRange(0, 100) / 100.0;
    const double e = *rc::gen::inRange(0, 100) / 100.0;
    const double a = *rc::gen::inRange(0, 300) / 100.0;
    const double r = reservation_with_public(f, e, a);
    RC_ASSERT(r >= f - 1e-12);
    RC_ASSERT(std::abs(r - a * std::max(0.0, e - r) - f) < 1e-12);
    if (f < e) RC_ASSERT(std::abs(r - f - a * (e - f) / (1 + a)) < 1e-12);
}

}  // namespace
}  // namespace entente::war
