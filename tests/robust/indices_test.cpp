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

double ishigami(std::span<const double> u) {
    const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

double sobol_g(std::span<const double> u) {
    static constexpr double kA[] = {0, 1, 4.5, 9, 99, 99, 99, 99};
    double y = 1;
    for (std::size_t i = 0; i < 8; ++i) y *= (std::abs(4 * u[i] - 2) + kA[i]) / (1 + kA[i]);
    return y;
}

/// 1 where a weighted sum of normal numbers passes a threshold: "is there a zone".
double indicator(std::span<const double> u, double threshold = 0) {
    static constexpr double kW[] = {3, 2, 1.5, 1};
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) sum += kW[i] * normal_quantile(u[i]);
    return sum > threshold * std::sqrt(9 + 4 + 2.25 + 1) ? 1 : 0;
}

struct Golden {
    const char* name;
    std::size_t inputs;
    double (*model)(std::span<const double>);
    std::vector<double> first;
    std::vector<double> total;
    double first_error;
    double total_error;
};

const std::vector<Golden>& golden() {
    static const std::vector<Golden> all = {
        {"Ishigami",
         3,
         ishigami,
         {.313905191, .442411145, 0},
         {.557588855, .442411145, .243683664},
         .014,
         .002},
        {"g",
         8,
         sobol_g,
         {.716192169, .179048042, .023675774, .007161922, 7.16190e-5, 7.16190e-5, 7.16190e-5, 7.16190e-5},
         {.787144127, .242198193, .034316910, .010460387, 1.04949e-4, 1.04949e-4, 1.04949e-4, 1.04949e-4},
         .012,
         .005},
        {"zone",
         4,
         [](std::span<const double> u) { return indicator(u); },
         {.373680861, .158333697, .088431465, .039201370},
         {.705586831, .456392765, .339002638, .224502484},
         .02,
         .014},
        {"rare zone",
         4,
         [](std::span<const double> u) { return indicator(u, 1); },
         {.319011, .121547, .064966, .027824},
         {.757218, .506980, .380463, .253695},
         .03,
         .03}};
    return all;
}

std::vector<double> first_order_sample(const Golden& of, std::uint64_t draws, std::uint64_t seed) {
    const std::size_t bins = bins_for(draws);
    std::vector<BinSums> sums(of.inputs * bins);
    std::vector<RandomStream::Key> keys;
    for (std::size_t i = 0; i < of.inputs; ++i)
        keys.push_back(RandomStream::key_of(seed, "x" + std::to_string(i)));
    std::vector<double> u(of.inputs);
    for (std::uint64_t n = 0; n < draws; ++n) {
        for (std::size_t i = 0; i < of.inputs; ++i) u[i] = RandomStream(keys[i], n).uniform() + 0x1p-54;
        const double y = of.model(u);
        for (std::size_t i = 0; i < of.inputs; ++i) {
            BinSums& bin = sums[i * bins + static_cast<std::size_t>(u[i] * static_cast<double>(bins))];
            bin.count += 1;
            bin.sum += y;
            bin.squares += y * y;
        }
    }
    std::vector<double> indices;
    for (std::size_t i = 0; i < of.inputs; ++i)
        indices.push_back(first_order(std::span(sums).subspan(i * bins, bins)));
    return indices;
}

TotalOrder total_of(const Golden& of, std::uint64_t runs, std::uint64_t seed) {
    RunOptions run;
    run.seed = seed;
    return total_order(
        of.inputs, 1, [&](std::span<const double> u, std::span<double> y) { y[0] = of.model(u); }, runs,
        run);
}

TEST(FirstOrder, FindsTheGoldenIndicesFromOnePlainSample) {
    for (const Golden& of : golden()) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const std::vector<double> found = first_order_sample(of, 1 << 14, seed);
            for (std::size_t i = 0; i < of.inputs; ++i)
                EXPECT_NEAR(found[i], of.first[i], of.first_error)
                    << of.name << " " << i << " seed " << seed;
        }
    }
}

TEST(TotalOrder, FindsTheGoldenIndices) {
    for (const Golden& of : golden()) {
        const TotalOrder found = total_of(of, 1 << 17, 1);
        EXPECT_EQ(found.replicates, 8u);
        EXPECT_LE(found.runs, 1u << 17);
        for (std::size_t i = 0; i < of.inputs; ++i)
            EXPECT_NEAR(found.indices[0][i].value, of.total[i], of.total_error) << of.name << " " << i;
    }
}

TEST(TotalOrder, IntervalsCoverAsOftenAsTheySay) {
    const Golden& of = golden()[0];
    std::vector<int> covered(of.inputs, 0);
    constexpr int kSeeds = 200;
    for (int seed = 1; seed <= kSeeds; ++seed) {
        const TotalOrder found = total_of(of, 1 << 15, static_cast<std::uint64_t>(seed));
        for (std::size_t i = 0; i < of.inputs; ++i) {
            const Estimate& each = found.indices[0][i];
            covered[i] += each.low <= of.total[i] && of.total[i] <= each.high ? 1 : 0;
        }
    }
    for (const int each : covered) {
        EXPECT_GE(each, 170);
        EXPECT_LE(each, 192);
    }
}

TEST(TotalOrder, IsTheSameForAnyNumberOfThreads) {
    const auto with = [&](int threads) {
        RunOptions run;
        run.threads = threads;
        return total_order(
                   3, 1, [](std::span<const double> u, std::span<double> y) { y[0] = ishigami(u); },
                   1 << 14, run)
            .indices[0][0];
    };
    EXPECT_EQ(with(1).value, with(4).value);
    EXPECT_EQ(with(1).low, with(3).low);
}

TEST(TotalOrder, OfAnOutputThatDoesNotVaryIsZero) {
    const TotalOrder found =
        total_order(3, 1, [](std::span<const double>, std::span<double> y) { y[0] = 5; }, 1 << 12);
    EXPECT_EQ(found.indices[0][1].value, 0);
}

/// Normal inputs with correlations, added up.
std::vector<Estimate> shapley(const std::vector<std::vector<double>>& factor,
                              const std::vector<double>& sd) {
    return shapley_effects(
        sd.size(), factor,
        [&](std::span<const double> u, std::span<double> y) {
            y[0] = 0;
            for (std::size_t i = 0; i < sd.size(); ++i) y[0] += sd[i] * normal_quantile(u[i]);
        },
        1 << 17);
}

TEST(Shapley, FindsTheGoldenEffectsOfLinkedInputs) {
    const auto pair = [](double rho) {
        return std::vector<std::vector<double>>{{1}, {rho, std::sqrt(1 - rho * rho)}};
    };
    const auto high = shapley(pair(.9), {1, 2});
    EXPECT_NEAR(high[0].value, .466860, .01);
    EXPECT_NEAR(high[1].value, .533140, .01);
    EXPECT_NEAR(high[0].value + high[1].value, 1, 1e-9);
    EXPECT_NEAR(shapley(pair(-.9), {1, 2})[0].value, .296429, .01);
    const auto unused = shapley(pair(.8), {1, 0});
    EXPECT_NEAR(unused[0].value, .68, .01);
    EXPECT_NEAR(unused[1].value, .32, .01);
    const auto three = shapley({{1}, {0, 1}, {0, .5, std::sqrt(.75)}}, {1, 1, 2});
    EXPECT_NEAR(three[0].value, .125, .01);
    EXPECT_NEAR(three[1].value, .296875, .01);
    EXPECT_NEAR(three[2].value, .578125, .01);
}

TEST(GivenData, FirstOrderNeedsNoDesign) {
    std::vector<double> x;
    std::vector<double> other;
    std::vector<double> y;
    RandomStream random(1, "given");
    for (int n = 0; n < 20'000; ++n) {
        x.push_back(random.normal());
        other.push_back(random.normal());
        y.push_back(3 * x.back() + other.back());
    }
    const auto first = first_order_of(x, y);
    ASSERT_TRUE(first);
    EXPECT_NEAR(first->value, .9, .015);
    EXPECT_NEAR(first_order_of(other, y)->value, .1, .02);
    std::vector<double> shuffled(x.rbegin(), x.rend());
    EXPECT_NEAR(first_order_of(shuffled, y)->value, 0, .01);
    EXPECT_FALSE(first_order_of(std::span(x).first(10), std::span(y).first(10)));
}

}  // namespace
}  // namespace entente::robust
