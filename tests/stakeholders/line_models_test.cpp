// Baselines, the distribution, expected utility: golden values, axioms and slow second opinions.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "entente/stakeholders/baselines.hpp"
#include "entente/stakeholders/bdm.hpp"

namespace entente::stakeholders {
namespace {

/// Emission dates of 1994: ten actors, years 4 to 10 (Bueno de Mesquita 1994).
Line emissions() {
    return {.capability = {.08, .08, .03, .16, .16, .16, .16, .05, .05, .08},
            .salience = {.8, .4, .2, .8, .6, .6, .9, .1, 1, .7},
            .position = {4, 7, 4, 4, 10, 10, 10, 7, 4, 7}};
}

Line random_line(int seed, std::size_t n, int places) {
    std::mt19937 random(static_cast<unsigned>(seed));
    Line line;
    for (std::size_t i = 0; i < n; ++i) {
        line.capability.push_back(1 + static_cast<double>(random() % 50));
        line.salience.push_back(static_cast<double>(random() % 11) / 10);
        line.position.push_back(static_cast<double>(random() % static_cast<unsigned>(places)));
    }
    return line;
}

TEST(Baselines, OfTheEmissionDates) {
    const Baselines b = baselines(emissions());
    EXPECT_NEAR(*b.mean, 7.389955687, 1e-9);
    EXPECT_EQ(*b.median, 7);
    EXPECT_NEAR(*b.median_share, 0.5037, 5e-5);
    EXPECT_FALSE(b.median_high);
}

TEST(Baselines, NobodyWithWeightIsNoForecast) {
    EXPECT_FALSE(baselines({}).mean);
    EXPECT_FALSE(baselines({{1, 0}, {0, 1}, {3, 4}}).median);
    EXPECT_TRUE(condorcet({}).distribution.empty());
    const Baselines half = baselines({{1, 1}, {1, 1}, {20, 40}});
    EXPECT_EQ(*half.median, 20);
    EXPECT_EQ(*half.median_high, 40);  // half of the weight on either side: a knife edge
}

/// Every pair by a loop over actors, the vector by brute repetition.
std::vector<Mass> slow_condorcet(const Line& line) {
    std::vector<double> at;
    double weight = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        at.push_back(line.position[i]);
        weight += line.weight(i);
    }
    if (!(weight > 0)) return {};
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    const std::size_t m = at.size();
    std::vector<std::vector<double>> v(m, std::vector<double>(m, 0.5));
    for (std::size_t a = 0; a < m; ++a) {
        for (std::size_t b = 0; b < m; ++b) {
            if (a == b) continue;
            double mine = 0;
            double all = 0;
            for (std::size_t k = 0; k < line.size(); ++k) {
                const double da = std::abs(line.position[k] - at[a]);
                const double db = std::abs(line.position[k] - at[b]);
                all += line.weight(k);
                mine += da < db ? line.weight(k) : da == db ? line.weight(k) / 2 : 0;
            }
            v[a][b] = mine / all;
        }
    }
    std::vector<double> p(m, 1.0 / static_cast<double>(m));
    // All the weight at one place: the chain ends there, though only like 1 / steps.
    for (std::size_t k = 0; k < line.size(); ++k) {
        if (line.weight(k) < weight) continue;
        std::vector<Mass> one;
        for (const double each : at) one.push_back({each, each == line.position[k] ? 1.0 : 0.0});
        return one;
    }
    for (int step = 0; step < 3000; ++step) {
        std::vector<double> q(m, 0);
        double sum = 0;
        for (std::size_t a = 0; a < m; ++a) {
            for (std::size_t b = 0; b < m; ++b) q[a] += v[a][b] * p[b];
            sum += q[a];
        }
        for (std::size_t a = 0; a < m; ++a) p[a] = q[a] / sum;
    }
    std::vector<Mass> all;
    for (std::size_t a = 0; a < m; ++a) all.push_back({at[a], p[a]});
    return all;
}

RC_GTEST_PROP(Condorcet, AgreesWithTheSlowWay, ()) {
    const Line line = random_line(*rc::gen::inRange(0, 1 << 20), *rc::gen::inRange(1, 12), 30);
    const std::vector<Mass> fast = condorcet(line).distribution;
    const std::vector<Mass> slow = slow_condorcet(line);
    RC_ASSERT(fast.size() == slow.size());
    double sum = 0;
    for (std::size_t i = 0; i < fast.size(); ++i) {
        RC_ASSERT(fast[i].position == slow[i].position);
        RC_ASSERT(std::abs(fast[i].chance - slow[i].chance) < 1e-12);
        sum += fast[i].chance;
    }
    RC_ASSERT(fast.empty() || std::abs(sum - 1) < 1e-12);
}

RC_GTEST_PROP(LineModels, KnowOnlyRatiosMergeTwinsAndIgnoreOrder, ()) {
    Line line = random_line(*rc::gen::inRange(0, 1 << 20), *rc::gen::inRange(2, 12), 12);
    line.salience[0] = 0.5;
    const auto before = condorcet(line).distribution;
    const Baselines base = baselines(line);
    Line changed = line;
    // A twin takes a quarter of the first actor's capability; all capabilities times 8; order reversed.
    changed.capability.push_back(changed.capability[0] / 4);
    changed.capability[0] *= 0.75;
    changed.salience.push_back(changed.salience[0]);
    changed.position.push_back(changed.position[0]);
    for (double& c : changed.capability) c *= 8;
    std::reverse(changed.capability.begin(), changed.capability.end());
    std::reverse(changed.salience.begin(), changed.salience.end());
    std::reverse(changed.position.begin(), changed.position.end());
    const auto after = condorcet(changed).distribution;
    RC_ASSERT(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        RC_ASSERT(before[i].position == after[i].position);
        RC_ASSERT(std::abs(before[i].chance - after[i].chance) < 1e-10);
    }
    RC_ASSERT(std::abs(*base.mean - *baselines(changed).mean) < 1e-10);
    RC_ASSERT(*base.median == *baselines(changed).median);
}

RC_GTEST_PROP(Crps, IsTheMeanDistanceLessHalfTheSpread, ()) {
    const Line line = random_line(*rc::gen::inRange(0, 1 << 20), *rc::gen::inRange(2, 9), 40);
    const auto masses = condorcet(line).distribution;
    RC_PRE(!masses.empty());
    const double outcome = *rc::gen::inRange(-10, 60);
    double expected = 0;
    for (const Mass& a : masses) {
        expected += a.chance * std::abs(a.position - outcome);
        for (const Mass& b : masses)
            expected -= a.chance * b.chance * std::abs(a.position - b.position) / 2;
    }
    RC_ASSERT(std::abs(crps(masses, outcome) - expected) < 1e-9);
}

// A position without weight behind it is on the table all the same: here it is what most come nearest to.
TEST(Condorcet, RunsOverEveryPositionThatIsHeld) {
    const auto found = condorcet({{1, 1, 1}, {1, 0, 1}, {0, 50, 100}}).distribution;
    ASSERT_EQ(found.size(), 3u);
    for (const Mass& mass : found) EXPECT_NEAR(mass.chance, 1.0 / 3, 1e-12);
    EXPECT_TRUE(condorcet({{1, 1}, {0, 0}, {0, 100}}).distribution.empty());
}

TEST(Condorcet, SharperPutsMoreOnTheLikeliest) {
    const auto plain = condorcet(emissions()).distribution;
    const auto sharp = condorcet(emissions(), {.sharpness = 4}).distribution;
    double top = 0;
    double top_sharp = 0;
    for (const Mass& m : plain) top = std::max(top, m.chance);
    for (const Mass& m : sharp) top_sharp = std::max(top_sharp, m.chance);
    EXPECT_GT(top_sharp, top);
    EXPECT_EQ(quantile_of(plain, 0.5), 7);
}

TEST(Condorcet, TenThousandPositionsAreGrouped) {
    Line line;
    for (int i = 0; i < 10'000; ++i) {
        line.capability.push_back(1);
        line.salience.push_back(1);
        line.position.push_back(i * 0.37);
    }
    const Condorcet found = condorcet(line);
    EXPECT_TRUE(found.grouped);
    EXPECT_LE(found.distribution.size(), kMaxPositions);
}

TEST(Bdm, AsThePublicProgramRuns) {
    const BdmRun run = bdm(emissions(), {.quirks = true, .rounds = 12});
    const double median[] = {7, 8.416, 9.611, 9.962, 9.962, 9.962, 7.472, 8.825, 9.671, 9.671, 7, 7, 7};
    const double mean[] = {7.389956, 7.461314, 7.552501, 7.590145, 7.358131, 7.349174,
                           7.414878, 7.510457, 7.572447, 7.324989, 7.242131};
    ASSERT_EQ(run.rounds.size(), 13u);
    for (std::size_t r = 0; r < 13; ++r) EXPECT_NEAR(*run.rounds[r].median, median[r], 5e-4) << r;
    for (std::size_t r = 0; r < 11; ++r) EXPECT_NEAR(*run.rounds[r].mean, mean[r], 5e-7) << r;
    EXPECT_FALSE(run.settled);
    // Round 1: Belgium compromises with France, Luxembourg loses to Belgium, Ireland to Luxembourg.
    EXPECT_NEAR(run.rounds[1].position[1], 8.415932315, 1e-9);
    EXPECT_EQ(run.rounds[1].position[2], 7);
    EXPECT_EQ(run.rounds[1].position[7], 4);
    EXPECT_EQ(run.moved_by[1], 4u);
    EXPECT_EQ(run.moved_by[2], 1u);
    EXPECT_EQ(run.moved_by[7], 2u);
    for (const std::size_t still : {0u, 3u, 4u, 5u, 6u, 8u, 9u}) EXPECT_EQ(run.moved_by[still], still);
}

RC_GTEST_PROP(Bdm, StaysBetweenTheActorsAndKnowsOnlyRatios, ()) {
    Line line = random_line(*rc::gen::inRange(0, 1 << 20), *rc::gen::inRange(1, 10), 20);
    const auto [low, high] = std::minmax_element(line.position.begin(), line.position.end());
    const double least = *low;
    const double most = *high;
    for (const bool quirks : {true, false}) {
        const BdmRun run = bdm(line, {.quirks = quirks});
        for (const BdmRound& round : run.rounds) {
            for (const double x : round.position) RC_ASSERT(x >= least - 1e-9 && x <= most + 1e-9);
        }
        Line scaled = line;
        for (double& c : scaled.capability) c *= 16;
        RC_ASSERT(bdm(scaled, {.quirks = quirks}).rounds.back().position == run.rounds.back().position);
    }
}

}  // namespace
}  // namespace entente::stakeholders
