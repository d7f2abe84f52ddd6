// Mixed-integer programs against plain enumeration: rules, welcome and unwelcome terms, two to four
// parties.
#include <gtest/gtest.h>

#include "random_problem.hpp"
#include "settle/milp/frontier.hpp"

namespace entente::settle {
namespace {

using testing::Gains;
using testing::Narrow;
using testing::Oracle;
using testing::Random;
using testing::Shape;

Shape random_shape(Random& random, std::size_t parties) {
    Shape shape;
    shape.parties = parties;
    shape.issues = 1 + random() % 6;
    shape.options = 2 + random() % 4;
    shape.score_low = random() % 3 == 0 ? -5 : 0;
    shape.score_high = random() % 2 == 0 ? 3 : 60;
    shape.terms = random() % 8;
    shape.rules = random() % 4;
    shape.reserve = random() % 2 == 0 ? 0 : 0.5;
    shape.common_scale = random() % 2 == 0;
    return shape;
}

/// The frontier's gain vectors; checks that each witness has the units it claims.
std::vector<Gains> gains_of(const Narrow& problem, const Front<std::int64_t>& front) {
    std::vector<Gains> all;
    std::vector<std::uint32_t> selection(problem.issues);
    std::vector<std::int64_t> units(problem.parties);
    for (std::size_t p = 0; p < front.size(); ++p) {
        front.selection(p, selection.data());
        EXPECT_TRUE(problem.evaluate(selection.data(), units.data()));
        Gains gains;
        for (std::size_t j = 0; j < problem.parties; ++j) {
            EXPECT_EQ(units[j], front.row(p)[j]);
            gains.push_back(problem.gain(j, units[j]));
        }
        all.push_back(std::move(gains));
    }
    return all;
}

void compare_frontiers(int trials, std::size_t parties, unsigned seed) {
    Random random(seed);
    int points = 0, empty = 0;
    for (int trial = 0; trial < trials; ++trial) {
        SCOPED_TRACE(trial);
        auto problem = testing::narrow_problem(testing::random_case(random, random_shape(random, parties)));
        const Oracle oracle = testing::enumerate_all(problem);
        const auto found = milp_frontier(problem, {}, {});
        EXPECT_TRUE(found.front.complete);
        EXPECT_EQ(found.front.stopped, Stopped::complete);
        auto expected = oracle.frontier();
        std::sort(expected.rbegin(), expected.rend());
        const auto actual = gains_of(problem, found.front);
        ASSERT_EQ(actual.size(), expected.size());
        EXPECT_TRUE(actual == expected);
        points += static_cast<int>(actual.size());
        empty += actual.empty() ? 1 : 0;
    }
    EXPECT_GT(points, parties == 1 ? trials / 2 : trials);
    EXPECT_LT(empty, trials / 2);
}

TEST(MilpRandom, TwoPartyFrontiersAgreeWithEnumeration) { compare_frontiers(120, 2, 41); }
TEST(MilpRandom, ThreePartyFrontiersAgreeWithEnumeration) { compare_frontiers(30, 3, 42); }
TEST(MilpRandom, FourPartyFrontiersAgreeWithEnumeration) { compare_frontiers(12, 4, 43); }
TEST(MilpRandom, OnePartyHasOneBestPoint) { compare_frontiers(20, 1, 44); }

/// A case in which the solver's own reductions lose a demand: it once ended as a frontier with gaps.
TEST(MilpRandom, ASolutionThatMissesItsDemandsIsSoughtAgain) {
    struct Line {
        int weight[4];
        std::vector<int> score[4];
    };
    const std::vector<Line> lines = {
        {{2, 10, 2, 2}, {{20, 100, 100, 20}, {30, 70, 30, 30}, {0, 60, 100, 50}, {100, 40, 40, 50}}},
        {{3, 3, 0, 2},
         {{90, 30, 20, 70, 30}, {80, 100, 60, 60, 100}, {70, 20, 30, 50, 10}, {50, 40, 60, 90, 60}}},
        {{10, 1, 2, 0}, {{28, 62}, {100, 48}, {85, 95}, {10, 29}}},
        {{1, 3, 1, 39},
         {{20, 20, 70, 90, 90}, {80, 0, 10, 50, 70}, {80, 50, 70, 0, 0}, {0, 60, 0, 60, 10}}}};
    Case conflict;
    conflict.parties.resize(4);
    for (const Line& line : lines) {
        Issue issue;
        issue.id = "i" + std::to_string(conflict.space.issues.size());
        for (std::size_t o = 0; o < line.score[0].size(); ++o)
            issue.options.push_back({std::to_string(o), {}});
        conflict.space.issues.push_back(issue);
        for (std::size_t j = 0; j < 4; ++j) {
            IssueScore score;
            score.weight = Quantity(Rational(line.weight[j]));
            for (const int value : line.score[j]) score.scores.emplace_back(Rational(value));
            conflict.parties[j].id = "p" + std::to_string(j);
            conflict.parties[j].preference.issues.push_back(score);
        }
    }
    Term term;
    term.when = {Condition{IssueId(2), {{OptionId(0), OptionId(0)}}}};
    term.add = Quantity(Rational(-2));
    conflict.parties[0].preference.terms.push_back(term);
    auto problem = testing::narrow_problem(conflict);
    const auto found = milp_frontier(problem, {}, {});
    EXPECT_TRUE(found.front.complete);
    EXPECT_EQ(found.front.size(), testing::enumerate_all(problem).frontier().size());
    EXPECT_EQ(found.front.size(), 54u);
}

/// Utilities of more steps than doubles resolve: every outcome lies within the distance told of a point
/// found.
TEST(MilpRandom, FineUtilitiesAreCoveredWithinTheDistanceTold) {
    Random random(45);
    int coarse = 0;
    for (int trial = 0; trial < 40; ++trial) {
        SCOPED_TRACE(trial);
        Shape shape;
        shape.parties = 2 + random() % 2;
        shape.issues = 4;
        shape.options = 3;
        Case conflict = testing::random_case(random, shape);
        for (Party& party : conflict.parties) {
            for (IssueScore& score : party.preference.issues) {
                score.weight = Quantity(Rational(testing::pick(random, 1, 1'000'000), 1'000'003));
                for (Quantity& value : score.scores)
                    value = Quantity(Rational(testing::pick(random, 0, 1'000'000), 10'007));
            }
        }
        auto problem = testing::narrow_problem(conflict);
        const Oracle oracle = testing::enumerate_all(problem);
        const auto found = milp_frontier(problem, {}, {});
        ASSERT_GT(found.front.size(), 0u);
        if (found.within.empty()) continue;
        ++coarse;
        for (const Gains& gains : oracle.frontier()) {
            bool covered = false;
            for (std::size_t p = 0; p < found.front.size() && !covered; ++p) {
                covered = true;
                for (std::size_t j = 0; j < problem.parties; ++j) {
                    const auto here = static_cast<double>(problem.gain(j, found.front.row(p)[j]));
                    const double within = found.within[j] * static_cast<double>(problem.fine[j]);
                    covered = covered && static_cast<double>(gains[j]) <= here + within;
                }
            }
            EXPECT_TRUE(covered);
        }
    }
    EXPECT_GT(coarse, 20);
}

TEST(MilpTrim, LosesNoFrontierPoint) {
    Random random(45);
    double before = 0, after = 0;
    for (int trial = 0; trial < 200; ++trial) {
        SCOPED_TRACE(trial);
        auto problem = testing::narrow_problem(testing::random_case(random, random_shape(random, 2)));
        const Oracle oracle = testing::enumerate_all(problem);
        if (oracle.outcomes.empty()) continue;
        const auto trimmed = trim(problem);
        ASSERT_FALSE(trimmed.infeasible);
        Narrow reduced = problem;
        for (std::size_t i = 0; i < problem.issues; ++i) {
            reduced.choices[i].clear();
            reduced.value[i].clear();
            for (const auto c : trimmed.kept[i]) {
                reduced.choices[i].push_back(problem.choices[i][c]);
                for (std::size_t j = 0; j < 2; ++j) reduced.value[i].push_back(problem.value[i][c * 2 + j]);
            }
            for (auto* clauses : {&reduced.terms, &reduced.rules}) {
                for (auto& clause : *clauses) {
                    for (auto& part : clause.parts) {
                        if (part.issue != i) continue;
                        std::vector<std::uint8_t> holds;
                        for (const auto c : trimmed.kept[i]) holds.push_back(part.holds[c]);
                        part.holds = holds;
                    }
                }
            }
        }
        before += problem.selections();
        after += trimmed.combinations();
        const Oracle left = testing::enumerate_all(reduced);
        // Origins of parties without a reservation value move with the worst outcome: compare in units.
        const auto units = [](const Narrow& p, std::vector<Gains> all) {
            for (Gains& gains : all) {
                for (std::size_t j = 0; j < 2; ++j) gains[j] = (gains[j] + p.origin[j]) / p.fine[j];
            }
            std::sort(all.begin(), all.end());
            return all;
        };
        EXPECT_TRUE(units(reduced, left.frontier()) == units(problem, oracle.frontier()));
    }
    EXPECT_LT(after, before / 2);
}

TEST(MilpBudget, KeepsWhatWasFound) {
    Random random(46);
    Shape shape;
    shape.issues = 8;
    shape.options = 6;
    shape.score_high = 500;
    shape.terms = 4;
    auto problem = testing::narrow_problem(testing::random_case(random, shape));
    const auto all = milp_frontier(problem, {}, {});
    ASSERT_GT(all.front.size(), 4u);
    MilpFrontOptions options;
    options.solve_limit = 3;
    const auto some = milp_frontier(problem, options, {});
    EXPECT_FALSE(some.front.complete);
    EXPECT_EQ(some.front.stopped, Stopped::budget);
    EXPECT_GT(some.front.size(), 0u);
    EXPECT_LE(some.front.size(), 3u);
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    EXPECT_EQ(milp_frontier(problem, {}, run).front.stopped, Stopped::cancelled);
}

}  // namespace
}  // namespace entente::settle
