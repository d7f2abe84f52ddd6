// Estimates of zones where rules, terms and caps tie issues together.
#include <gtest/gtest.h>

#include <cmath>

#include "random_problem.hpp"
#include "settle/count/clauses.hpp"
#include "settle/count/count.hpp"

namespace entente::settle {
namespace {

using testing::Oracle;
using testing::Random;
using testing::Shape;

TEST(CountClauses, TheIntervalHoldsOnRandomCases) {
    Random random(91);
    int covered = 0, total = 0, rare = 0;
    for (int trial = 0; trial < 240; ++trial) {
        SCOPED_TRACE(trial);
        Shape shape;
        shape.parties = 1 + random() % 3;
        shape.issues = 5 + random() % 3;
        shape.options = 3 + random() % 3;
        shape.score_high = 9;
        shape.terms = 2 + random() % 8;
        shape.rules = random() % 3;
        shape.reserve = 0.5 + 0.07 * static_cast<double>(random() % 7);
        Case conflict = testing::random_case(random, shape);
        if (random() % 4 == 0) conflict.cap = Rational(60);
        auto problem = testing::narrow_problem(conflict);
        const Oracle oracle = testing::enumerate_all(problem);
        if (oracle.zone_size == 0) continue;
        RunOptions run;
        run.seed = static_cast<std::uint64_t>(trial) + 1;
        const ZoneCount count = estimate_zone(problem, run, 1u << 16);
        ASSERT_TRUE(count.interval);
        const auto truth = static_cast<double>(oracle.zone_size);
        ++total;
        if (truth < 0.01 * problem.size()) ++rare;
        if (count.interval->low <= truth && truth <= count.interval->high) ++covered;
        EXPECT_LE(count.interval->high, problem.size() * (1 + 1e-9));
    }
    EXPECT_GT(total, 40);
    EXPECT_GT(rare, 2);
    EXPECT_GE(covered, total * 92 / 100);  // one in twenty may miss; the bound for tilted draws is wider
}

/// Pairs and triples of issues with a bonus for a rectangle in each: groups small enough to be counted.
Case rectangles(Random& random, std::size_t groups, int percent) {
    Case conflict;
    conflict.normalise = false;
    for (std::size_t i = 0; i < 3 * groups; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (int o = 0; o < 10; ++o) issue.options.push_back({std::to_string(o), {}});
        conflict.space.issues.push_back(issue);
    }
    for (std::size_t j = 0; j < 2; ++j) {
        Party party;
        party.id = "p" + std::to_string(j);
        party.preference.issues.resize(3 * groups);
        int most = 0;
        for (std::size_t g = 0; g < groups; ++g) {
            Term term;
            for (std::size_t i = 3 * g; i < 3 * g + 2 + random() % 2; ++i) {
                const auto from = static_cast<std::size_t>(testing::pick(random, 0, 6));
                const auto wide = static_cast<std::size_t>(testing::pick(random, 2, 3));
                term.when.push_back({IssueId(i), {{OptionId(from), OptionId(from + wide)}}});
            }
            const int add = testing::pick(random, 1, 20);
            most += add;
            term.add = Quantity(Rational(add));
            party.preference.terms.push_back(term);
        }
        party.reserve = Quantity(Rational(most * percent, 100));
        conflict.parties.push_back(party);
    }
    return conflict;
}

TEST(CountClauses, AgreesWithExactCountsOfLargeRectangleSpaces) {
    Random random(92);
    int covered = 0, total = 0;
    for (const int percent : {10, 25, 40}) {
        SCOPED_TRACE(percent);
        const auto problem = testing::narrow_problem(rectangles(random, 10, percent));
        const auto form = separable_form(problem);
        ASSERT_TRUE(form.separable);
        const ZoneCount exact = count_zone(*form.separable, {}, {});
        ASSERT_TRUE(exact.exact);
        const double truth = exact.exact->estimate();
        std::optional<ZoneCount> one;
        for (const int threads : {1, 2, 4}) {
            RunOptions run;
            run.threads = threads;
            const ZoneCount count = estimate_zone(problem, run, 1u << 18);
            ASSERT_TRUE(count.interval);
            if (!one) one = count;
            EXPECT_EQ(count.estimate, one->estimate);
            EXPECT_EQ(count.interval->low, one->interval->low);
            EXPECT_EQ(count.interval->high, one->interval->high);
        }
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            RunOptions run;
            run.seed = seed;
            const ZoneCount count = estimate_zone(problem, run, 1u << 16);
            ASSERT_TRUE(count.interval);
            ++total;
            covered += count.interval->low <= truth && truth <= count.interval->high ? 1 : 0;
        }
        EXPECT_LT(one->interval->high, 8 * truth) << one->method << " " << truth / problem.size();
    }
    EXPECT_GE(covered, total * 85 / 100);  // 95% less two standard errors
}

TEST(CountClauses, StopsWhenToldTo) {
    Random random(93);
    const auto problem = testing::narrow_problem(rectangles(random, 6, 30));
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    const ZoneCount count = estimate_zone(problem, run);
    EXPECT_EQ(count.stopped, Stopped::cancelled);
    EXPECT_FALSE(count.interval);
}

}  // namespace
}  // namespace entente::settle
