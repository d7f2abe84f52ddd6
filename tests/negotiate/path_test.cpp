#include "entente/negotiate/path.hpp"

#include <gtest/gtest.h>

#include "entente/settle/settle.hpp"
#include "negotiate/cases.hpp"

namespace entente::negotiate {
namespace {

using namespace reference;

TEST(Concessions, LeadFromTodaysPositionsToTheDealAndNobodyFallsBelowNoDeal) {
    std::size_t walked = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const std::size_t parties = 2 + seed % 2;
        const Case c = random_case(
            {.parties = parties, .options = {3, 4, 3, 5}, .opposed = seed % 3 == 0, .reserve = 40}, seed);
        const settle::SettleResult settled = settle::settle(c);
        for (const settle::NamedSolution& named : settled.solutions) {
            if (named.name != "leximin" || !named.solution) continue;
            ++walked;
            const ConcessionPath path = concessions(c, named.solution->point.outcome);
            EXPECT_TRUE(path.holds) << "seed " << seed;
            std::vector<Outcome> at = path.positions;
            std::vector<double> paid(parties, 0);
            for (const Concession& step : path.steps) {
                const std::size_t p = step.party.index();
                ASSERT_EQ(step.changes.size(), 1u);  // additive: one issue at a time always works
                at[p].options[step.changes[0].issue.index()] =
                    path.deal.options[step.changes[0].issue.index()];
                EXPECT_EQ(at[p], step.position);
                EXPECT_GE(step.asks, 40 - 1e-9);
                paid[p] += step.cost;
            }
            for (std::size_t p = 0; p < parties; ++p) {
                EXPECT_EQ(at[p], path.deal);
                EXPECT_NEAR(path.asks[p] - paid[p], path.utilities[p], 1e-9);
            }
        }
    }
    EXPECT_GT(walked, 20u);
}

TEST(Concessions, BeginAtThePositionsThatTheCaseNames) {
    Case c = random_case({.options = {3, 3}}, 1);
    Outcome deal;
    deal.options = {OptionId(1), OptionId(1)};
    Outcome today;
    today.options = {OptionId(1), OptionId(2)};
    c.talks = TalksSpec{};
    c.talks->positions = {{PartyId(0), today, {}}, {PartyId(1), deal, {}}};
    const ConcessionPath path = concessions(c, deal);
    ASSERT_EQ(path.steps.size(), 1u);
    EXPECT_EQ(path.steps[0].changes[0].from, "o2");
    EXPECT_EQ(path.steps[0].changes[0].to, "o1");
    EXPECT_EQ(path.steps[0].position, deal);
}

}  // namespace
}  // namespace entente::negotiate
