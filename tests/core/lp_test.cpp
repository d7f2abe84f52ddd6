#include "entente/core/lp.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <thread>

namespace entente {
namespace {

TEST(LinearProgram, SolvesATextbookExampleWithPrices) {
    // Hillier and Lieberman's Wyndor example: 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18: 36 at (2, 6).
    Lp lp;
    lp.maximise = true;
    const auto x = lp.add_variable(3);
    const auto y = lp.add_variable(5);
    lp.add_row({{x, 1}}, -kUnbounded, 4);
    lp.add_row({{y, 2}}, -kUnbounded, 12);
    lp.add_row({{x, 3}, {y, 2}}, -kUnbounded, 18);
    const LpResult result = solve(lp);
    ASSERT_EQ(result.status, LpStatus::optimal);
    EXPECT_NEAR(result.objective, 36, 1e-9);
    EXPECT_NEAR(result.values[x], 2, 1e-9);
    EXPECT_NEAR(result.values[y], 6, 1e-9);
    EXPECT_NEAR(result.row_duals[0], 0, 1e-9);
    EXPECT_NEAR(result.row_duals[1], 1.5, 1e-9);
    EXPECT_NEAR(result.row_duals[2], 1, 1e-9);
}

TEST(LinearProgram, MinimisesWithFreeVariablesAndEqualities) {
    Lp lp;
    const auto x = lp.add_variable(1, -kUnbounded);
    const auto y = lp.add_variable(2, -5, 5);
    lp.add_row({{x, 1}, {y, 1}}, 3, 3);
    const LpResult result = solve(lp);
    ASSERT_EQ(result.status, LpStatus::optimal);
    EXPECT_NEAR(result.objective, -2, 1e-9);  // y = -5, x = 8
    EXPECT_NEAR(result.values[x], 8, 1e-9);
    EXPECT_NEAR(result.row_duals[0], 1, 1e-9);
    EXPECT_NEAR(result.reduced_costs[y], 1, 1e-9);
}

TEST(LinearProgram, TellsInfeasibleFromUnbounded) {
    Lp infeasible;
    const auto x = infeasible.add_variable(1, 0, 1);
    infeasible.add_row({{x, 1}}, 2, kUnbounded);
    EXPECT_EQ(solve(infeasible).status, LpStatus::infeasible);

    Lp unbounded;
    unbounded.maximise = true;
    (void)unbounded.add_variable(1);
    EXPECT_EQ(solve(unbounded).status, LpStatus::unbounded);

    Lp crossed;
    (void)crossed.add_variable(1, 2, 1);
    EXPECT_EQ(solve(crossed).status, LpStatus::infeasible);
    EXPECT_EQ(solve(Lp{}).status, LpStatus::optimal);
}

TEST(LinearProgram, RefusesBrokenInput) {
    Lp lp;
    (void)lp.add_variable(1);
    lp.add_row({{7, 1}}, 0, 1);
    EXPECT_THROW((void)solve(lp), std::logic_error);
    Lp nan;
    (void)nan.add_variable(std::nan(""));
    EXPECT_THROW((void)solve(nan), std::logic_error);
}

Milp random_milp(std::mt19937& random, std::size_t variables, std::size_t rows) {
    Milp milp;
    milp.maximise = random() % 2 == 0;
    std::uniform_int_distribution<int> number(-9, 9);
    for (std::size_t j = 0; j < variables; ++j) milp.add_integer(number(random));
    for (std::size_t i = 0; i < rows; ++i) {
        std::vector<LpEntry> entries;
        for (std::size_t j = 0; j < variables; ++j) {
            entries.push_back({j, static_cast<double>(number(random))});
        }
        const int side = number(random);
        if (random() % 2 == 0) {
            milp.add_row(entries, -kUnbounded, side);
        } else {
            milp.add_row(entries, side, kUnbounded);
        }
    }
    return milp;
}

std::optional<double> brute_force(const Milp& milp) {
    std::optional<double> best;
    const std::size_t n = milp.objective.size();
    for (std::uint32_t mask = 0; mask < (1u << n); ++mask) {
        bool fits = true;
        for (const LpRow& row : milp.rows) {
            double sum = 0;
            for (const LpEntry& entry : row.entries) {
                if ((mask >> entry.variable) & 1u) sum += entry.factor;
            }
            fits = fits && sum >= row.low && sum <= row.high;
        }
        if (!fits) continue;
        double value = 0;
        for (std::size_t j = 0; j < n; ++j) {
            if ((mask >> j) & 1u) value += milp.objective[j];
        }
        if (!best || (milp.maximise ? value > *best : value < *best)) best = value;
    }
    return best;
}

TEST(MixedIntegerProgram, AgreesWithEnumerationOnRandomPrograms) {
    std::mt19937 random(7);
    int feasible = 0;
    for (int trial = 0; trial < 120; ++trial) {
        const Milp milp = random_milp(random, 4 + trial % 7, 1 + trial % 6);
        const auto expected = brute_force(milp);
        MilpOptions options;
        options.preprocess = trial % 2 == 0;
        options.cuts = trial % 3 == 0;
        const MilpResult result = solve(milp, options);
        if (!expected) {
            EXPECT_EQ(result.status, LpStatus::infeasible) << trial;
            continue;
        }
        ++feasible;
        ASSERT_EQ(result.status, LpStatus::optimal) << trial;
        EXPECT_NEAR(result.objective, *expected, 1e-6) << trial;
        EXPECT_NEAR(result.bound, *expected, 1e-5) << trial;
    }
    EXPECT_GT(feasible, 60);
}

TEST(MixedIntegerProgram, MixesWholeAndContinuousVariables) {
    Milp milp;
    milp.maximise = true;
    const auto x = milp.add_integer(5, 0, 10);
    const auto y = milp.add_variable(4, 0, 10);
    milp.add_row({{x, 6}, {y, 4}}, -kUnbounded, 24);
    milp.add_row({{x, 1}, {y, 2}}, -kUnbounded, 6);
    const MilpResult result = solve(milp);
    ASSERT_EQ(result.status, LpStatus::optimal);
    EXPECT_NEAR(result.objective, 21, 1e-6);  // (3, 1.5)
    EXPECT_EQ(result.values[x], 3);
    EXPECT_NEAR(result.values[y], 1.5, 1e-6);
}

TEST(MixedIntegerProgram, IsSafeFromSeveralThreads) {
    std::mt19937 random(11);
    const Milp milp = random_milp(random, 9, 3);
    const auto expected = brute_force(milp);
    std::vector<std::jthread> threads;
    std::vector<MilpResult> results(4);
    for (std::size_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] { results[t] = solve(milp); });
    }
    threads.clear();
    for (const MilpResult& result : results) {
        if (expected) {
            EXPECT_NEAR(result.objective, *expected, 1e-6);
        } else {
            EXPECT_EQ(result.status, LpStatus::infeasible);
        }
    }
}

TEST(MixedIntegerProgram, PrintsNothing) {
    Milp milp;
    milp.maximise = true;
    for (int j = 0; j < 40; ++j) milp.add_integer(1 + j % 7);
    std::vector<LpEntry> entries;
    for (std::size_t j = 0; j < 40; ++j) entries.push_back({j, static_cast<double>(3 + (j * 13) % 11)});
    milp.add_row(entries, -kUnbounded, 77);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const MilpResult result = solve(milp);
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(result.status, LpStatus::optimal);
}

TEST(MixedIntegerProgram, StopsBeforeItStartsWhenCancelled) {
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    Milp milp;
    milp.add_integer(1);
    EXPECT_EQ(solve(milp, {}, run).status, LpStatus::limit);
}

}  // namespace
}  // namespace entente
