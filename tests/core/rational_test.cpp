#include "entente/core/rational.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace entente {
namespace {

TEST(Rational, ReadsDecimalsExactly) {
    EXPECT_EQ(*Rational::parse("0.1"), Rational(1, 10));
    EXPECT_EQ(*Rational::parse("-12.50"), Rational(-25, 2));
    EXPECT_EQ(*Rational::parse("1e-3"), Rational(1, 1000));
    EXPECT_EQ(*Rational::parse("2/7"), Rational(2, 7));
    EXPECT_EQ(*Rational::parse("1.5 / 3"), Rational(1, 2));
    EXPECT_EQ(*Rational::parse("1_000"), Rational(1000));
    EXPECT_EQ(*Rational::parse("0.16011376837688"), Rational(16011376837688, 100000000000000));
    EXPECT_EQ(*Rational::parse("0e999"), Rational(0));
}

TEST(Rational, RefusesWhatIsNoNumber) {
    for (const char* text :
         {"", "-", ".", "1.2.3", "0x10", "1e", "nan", "inf", "1/0", "--1", "1 2", "1e99", "_1", "1_"}) {
        EXPECT_FALSE(Rational::parse(text).has_value()) << text;
    }
}

TEST(Rational, SaysWhenDigitsWereDropped) {
    bool rounded = false;
    EXPECT_DOUBLE_EQ(Rational::parse("0.1234567890123456789123", &rounded)->value(), 0.1234567890123456789);
    EXPECT_TRUE(rounded);
}

TEST(Rational, KeepsEighteenDecimals) {
    bool rounded = false;
    EXPECT_EQ(Rational::parse("0.0010526315789473684", &rounded),
              Rational(1052631578947368, 1000000000000000000));
    EXPECT_TRUE(rounded);
    EXPECT_EQ(Rational::parse("5.263157894736842e-05"), Rational(52631578947368, 1000000000000000000));
    EXPECT_EQ(Rational::parse("1e-40"), Rational(0));
}

RC_GTEST_PROP(Rational, TheTextOfAnyFractionReadsBack, ()) {
    const auto part = rc::gen::arbitrary<std::int64_t>();
    const auto numerator = std::max(*part, -INT64_MAX);
    const auto denominator =
        *rc::gen::oneOf(rc::gen::elementOf(std::vector<std::int64_t>{
                            1, 10, 1000, 1000000000, 100000000000000000, 1000000000000000000, 3, 7, 1024}),
                        rc::gen::map(part, [](std::int64_t x) {
                            return std::max<std::int64_t>(1, std::abs(std::max(x, -INT64_MAX)));
                        }));
    const Rational fraction(numerator, denominator);
    bool rounded = false;
    RC_ASSERT(Rational::parse(fraction.to_string(), &rounded) == fraction);
    RC_ASSERT(!rounded);
}

TEST(Rational, OverflowThrows) {
    const Rational large(INT64_MAX);
    EXPECT_THROW(large + large, std::overflow_error);
    EXPECT_THROW(large * large, std::overflow_error);
    EXPECT_THROW(Rational(1, 0), std::domain_error);
}

RC_GTEST_PROP(Rational, FieldLawsHold, ()) {
    const auto fraction =
        rc::gen::map(rc::gen::pair(rc::gen::inRange(-10'000, 10'000), rc::gen::inRange(1, 10'000)),
                     [](std::pair<int, int> p) { return Rational(p.first, p.second); });
    const Rational a = *fraction;
    const Rational b = *fraction;
    const Rational c = *fraction;
    RC_ASSERT(a + b == b + a);
    RC_ASSERT((a + b) * c == a * c + b * c);
    RC_ASSERT(a - b + b == a);
    if (b != Rational(0)) RC_ASSERT(a / b * b == a);
    RC_ASSERT((a < b) == (a.value() < b.value()));
    RC_ASSERT(*Rational::parse(a.to_string()) == a);
}

RC_GTEST_PROP(Rational, NearestReadsBack, (int digits)) {
    const double decimal = digits / 1e4;
    RC_ASSERT(Rational::nearest(decimal).value() == decimal);
    // 17 digits behind a leading zero do not fit 64 bits: the nearest multiple of 1e-18 is taken.
    const double awkward = digits * 1e-4 / 3;
    RC_ASSERT(std::abs(Rational::nearest(awkward).value() - awkward) <=
              std::max(1e-18, std::abs(awkward) * 1e-15));
}

TEST(Rational, WritesDecimalsWhereItCan) {
    EXPECT_EQ(Rational(1, 8).to_string(), "0.125");
    EXPECT_EQ(Rational(-1, 40).to_string(), "-0.025");
    EXPECT_EQ(Rational(1, 3).to_string(), "1/3");
    EXPECT_EQ(Rational(42).to_string(), "42");
}

}  // namespace
}  // namespace entente
