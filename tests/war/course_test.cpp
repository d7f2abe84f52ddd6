#include "entente/war/course.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entente::war {
namespace {

TEST(Course, WalkSumsToTheClosedForms) {
    const Walk walk{10, 4, .5, .4, 1};
    const Ending ending = walk_ending(walk);
    const auto course = walk_course(walk, 3000);
    EXPECT_NEAR(course.back().won[0], ending.win[0], 1e-9);
    EXPECT_NEAR(course.back().fought, ending.duration, 1e-9);
    EXPECT_NEAR(course.front().fighting, 1, 1e-15);
    EXPECT_NEAR(course.front().position[2], .4, 1e-15);
    for (std::size_t i = 1; i < course.size(); ++i) {
        EXPECT_LE(course[i].fighting, course[i - 1].fighting + 1e-15);
        EXPECT_NEAR(course[i].fighting + course[i].won[0] + course[i].won[1], 1, 1e-12);
        for (std::size_t q = 1; q < 5; ++q) EXPECT_GE(course[i].position[q], course[i].position[q - 1]);
    }
}

TEST(Course, FirstBattlesByHand) {
    // N = 4, k = 2, even: over after 2m battles with chance 1 - 2^-m.
    const auto course = walk_course({4, 2, .5, .5, 1}, 8, 8);
    ASSERT_EQ(course.size(), 9u);
    for (int m = 1; m <= 4; ++m) {
        EXPECT_NEAR(course[static_cast<std::size_t>(2 * m)].fighting, std::pow(.5, m), 1e-12);
    }
}

TEST(Course, FrontAgreesWithItsEndingAndWithManyForts) {
    for (const double drift : {0.0, .02, -.5}) {
        const Front front{.4, drift, .2, 1};
        const Ending ending = front_ending(front);
        const auto course = front_course(front, ending.duration * 12);
        EXPECT_NEAR(course.back().won[0], ending.win[0], 1e-3) << drift;
        EXPECT_NEAR(course.back().fought / ending.duration, 1, 5e-3) << drift;
    }
    const Front front{.5, .05, .2, 1};
    const Walk walk = walk_of(front, 200);
    const double battle = 1.0 / (200.0 * 200.0 * .04);
    const auto a = front_course(front, 20, 20);
    const auto b = walk_course(walk, 20 / battle, 20);
    for (std::size_t i = 1; i <= 20; ++i) {
        EXPECT_NEAR(a[i].fighting, b[i].fighting, 5e-3) << i;
        EXPECT_NEAR(a[i].position[2], b[i].position[2], .02) << i;
    }
}

}  // namespace
}  // namespace entente::war
