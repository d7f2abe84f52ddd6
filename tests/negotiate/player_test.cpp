// A tactic played from outside says what it says at the engine's own table.
#include "entente/negotiate/player.hpp"

#include <gtest/gtest.h>

#include "entente/core/diagnostic.hpp"
#include "negotiate/cases.hpp"

namespace entente::negotiate {
namespace {

using namespace reference;

/// Alternating offers, run from outside over players.
Talk table_of(std::vector<Player>& players, std::uint64_t deadline) {
    Talk talk;
    const std::size_t n = players.size();
    std::optional<Outcome> standing;
    std::size_t taken = 0;
    for (std::uint64_t round = 1; round <= deadline; ++round) {
        const Moment now{round, deadline,
                         static_cast<double>(round - 1) / static_cast<double>(deadline - 1)};
        for (std::size_t p = 0; p < n; ++p) {
            talk.rounds = round;
            const Move move = players[p].turn(now, standing);
            if (move.act == Act::leave) {
                talk.ended = Ended::left;
                return talk;
            }
            if (move.act == Act::accept) {
                talk.trace.push_back({.round = round,
                                      .party = PartyId(p),
                                      .act = Act::accept,
                                      .outcome = *standing,
                                      .utilities = {}});
                if (++taken == n - 1) {
                    talk.ended = Ended::agreement;
                    talk.agreement = standing;
                    return talk;
                }
                for (Player& each : players) each.taken(now, PartyId(p), *standing);
                continue;
            }
            standing = move.outcome;
            taken = 0;
            talk.trace.push_back({.round = round,
                                  .party = PartyId(p),
                                  .act = Act::offer,
                                  .outcome = *standing,
                                  .utilities = {}});
            for (std::size_t q = 0; q < n; ++q) {
                if (q != p) players[q].heard(now, PartyId(p), *standing);
            }
        }
    }
    talk.ended = Ended::deadline;
    return talk;
}

TEST(Player, SaysWhatItsTacticSaysAtTheEnginesTable) {
    for (const TacticInfo& info : tactics()) {
        if (info.knows_all) continue;
        for (std::uint64_t k = 0; k < 12; ++k) {
            const std::size_t parties = 2 + k % 3;
            const Case c = random_case({.parties = parties, .options = {3, 4, 3}, .reserve = 30}, k);
            const Prepared prepared = prepare(c);
            const TacticChoice choice = read_tactic(std::string(info.id) + ":model=frequency");
            NegotiateOptions options{.deadline = 30};
            options.tactics.assign(parties, choice);
            const Talk expected = negotiate(prepared, options, {.seed = 7});
            std::vector<Player> players;
            for (std::size_t p = 0; p < parties; ++p) players.emplace_back(prepared, PartyId(p), choice, 7);
            const Talk found = table_of(players, 30);
            EXPECT_EQ(found.ended, expected.ended) << info.id << ' ' << k;
            EXPECT_EQ(found.agreement, expected.agreement) << info.id << ' ' << k;
            EXPECT_EQ(found.rounds, expected.rounds) << info.id << ' ' << k;
            if (expected.ended != Ended::agreement && expected.ended != Ended::deadline) continue;
            ASSERT_EQ(found.trace.size(), expected.trace.size()) << info.id << ' ' << k;
            for (std::size_t s = 0; s < found.trace.size(); ++s) {
                EXPECT_EQ(found.trace[s].act, expected.trace[s].act) << info.id << ' ' << k << ' ' << s;
                EXPECT_EQ(found.trace[s].outcome, expected.trace[s].outcome);
            }
        }
    }
}

TEST(Player, PassesOverWhatIsNoOutcomeOfTheCase) {
    const Case c = random_case({.options = {2, 2}, .rules = 1}, 5);
    Outcome forbidden;
    for (std::size_t k = 0; k < 4; ++k) {
        const Outcome each{{OptionId(k / 2), OptionId(k % 2)}};
        if (!feasible(c.space, each)) forbidden = each;
    }
    ASSERT_EQ(forbidden.options.size(), 2u);
    Player player(prepare(c), PartyId(0), read_tactic("hardliner:accept=next"));
    player.heard({1, 10, 0}, PartyId(1), forbidden);
    EXPECT_EQ(player.turn({1, 10, 0}, forbidden).act, Act::offer);
}

TEST(Player, RefusesTacticsThatAreToldEverything) {
    const Case c = random_case({.options = {2, 2}}, 1);
    for (const std::string name : {"nash", "leximin", "zeuthen"}) {
        try {
            Player(prepare(c), PartyId(0), read_tactic(name));
            ADD_FAILURE() << name;
        } catch (const InputError& error) {
            EXPECT_EQ(error.diagnostics().front().code, "E1705");
        }
    }
}

}  // namespace
}  // namespace entente::negotiate
