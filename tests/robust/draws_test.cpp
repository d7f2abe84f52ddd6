#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "entente/io/load.hpp"
#include "entente/model/draws.hpp"
#include "entente/model/links.hpp"
#include "entente/robust/sobol.hpp"

namespace entente::robust {
namespace {

Case load(const std::string& more, const std::string& head = "") {
    return io::load_toml(head + R"toml(
[parties]
a = "A"
b = "B"
[issue.x]
options = [0, 1, 2]
for.a = { weight = "55 (45..65)", score = [0, "40 (20..60)", 100]
}
for.b = { weight = "30 (20..50)", score = [100, "40 (20..60)", 0] }
[issue.y]
options = ["p", "q"]
for.a = { weight = 20, score = [0, 100] }
for.b = { weight = "10 (5..15)", score = [100, 0] }
)toml" + more,
                         "test.toml")
        .conflict;
}

TEST(Draws, ANumberAddedToTheCaseLeavesTheOthersAsTheyWere) {
    const Case before = load("", "reserve = { a = 30, b = 30 }\n");
    const auto few = uncertain_numbers(before);
    const auto many = uncertain_numbers(load("", "reserve = { a = \"30 (20..40)\", b = 30 }\n"));
    ASSERT_EQ(many.size(), few.size() + 1);
    const RandomDraws one(few, {}, 7);
    const RandomDraws two(many, {}, 7);
    std::vector<double> x(few.size());
    std::vector<double> y(many.size());
    for (std::uint64_t draw : {0u, 1u, 999u}) {
        one.shares(draw, x);
        two.shares(draw, y);
        for (std::size_t i = 0; i < few.size(); ++i) {
            for (std::size_t j = 0; j < many.size(); ++j)
                if (few[i].address == many[j].address) {
                    EXPECT_EQ(x[i], y[j]);
                }
        }
    }
}

TEST(Draws, AreExactNumbersOnAFineGrid) {
    for (const UncertainNumber& number : uncertain_numbers(load(""))) {
        for (const double y : {1e-9, .1, .3, .77, .999999}) {
            const double x = number.draw(y);
            EXPECT_EQ(number.exact(x).value(), x);
            EXPECT_NEAR(x, number.quantile(y), 1e-5);
        }
    }
}

TEST(Draws, LinkedNumbersHaveTheRankCorrelationAskedFor) {
    const Case conflict = load(R"toml(
[[link]]
between = ["issue.x.for.a.weight", "issue.x.for.b.weight", "issue.y.for.b.weight"]
rank = 0.6
)toml");
    const auto numbers = uncertain_numbers(conflict);
    const RandomDraws draws(numbers, conflict.links, 1);
    ASSERT_TRUE(draws.linked());
    constexpr std::size_t kDraws = 20'000;
    std::vector<std::vector<double>> u(numbers.size());
    std::vector<double> shares(numbers.size());
    for (std::uint64_t n = 0; n < kDraws; ++n) {
        draws.shares(n, shares);
        for (std::size_t i = 0; i < numbers.size(); ++i) u[i].push_back(shares[i]);
    }
    const auto correlation = [&](std::size_t i, std::size_t j) {
        double sum = 0;
        for (std::size_t n = 0; n < kDraws; ++n) sum += (u[i][n] - .5) * (u[j][n] - .5);
        return 12 * sum / kDraws;
    };
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const bool linked =
                numbers[i].address.ends_with("weight") && numbers[j].address.ends_with("weight");
            EXPECT_NEAR(correlation(i, j), linked ? .6 : 0, .03)
                << numbers[i].address << numbers[j].address;
        }
    }
}

TEST(Links, ThatContradictEachOtherAreRefusedByThePairThatBreaksThem) {
    try {
        load(R"toml(
[[link]]
between = ["issue.x.for.a.weight", "issue.x.for.b.weight"]
rank = 0.6
[[link]]
between = ["issue.x.for.b.weight", "issue.y.for.b.weight"]
rank = 0.6
[[link]]
between = ["issue.x.for.a.weight", "issue.y.for.b.weight"]
rank = -0.9
)toml");
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.diagnostics().size(), 1u);
        EXPECT_EQ(error.diagnostics()[0].code, "E0226");
        EXPECT_THAT(error.diagnostics()[0].message,
                    testing::HasSubstr("issue.x.for.a.weight and issue.y.for.b"));
    }
}

TEST(Links, OfWhatHasNoRangeAreRefused) {
    for (const char* between :
         {"[\"issue.x.for.a.weight\", \"issue.y.for.a.weight\"]",
          "[\"issue.x.for.a.weight\", \"issue.x.for.a.wieght\"]", "[\"issue.x.for.a.weight\"]",
          "[\"issue.x.for.a.weight\", \"issue.x.for.a.weight\"]"}) {
        try {
            load(std::string("[[link]]\nbetween = ") + between + "\nrank = 0.5\n");
            FAIL() << between;
        } catch (const InputError& error) {
            EXPECT_EQ(error.diagnostics()[0].code, "E0225") << between;
        }
    }
}

TEST(Sobol, EveryDimensionIsANetAndScramblesDiffer) {
    constexpr unsigned kBits = 10;
    const SobolPoints one(7, kBits, 5, 0);
    const SobolPoints two(7, kBits, 5, 1);
    std::vector<double> x(7);
    std::vector<double> z(7);
    std::vector<std::vector<int>> hit(7, std::vector<int>(1 << kBits, 0));
    int same = 0;
    for (std::uint64_t n = 0; n < 1u << kBits; ++n) {
        one.point(n, x);
        two.point(n, z);
        for (std::size_t d = 0; d < 7; ++d) {
            ASSERT_GT(x[d], 0);
            ASSERT_LT(x[d], 1);
            ++hit[d][static_cast<std::size_t>(x[d] * (1 << kBits))];
            same += x[d] == z[d] ? 1 : 0;
        }
    }
    for (const auto& line : hit) EXPECT_THAT(line, testing::Each(1));
    EXPECT_EQ(same, 0);
}

TEST(Sobol, ScrambledPointsIntegrateMuchBetterThanRandomOnes) {
    double worst = 0;
    for (std::uint64_t replicate = 0; replicate < 8; ++replicate) {
        const SobolPoints points(5, 12, 1, replicate);
        std::vector<double> x(5);
        double sum = 0;
        for (std::uint64_t n = 0; n < 4096; ++n) {
            points.point(n, x);
            sum +=
                std::accumulate(x.begin(), x.end(), 1.0, [](double a, double b) { return a * (b + .5); });
        }
        worst = std::max(worst, std::abs(sum / 4096 - 1));
    }
    EXPECT_LT(worst, 3e-4);  // random points: about 1e-2
}

}  // namespace
}  // namespace entente::robust
