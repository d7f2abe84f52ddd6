// Trades between issues: equal gains, outcomes of the moved positions, nobody past the other. The published
// example is in tests/conformance/actors_test.cpp.
#include "entente/stakeholders/exchange.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace entente::stakeholders {
namespace {

/// Tables with gaps: an actor without a position takes no part in that issue.
Positions random_positions(int seed, std::size_t n, std::size_t d) {
    std::mt19937 random(static_cast<unsigned>(seed));
    Positions all;
    all.issues = d;
    for (std::size_t i = 0; i < n * d; ++i) {
        all.capability.push_back(0.05 + static_cast<double>(random() % 100) / 100);
        all.salience.push_back(0.05 + static_cast<double>(random() % 95) / 100);
        const bool gap = random() % 7 == 0;
        all.position.push_back(gap ? std::numeric_limits<double>::quiet_NaN()
                                   : static_cast<double>(random() % 11) * 10);
    }
    return all;
}

double outcome(const Positions& a, std::size_t k, const std::vector<double>& position) {
    double weight = 0;
    double moment = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t at = i * a.issues + k;
        if (std::isnan(position[at])) continue;
        weight += a.capability[at] * a.salience[at];
        moment += a.capability[at] * a.salience[at] * position[at];
    }
    return moment / weight;
}

TEST(Exchange, GainsAreEqualAndTheOutcomesAreThoseOfTheMovedPositions) {
    int seen = 0;
    for (int seed = 0; seed < 40; ++seed) {
        const Positions a = random_positions(seed, 7, 3);
        const ExchangeRun run = exchanges(a);
        EXPECT_TRUE(run.complete);
        for (const Exchange& trade : run.best) {
            ++seen;
            std::vector<double> moved = a.position;
            EXPECT_EQ(moved[trade.j * 3 + trade.p], trade.moves_j_from);
            EXPECT_EQ(moved[trade.i * 3 + trade.q], trade.moves_i_from);
            moved[trade.j * 3 + trade.p] = trade.moves_j_to;
            moved[trade.i * 3 + trade.q] = trade.moves_i_to;
            const double dp = outcome(a, trade.p, moved) - outcome(a, trade.p, a.position);
            const double dq = outcome(a, trade.q, moved) - outcome(a, trade.q, a.position);
            EXPECT_NEAR(dp, trade.shift_p, 1e-9);
            EXPECT_NEAR(dq, trade.shift_q, 1e-9);
            const auto s = [&](std::size_t i, std::size_t k) { return a.salience[i * 3 + k]; };
            const double of_i = s(trade.i, trade.p) * std::abs(dp) - s(trade.i, trade.q) * std::abs(dq);
            const double of_j = s(trade.j, trade.q) * std::abs(dq) - s(trade.j, trade.p) * std::abs(dp);
            EXPECT_NEAR(of_i, trade.gain, 1e-9);
            EXPECT_NEAR(of_j, trade.gain, 1e-9);
            // Neither goes past where the other stands, and one goes all the way.
            const double rest_p = std::abs(trade.moves_j_to - a.position[trade.i * 3 + trade.p]);
            const double rest_q = std::abs(trade.moves_i_to - a.position[trade.j * 3 + trade.q]);
            EXPECT_LT(std::min(rest_p, rest_q), 1e-9);
            EXPECT_LE(rest_p, std::abs(trade.moves_j_from - a.position[trade.i * 3 + trade.p]) + 1e-9);
            EXPECT_LE(rest_q, std::abs(trade.moves_i_from - a.position[trade.j * 3 + trade.q]) + 1e-9);
        }
        for (std::size_t e = 1; e < run.best.size(); ++e) EXPECT_LE(run.best[e].gain, run.best[e - 1].gain);
    }
    EXPECT_GT(seen, 100);
}

TEST(Exchange, NobodyOnOneIssueAlone) {
    Positions a = random_positions(1, 5, 1);
    EXPECT_EQ(exchanges(a).possible, 0u);
    EXPECT_EQ(exchanges(Positions{}).possible, 0u);
}

}  // namespace
}  // namespace entente::stakeholders
