// Zone sizes: every counting method against enumeration, and the estimate against exact counts.
#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "random_problem.hpp"
#include "settle/count/parts.hpp"
#include "settle/count/ties.hpp"

namespace entente::settle {
namespace {

using testing::Oracle;
using testing::Random;
using testing::Shape;

struct Sample {
    Separable space;
    std::uint64_t zone = 0;
};

std::optional<Sample> draw(Random& random) {
    Shape shape;
    shape.parties = 1 + random() % 4;
    shape.issues = 1 + random() % 6;
    shape.options = 2 + random() % 4;
    shape.score_low = random() % 3 == 0 ? -5 : 0;
    shape.score_high = random() % 2 == 0 ? 3 : 500;
    shape.terms = random() % 4 == 0 ? random() % 4 : 0;
    shape.rules = random() % 4 == 0 ? random() % 3 : 0;
    shape.reserve = 0.1 + 0.1 * static_cast<double>(random() % 8);
    auto problem = testing::narrow_problem(testing::random_case(random, shape));
    const Oracle oracle = testing::enumerate_all(problem);
    auto form = separable_form(problem);
    if (!form.separable) return std::nullopt;
    return Sample{std::move(*form.separable), oracle.zone_size};
}

TEST(Count, EveryMethodAgreesWithEnumeration) {
    Random random(77);
    const RunOptions run;
    int dense = 0, middle = 0, boxes = 0, known = 0;
    for (int trial = 0; trial < 800; ++trial) {
        SCOPED_TRACE(trial);
        const auto sample = draw(random);
        ASSERT_TRUE(sample);
        const BigCount expected(sample->zone);
        const ZoneCount automatic = count_zone(sample->space, {}, run);
        ASSERT_TRUE(automatic.exact);
        EXPECT_EQ(automatic.exact->to_string(), expected.to_string()) << automatic.method;
        const CountForm form = count_form(sample->space);
        if (form.known) {
            ++known;
            EXPECT_EQ(form.known->to_string(), expected.to_string());
            continue;
        }
        ASSERT_TRUE(form.problem);
        if (std::isfinite(dense_cost(*form.problem).steps) && dense_cost(*form.problem).bytes < 1e8) {
            ++dense;
            EXPECT_EQ(count_dense(*form.problem, run)->to_string(), expected.to_string());
        }
        if (std::isfinite(middle_cost(*form.problem).steps)) {
            ++middle;
            EXPECT_EQ(count_middle(*form.problem, run)->to_string(), expected.to_string());
        }
        ++boxes;
        EXPECT_EQ(count_boxes(*form.problem, 1e9, run)->to_string(), expected.to_string());
    }
    EXPECT_GT(dense, 200);
    EXPECT_GT(middle, 200);
    EXPECT_GT(boxes, 300);
    EXPECT_GT(known, 10);
}

TEST(Count, TiesOfEveryVectorAgreeWithEnumeration) {
    Random random(78);
    const RunOptions run;
    std::uint64_t many = 0;
    for (int trial = 0; trial < 150; ++trial) {
        SCOPED_TRACE(trial);
        Shape shape;
        shape.parties = 1 + random() % 4;
        shape.issues = 1 + random() % 5;
        shape.options = 2 + random() % 4;
        shape.score_low = random() % 3 == 0 ? -5 : 0;
        shape.score_high = random() % 2 == 0 ? 3 : 500;
        shape.terms = random() % 3;
        shape.rules = random() % 3;
        shape.reserve = random() % 2 == 0 ? 0 : 0.4;
        auto problem = testing::narrow_problem(testing::random_case(random, shape));
        const Oracle oracle = testing::enumerate_all(problem);
        if (oracle.outcomes.empty()) continue;
        const auto form = separable_form(problem);
        ASSERT_TRUE(form.separable);
        const TieCounter counter(*form.separable);
        for (const auto& [gains, copies] : oracle.outcomes) {  // dominated ones as well
            const auto count = counter.count(gains, 10'000'000, run);
            ASSERT_TRUE(count);
            EXPECT_EQ(count->to_string(), std::to_string(copies));
            many += copies > 1 ? 1 : 0;
        }
        EXPECT_FALSE(counter.count(oracle.outcomes.begin()->first, 0, run));
        std::stop_source source;
        source.request_stop();
        RunOptions stopped;
        stopped.stop = source.get_token();
        EXPECT_FALSE(counter.count(oracle.outcomes.begin()->first, 10'000'000, stopped));
    }
    EXPECT_GT(many, 200u);
}

TEST(Ties, AreCountedPastWhatTwoWordsHold) {
    // Four groups of two options; an option stands for 2^40 ways: sums of 1 and 3 come about four times.
    Separable space;
    space.parties = 2;
    space.issues = 4;
    space.constants = {0, 0};
    space.unit_points = {1, 1};
    space.unit_numerator = space.unit_denominator = {1, 1};
    for (std::uint32_t g = 0; g < 4; ++g) {
        SeparableGroup group;
        group.issues = {g};
        group.choices = {0, 1};
        group.values = {1, 0, 0, 1};
        group.copies = {std::uint64_t{1} << 40, std::uint64_t{1} << 40};
        space.groups.push_back(group);
    }
    BigCount expected{4};
    for (int g = 0; g < 4; ++g) expected *= std::uint64_t{1} << 40;
    const auto count = TieCounter(space).count({1, 3}, 1'000, {});
    ASSERT_TRUE(count);
    EXPECT_EQ(count->to_string(), expected.to_string());
}

/// A large additive space of which the grid method can still count the zone.
Separable large_space(Random& random, std::size_t parties, std::size_t issues, std::size_t options,
                      int grid, double reserve) {
    Separable space;
    space.parties = parties;
    space.issues = issues;
    space.constants.assign(parties, 0);
    space.unit_points.assign(parties, 1);
    space.unit_numerator.assign(parties, 1);
    space.unit_denominator.assign(parties, 1);
    for (std::size_t i = 0; i < issues; ++i) {
        SeparableGroup group;
        group.issues = {static_cast<std::uint32_t>(i)};
        for (std::size_t o = 0; o < options; ++o) {
            group.choices.push_back(static_cast<std::uint32_t>(o));
            group.copies.push_back(1);
            for (std::size_t j = 0; j < parties; ++j)
                group.values.push_back(testing::pick(random, 0, grid));
        }
        space.groups.push_back(std::move(group));
    }
    for (std::size_t j = 0; j < parties; ++j) {
        const auto highest = static_cast<double>(space.highest(j));
        space.constants[j] = -static_cast<int128>(reserve * highest);
    }
    return space;
}

TEST(Count, GridAndMiddleAgreeWhereEnumerationCannotFollow) {
    Random random(8);
    const RunOptions run;
    for (std::size_t parties = 1; parties <= 3; ++parties) {
        const Separable space =
            large_space(random, parties, parties == 3 ? 10 : 14, 5, parties == 3 ? 5 : 20, 0.6);
        const CountForm form = count_form(space);
        ASSERT_TRUE(form.problem);
        EXPECT_EQ(count_dense(*form.problem, run)->to_string(),
                  count_middle(*form.problem, run)->to_string());
    }
}

TEST(Count, MiddleCountsTheSameInAnyNumberOfParts) {
    // Halves that are long enough to be counted side by side.
    Random random(21);
    for (const auto& [parties, options, grid] : {std::tuple{2u, 5u, 60}, std::tuple{3u, 6u, 8}}) {
        const Separable space = large_space(random, parties, parties == 2 ? 14 : 12, options, grid, 0.6);
        const CountForm form = count_form(space);
        ASSERT_TRUE(form.problem);
        const std::string expected = count_dense(*form.problem, {})->to_string();
        for (const int threads : {1, 2, 3, 4}) {
            RunOptions run;
            run.threads = threads;
            EXPECT_EQ(count_middle(*form.problem, run)->to_string(), expected) << threads << " threads";
        }
    }
}

TEST(Count, LongCountersMatchAnIndependentRoute) {
    // One party and equal issues: the number of ways to reach a sum of at least k with m dice of 10 faces
    // (0..9) is half of 10^m, rounded up by symmetry, at the middle: m = 51 makes the middle unattainable.
    Separable space;
    space.parties = 1;
    space.issues = 51;
    space.constants = {-230};  // sums run from 0 to 459: at least 230 is exactly half of the ways
    space.unit_points = {1};
    space.unit_numerator = {1};
    space.unit_denominator = {1};
    for (std::uint32_t i = 0; i < 51; ++i) {
        SeparableGroup group;
        group.issues = {i};
        for (std::uint32_t o = 0; o < 10; ++o) {
            group.choices.push_back(o);
            group.copies.push_back(1);
            group.values.push_back(static_cast<int128>(o));
        }
        space.groups.push_back(group);
    }
    const ZoneCount count = count_zone(space, {}, {});
    ASSERT_TRUE(count.exact);
    EXPECT_EQ(count.exact->to_string(), "5" + std::string(50, '0'));
}

TEST(Count, TheIntervalCoversAsOftenAsItSays) {
    Random random(31);
    int covered = 0, total = 0;
    for (int trial = 0; trial < 60; ++trial) {
        const Separable space = large_space(random, 1 + trial % 3, 12, 4, trial % 3 == 2 ? 6 : 20, 0.7);
        const CountForm form = count_form(space);
        if (!form.problem) continue;
        const auto exact = count_dense(*form.problem, {});
        ASSERT_TRUE(exact);
        if (exact->zero()) continue;
        RunOptions run;
        run.seed = static_cast<std::uint64_t>(trial) + 1;
        const Sampled sampled = sample_zone(*form.problem, 1u << 17, run);
        const double truth = std::log10(exact->estimate());
        ++total;
        if (sampled.log10_low <= truth && truth <= sampled.log10_high) ++covered;
        if (sampled.hits > 1000) {
            EXPECT_NEAR(sampled.log10_estimate, truth, 0.05);
        }
    }
    ASSERT_GT(total, 40);
    EXPECT_GE(covered, total * 85 / 100);  // 95% less four standard errors of 60 trials
}

/// One party, twelve issues of six options: `need` of at most 60, one counter per sum as reference.
CountProblem dice(std::int64_t need) {
    CountProblem problem;
    problem.dimensions = 1;
    problem.need = {need};
    for (int g = 0; g < 12; ++g) {
        CountGroup group;
        for (std::int64_t v = 0; v < 6; ++v) {
            group.values.push_back(v);
            group.copies.push_back(1);
        }
        problem.ways *= 6;
        problem.log10_ways += std::log10(6.0);
        problem.groups.push_back(group);
    }
    return problem;
}

TEST(Count, TheIntervalHoldsAtTheEdges) {
    // From all outcomes but one to a single outcome: shares of 4e-10 to 1 - 4e-10.
    for (const std::int64_t need : {1, 3, 6, 10, 30, 50, 57, 60}) {
        SCOPED_TRACE(need);
        const CountProblem problem = dice(need);
        const double truth = std::log10(count_dense(problem, {})->estimate());
        constexpr int kSeeds = 100;
        int covered = 0;
        for (int seed = 1; seed <= kSeeds; ++seed) {
            RunOptions run;
            run.seed = static_cast<std::uint64_t>(seed);
            run.threads = 1;
            const Sampled sampled = sample_zone(problem, 1u << 13, run);
            EXPECT_LT(sampled.log10_low, sampled.log10_high);
            EXPECT_LE(sampled.log10_high, problem.log10_ways);
            // The whole space is a bound that only rounding can be beside.
            if (sampled.log10_low <= truth && truth <= sampled.log10_high + 1e-12) ++covered;
        }
        EXPECT_GE(covered, kSeeds * 88 / 100);  // 95% less three standard errors
    }
}

TEST(Count, AnEstimateOfNearlyEverythingHasAnInterval) {
    Random random(12);
    Separable space = large_space(random, 2, 50, 10, 1'000'000, 0);
    space.constants = {-8'000'000, -8'000'000};  // of sums near 25 million
    CountOptions options;
    options.exact_work = 1e5;
    const ZoneCount count = count_zone(space, options, {});
    ASSERT_TRUE(count.interval);
    EXPECT_LT(count.interval->low, count.interval->high);
    EXPECT_EQ(count.interval->high, 1e50);
    EXPECT_GT(count.interval->low, 0.999e50);
}

TEST(Count, EstimatesDoNotDependOnThreads) {
    Random random(9);
    const Separable space = large_space(random, 5, 60, 10, 1'000'000, 0.62);
    CountOptions options;
    options.exact_work = 1e5;
    options.most_samples = 1u << 18;
    std::vector<ZoneCount> counts;
    for (const int threads : {1, 2, 4}) {
        RunOptions run;
        run.threads = threads;
        run.seed = 42;
        counts.push_back(count_zone(space, options, run));
    }
    ASSERT_TRUE(counts[0].interval);
    EXPECT_FALSE(counts[0].exact);
    for (const ZoneCount& count : counts) {
        EXPECT_EQ(count.estimate, counts[0].estimate);
        EXPECT_EQ(count.interval->low, counts[0].interval->low);
        EXPECT_EQ(count.interval->high, counts[0].interval->high);
    }
    RunOptions other;
    other.seed = 43;
    EXPECT_NE(count_zone(space, options, other).estimate, counts[0].estimate);
}

TEST(Count, StopsWhenToldToAndKeepsWithinMemory) {
    Random random(10);
    const Separable space = large_space(random, 2, 12, 10, 1'000'000, 0.5);
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    EXPECT_EQ(count_zone(space, {}, run).stopped, Stopped::cancelled);
    RunOptions small;
    small.memory_bytes = 1 << 20;
    CountOptions options;
    options.most_samples = 1u << 19;
    const ZoneCount count = count_zone(space, options, small);  // meeting in the middle needs more
    EXPECT_FALSE(count.exact);
    EXPECT_TRUE(count.interval);
}

}  // namespace
}  // namespace entente::settle
