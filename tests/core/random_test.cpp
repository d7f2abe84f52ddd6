#include "entente/core/random.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entente {
namespace {

TEST(RandomStream, DependsOnSeedAddressAndDrawAlone) {
    RandomStream a(1, "war.cost.north", 7);
    RandomStream b(1, "war.cost.north", 7);
    for (int k = 0; k < 100; ++k) EXPECT_EQ(a.next(), b.next());
    EXPECT_NE(RandomStream(1, "x").next(), RandomStream(2, "x").next());
    EXPECT_NE(RandomStream(1, "x").next(), RandomStream(1, "y").next());
    EXPECT_NE(RandomStream(1, "x", 0).next(), RandomStream(1, "x", 1).next());
}

TEST(RandomStream, MomentsLieWithinTheirStandardErrors) {
    RandomStream stream(1, "moments");
    const int n = 200'000;
    double sum = 0, square = 0, normal = 0, normal_square = 0;
    for (int k = 0; k < n; ++k) {
        const double u = stream.uniform();
        sum += u;
        square += u * u;
        const double z = stream.normal();
        normal += z;
        normal_square += z * z;
    }
    const double se = 1 / std::sqrt(static_cast<double>(n));
    EXPECT_NEAR(sum / n, 0.5, 4 * se * std::sqrt(1.0 / 12));
    EXPECT_NEAR(square / n, 1.0 / 3, 4 * se * std::sqrt(4.0 / 45));
    EXPECT_NEAR(normal / n, 0, 4 * se);
    EXPECT_NEAR(normal_square / n, 1, 4 * se * std::sqrt(2.0));
}

TEST(RandomStream, BelowIsUniform) {
    RandomStream stream(3, "below");
    int counts[7] = {};
    for (int k = 0; k < 70'000; ++k) ++counts[stream.below(7)];
    double chi_square = 0;
    for (const int count : counts) chi_square += (count - 10'000.0) * (count - 10'000.0) / 10'000.0;
    EXPECT_LT(chi_square, 22.5);  // 0.1% point of 6 degrees of freedom
}

}  // namespace
}  // namespace entente
