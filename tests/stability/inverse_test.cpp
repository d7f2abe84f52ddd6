// Counts against enumeration of every ranking, least changes against the best of all rankings, and the
// published example.
#include "entente/stability/inverse.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "entente/io/load.hpp"
#include "oracle.hpp"

namespace entente::stability {
namespace {

constexpr Concept kFive[] = {Concept::nash, Concept::gmr, Concept::smr, Concept::seq, Concept::sseq};

template <class Visit>
void for_each_ranking(std::size_t states, Visit&& visit) {
    std::vector<std::uint32_t> rank(states);
    std::iota(rank.begin(), rank.end(), 0u);
    do visit(rank);
    while (std::next_permutation(rank.begin(), rank.end()));
}

std::size_t inversions(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::size_t count = 0;
    for (std::size_t x = 0; x < a.size(); ++x)
        for (std::size_t y = x + 1; y < a.size(); ++y) count += (a[x] < a[y]) != (b[x] < b[y]);
    return count;
}

Model small_model(std::mt19937_64& random, int round, std::size_t deciders) {
    Model model;
    do {
        model = round % 3 == 0 ? oracle::random_graph(random, deciders, 5)
                               : oracle::random_model(random, {deciders, 3, 2, round % 5 == 0});
    } while (model.states > 5 || model.states < 3);
    // Strict rankings: every change is a number of swaps.
    for (std::vector<std::uint32_t>& rank : model.rank) {
        std::iota(rank.begin(), rank.end(), 0u);
        std::shuffle(rank.begin(), rank.end(), random);
    }
    return model;
}

TEST(InverseCounts, AgreeWithEveryRanking) {
    std::mt19937_64 random(17);
    for (int round = 0; round < 60; ++round) {
        const Model model = small_model(random, round, 2 + static_cast<std::size_t>(round % 2));
        const State wanted = oracle::pick(random, model.states);
        const Inverse inverse = invert(model, wanted);
        for (const Wanted& result : inverse.concepts) {
            for (const RankingCount& count : result.counts) {
                std::size_t stable = 0;
                std::size_t equilibrium = 0;
                std::size_t all = 0;
                Model changed = model;
                for_each_ranking(model.states, [&](const std::vector<std::uint32_t>& rank) {
                    changed.rank[count.decider] = rank;
                    const Verdicts verdicts = judge(changed, {.simultaneous = result.of == Concept::sim});
                    stable += verdicts.is_stable(result.of, count.decider, wanted);
                    equilibrium += verdicts.is_equilibrium(result.of, wanted);
                    ++all;
                });
                ASSERT_TRUE(count.exact);
                ASSERT_EQ(result.rankings, std::to_string(all));
                ASSERT_EQ(count.stable, std::to_string(stable))
                    << to_string(result.of) << " round " << round;
                ASSERT_EQ(count.equilibrium, std::to_string(equilibrium))
                    << to_string(result.of) << " round " << round;
                ASSERT_EQ(count.possible, equilibrium > 0);
            }
        }
    }
}

// Where rankings are not enumerated, the search still tells whether there is one, and gives the nearest.
TEST(InverseCounts, TellWhetherThereIsARanking) {
    std::mt19937_64 random(29);
    int possible = 0;
    for (int round = 0; round < 120; ++round) {
        const Model model = small_model(random, round, 2 + static_cast<std::size_t>(round % 3));
        const State wanted = oracle::pick(random, model.states);
        InverseOptions options;
        options.most_rankings = 0;
        const Inverse inverse = invert(model, wanted, options);
        for (const Wanted& result : inverse.concepts) {
            const JudgeOptions judging{.simultaneous = result.of == Concept::sim};
            for (const RankingCount& count : result.counts) {
                std::size_t nearest = 1'000;
                Model changed = model;
                for_each_ranking(model.states, [&](const std::vector<std::uint32_t>& rank) {
                    changed.rank[count.decider] = rank;
                    if (judge(changed, judging).is_equilibrium(result.of, wanted))
                        nearest = std::min(nearest, inversions(model.rank[count.decider], rank));
                });
                ASSERT_TRUE(count.possible) << to_string(result.of) << " round " << round;
                ASSERT_EQ(*count.possible, nearest < 1'000) << to_string(result.of) << " round " << round;
                if (!count.equilibrium.empty()) continue;
                ++possible;
                const std::vector<std::uint32_t> found = ranks_by_tiers(model.states, count.witness);
                ASSERT_EQ(inversions(model.rank[count.decider], found), nearest);
                changed.rank[count.decider] = found;
                ASSERT_TRUE(judge(changed, judging).is_equilibrium(result.of, wanted));
            }
        }
    }
    EXPECT_GT(possible, 25);
}

/// Rankings with ties, each once: `visit` gets ranks without gaps.
template <class Visit>
void for_each_weak_order(std::size_t states, Visit&& visit) {
    std::vector<std::uint32_t> rank(states, 0);
    const auto descend = [&](const auto& self, std::size_t at) -> void {
        if (at == states) {
            const std::uint32_t top = *std::max_element(rank.begin(), rank.end());
            for (std::uint32_t r = 0; r <= top; ++r)
                if (std::find(rank.begin(), rank.end(), r) == rank.end()) return;
            visit(rank);
            return;
        }
        for (rank[at] = 0; rank[at] < states; ++rank[at]) self(self, at + 1);
    };
    descend(descend, 0);
}

/// The distance of two rankings, nothing where the second one has new ties.
std::optional<double> distance(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    double pairs = 0;
    for (std::size_t x = 0; x < a.size(); ++x) {
        for (std::size_t y = x + 1; y < a.size(); ++y) {
            if (b[x] == b[y] && a[x] != a[y]) return std::nullopt;
            if (a[x] == a[y] && b[x] != b[y]) pairs += 0.5;
            if (a[x] != a[y] && (a[x] < a[y]) != (b[x] < b[y])) pairs += 1;
        }
    }
    return pairs;
}

TEST(LeastChange, IsTheBestOfAllRankingsWithTies) {
    std::mt19937_64 random(31);
    for (int round = 0; round < 150; ++round) {
        Model model;
        do {
            model = round % 3 == 0 ? oracle::random_graph(random, 2, 4)
                                   : oracle::random_model(random, {2, 3, 2, round % 5 == 0});
        } while (model.states > 4 || model.states < 3);
        const State wanted = oracle::pick(random, model.states);
        std::vector<std::vector<std::pair<double, std::vector<std::uint32_t>>>> near(2);
        for (std::size_t i = 0; i < 2; ++i) {
            for_each_weak_order(model.states, [&](const std::vector<std::uint32_t>& rank) {
                if (const auto pairs = distance(model.rank[i], rank)) near[i].push_back({*pairs, rank});
            });
        }
        const Inverse inverse = invert(model, wanted);
        for (const Wanted& result : inverse.concepts) {
            double best = 1e9;
            Model changed = model;
            for (const auto& [first, a] : near[0]) {
                for (const auto& [second, b] : near[1]) {
                    if (first + second >= best) continue;
                    changed.rank = {a, b};
                    if (judge(changed, {.simultaneous = result.of == Concept::sim})
                            .is_equilibrium(result.of, wanted))
                        best = first + second;
                }
            }
            ASSERT_TRUE(result.change_found);
            ASSERT_TRUE(result.change_proved) << to_string(result.of) << " round " << round;
            ASSERT_NEAR(result.change_cost, best, 1e-9) << to_string(result.of) << " round " << round;
        }
    }
}

TEST(LeastChange, IsTheBestOfAllRankings) {
    std::mt19937_64 random(23);
    for (int round = 0; round < 60; ++round) {
        const Model model = small_model(random, round, 2);
        const State wanted = oracle::pick(random, model.states);
        InverseOptions options;
        if (round % 2 == 0) options.costs = {1, 3};
        const Inverse inverse = invert(model, wanted, options);
        for (const Wanted& result : inverse.concepts) {
            double best = 1e9;
            Model changed = model;
            for_each_ranking(model.states, [&](const std::vector<std::uint32_t>& first) {
                changed.rank[0] = first;
                const double cost = static_cast<double>(inversions(model.rank[0], first));
                if (cost >= best) return;
                for_each_ranking(model.states, [&](const std::vector<std::uint32_t>& second) {
                    const double other = static_cast<double>(inversions(model.rank[1], second)) *
                                         (options.costs.empty() ? 1 : options.costs[1]);
                    if (cost + other >= best) return;
                    changed.rank[1] = second;
                    if (judge(changed, {.simultaneous = result.of == Concept::sim})
                            .is_equilibrium(result.of, wanted))
                        best = cost + other;
                });
            });
            ASSERT_TRUE(result.change_found);
            ASSERT_LE(result.change_bound, best + 1e-9);
            ASSERT_GE(result.change_cost, best - 1e-9);
            ASSERT_TRUE(result.change_proved) << to_string(result.of) << " round " << round;
            ASSERT_NEAR(result.change_cost, best, 1e-9) << to_string(result.of) << " round " << round;
        }
    }
}

TEST(Inverse, DoesNotDependOnThreadsAndStops) {
    std::mt19937_64 random(41);
    const Model model = oracle::random_model(random, {3, 6, 2, false});
    const State wanted = oracle::pick(random, model.states);
    std::vector<std::string> told;
    for (const int threads : {1, 2, 4}) {
        RunOptions run;
        run.threads = threads;
        std::string text;
        for (const Wanted& result : invert(model, wanted, {}, run).concepts) {
            text += std::to_string(result.change_cost) + ' ' + std::to_string(result.change_bound) + ' ';
            for (const RankingCount& count : result.counts)
                text += count.stable + ' ' + count.equilibrium + ' ' + std::to_string(count.share) + ' ';
            for (const RankingChange& change : result.changes)
                for (const auto& tier : change.tiers)
                    for (const State s : tier) text += std::to_string(s) + ' ';
        }
        told.push_back(text);
    }
    EXPECT_EQ(told[0], told[1]);
    EXPECT_EQ(told[0], told[2]);
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    EXPECT_EQ(invert(model, wanted, {}, run).stopped, Stopped::cancelled);
}

// The water conflict of Syria and Iraq (Kinsara, Kilgour, Hipel 2014): six states; with one side's ranking
// free there are 720 rankings, of which 240, 384 and 300 make state 2 an equilibrium.
TEST(Inverse, GivesThePublishedCounts) {
    const io::LoadedCase loaded = io::load_toml(R"(
title = "Water"
[parties]
syria = "Syria"
iraq = "Iraq"
[issue.release]
options = ["no", "yes"]
[issue.escalate]
options = ["no", "yes"]
[issue.attack]
options = ["no", "yes"]
[[rule]]
never = { release = "yes", escalate = "yes" }
[control]
syria = ["release", "escalate"]
iraq = ["attack"]
[priorities]
syria = [{ release = "no", escalate = "no", attack = "no" }, { escalate = "yes" }, { attack = "no" }, { release = "no" }]
iraq = [{ release = "yes", escalate = "no", attack = "no" }, { release = "no", escalate = "no", attack = "yes" },
        { release = "no", escalate = "yes", attack = "yes" }, { release = "no", escalate = "no", attack = "no" },
        { release = "yes", escalate = "no", attack = "yes" }]
)",
                                                "water.toml");
    const CaseModel built = build_model(loaded.conflict);
    ASSERT_EQ(built.model.states, 6u);
    const Inverse inverse = invert(built.model, 1);
    const auto equilibria = [&](Concept c) {
        for (const Wanted& wanted : inverse.concepts)
            if (wanted.of == c) return wanted.counts[0].equilibrium;
        return std::string();
    };
    EXPECT_EQ(inverse.concepts.front().rankings, "720");
    EXPECT_EQ(equilibria(Concept::nash), "240");
    EXPECT_EQ(equilibria(Concept::seq), "384");
    EXPECT_EQ(equilibria(Concept::smr), "300");
}

TEST(Inverse, CountsWhatNobodyCouldEnumerate) {
    // 64 states, 64! rankings: the share under Nash is one in eight, whatever else.
    Model model;
    model.radix.assign(6, 2);
    model.moves = {{{0}, {1}, {2}}, {{3}, {4}, {5}}};
    model.states = 64;
    model.deciders = {"a", "b"};
    std::vector<std::uint32_t> rank(64);
    std::iota(rank.begin(), rank.end(), 0u);
    model.rank = {rank, rank};
    const Inverse inverse = invert(model, 5);
    EXPECT_NEAR(inverse.concepts[0].counts[0].share, 1.0 / 8, 1e-12);
    EXPECT_EQ(inverse.concepts[0].rankings.size(), 90u);
    for (const Wanted& wanted : inverse.concepts)
        EXPECT_TRUE(wanted.counts[0].exact) << to_string(wanted.of);
    EXPECT_TRUE(inverse.concepts[1].change_proved);
}

}  // namespace
}  // namespace entente::stability
