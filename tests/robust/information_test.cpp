#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "entente/core/random.hpp"
#include "entente/model/quantile.hpp"
#include "entente/robust/indices.hpp"
#include "entente/robust/information.hpp"
#include "entente/robust/tally.hpp"

namespace entente::robust {
namespace {

double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

/// Act for a gain ~ N(1, 2), or do nothing; X explains a share r of the gain's variance.
Information of_gain(double r, std::size_t bins, int draws, bool shuffled = false) {
    std::vector<double> counts(bins, 0);
    std::vector<double> sums(bins * 2, 0);
    const RandomStream::Key x_key = RandomStream::key_of(1, "x");
    const RandomStream::Key e_key = RandomStream::key_of(1, "e");
    for (int n = 0; n < draws; ++n) {
        const auto draw = static_cast<std::uint64_t>(n);
        const double u = RandomStream(x_key, draw).uniform() + 0x1p-54;
        const double x = normal_quantile(shuffled ? RandomStream(1, "s", draw).uniform() + 0x1p-54 : u);
        const double gain =
            1 + 2 * (std::sqrt(r) * x + std::sqrt(1 - r) * RandomStream(e_key, draw).normal());
        const auto bin = static_cast<std::size_t>(u * static_cast<double>(bins));
        counts[bin] += 1;
        sums[2 * bin + 1] += gain;
    }
    return information(counts, sums, 2);
}

TEST(Information, HasTheGoldenValues) {
    constexpr int kDraws = 1 << 20;
    const std::size_t bins = bins_for(kDraws);
    const Information half = of_gain(.5, bins, kDraws);
    EXPECT_NEAR(half.gain, .199641228, .006);
    EXPECT_NEAR(half.changes, .239750061, .01);
    EXPECT_NEAR(of_gain(.1, bins, kDraws).gain, .015365808, .003);
    // A study as large as what is known before (n = n0) explains half as much as knowing X itself.
    EXPECT_NEAR(of_gain(.25, bins, kDraws).gain, .083315471, .004);
    // Perfect information: every bin a draw of its own, in the limit.
    EXPECT_NEAR(of_gain(1, 4000, kDraws).gain, .395593115, .004);
    const double mu = 1;
    const double s = 2;
    EXPECT_NEAR(s * density(mu / s) - mu * normal_chance(-mu / s), .395593115, 1e-9);
}

TEST(Information, OfAShuffledInputIsTheNoiseOfTheBins) {
    EXPECT_LT(of_gain(.5, bins_for(1 << 16), 1 << 16, true).gain, .01);
    EXPECT_GT(of_gain(.1, 64, 2000).gain, of_gain(.1, 16, 2000).gain);
}

TEST(Information, TodaysChoiceIsNoChange) {
    const Information same = information(std::vector<double>{5, 5}, std::vector<double>{3, 1, 4, 2}, 2);
    EXPECT_EQ(same.gain, 0);
    EXPECT_EQ(same.changes, 0);
    const Information other = information(std::vector<double>{5, 5}, std::vector<double>{3, 1, 1, 2}, 2);
    EXPECT_DOUBLE_EQ(other.gain, .1);
    EXPECT_DOUBLE_EQ(other.changes, .5);
}

struct Sample {
    std::vector<unsigned char> steps;
    std::vector<unsigned char> yes;
};

Sample sample(std::size_t inputs, std::size_t draws, bool (*rule)(const double*), double noise) {
    Sample made;
    for (std::size_t n = 0; n < draws; ++n) {
        RandomStream random(3, "rule", n);
        std::vector<double> u;
        for (std::size_t i = 0; i < inputs; ++i) u.push_back(random.uniform());
        for (const double each : u) made.steps.push_back(static_cast<unsigned char>(each * 40));
        const bool yes = rule(u.data());
        made.yes.push_back((random.uniform() < noise ? !yes : yes) ? 1 : 0);
    }
    return made;
}

TEST(Rule, FindsThreeLimitsInEitherDirection) {
    const Sample s =
        sample(6, 20'000, [](const double* u) { return u[1] < .4 && u[2] >= .3 && u[5] < .75; }, .02);
    const auto rule = find_rule(s.steps, 6, s.yes);
    ASSERT_TRUE(rule);
    ASSERT_EQ(rule->limits.size(), 3u);
    EXPECT_EQ(rule->limits[0].input, 1u);
    EXPECT_FALSE(rule->limits[0].at_least);
    EXPECT_EQ(rule->limits[0].step, 16u);
    EXPECT_EQ(rule->limits[1].input, 2u);
    EXPECT_TRUE(rule->limits[1].at_least);
    EXPECT_EQ(rule->limits[1].step, 12u);
    EXPECT_EQ(rule->limits[2].input, 5u);
    EXPECT_EQ(rule->limits[2].step, 30u);
    EXPECT_NEAR(rule->density, .98, .01);
}

TEST(Rule, NeedsNoMoreLimitsThanItNeeds) {
    const Sample s = sample(5, 10'000, [](const double* u) { return u[3] >= .9; }, 0);
    const auto rule = find_rule(s.steps, 5, s.yes);
    ASSERT_TRUE(rule);
    ASSERT_EQ(rule->limits.size(), 1u);
    EXPECT_EQ(rule->limits[0].step, 36u);
    EXPECT_EQ(rule->density, 1);
    EXPECT_EQ(rule->coverage, 1);
    EXPECT_FALSE(find_rule(s.steps, 5, std::vector<unsigned char>(10'000, 1)));
}

TEST(Rule, IsTheBestOfAllBoxesByPlainSearch) {
    const Sample s = sample(3, 400, [](const double* u) { return u[0] + u[1] * u[2] < .7; }, .1);
    const auto rule = find_rule(s.steps, 3, s.yes);
    ASSERT_TRUE(rule);
    double yes = 0;
    for (const auto each : s.yes) yes += each;
    double best = 0;
    for (int orient = 0; orient < 8; ++orient) {
        for (int a = 1; a < 40; ++a) {
            for (int b = 1; b < 40; ++b) {
                std::vector<double> hits(41, 0);
                std::vector<double> inside(41, 0);
                for (std::size_t n = 0; n < 400; ++n) {
                    const unsigned char* x = s.steps.data() + 3 * n;
                    if (((x[0] >= a) != ((orient & 1) != 0)) || ((x[1] >= b) != ((orient & 2) != 0)))
                        continue;
                    for (int c = 1; c < 40; ++c) {
                        if ((x[2] >= c) != ((orient & 4) != 0)) continue;
                        inside[static_cast<std::size_t>(c)] += 1;
                        hits[static_cast<std::size_t>(c)] += s.yes[n];
                    }
                }
                for (std::size_t c = 1; c < 40; ++c) best = std::max(best, 2 * hits[c] / (inside[c] + yes));
            }
        }
    }
    EXPECT_LE(rule->score, best + 1e-12);
    EXPECT_GE(rule->score, best - .01);
}

TEST(Tally, SumsAndQuantilesComeOutTheSameInAnyOrder) {
    std::vector<double> values;
    for (std::uint64_t n = 0; n < 5000; ++n) values.push_back(70 + 9 * RandomStream(1, "t", n).normal());
    const FixedPoint fixed = FixedPoint::for_values({40, 100});
    Sums whole;
    Sums parts[3];
    Histogram all;
    Histogram pieces[3];
    for (std::size_t n = 0; n < values.size(); ++n) {
        const std::int64_t units = fixed.units(values[n]);
        whole.add(units);
        parts[n * 7 % 3].add(units);
        all.add(units);
        pieces[n * 5 % 3].add(units);
    }
    parts[2].add(parts[0]);
    parts[2].add(parts[1]);
    EXPECT_EQ(parts[2], whole);
    pieces[1].add(pieces[2]);
    pieces[1].add(pieces[0]);
    EXPECT_EQ(pieces[1], all);
    std::sort(values.begin(), values.end());
    for (const double y : {.05, .25, .5, .95})
        EXPECT_NEAR(fixed.value(all.quantile(y)), values[static_cast<std::size_t>(y * 5000)], .1);
    EXPECT_EQ(Histogram::parse(all.text()), all);
    EXPECT_FALSE(Histogram::parse("12:3 x"));
}

}  // namespace
}  // namespace entente::robust
