// Dense pairwise interactions on a grid of issues: merged by elimination, whatever their number.
#include <gtest/gtest.h>

#include <set>

#include "random_problem.hpp"
#include "settle/cases.hpp"
#include "settle/frontier/merge.hpp"

namespace entente::settle {
namespace {

using testing::pick;
using testing::Random;

/// Issues in rows and columns; each party has a term for every pair of options of neighbours.
Case grid_case(Random& random, std::size_t rows, std::size_t columns, std::size_t options,
               std::size_t parties) {
    Case conflict;
    conflict.normalise = false;
    for (std::size_t i = 0; i < rows * columns; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (std::size_t o = 0; o < options; ++o) issue.options.push_back({std::to_string(o), {}});
        conflict.space.issues.push_back(issue);
    }
    for (std::size_t j = 0; j < parties; ++j) {
        Party party;
        party.id = "p" + std::to_string(j);
        party.reserve = Quantity(Rational(20));
        for (std::size_t i = 0; i < rows * columns; ++i) {
            IssueScore score;
            score.weight = Quantity(Rational(pick(random, 1, 10)));
            for (std::size_t o = 0; o < options; ++o) {
                const auto ramp = static_cast<int>(j % 2 == 0 ? o : options - 1 - o);
                score.scores.push_back(Quantity(Rational(10 * ramp + pick(random, 0, 9))));
            }
            party.preference.issues.push_back(score);
        }
        const auto tie = [&](std::size_t a, std::size_t b) {
            for (std::size_t x = 0; x < options; ++x) {
                for (std::size_t y = 0; y < options; ++y) {
                    Term term;
                    term.when = {Condition{IssueId(a), {{OptionId(x), OptionId(x)}}},
                                 Condition{IssueId(b), {{OptionId(y), OptionId(y)}}}};
                    term.add = Quantity(Rational(pick(random, 0, 40)));
                    party.preference.terms.push_back(term);
                }
            }
        };
        for (std::size_t i = 0; i < rows * columns; ++i) {
            if (i % rows + 1 < rows) tie(i, i + 1);
            if (i + rows < rows * columns) tie(i, i + rows);
        }
        conflict.parties.push_back(party);
    }
    return conflict;
}

/// The same conflict with its issues in the opposite order.
Case reversed(const Case& conflict) {
    Case other = conflict;
    const std::size_t last = conflict.space.issues.size() - 1;
    std::reverse(other.space.issues.begin(), other.space.issues.end());
    for (Party& party : other.parties) {
        std::reverse(party.preference.issues.begin(), party.preference.issues.end());
        for (Term& term : party.preference.terms) {
            for (Condition& condition : term.when)
                condition.issue = IssueId(last - condition.issue.index());
            std::reverse(term.when.begin(), term.when.end());
        }
    }
    return other;
}

TEST(MergeGrid, SmallGridsAgreeWithEnumeration) {
    Random random(310);
    for (int trial = 0; trial < 30; ++trial) {
        SCOPED_TRACE(trial);
        const std::size_t parties = 2 + random() % 3;
        const std::size_t rows = 2 + random() % 2;
        const Case conflict = grid_case(random, rows, 3, rows == 2 ? 3 : 2, parties);
        const auto problem = testing::narrow_problem(conflict);
        const Merged<std::int64_t> merged = merge(problem, {}, {});
        ASSERT_EQ(merged.end, MergeEnd::complete);
        const oracle::Oracle plain(conflict);
        ASSERT_EQ(merged.front.size(), plain.frontier.size());
        std::set<std::vector<double>> expected, found;
        for (const auto& [row, entry] : plain.frontier) expected.insert(plain.points(row));
        for (std::size_t p = 0; p < merged.front.size(); ++p) {
            std::vector<double> points;
            for (std::size_t j = 0; j < parties; ++j)
                points.push_back(problem.points(j, merged.front.row(p)[j]));
            found.insert(points);
        }
        EXPECT_EQ(found, expected);
    }
}

TEST(MergeGrid, ThreeByTenIsMergedByItself) {
    Random random(3);
    const Case conflict = grid_case(random, 3, 10, 10, 2);
    SettleResult result = settle(conflict);
    EXPECT_EQ(result.method, "merge");
    EXPECT_TRUE(result.exact);
    EXPECT_TRUE(result.frontier.complete);
    EXPECT_GT(result.frontier.points, 50u);
    for (const int count : {1, 2, 4}) {
        RunOptions run;
        run.threads = count;
        const SettleResult other = settle(reversed(conflict), {}, run);
        EXPECT_EQ(other.method, "merge");
        ASSERT_EQ(other.frontier.items.size(), result.frontier.items.size());
        for (std::size_t p = 0; p < result.frontier.items.size(); ++p) {
            EXPECT_EQ(other.frontier.items[p].utilities, result.frontier.items[p].utilities);
            EXPECT_EQ(other.frontier.items[p].ties, result.frontier.items[p].ties);
        }
    }
}

TEST(MergeGrid, ForeseesWorkAndKeepsWithinMemory) {
    Random random(4);
    const auto problem = testing::narrow_problem(grid_case(random, 3, 8, 8, 2));
    MergeOptions whole;
    const auto complete = merge(problem, whole, {});
    ASSERT_EQ(complete.end, MergeEnd::complete);
    MergeOptions little;
    little.work_limit = complete.work / 8;
    little.forecast = true;
    const auto foreseen = merge(problem, little, {});
    EXPECT_EQ(foreseen.end, MergeEnd::work_limit);
    EXPECT_LT(foreseen.work, little.work_limit);
    little.sparse_work_limit = complete.work;
    EXPECT_EQ(merge(problem, little, {}).end, MergeEnd::complete);
    RunOptions run;
    run.memory_bytes = 1 << 18;
    EXPECT_EQ(merge(problem, whole, run).end, MergeEnd::memory);
    std::stop_source source;
    source.request_stop();
    run.stop = source.get_token();
    EXPECT_EQ(merge(problem, whole, run).end, MergeEnd::cancelled);
}

}  // namespace
}  // namespace entente::settle
