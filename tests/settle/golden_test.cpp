// The sources' own numbers: Adjusted Winner tables, Raiffa's AMPO against the City, textbook polygons.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "entente/settle/settle.hpp"

namespace entente::settle::golden {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

/// Two parties, one issue, one option per point (utilities as fractions of a whole number).
Case list_case(const std::vector<std::pair<std::int64_t, std::int64_t>>& points, std::int64_t whole,
               std::optional<std::pair<Rational, Rational>> reserve) {
    Case c;
    c.normalise = false;
    Issue issue;
    issue.id = "deal";
    IssueScore score[2];
    for (IssueScore& s : score) s.weight = Rational(1);
    for (std::size_t o = 0; o < points.size(); ++o) {
        issue.options.push_back({"o" + std::to_string(o), {}});
        score[0].scores.emplace_back(Rational(points[o].first * 100, whole));
        score[1].scores.emplace_back(Rational(points[o].second * 100, whole));
    }
    c.space.issues.push_back(std::move(issue));
    for (std::size_t j = 0; j < 2; ++j) {
        Party party;
        party.id = j == 0 ? "a" : "b";
        party.preference.issues.push_back(std::move(score[j]));
        if (reserve) party.reserve = Quantity(j == 0 ? reserve->first : reserve->second);
        c.parties.push_back(std::move(party));
    }
    return c;
}

/// Issues of two options each, "a wins" and "b wins", with the parties' points.
Case points_case(const std::vector<std::pair<int, int>>& points) {
    Case c;
    c.normalise = false;
    c.parties.resize(2);
    c.parties[0].id = "a";
    c.parties[1].id = "b";
    for (std::size_t i = 0; i < points.size(); ++i) {
        c.space.issues.push_back(
            {"i" + std::to_string(i), "", {{"a wins", {}}, {"b wins", {}}}, {}, false, {}});
        for (std::size_t j = 0; j < 2; ++j) {
            IssueScore score;
            score.weight = Rational(j == 0 ? points[i].first : points[i].second);
            score.scores = {Quantity(Rational(j == 0 ? 100 : 0)), Quantity(Rational(j == 0 ? 0 : 100))};
            c.parties[j].preference.issues.push_back(std::move(score));
        }
    }
    return c;
}

const Solution& solution(const SettleResult& result, const std::string& name) {
    for (const NamedSolution& named : result.solutions) {
        if (named.name == name) return named.solution.value();
    }
    throw std::runtime_error("no solution " + name);
}

void expect_point(const Solution& s, double a, double b, double near) {
    EXPECT_THAT(s.point.utilities, ElementsAre(DoubleNear(a, near), DoubleNear(b, near)));
}

TEST(SettleGolden, CampDavid) {
    const Case c = points_case({{35, 55}, {10, 5}, {20, 10}, {10, 5}, {5, 20}, {20, 5}});
    const SettleResult r = settle(c);
    ASSERT_TRUE(r.adjusted_winner);
    EXPECT_THAT(r.adjusted_winner->totals,
                ElementsAre(DoubleNear(395.0 / 6, 1e-9), DoubleNear(395.0 / 6, 1e-9)));
    EXPECT_EQ(r.adjusted_winner->split, IssueId(0));
    EXPECT_NEAR(r.adjusted_winner->first_share[0], 1.0 / 6, 1e-12);
    expect_point(solution(r, "nash"), 60, 75, 1e-12);
    expect_point(solution(r, "utilitarian"), 60, 75, 1e-12);
    EXPECT_EQ(r.outcomes, "64");
}

TEST(SettleGolden, PanamaCanal) {
    Case c = points_case(
        {{22, 9}, {22, 15}, {15, 15}, {14, 3}, {11, 15}, {6, 5}, {4, 11}, {2, 7}, {2, 7}, {2, 13}});
    // Land and water can be shared in fifteenths: the bargaining solutions then meet Adjusted Winner.
    c.space.issues[2].options.clear();
    for (IssueScore* s : {&c.parties[0].preference.issues[2], &c.parties[1].preference.issues[2]})
        s->scores.clear();
    for (std::int64_t k = 0; k <= 15; ++k) {
        c.space.issues[2].options.push_back({std::to_string(k), {}});
        c.parties[0].preference.issues[2].scores.emplace_back(Rational(100 * k, 15));
        c.parties[1].preference.issues[2].scores.emplace_back(Rational(100 * (15 - k), 15));
    }
    const SettleResult r = settle(c);
    ASSERT_TRUE(r.adjusted_winner);
    EXPECT_THAT(r.adjusted_winner->totals, ElementsAre(DoubleNear(66, 1e-9), DoubleNear(66, 1e-9)));
    EXPECT_EQ(r.adjusted_winner->split, IssueId(2));
    EXPECT_NEAR(r.adjusted_winner->first_share[2], 2.0 / 15, 1e-12);
    for (const char* name : {"nash", "kalai_smorodinsky", "egalitarian"})
        expect_point(solution(r, name), 66, 66, 1e-12);
}

TEST(SettleGolden, Divorce) {
    const SettleResult r = settle(points_case({{10, 38}, {40, 20}, {10, 30}, {38, 10}, {2, 2}}));
    ASSERT_TRUE(r.adjusted_winner);
    EXPECT_NEAR(r.adjusted_winner->totals[0], 218.0 / 3, 1e-9);
    EXPECT_NEAR(r.adjusted_winner->totals[1], 218.0 / 3, 1e-9);
    EXPECT_EQ(r.adjusted_winner->split, IssueId(1));
}

/// AMPO against the City (Raiffa 1982, chapter 10): the tables of that chapter, in hundredths.
Case ampo() {
    const std::vector<int> weight[2] = {{457, 76, 39, 30, 35, 143, 18, 35, 70, 97},
                                        {130, 19, 205, 28, 142, 40, 51, 61, 81, 243}};
    const std::vector<std::vector<int>> score[2] = {{{8, 36, 64, 84, 96, 100},
                                                     {0, 43, 75, 93, 100},
                                                     {0, 20, 40, 60, 80, 100},
                                                     {0, 0, 0, 100, 100},
                                                     {0, 50, 100},
                                                     {0, 33, 67, 100},
                                                     {0, 50, 100},
                                                     {0, 18, 36, 54, 72, 90},
                                                     {0, 100},
                                                     {100, 0, 0, 0, 0}},
                                                    {{100, 64, 36, 16, 4, 0},
                                                     {100, 56, 25, 6, 0},
                                                     {100, 80, 60, 40, 20, 0},
                                                     {100, 0, 0, 0, 0},
                                                     {100, 50, 0},
                                                     {100, 66, 33, 0},
                                                     {100, 50, 0},
                                                     {100, 81, 63, 45, 27, 9},
                                                     {100, 0},
                                                     {0, 50, 0, 100, 0}}};
    Case c;
    c.normalise = false;
    c.parties.resize(2);
    c.parties[0].id = "ampo";
    c.parties[1].id = "city";
    for (std::size_t i = 0; i < 10; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (std::size_t o = 0; o < score[0][i].size(); ++o)
            issue.options.push_back({std::to_string(o), {}});
        c.space.issues.push_back(std::move(issue));
        for (std::size_t j = 0; j < 2; ++j) {
            IssueScore s;
            s.weight = Rational(weight[j][i], 1000);
            for (int v : score[j][i]) s.scores.emplace_back(Rational(v));
            c.parties[j].preference.issues.push_back(std::move(s));
        }
    }
    for (Party& party : c.parties) party.reserve = Quantity(Rational(0));
    return c;
}

TEST(SettleGolden, AmpoAgainstCity) {
    const SettleResult r = settle(ampo());
    EXPECT_EQ(r.outcomes, "1944000");
    EXPECT_EQ(r.frontier.points, 193u);
    EXPECT_EQ(r.zone.outcomes, "1944000");
    expect_point(solution(r, "nash"), .706, .783, 1e-12);
    expect_point(solution(r, "utilitarian"), .706, .783, 1e-12);
    expect_point(solution(r, "kalai_smorodinsky"), .7312, .73847, 1e-12);
    expect_point(solution(r, "egalitarian"), .7312, .73847, 1e-12);
    EXPECT_NEAR(r.frontier.items.front().utilities[0], .9965, 1e-12);
    EXPECT_NEAR(r.frontier.items.front().utilities[1], .00549, 1e-12);
    EXPECT_NEAR(r.frontier.items.back().utilities[0], .03656, 1e-12);
    EXPECT_NEAR(r.frontier.items.back().utilities[1], 1, 1e-12);
    const std::vector<std::size_t> nash = {5, 4, 0, 3, 0, 3, 0, 0, 0, 3};
    const Outcome& at = solution(r, "nash").point.outcome;
    for (std::size_t i = 0; i < nash.size(); ++i) EXPECT_EQ(at.options[i].index(), nash[i]) << i;
    SettleOptions merge;
    merge.method = Method::merge;
    const SettleResult m = settle(ampo(), merge);
    EXPECT_EQ(m.frontier.outcomes, r.frontier.outcomes);
    EXPECT_EQ(m.frontier.points, r.frontier.points);
}

TEST(SettleGolden, ParabolaOnAFineGrid) {
    // phi = 1 - u^2 on a grid of 1/1000: the continuous solutions within the grid's step.
    constexpr std::int64_t kSteps = 1000;
    std::vector<std::pair<std::int64_t, std::int64_t>> points;
    for (std::int64_t k = 0; k <= kSteps; ++k) points.emplace_back(k * kSteps, kSteps * kSteps - k * k);
    const std::int64_t whole = kSteps * kSteps;
    SettleOptions options;
    options.nash_weights = {2, 1};
    const SettleResult r = settle(list_case(points, whole, {{Rational(0), Rational(0)}}), options);
    expect_point(solution(r, "nash"), .577350, .666667, 2e-3);
    expect_point(solution(r, "weighted_nash"), .707107, .5, 2e-3);
    expect_point(solution(r, "kalai_smorodinsky"), .618034, .618034, 2e-3);
    expect_point(solution(r, "egalitarian"), .618034, .618034, 2e-3);
    expect_point(solution(r, "utilitarian"), .5, .75, 1e-12);
    const SettleResult d = settle(list_case(points, whole, {{Rational(1, 5), Rational(1, 10)}}));
    EXPECT_NEAR(*d.parties[0].ideal, .948683, 1e-3);
    EXPECT_NEAR(*d.parties[1].ideal, .96, 1e-12);
    expect_point(solution(d, "nash"), .618432, .617542, 2e-3);
    expect_point(solution(d, "kalai_smorodinsky"), .633799, .598298, 2e-3);
    expect_point(solution(d, "egalitarian"), .661895, .561895, 2e-3);
    expect_point(solution(d, "utilitarian"), .5, .75, 1e-12);
}

TEST(SettleGolden, PolygonOnAFineGrid) {
    // Corners (0,10) (4,9) (7,6) (9,2) (10,0) with d = (2,1), in tenths of a hundredth along the edges.
    const std::vector<std::pair<int, int>> corner = {{0, 10}, {4, 9}, {7, 6}, {9, 2}, {10, 0}};
    constexpr std::int64_t kSteps = 240;
    std::vector<std::pair<std::int64_t, std::int64_t>> points;
    for (std::size_t e = 0; e + 1 < corner.size(); ++e) {
        for (std::int64_t k = e == 0 ? 0 : 1; k <= kSteps; ++k) {
            points.emplace_back(corner[e].first * (kSteps - k) + corner[e + 1].first * k,
                                corner[e].second * (kSteps - k) + corner[e + 1].second * k);
        }
    }
    SettleOptions options;
    const auto reserve = std::make_pair(Rational(2), Rational(1));
    Case c = list_case(points, kSteps, {{reserve.first, reserve.second}});
    // The reference (3, 4) as an outcome of its own: dominated, so it changes nothing else.
    c.space.issues[0].options.push_back({"reference", {}});
    c.parties[0].preference.issues[0].scores.emplace_back(Rational(300));
    c.parties[1].preference.issues[0].scores.emplace_back(Rational(400));
    options.reference = Outcome{{OptionId(points.size())}};
    const SettleResult r = settle(c, options);
    EXPECT_NEAR(*r.parties[0].ideal, 9.5, .02);
    EXPECT_NEAR(*r.parties[1].ideal, 9.5, .02);
    expect_point(solution(r, "nash"), 7, 6, 1e-12);
    expect_point(solution(r, "egalitarian"), 7, 6, 1e-12);
    expect_point(solution(r, "kalai_smorodinsky"), 6.6875, 6.3125, .02);
    expect_point(solution(r, "gupta_livne"), 6.25, 6.75, .02);
    const auto& sum = solution(r, "utilitarian");
    EXPECT_NEAR(sum.point.utilities[0] + sum.point.utilities[1], 13, 1e-12);
    EXPECT_EQ(sum.tied_points, static_cast<std::uint64_t>(kSteps));
}

TEST(SettleGolden, KalaisCounterexample) {
    // Enlarging the set lowers Nash's second party from .75 to .70 and raises Kalai-Smorodinsky's.
    const auto polygon = [](std::vector<std::pair<int, int>> corner) {
        constexpr std::int64_t kSteps = 1000;
        std::vector<std::pair<std::int64_t, std::int64_t>> points;
        for (std::size_t e = 0; e + 1 < corner.size(); ++e) {
            for (std::int64_t k = 0; k <= kSteps; ++k) {
                points.emplace_back(corner[e].first * (kSteps - k) + corner[e + 1].first * k,
                                    corner[e].second * (kSteps - k) + corner[e + 1].second * k);
            }
        }
        return settle(list_case(points, 100 * kSteps, {{Rational(0), Rational(0)}}));
    };
    const SettleResult small = polygon({{0, 100}, {75, 75}, {100, 0}});
    const SettleResult large = polygon({{0, 100}, {100, 70}});
    EXPECT_NEAR(solution(small, "nash").point.utilities[1], .75, 1e-12);
    EXPECT_NEAR(solution(large, "nash").point.utilities[1], .70, 1e-12);
    EXPECT_NEAR(solution(small, "kalai_smorodinsky").point.utilities[1], .75, 1e-12);
    EXPECT_NEAR(solution(large, "kalai_smorodinsky").point.utilities[1], .769231, 1e-3);
}

}  // namespace
}  // namespace entente::settle::golden
