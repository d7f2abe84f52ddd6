// Ratification of a pie: worked values.
#include "entente/stakeholders/pie.hpp"

#include <gtest/gtest.h>

namespace entente::stakeholders {
namespace {

TEST(Pie, FloorsAtHome) {
    EXPECT_NEAR(*divide({.floor_a = .4}).nash, .5, 1e-12);
    EXPECT_NEAR(*divide({.floor_a = .4}).kalai_smorodinsky, .625, 1e-12);
    EXPECT_NEAR(*divide({.floor_a = .7}).nash, .7, 1e-12);
    EXPECT_NEAR(*divide({.floor_a = .7}).kalai_smorodinsky, .769230769, 1e-9);
    EXPECT_NEAR(*divide({.floor_a = .7, .floor_b = .2}).nash, .7, 1e-12);
    EXPECT_NEAR(*divide({.floor_a = .7, .floor_b = .2}).kalai_smorodinsky, .727272727, 1e-9);
    EXPECT_FALSE(divide({.floor_a = .6, .floor_b = .5}).nash);
}

TEST(Pie, AFloorBindsOnlyAboveWhatWouldBeOfferedAnyway) {
    EXPECT_FALSE(alternating_offers(.9, .4).binds);
    EXPECT_NEAR(alternating_offers(.9, .4).a_asks, .526316, 5e-7);
    EXPECT_NEAR(alternating_offers(.9, .4).b_offers, .473684, 5e-7);
    EXPECT_NEAR(alternating_offers(.9, .6).a_asks, .64, 1e-12);
    EXPECT_NEAR(alternating_offers(.9, .7).a_asks, .73, 1e-12);
    EXPECT_TRUE(alternating_offers(.9, .6).binds);
}

TEST(Pie, AnUnsureRatifier) {
    const UnsureOffer offer = best_offer(.3, .7, .2);
    EXPECT_NEAR(offer.share, .55, 1e-12);
    EXPECT_NEAR(offer.chance, .625, 1e-12);
    const UnsureOffer nash = nash_when_unsure(.3, .7, .2, .2);
    EXPECT_NEAR(nash.share, .667944949, 1e-8);
    EXPECT_NEAR(nash.chance, .919862373, 1e-8);
}

}  // namespace
}  // namespace entente::stakeholders
