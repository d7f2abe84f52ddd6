// Deals that hold, deals that fall, and why: against the engine, and on a space too large to number.
#include "entente/stability/deals.hpp"

#include <gtest/gtest.h>

#include <random>

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

TEST(Equilibria, AreThoseOfTheEngineForEachConceptAlone) {
    const Case conflict = io::load_toml(kRiver, "river.toml").conflict;
    const Verdicts verdicts = judge(build_model(conflict).model);
    std::vector<Outcome> all;
    for (State s = 0; s < 20; ++s) all.push_back(outcome_of(conflict.space, s));
    for (const Concept c : kAllConcepts) {
        const Equilibria found = find_equilibria(conflict, c);
        ASSERT_TRUE(found.judged);
        ASSERT_EQ(found.holds.size(), all.size());
        const DealVerdicts deals = judge_deals(conflict, c, all, {}, &found);
        for (State s = 0; s < all.size(); ++s) {
            EXPECT_EQ(found.holds[s] != 0, verdicts.is_equilibrium(c, s)) << to_string(c) << ' ' << s + 1;
            EXPECT_EQ(deals.deals[s].holds, found.holds[s] != 0);
            EXPECT_EQ(deals.deals[s].holds, !deals.deals[s].breach.has_value());
        }
    }
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    const Equilibria stopped = find_equilibria(conflict, Concept::seq, run);
    EXPECT_FALSE(stopped.judged);
    EXPECT_EQ(stopped.stopped, Stopped::cancelled);
}

TEST(Equilibria, AreLeftOutWithTheReasonWhereThereIsNoRoom) {
    const Case conflict = io::load_toml(kRiver, "river.toml").conflict;
    RunOptions run;
    run.memory_bytes = 1'000;
    const Equilibria found = find_equilibria(conflict, Concept::nash, run);
    EXPECT_FALSE(found.judged);
    EXPECT_EQ(found.why_not, "The space has 20 outcomes, too many to judge each of them.");
}

/// A random case with additive scores, and parties that share some issues.
std::string random_text(std::mt19937& random) {
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    std::string text = "reserve = { a = 10, b = 10 }\n[parties]\na = \"A\"\nb = \"B\"\n";
    const int issues = 2 + below(3);
    for (int i = 0; i < issues; ++i) {
        const int options = 2 + below(3);
        text += "[issue.i" + std::to_string(i) + "]\noptions = [";
        for (int o = 0; o < options; ++o) text += "\"o" + std::to_string(o) + "\", ";
        text += "]\n";
        for (const char* who : {"a", "b"}) {
            text +=
                std::string("for.") + who + " = { weight = " + std::to_string(1 + below(3)) + ", score = [";
            for (int o = 0; o < options; ++o) text += std::to_string(below(4)) + ", ";
            text += "] }\n";
        }
    }
    if (below(4) == 0) text += "[[bonus]]\nfor = \"a\"\nwhen = { i0 = \"o1\", i1 = \"o1\" }\nadd = 3\n";
    if (below(4) == 0) text += "[[rule]]\nnever = { i0 = \"o0\", i1 = \"o1\" }\n";
    text += "[control]\n";
    for (const char* who : {"a", "b"}) {
        text += std::string(who) + " = {";
        bool any = false;
        for (int i = 0; i < issues; ++i) {
            if (below(2) == 0) continue;
            constexpr const char* kWays[] = {"both", "up", "down"};
            text += std::string(any ? ", i" : " i") + std::to_string(i) + " = \"" + kWays[below(3)] + "\"";
            any = true;
        }
        text += any ? " }\n" : " i0 = \"both\" }\n";
    }
    return text;
}

TEST(NashRules, LeaveTheNashEquilibria) {
    std::mt19937 random(5);
    int told = 0;
    for (int round = 0; round < 300; ++round) {
        const std::string text = random_text(random);
        const Case conflict = io::load_toml(text, "random.toml").conflict;
        const auto rules = nash_rules(conflict);
        if (!rules) continue;
        ++told;
        Case less = conflict;
        less.space.rules.insert(less.space.rules.end(), rules->begin(), rules->end());
        const Equilibria found = find_equilibria(conflict, Concept::nash);
        for (State s = 0; s < found.holds.size(); ++s) {
            const Outcome outcome = outcome_of(conflict.space, found.built.model.code(s));
            ASSERT_EQ(feasible(less.space, outcome), found.holds[s] != 0) << text;
        }
    }
    EXPECT_GT(told, 150);
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
