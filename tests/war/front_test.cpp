#include "entente/war/front.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::war {
namespace {

Walk walk(std::int64_t start, std::int64_t forts, double advance, double discount = 1) {
    return {forts, start, advance, 1 - advance, discount};
}

/// Chances and duration by plain iteration of the distribution: slow, independent of the closed forms.
struct Brute {
    double win = 0, lose = 0, duration = 0, second = 0, discounted = 0, discounted_loss = 0, cost = 0;
};
Brute brute(const Walk& w) {
    Brute result;
    std::vector<double> p(static_cast<std::size_t>(w.forts) + 1, 0.0);
    p[static_cast<std::size_t>(w.start)] = 1;
    double alive = 1;
    double factor = 1;
    for (int n = 1; n < 400000 && alive > 1e-17; ++n) {
        result.duration += alive;
        result.second += (2.0 * n - 1) * alive;
        result.cost += factor * alive;
        factor *= w.discount;
        std::vector<double> next(p.size(), 0.0);
        for (std::size_t k = 1; k + 1 < p.size(); ++k) {
            next[k + 1] += w.advance * p[k];
            next[k - 1] += w.retreat * p[k];
            next[k] += (1 - w.advance - w.retreat) * p[k];
        }
        result.win += next.back();
        result.lose += next.front();
        result.discounted += factor * next.back();
        result.discounted_loss += factor * next.front();
        next.back() = next.front() = 0;
        alive = 0;
        for (const double x : next) alive += x;
        p = next;
    }
    return result;
}

TEST(Walk, GoldenValues) {
    const struct {
        std::int64_t k, n;
        double p, w, d;
    } golden[] = {{5, 10, .55, .731717401, 23.171740118},
                  {3, 10, .6, .716122361, 20.806118053},
                  {8, 20, .48, .226704295, 86.647852602},
                  {5, 10, .5, .5, 25}};
    for (const auto& g : golden) {
        const Ending e = walk_ending(walk(g.k, g.n, g.p));
        EXPECT_NEAR(e.win[0], g.w, 1e-9);
        EXPECT_NEAR(e.duration, g.d, 1e-9);
    }
    EXPECT_NEAR(walk_ending(walk(5, 10, .5)).duration_sd, 20, 1e-9);  // variance 400
}

TEST(Walk, GoldenDiscounted) {
    Ending e = walk_ending(walk(5, 10, .55, .95));
    EXPECT_NEAR(e.discounted_win[0], .293635499, 1e-9);
    EXPECT_NEAR(e.discounted_win[1], .107660819, 1e-9);
    EXPECT_NEAR(e.present_cost, 11.974073646, 1e-9);
    const Pair f = fighting_values(e, {.01, .01});
    EXPECT_NEAR(f[0], .173894763, 1e-9);
    EXPECT_NEAR(f[1], -.012079917, 1e-9);
    e = walk_ending(walk(3, 10, .6, .98));
    EXPECT_NEAR(e.discounted_win[0], .456956107, 1e-9);
    EXPECT_NEAR(e.discounted_win[1], .226739332, 1e-9);
    EXPECT_NEAR(e.present_cost, 15.815228009, 1e-9);
}

TEST(Walk, GoldenRangesAndAid) {
    Range r = bargaining_range(fighting_values(walk_ending(walk(5, 10, .55)), {.005, .005}));
    EXPECT_NEAR(r.low, .615859, 5e-7);
    EXPECT_NEAR(r.high, .847576, 5e-7);
    r = bargaining_range(fighting_values(walk_ending(walk(4, 10, .5)), {.004, .006}));
    EXPECT_NEAR(r.low, .304, 1e-9);
    EXPECT_NEAR(r.high, .544, 1e-9);
    const double aid[] = {0, .01, .02, .025};
    const double low[] = {.25, .5, .75, .875};
    for (int i = 0; i < 4; ++i) {  // money conditional on fighting
        r = bargaining_range(fighting_values(walk_ending(walk(5, 10, .5)), {.01 - aid[i], .01}));
        EXPECT_NEAR(r.low, low[i], 1e-9);
        EXPECT_NEAR(r.high, .75, 1e-9);
        EXPECT_EQ(r.empty(), aid[i] > .02);
    }
}

TEST(Walk, GoldenStalemates) {
    const Ending e = walk_ending({10, 5, .25, .2, 1});
    EXPECT_NEAR(e.win[0], .753193541, 1e-9);
    EXPECT_NEAR(e.duration, 50.638708122, 1e-9);
}

TEST(Walk, ExtremesNeitherOverflowNorCancel) {
    for (const double p : {0.0, 1e-300, 1e-12, .1, .5 - 1e-12, .5, .5 + 1e-15, .9, 1 - 1e-12, 1.0}) {
        for (const std::int64_t n : {2, 50, 1000, 1000000}) {
            for (const std::int64_t k : {std::int64_t{1}, n / 2, n - 1}) {
                for (const double d : {1.0, 1 - 1e-12, .9, 1e-9}) {
                    const Ending e = walk_ending(walk(k, n, p, d), false);
                    ASSERT_TRUE(std::isfinite(e.duration) && e.duration >= 1 - 1e-12)
                        << p << ' ' << n << ' ' << k;
                    ASSERT_NEAR(e.win[0] + e.win[1], 1, 1e-9) << p << ' ' << n << ' ' << k;
                    ASSERT_TRUE(e.present_cost >= 1 - 1e-9 && e.present_cost <= e.duration * (1 + 1e-9));
                    ASSERT_TRUE(e.discounted_win[0] >= 0 && e.discounted_win[1] >= 0);
                }
            }
        }
    }
}

TEST(Walk, OverAtTheEnds) {
    EXPECT_EQ(walk_ending(walk(0, 10, .4)).win, (Pair{0, 1}));
    EXPECT_EQ(walk_ending(walk(10, 10, .4)).win, (Pair{1, 0}));
    EXPECT_EQ(walk_ending(walk(10, 10, .4)).duration, 0);
}

TEST(Walk, BattlesToTheEndHaveTheParityOfTheStart) {
    // P(T = n) for N = 4, k = 2, p = 1/2 is 2^-m at n = 2m: so E[T] = 4, E[T^2] = 24.
    const Ending e = walk_ending(walk(2, 4, .5));
    EXPECT_NEAR(e.duration, 4, 1e-12);
    EXPECT_NEAR(e.duration_sd * e.duration_sd, 8, 1e-12);
}

RC_GTEST_PROP(Walk, EqualsBruteForce, ()) {
    const auto n = *rc::gen::inRange<std::int64_t>(2, 16);
    const auto k = *rc::gen::inRange<std::int64_t>(1, n);
    const double a = *rc::gen::inRange(5, 96) / 100.0;
    const double b = (1 - a) * (*rc::gen::inRange(1, 101) / 100.0);
    const double d = *rc::gen::element(1.0, .999999, .99, .9, .3);
    const Walk w{n, k, a, b, d};
    const Ending e = walk_ending(w);
    const Brute slow = brute(w);
    const auto near = [](double x, double y) {
        return std::abs(x - y) <= 1e-9 * std::max(1.0, std::abs(y));
    };
    RC_ASSERT(near(e.win[0], slow.win));
    RC_ASSERT(near(e.win[1], slow.lose));
    RC_ASSERT(near(e.duration, slow.duration));
    RC_ASSERT(
        std::abs(e.duration_sd - std::sqrt(std::max(0.0, slow.second - slow.duration * slow.duration))) <
        1e-6 * slow.duration);
    RC_ASSERT(near(e.discounted_win[0], slow.discounted));
    RC_ASSERT(near(e.discounted_win[1], slow.discounted_loss));
    RC_ASSERT(near(e.present_cost, slow.cost));
}

RC_GTEST_PROP(Walk, Statics, ()) {
    const auto n = *rc::gen::inRange<std::int64_t>(3, 200);
    const auto k = *rc::gen::inRange<std::int64_t>(1, n - 1);
    const double p = *rc::gen::inRange(300, 701) / 1000.0;
    const Ending e = walk_ending(walk(k, n, p), false);
    const auto likelier = [&](const Ending& other) {  // one of both chances is far enough from 1 to tell
        return other.win[0] > e.win[0] || other.win[1] < e.win[1];
    };
    RC_ASSERT(likelier(walk_ending(walk(k + 1, n, p), false)));
    RC_ASSERT(likelier(walk_ending(walk(k, n, p + 1e-3), false)));
    const Ending mirror = walk_ending({n, n - k, 1 - p, p, 1}, false);
    RC_ASSERT(std::abs(e.win[0] + mirror.win[0] - 1) < 1e-12);
    RC_ASSERT(std::abs(e.duration - mirror.duration) < 1e-9 * e.duration);
    // The width of the range is the sum of costs times the duration, whatever the chances.
    const Pair cost{1e-5, 2e-5};
    const Pair f = fighting_values(e, cost);
    RC_ASSERT(std::abs((1 - f[1]) - f[0] - (cost[0] + cost[1]) * e.duration) < 1e-9);
    if (p == .5) RC_ASSERT(std::abs(e.win[0] - static_cast<double>(k) / static_cast<double>(n)) < 1e-15);
    // Variance at balance has a closed form.
    const auto x = static_cast<double>(k);
    const auto y = static_cast<double>(n - k);
    const Ending even = walk_ending(walk(k, n, .5));
    const double variance = x * y * (x * x + y * y - 2) / 3;
    RC_ASSERT(std::abs(even.duration_sd * even.duration_sd - variance) <= 1e-9 * variance + 1e-9);
    RC_ASSERT(even.duration <= walk_ending(walk(n / 2, n, .5), false).duration);
}

RC_GTEST_PROP(Walk, NearlyEvenWalksAreSmooth, ()) {
    // Around p = 1/2 the closed forms must agree with the chain to their last digits.
    const auto n = *rc::gen::inRange<std::int64_t>(2, 400);
    const auto k = *rc::gen::inRange<std::int64_t>(1, n);
    const double p = .5 + (*rc::gen::element(-1.0, 1.0)) * std::pow(10.0, -*rc::gen::inRange(2, 17));
    const Walk w = walk(k, n, p);
    const auto inner = static_cast<std::size_t>(n - 1);
    const Chain chain{std::vector<double>(inner, w.advance), std::vector<double>(inner, w.retreat), 1};
    const auto at = static_cast<std::size_t>(k);
    const Ending e = walk_ending(w, false);
    const double win = solve_chain(chain, std::vector<double>(inner, 0.0), 0, 1)[at];
    const double duration = solve_chain(chain, std::vector<double>(inner, 1.0), 0, 0)[at];
    RC_ASSERT(std::abs(e.win[0] - win) <= 1e-11 * win);
    RC_ASSERT(std::abs(e.duration - duration) <= 1e-11 * duration);
}

TEST(Chain, MillionFortsEqualTheClosedForm) {
    const std::int64_t n = 1000000;
    for (const double p : {.5, .5 + 1e-7, .4999, .6}) {
        for (const double d : {1.0, 1 - 1e-6}) {
            const std::vector<double> up(n - 1, p);
            const std::vector<double> down(n - 1, 1 - p);
            const Chain chain{up, down, d};
            const auto win = solve_chain(chain, std::vector<double>(n - 1, 0.0), 0, 1);
            const auto cost = solve_chain(chain, std::vector<double>(n - 1, 1.0), 0, 0);
            for (const std::int64_t k : {std::int64_t{1}, n / 3, n / 2, n - 1}) {
                const Ending e = walk_ending(walk(k, n, p, d), false);
                const auto at = static_cast<std::size_t>(k);
                EXPECT_NEAR(win[at], e.discounted_win[0], 1e-9) << p << ' ' << d << ' ' << k;
                EXPECT_NEAR(cost[at] / e.present_cost, 1, 1e-9) << p << ' ' << d << ' ' << k;
            }
        }
    }
}

TEST(Front, GoldenValues) {
    Ending e = front_ending({.5, .02, .1, 1});
    EXPECT_NEAR(e.win[0], .880797078, 1e-9);
    EXPECT_NEAR(e.duration, 19.039853899, 1e-9);
    e = front_ending({.3, -.01, .2, 1});
    EXPECT_NEAR(e.win[0], .249466528, 1e-9);
    EXPECT_NEAR(e.duration, 5.053347248, 1e-9);
    e = front_ending({.3, 0, .1, 1});
    EXPECT_NEAR(e.win[0], .3, 1e-15);
    EXPECT_NEAR(e.duration, 21, 1e-12);
}

RC_GTEST_PROP(Front, IsTheLimitOfTheWalk, ()) {
    const std::int64_t n = 2000;
    const double x = *rc::gen::inRange(1, 20) / 20.0;
    const double volatility = *rc::gen::inRange(5, 50) / 100.0;
    const double drift = *rc::gen::inRange(-20, 21) / 200.0;
    const double d = *rc::gen::element(1.0, .99, .8);
    const Front front{x, drift, volatility, d};
    const Ending limit = front_ending(front);
    const Walk w = walk_of(front, n);
    const Ending e = walk_ending(w);
    const double step = 1.0 / (static_cast<double>(n) * static_cast<double>(n) * volatility * volatility);
    RC_ASSERT(std::abs(e.win[0] - limit.win[0]) < 2e-3);
    RC_ASSERT(std::abs(e.duration * step / limit.duration - 1) < 5e-3);
    RC_ASSERT(std::abs(e.duration_sd * step / limit.duration_sd - 1) < 5e-3);
    RC_ASSERT(std::abs(e.discounted_win[0] - limit.discounted_win[0]) < 3e-3);
    RC_ASSERT(std::abs(e.present_cost * step / limit.present_cost - 1) < 5e-3);
}

TEST(Front, ExtremesStayFinite) {
    for (const double drift : {-1e6, -1.0, -1e-14, 0.0, 1e-300, 1e-9, 50.0}) {
        for (const double volatility : {1e-3, .2, 1e3}) {
            for (const double d : {1.0, 1 - 1e-13, .5}) {
                const Ending e = front_ending({.3, drift, volatility, d});
                ASSERT_TRUE(std::isfinite(e.duration) && e.duration > 0) << drift << ' ' << volatility;
                ASSERT_TRUE(std::isfinite(e.duration_sd) && e.duration_sd >= 0)
                    << drift << ' ' << volatility;
                ASSERT_NEAR(e.win[0] + e.win[1], 1, 1e-9);
                ASSERT_TRUE(e.present_cost > 0 && e.present_cost <= e.duration * (1 + 1e-9));
            }
        }
    }
}

TEST(Front, StrongDriftHasTheVarianceOfAFirstPassage) {
    // Far from the other end: variance (1 - x) volatility^2 / drift^3.
    for (const double volatility : {1.8e-4, 1e-3, 1e-6}) {
        const double drift = 4.2e-4;
        const Ending e = front_ending({.8, -drift, volatility, 1});
        const double variance = .8 * volatility * volatility / (drift * drift * drift);
        EXPECT_NEAR(e.duration_sd * e.duration_sd / variance, 1, 2e-2) << volatility;
    }
}

TEST(Front, DriftlessVarianceHasAClosedForm) {
    // E[T^2] for Brownian motion on (0,1): x(1-x)(1+x(1-x))/3 at unit volatility.
    const double x = .3;
    const Ending e = front_ending({x, 0, 1, 1});
    const double second = x * (1 - x) * (1 + x * (1 - x)) / 3;
    EXPECT_NEAR(e.duration_sd * e.duration_sd, second - x * x * (1 - x) * (1 - x), 1e-12);
}

}  // namespace
}  // namespace entente::war
