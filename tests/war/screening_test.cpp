#include "entente/war/screening.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::war {
namespace {

TEST(Screening, GoldenThresholdsAndValues) {
    const ScreeningGame game({3, 3, .7, .4, {.05, .05}});
    const struct {
        int a, d;
        double threshold, strong, half, nine, one;
    } rows[] = {{1, 1, .25, .55, .55, .71, .75},
                {2, 1, .377358, .28, .7525, .9268, .975},
                {1, 2, .315541, .77, .323, .5246, .575},
                {2, 2, .399495, .524, .5199, .8243, .905}};
    for (const auto& row : rows) {
        const ScreeningState& s = game.state(row.a, row.d);
        EXPECT_NEAR(s.pooling_threshold(), row.threshold, 1e-6) << row.a << row.d;
        EXPECT_NEAR(s.strong_value, row.strong, 1e-9) << row.a << row.d;
        EXPECT_NEAR(s.value(.5), row.half, 6e-5) << row.a << row.d;
        EXPECT_NEAR(s.value(.9), row.nine, 6e-5) << row.a << row.d;
        EXPECT_NEAR(s.value(1), row.one, 1e-9) << row.a << row.d;
    }
    EXPECT_NEAR(game.state(3, 3).pooling_threshold(), .479, 1e-3);
    EXPECT_NEAR(game.state(3, 3).strong_value, .47928, 1e-9);
    EXPECT_NEAR(game.state(2, 1).at(.9).target, .4, 1e-9);  // the beliefs that hit the next threshold
    EXPECT_NEAR(game.state(1, 2).at(.9).target, .16, 1e-9);
    EXPECT_NEAR(screening_update(game.model(), .5, true), .636364, 5e-7);
    EXPECT_NEAR(screening_update(game.model(), .5, false), .333333, 5e-7);
}

TEST(Screening, GoldenCostSweep) {
    const double cost[] = {.01, .05, .1, .2};
    const double threshold[] = {.098, .400, .572, .725};
    for (int i = 0; i < 4; ++i) {
        const ScreeningGame game({2, 2, .7, .4, {cost[i], cost[i]}});
        EXPECT_NEAR(game.state(2, 2).pooling_threshold(), threshold[i], 1.1e-3) << cost[i];
    }
}

/// The recursion as the source states it, on a grid of beliefs.
struct Grid {
    int m;
    std::vector<double> v, u;
    double strong = 0;
    double right(double b) const {  // right limit of the step function
        const auto i = static_cast<std::size_t>(std::min<double>(m - 1, std::floor(b * (m - 1) + 1e-9)));
        return u[i];
    }
    double at(double b) const {
        const double x = b * (m - 1);
        const auto i = static_cast<std::size_t>(std::min<double>(m - 2, std::floor(x)));
        const double t = x - static_cast<double>(i);
        return v[i] * (1 - t) + v[i + 1] * t;
    }
};
Grid grid_state(const Screening& s, const Grid& won, const Grid& lost, int m) {
    Grid g{m, std::vector<double>(static_cast<std::size_t>(m)),
           std::vector<double>(static_cast<std::size_t>(m))};
    g.strong =
        std::max(0.0, -s.cost[1] + s.advance_strong * won.strong + (1 - s.advance_strong) * lost.strong);
    std::vector<double> pay(g.v.size()), fight(g.v.size());
    for (std::size_t i = 0; i < g.v.size(); ++i) {
        const double b = static_cast<double>(i) / (m - 1);
        const double bw = screening_update(s, b, true);
        const double bl = screening_update(s, b, false);
        pay[i] = std::max(
            0.0, -s.cost[1] + s.advance_weak * won.right(bw) + (1 - s.advance_weak) * lost.right(bl));
        const double win = b * s.advance_weak + (1 - b) * s.advance_strong;
        fight[i] = -s.cost[0] + win * won.at(bw) + (1 - win) * lost.at(bl);
    }
    for (std::size_t i = 0; i < g.v.size(); ++i) {
        const double b = static_cast<double>(i) / (m - 1);
        g.v[i] = 1 - g.strong;
        g.u[i] = g.strong;
        for (std::size_t j = 0; j <= i; ++j) {
            const double t = static_cast<double>(j) / (m - 1);
            const double stay = j == i ? 1 : (1 - b) / (1 - t);
            const double value = (1 - stay) * (1 - pay[j]) + stay * fight[j];
            if (value > g.v[i] + 1e-12) {
                g.v[i] = value;
                g.u[i] = pay[j];
            }
        }
    }
    return g;
}

RC_GTEST_PROP(Screening, AgreesWithTheGridRecursion, ()) {
    Screening s;
    s.advance_strong = *rc::gen::inRange(20, 50) / 100.0;
    s.advance_weak = s.advance_strong + *rc::gen::inRange(5, 40) / 100.0;
    s.cost = {*rc::gen::inRange(1, 15) / 100.0, *rc::gen::inRange(1, 15) / 100.0};
    s.lives_first = *rc::gen::inRange(1, 3);
    s.lives_second = *rc::gen::inRange(1, 3);
    const ScreeningGame game(s);
    const int m = 601;
    std::vector<std::vector<Grid>> grid(3, std::vector<Grid>(3));
    const auto n = static_cast<std::size_t>(m);
    for (int a = 0; a <= s.lives_first; ++a) {
        for (int d = 0; d <= s.lives_second; ++d) {
            Grid& here = grid[static_cast<std::size_t>(a)][static_cast<std::size_t>(d)];
            if (d == 0) {
                here = {m, std::vector<double>(n, 1.0), std::vector<double>(n, 0.0), 0};
            } else if (a == 0) {
                here = {m, std::vector<double>(n, 0.0), std::vector<double>(n, 1.0), 1};
            } else {
                here = grid_state(s, grid[static_cast<std::size_t>(a)][static_cast<std::size_t>(d - 1)],
                                  grid[static_cast<std::size_t>(a - 1)][static_cast<std::size_t>(d)], m);
            }
        }
    }
    const Grid& slow =
        grid[static_cast<std::size_t>(s.lives_first)][static_cast<std::size_t>(s.lives_second)];
    const ScreeningState& fast = game.state(s.lives_first, s.lives_second);
    for (int i = 0; i < m; i += 20) {
        const double b = static_cast<double>(i) / (m - 1);
        RC_ASSERT(std::abs(fast.value(b) - slow.v[static_cast<std::size_t>(i)]) < 6e-3);
    }
}

RC_GTEST_PROP(Screening, Statics, ()) {
    Screening s;
    s.lives_first = *rc::gen::inRange(1, 5);
    s.lives_second = *rc::gen::inRange(1, 5);
    s.advance_strong = *rc::gen::inRange(20, 50) / 100.0;
    s.advance_weak = s.advance_strong + *rc::gen::inRange(5, 40) / 100.0;
    const double c = *rc::gen::inRange(1, 10) / 100.0;
    s.cost = {c, c};
    const ScreeningGame game(s);
    const ScreeningState& here = game.state(s.lives_first, s.lives_second);
    double value = -1;
    double weak = 2;
    for (int i = 0; i <= 100; ++i) {
        const double b = i / 100.0;
        RC_ASSERT(here.value(b) >= value - 1e-9);
        RC_ASSERT(here.weak_value(b) <= weak + 1e-9);
        value = here.value(b);
        weak = here.weak_value(b);
    }
    // Its value rises with D's lives and falls with A's, up to one battle's cost that a longer war adds.
    if (s.lives_second > 1) {
        RC_ASSERT(here.strong_value >=
                  game.state(s.lives_first, s.lives_second - 1).strong_value - c - 1e-12);
    }
    if (s.lives_first > 1) {
        RC_ASSERT(here.strong_value <= game.state(s.lives_first - 1, s.lives_second).strong_value + 1e-12);
    }
    const double prior = *rc::gen::inRange(0, 101) / 100.0;
    const ScreeningPath path = screening_path(game, prior);
    RC_ASSERT(std::abs(path.settles + path.conquest[0] + path.conquest[1] - 1) < 1e-9);
    RC_ASSERT(path.expected_battles <= s.lives_first + s.lives_second - 1 + 1e-9);
    if (prior < here.pooling_threshold() - 1e-9) RC_ASSERT(path.war == 0 && path.expected_battles == 0);
    if (s.lives_first == 1 && s.lives_second == 1 && s.advance_weak + c <= 1) {
        const double gap = s.advance_weak - s.advance_strong;
        RC_ASSERT(std::abs(here.pooling_threshold() - 2 * c / (gap + 2 * c)) < 1e-9);
    }
}

TEST(Screening, ManyLivesStayTractable) {
    const ScreeningGame game({12, 12, .6, .45, {.01, .02}});
    const ScreeningState& here = game.state(12, 12);
    EXPECT_LT(here.pieces.size(), 20000u);
    EXPECT_GT(here.value(.9), here.value(.1) - 1e-12);
}

}  // namespace
}  // namespace entente::war
