// Random domains of hyper-rectangles: integer programs against merging, which shares no code with them.
#include <gtest/gtest.h>

#include "random_problem.hpp"
#include "settle/frontier/merge.hpp"
#include "settle/milp/frontier.hpp"

namespace entente::settle {
namespace {

using testing::Random;

/// Issues of ten options; every party's utility is the sum of the rectangles that an outcome lies in.
Case rectangles(Random& random, std::size_t issues, std::size_t count, std::size_t widest) {
    Case conflict;
    conflict.normalise = false;
    for (std::size_t i = 0; i < issues; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (int o = 0; o < 10; ++o) issue.options.push_back({std::to_string(o), Rational(o)});
        conflict.space.issues.push_back(issue);
    }
    for (std::size_t j = 0; j < 2; ++j) {
        Party party;
        party.id = "p" + std::to_string(j);
        party.preference.issues.resize(issues);
        for (std::size_t r = 0; r < count; ++r) {
            Term term;
            term.when = testing::random_conjunction(random, conflict, 1 + random() % widest);
            term.add = Quantity(Rational(testing::pick(random, 1, 100)));
            party.preference.terms.push_back(term);
        }
        conflict.parties.push_back(party);
    }
    return conflict;
}

TEST(MilpRectangles, AgreeWithMerging) {
    Random random(2014);
    std::size_t points = 0;
    for (int trial = 0; trial < 12; ++trial) {
        SCOPED_TRACE(trial);
        const auto problem = testing::narrow_problem(rectangles(
            random, 10 + static_cast<std::size_t>(trial), 14 + static_cast<std::size_t>(trial), 3));
        const auto merged = merge(problem, {}, {});
        ASSERT_EQ(merged.end, MergeEnd::complete);
        const auto programs = milp_frontier(problem, {}, {});
        ASSERT_TRUE(programs.front.complete);
        EXPECT_EQ(programs.front.rows, merged.front.rows);
        points += programs.front.size();
    }
    EXPECT_GT(points, 60u);
}

TEST(MilpRectangles, CapsCutUtilities) {
    Random random(2015);
    for (int trial = 0; trial < 25; ++trial) {
        SCOPED_TRACE(trial);
        Case conflict = rectangles(random, 4, 8, 2);
        conflict.cap = Rational(150);
        auto problem = testing::narrow_problem(conflict);
        const auto oracle = testing::enumerate_all(problem);
        const auto programs = milp_frontier(problem, {}, {});
        ASSERT_TRUE(programs.front.complete);
        EXPECT_EQ(programs.front.size(), oracle.frontier().size());
    }
}

}  // namespace
}  // namespace entente::settle
