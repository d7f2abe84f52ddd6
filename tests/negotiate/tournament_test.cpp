#include "entente/negotiate/tournament.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "entente/negotiate/repeat.hpp"
#include "negotiate/cases.hpp"

namespace entente::negotiate {
namespace {

using namespace reference;

TournamentOptions few(std::initializer_list<const char*> names) {
    TournamentOptions options{.deadline = 40, .repetitions = 4, .bootstrap = 200};
    for (const char* name : names) options.tactics.push_back(read_tactic(name));
    return options;
}

TEST(Tournament, GivesTheSameForAnyThreadsAndAnyParts) {
    std::vector<Prepared> cases = {prepare(random_case({.options = {4, 4, 3}, .reserve = 20}, 1)),
                                   prepare(random_case({.options = {3, 5, 2}, .reserve = 30}, 2))};
    const Tournament tournament(cases, few({"boulware", "random", "micro", "tit-for-tat:nice=0.02"}));
    ASSERT_EQ(tournament.cells(), 2u * 16);
    std::vector<std::uint64_t> all(tournament.cells());
    std::iota(all.begin(), all.end(), 0u);
    const std::vector<Cell> one = tournament.play(all, {.seed = 5, .threads = 1});
    EXPECT_EQ(one, tournament.play(all, {.seed = 5, .threads = 3}));
    std::vector<Cell> parts(all.size());
    for (std::uint64_t shard = 0; shard < 3; ++shard) {
        std::vector<std::uint64_t> mine;
        for (const std::uint64_t each : all) {
            if (each % 3 == shard) mine.push_back(each);
        }
        std::reverse(mine.begin(), mine.end());
        for (Cell& each : tournament.play(mine, {.seed = 5})) {
            const std::uint64_t number = each.number;
            parts[number] = std::move(each);
        }
    }
    EXPECT_EQ(one, parts);
    EXPECT_NE(one, tournament.play(all, {.seed = 6}));
}

TEST(Tournament, ScoresAreMeansOfWhatWasPlayed) {
    const Case c = random_case({.options = {4, 4, 3}, .opposed = true, .reserve = 20}, 3);
    const Prepared prepared = prepare(c);
    const TournamentOptions options = few({"boulware", "conceder", "hardliner"});
    const Tournament tournament({prepared}, options);
    std::vector<std::uint64_t> all(tournament.cells());
    std::iota(all.begin(), all.end(), 0u);
    const TournamentResult result = tournament.conclude(tournament.play(all, {}), {});
    // Played again one by one: who speaks first goes round, so half of the repetitions each.
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            double sum = 0;
            for (const std::size_t first : {0u, 1u}) {
                for (const bool swapped : {false, true}) {
                    NegotiateOptions one{.deadline = options.deadline};
                    one.tactics = {options.tactics[swapped ? j : i], options.tactics[swapped ? i : j]};
                    one.first = first;
                    const Talk talk = negotiate(prepared, one);
                    const std::size_t seat = swapped ? 1 : 0;
                    sum += talk.agreement ? (*talk.utilities[seat] - 20) / 80 : 0;
                }
            }
            EXPECT_NEAR(result.payoffs[i][j], sum / 4, 1e-9) << i << " " << j;
        }
    }
    EXPECT_EQ(result.negotiations, 9u * 4);
    EXPECT_GE(result.scores[0].advantage.mean, result.scores[1].advantage.mean);
    for (const TacticScore& score : result.scores) {
        EXPECT_LE(score.advantage.low, score.advantage.mean + 1e-12);
        EXPECT_GE(score.advantage.high, score.advantage.mean - 1e-12);
        EXPECT_EQ(score.negotiations, 6u * 4);
    }
    // A hardliner against itself never agrees.
    EXPECT_EQ(result.payoffs[2][2], 0);
}

TEST(Equilibria, OfKnownGames) {
    // Hawk and dove: value 2, cost 4: half of each.
    const auto hawk = symmetric_equilibria({{-1, 2}, {0, 1}});
    ASSERT_EQ(hawk.size(), 1u);
    EXPECT_NEAR(hawk[0][0], 0.5, 1e-12);
    // The prisoners' dilemma: the second row alone.
    const auto dilemma = symmetric_equilibria({{3, 0}, {5, 1}});
    ASSERT_EQ(dilemma.size(), 1u);
    EXPECT_NEAR(dilemma[0][1], 1, 1e-12);
    // Rock, paper, scissors: a third of each.
    const auto hands = symmetric_equilibria({{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}});
    ASSERT_EQ(hands.size(), 1u);
    for (const double each : hands[0]) EXPECT_NEAR(each, 1.0 / 3, 1e-12);
    // Coordination: both pure ones and the one between.
    EXPECT_EQ(symmetric_equilibria({{2, 0}, {0, 1}}).size(), 3u);
}

TEST(Tournament, PureEquilibriaHoldAgainstEveryDeviation) {
    std::vector<Case> cases;
    for (std::uint64_t seed = 1; seed <= 3; ++seed)
        cases.push_back(random_case({.parties = 3, .options = {3, 4, 3}, .reserve = 15}, seed));
    const TournamentResult result =
        tournament(cases, few({"boulware", "linear", "conceder"}), {.threads = 1});
    EXPECT_EQ(result.negotiations, 3u * 27 * 4);
    for (const Equilibrium& each : result.equilibria) {
        EXPECT_EQ(each.kind, "pure");
        double sum = 0;
        for (const auto& [name, weight] : each.weights) sum += weight;
        EXPECT_NEAR(sum, 1, 1e-12);
    }
}

class Rude final : public Tactic {
public:
    explicit Rude(const Invitation& to) : Tactic(to.seat), party_(to.party.index()) {}
    Offer plan(const Moment& now) override { throw BrokenRules(party_, now.round, "said nothing"); }
    bool accepts(const Moment&, Offer, Offer) override { return true; }

private:
    std::size_t party_;
};

TEST(Tournament, AnAgentThatBreaksTheRulesLosesItsNegotiationsOnly) {
    TournamentOptions options = few({"linear"});
    options.outside.emplace_back(
        "rude", [](const Invitation& to) -> std::unique_ptr<Tactic> { return std::make_unique<Rude>(to); });
    const TournamentResult result = tournament({random_case({.reserve = 10}, 2)}, options);
    ASSERT_EQ(result.tactics.size(), 2u);
    EXPECT_GT(result.payoffs[0][0], 0);
    EXPECT_EQ(result.payoffs[1][0], 0);
    EXPECT_EQ(result.payoffs[0][1], 0);
}

TEST(Repeat, CountsWhatTheTalksEndIn) {
    const Prepared prepared = prepare(random_case({.options = {4, 3, 3}, .reserve = 25}, 6));
    NegotiateOptions options{.deadline = 30, .tactics = all_play("random", 2)};
    const Repeated one = repeat(prepared, options, 300, {}, {.seed = 3, .threads = 1});
    const Repeated two = repeat(prepared, options, 300, {}, {.seed = 3, .threads = 4});
    EXPECT_EQ(one.talks, 300u);
    ASSERT_EQ(one.deals.size(), two.deals.size());
    double sum = 0;
    for (std::size_t k = 0; k < one.deals.size(); ++k) {
        EXPECT_EQ(one.deals[k].outcome, two.deals[k].outcome);
        EXPECT_EQ(one.deals[k].share, two.deals[k].share);
        sum += one.deals[k].share;
    }
    EXPECT_NEAR(sum, one.agreement_rate, 1e-12);
    EXPECT_GT(one.deals.size(), 1u);
    // Values of no deal that nothing reaches: no deal, and everybody has them.
    const Repeated none = repeat(
        prepared, options, 20, [](std::uint64_t) { return std::vector<std::vector<double>>{{101, 102}}; });
    EXPECT_EQ(none.agreement_rate, 0);
    EXPECT_EQ(none.utilities[1].mean, 102);
}

}  // namespace
}  // namespace entente::negotiate
