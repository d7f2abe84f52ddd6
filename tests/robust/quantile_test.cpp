#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "entente/model/quantile.hpp"

namespace entente::robust {
namespace {

Quantity ranged(Rational low, Rational best, Rational high, Distribution dist = Distribution::metalog) {
    Quantity quantity(best);
    quantity.low = low;
    quantity.high = high;
    quantity.dist = dist;
    return quantity;
}

constexpr Domain kAny{};
constexpr Domain kPositive{.low = 0};
constexpr Domain kShare{.low = 0, .high = 1};

TEST(Quantile, MetalogHasTheGoldenQuartiles) {
    const QuantileFunction q(ranged(40, 50, 90), kAny, 0.9);
    EXPECT_EQ(q.shape(), Shape::metalog);
    EXPECT_NEAR(q(0.25), 43.781428333, 1e-8);
    EXPECT_NEAR(q(0.75), 62.437143334, 1e-8);
    EXPECT_NEAR(q(0.05), 40, 1e-9);
    EXPECT_NEAR(q(0.5), 50, 1e-12);
    EXPECT_NEAR(q(0.95), 90, 1e-9);
}

TEST(Quantile, OutsideTheRegionTwoHalfNormalsKeepTheTriplet) {
    const QuantileFunction inside(ranged(0, Rational(125, 1000), 1), kAny, 0.9);
    EXPECT_EQ(inside.shape(), Shape::metalog);
    const QuantileFunction q(ranged(0, Rational(124, 1000), 1), kAny, 0.9);
    EXPECT_EQ(q.shape(), Shape::two_half_normals);
    EXPECT_NEAR(q(0.05), 0, 1e-9);
    EXPECT_NEAR(q(0.5), 0.124, 1e-12);
    EXPECT_NEAR(q(0.95), 1, 1e-9);
    EXPECT_EQ(q.cut(), 0);
}

TEST(Quantile, AtALegalBoundTheShapeIsCutAndTheShareTold) {
    const QuantileFunction q(ranged(0, Rational(3, 100), Rational(8, 100)), kPositive, 0.9);
    EXPECT_EQ(q.shape(), Shape::two_half_normals);
    EXPECT_NEAR(q.cut(), 0.05, 1e-9);
    EXPECT_EQ(q(0.01), 0);
    EXPECT_NEAR(q(0.5), 0.03, 1e-12);
    EXPECT_NEAR(q(0.95), 0.08, 1e-12);
}

TEST(Quantile, BestOnAnEndIsOneSided) {
    const QuantileFunction q(ranged(5, 5, 9), kAny, 0.9);
    EXPECT_EQ(q(0.2), 5);
    EXPECT_NEAR(q(0.95), 9, 1e-9);
}

TEST(Quantile, UniformAndTriangularEndAtLowAndHigh) {
    const QuantileFunction u(ranged(10, 12, 20, Distribution::uniform), kAny, 0.9);
    EXPECT_NEAR(u(0.25), 12.5, 1e-12);
    const QuantileFunction t(ranged(0, 1, 2, Distribution::triangular), kAny, 0.9);
    EXPECT_NEAR(t(0.5), 1, 1e-12);
    EXPECT_NEAR(t(0.125), 0.5, 1e-12);
    EXPECT_NEAR(t(0.875), 1.5, 1e-12);
}

TEST(Quantile, WidthZeroIsCertain) {
    EXPECT_EQ(QuantileFunction(ranged(5, 5, 5), kAny, 0.9).shape(), Shape::certain);
}

RC_GTEST_PROP(Quantile, KeepsTheTripletRisesAndStaysLegal, ()) {
    const Domain domain = *rc::gen::elementOf(std::vector<Domain>{kAny, kPositive, kShare});
    const double scale = 1000;
    auto ends = *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(1, 999));
    std::sort(ends.begin(), ends.end());
    RC_PRE(ends[0] < ends[2]);
    const double level = *rc::gen::elementOf(std::vector<double>{0.5, 0.8, 0.9, 0.95});
    const auto dist = *rc::gen::elementOf(
        std::vector<Distribution>{Distribution::metalog, Distribution::two_piece_normal});
    const QuantileFunction q(
        ranged(Rational(ends[0], 1000), Rational(ends[1], 1000), Rational(ends[2], 1000), dist), domain,
        level);
    const double tail = (1 - level) / 2;
    RC_ASSERT(std::abs(q(tail) - ends[0] / scale) < 1e-9);
    RC_ASSERT(std::abs(q(0.5) - ends[1] / scale) < 1e-9);
    RC_ASSERT(std::abs(q(1 - tail) - ends[2] / scale) < 1e-9);
    double before = q(0.0005);
    for (double y = 0.001; y < 1; y += 0.0005) {
        const double now = q(y);
        RC_ASSERT(now >= before - 1e-12);
        RC_ASSERT(domain.contains(now));
        before = now;
    }
}

}  // namespace
}  // namespace entente::robust
