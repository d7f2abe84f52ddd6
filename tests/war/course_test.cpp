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

/// The spectrum of the killed diffusion with many terms: where volatility^2 time is not small and the drift
/// mild, it needs no care.
struct Spectrum {
    double start, lean, spread;
    [[nodiscard]] double below(double share) const {
        double sum = 0;
        for (int k = 1; k <= 200; ++k) {
            const double turn = k * M_PI;
            const double square = lean * lean + turn * turn;
            const double inner =
                std::exp(lean * share) * (lean * std::sin(turn * share) - turn * std::cos(turn * share)) +
                turn;
            sum +=
                2 * std::sin(turn * start) * inner / square * std::exp(-square * spread / 2 - lean * start);
        }
        return sum;
    }
};

TEST(Course, FrontEqualsItsSpectrum) {
    for (const double lean : {-6.0, -1.0, -1e-9, 0.0, .3, 4.0}) {
        for (const double start : {.07, .4, .9}) {
            const double volatility = .2;
            const Front front{start, lean * volatility * volatility, volatility, 1};
            const auto course = front_course(front, 75, 60);  // volatility^2 time up to 3
            double fought = 0;
            for (std::size_t i = 1; i < course.size(); ++i) {
                const CoursePoint& point = course[i];
                const Spectrum truth{start, lean, volatility * volatility * point.time};
                EXPECT_NEAR(point.fighting, truth.below(1), 1e-10) << lean << " " << point.time;
                EXPECT_NEAR(point.fighting + point.won[0] + point.won[1], 1, 1e-10);
                for (std::size_t q = 0; q < 5; ++q) {
                    const double share = point.position[q];
                    if (share <= 0 || share >= 1) continue;
                    EXPECT_NEAR(point.won[1] + truth.below(share), kCourseQuantiles[q], 1e-8)
                        << lean << " " << start << " " << point.time;
                }
                if (i == 1) {
                    fought = point.fought;
                    continue;
                }
                // Simpson's rule over the chance that it is still fought.
                constexpr int kSteps = 20;
                const double before = course[i - 1].time;
                const double step = (point.time - before) / kSteps;
                for (int k = 0; k <= kSteps; ++k) {
                    const Spectrum at{start, lean, volatility * volatility * (before + k * step)};
                    fought += at.below(1) * step / 3 * (k == 0 || k == kSteps ? 1 : k % 2 == 1 ? 4 : 2);
                }
                EXPECT_NEAR(point.fought, fought, 1e-7) << lean << " " << start << " " << point.time;
            }
            const auto late = front_course(front, 1e4, 1);
            const Ending ending = front_ending(front);
            EXPECT_NEAR(late.back().won[0], ending.win[0], 1e-12);
            EXPECT_NEAR(late.back().fought / ending.duration, 1, 1e-12);
        }
    }
}

TEST(Course, SteepFrontMovesFreelyUntilItArrives) {
    // Drift over variance of 1.3e4: far from both ends the position is normal, whatever the grid of others.
    const Front front{.8147, -.00042, .00018, 1};
    for (const CoursePoint& point : front_course(front, 120, 12)) {
        EXPECT_NEAR(point.fighting, 1, 1e-12);
        EXPECT_NEAR(point.fought, point.time, 1e-9 * (1 + point.time));
        const double sd = front.volatility * std::sqrt(point.time);
        const double deviations[] = {-1.6448536269514722, -.6744897501960817, 0, .6744897501960817,
                                     1.6448536269514722};
        for (std::size_t q = 0; q < 5; ++q) {
            EXPECT_NEAR(point.position[q], .8147 - .00042 * point.time + deviations[q] * sd, 1e-9);
        }
    }
    const Ending ending = front_ending(front);
    const auto course = front_course(front);
    EXPECT_NEAR(course.back().fought, ending.duration, 1e-4 * ending.duration);
    for (const double volatility : {1e-4, 1e-6, 1e-9}) {  // nothing overflows where it hardly wavers
        const auto sure = front_course({.5, .01, volatility, 1}, 100, 10);
        EXPECT_NEAR(sure[4].fighting, 1, 1e-9);
        EXPECT_NEAR(sure[4].position[2], .9, 1e-6);
        EXPECT_NEAR(sure[6].won[0], 1, 1e-9);
        EXPECT_NEAR(sure[10].fought, 50, 1e-3);
    }
}

TEST(Course, QuantilesRiseWhereTheFrontHardlyWavers) {
    for (const CoursePoint& point : front_course({.5, 0, 1e-9, 1}, .001, 4)) {
        for (std::size_t q = 1; q < 5; ++q) EXPECT_GE(point.position[q], point.position[q - 1]);
        if (point.time > 0) {
            EXPECT_NEAR((point.position[4] - .5) / (1.6448536 * 1e-9 * std::sqrt(point.time)), 1, 1e-3);
        }
    }
}

TEST(Course, AnEndOutOfSightIsAMatterOfYears) {
    EXPECT_TRUE(out_of_sight(301, "month"));
    EXPECT_FALSE(out_of_sight(299, "month"));
    EXPECT_TRUE(out_of_sight(26, "year"));
    EXPECT_TRUE(out_of_sight(1e4, "day"));
    EXPECT_FALSE(out_of_sight(1e9, "battle"));
    EXPECT_EQ(decision_span("month"), 120);
    EXPECT_EQ(decision_span("week"), 522);
    EXPECT_EQ(decision_span("day"), 3653);
    EXPECT_EQ(decision_span("battle"), 0);
}

TEST(Course, FrontAgreesWithItsEndingAndWithManyForts) {
    for (const double drift : {0.0, .02, -.5}) {
        const Front front{.4, drift, .2, 1};
        const Ending ending = front_ending(front);
        const auto course = front_course(front, ending.duration * 12);
        EXPECT_NEAR(course.back().won[0], ending.win[0], 1e-6) << drift;
        EXPECT_NEAR(course.back().fought / ending.duration, 1, 1e-4) << drift;
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
