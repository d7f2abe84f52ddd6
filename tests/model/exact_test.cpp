#include <gtest/gtest.h>

#include "entente/model/exact.hpp"
#include "model/small_case.hpp"

namespace entente {
namespace {

using tests::small_case;

TEST(Exact, IntegersAgreeWithTheFormula) {
    const Case c = small_case();
    const auto exact = exact_utilities(c);
    ASSERT_EQ(exact.size(), 2u);
    EXPECT_TRUE(exact[0].exact);
    EXPECT_TRUE(exact[0].fits_int64);
    const Outcome outcome{{OptionId(9), OptionId(1)}};
    EXPECT_NEAR(exact[0].points(units_of(exact[0], outcome)), (55 * 45 + 15 * 70) / 70.0, 1e-12);
    EXPECT_NEAR(exact[1].points(units_of(exact[1], outcome)), (50 * 55 + 30 * 80) / 80.0 + 5, 1e-12);
    EXPECT_NEAR(utility(c, PartyId(1), outcome), (50 * 55 + 30 * 80) / 80.0 + 5, 1e-12);
    EXPECT_DOUBLE_EQ(exact[0].points(exact[0].highest), 100);
}

TEST(Exact, ReservationIsRoundedUp) {
    Case c = small_case();
    c.parties[0].reserve = Quantity(Rational(1, 3));
    const auto exact = exact_utilities(c);
    EXPECT_GE(exact[0].points(exact[0].reserve), 1.0 / 3);
    EXPECT_LT(exact[0].points(exact[0].reserve - 1), 1.0 / 3);
}

TEST(Exact, ManyDecimalsUseTheWideScaleOrADeclaredGrid) {
    Case c = small_case();
    c.normalise = false;
    c.points = 1;
    c.parties[0].preference.issues[0].weight = *Rational::parse("0.16011376837688");
    c.parties[0].preference.issues[0].scores[1] = Quantity(Rational(100 * 17, 23));
    EXPECT_TRUE(exact_utilities(c)[0].exact);
    for (int k = 0; k < 2; ++k) {
        c.parties[0].preference.issues[1].scores[k] = Quantity(Rational(1, 999'999'999'999'989 - k * 12));
    }
    c.parties[0].preference.issues[1].weight = *Rational::parse("0.123456789012345678");
    EXPECT_FALSE(exact_utilities(c)[0].exact);
}

}  // namespace
}  // namespace entente
