// Deals that hold, deals that fall, and why: against the engine, and on a space too large to number.
#include "entente/stability/deals.hpp"

#include <gtest/gtest.h>

#include "entente/io/load.hpp"

namespace entente::stability {
namespace {

const std::string kRiver = R"(
reserve = { a = 10, b = 10 }
[parties]
a = "A"
b = "B"
[issue.border]
options = [0, 1]
grid = 5
for.a = { weight = 50, score = [0, 100] }
for.b = { weight = 50, score = [100, 0] }
[issue.arms]
options = ["keep", "lay down"]
for.a = { weight = 30, score = [100, 0] }
for.b = { weight = 20, score = [0, 100] }
[issue.trade]
options = ["closed", "open"]
for.a = { weight = 20, score = [0, 100] }
for.b = { weight = 30, score = [0, 100] }
[control]
a = { arms = "both" }
b = { trade = "down" }
)";

TEST(Deals, AgreeWithTheEngineUnderEveryConcept) {
    const Case conflict = io::load_toml(kRiver, "river.toml").conflict;
    const CaseModel built = build_model(conflict);
    const Verdicts verdicts = judge(built.model);
    std::vector<Outcome> all;
    for (State s = 0; s < built.model.states; ++s)
        all.push_back(outcome_of(conflict.space, built.model.code(s)));
    for (const Concept c : kAllConcepts) {
        const DealVerdicts result = judge_deals(conflict, c, all);
        ASSERT_EQ(result.deals.size(), all.size());
        for (State s = 0; s < built.model.states; ++s) {
            EXPECT_EQ(result.deals[s].holds, verdicts.is_equilibrium(c, s)) << to_string(c) << ' ' << s + 1;
            EXPECT_EQ(result.deals[s].holds, !result.deals[s].breach.has_value());
        }
    }
}

TEST(Deals, SayWhoMovesWhat) {
    const Case conflict = io::load_toml(kRiver, "river.toml").conflict;
    Outcome disarmed{{OptionId(std::size_t{2}), OptionId(std::size_t{1}), OptionId(std::size_t{1})}};
    const DealVerdicts result = judge_deals(conflict, Concept::nash, {disarmed});
    ASSERT_TRUE(result.deals[0].breach);
    EXPECT_EQ(result.deals[0].breach->party, PartyId(std::size_t{0}));
    EXPECT_EQ(result.deals[0].breach->moves_to.options[1], OptionId(std::size_t{0}));
}

TEST(Deals, AreJudgedByOwnMovesWhereTheSpaceIsTooLarge) {
    std::string text = kRiver.substr(0, kRiver.find("[control]"));
    for (int k = 0; k < 40; ++k)
        text += "[issue.i" + std::to_string(k) +
                "]\noptions = [\"no\", \"yes\"]\nfor.a = { weight = 1, score = [0, 100] }\n";
    text += "[control]\na = { arms = \"both\" }\nb = { trade = \"down\" }\n";
    const Case conflict = io::load_toml(text, "large.toml").conflict;
    Outcome deal;
    deal.options.assign(conflict.space.issues.size(), OptionId(std::size_t{1}));
    Outcome armed = deal;
    armed.options[1] = OptionId(std::size_t{0});
    const DealVerdicts result = judge_deals(conflict, Concept::nash, {deal, armed});
    EXPECT_FALSE(result.deals[0].holds);
    EXPECT_EQ(result.deals[0].breach->moves_to, armed);
    EXPECT_TRUE(result.deals[1].holds);
    EXPECT_TRUE(result.states.empty());
    EXPECT_THROW((void)judge_deals(conflict, Concept::seq, {deal}), InputError);
}

}  // namespace
}  // namespace entente::stability
