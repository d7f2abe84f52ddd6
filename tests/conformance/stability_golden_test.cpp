// Every value of the golden file: moves, stability, limited moves, coalitions, jumps.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "entente/stability/coalition.hpp"
#include "entente/stability/concepts.hpp"
#include "entente/stability/explain.hpp"
#include "entente/stability/foresight.hpp"

namespace entente::stability {
namespace {

using Json = nlohmann::ordered_json;

Json golden() {
    std::ifstream file(std::string(ENTENTE_SHARED_DIR) + "/models/stability_golden.json");
    if (!file) return {};
    return Json::parse(file);
}

std::vector<State> zero_based(const Json& numbers) {
    std::vector<State> states;
    for (const Json& number : numbers) states.push_back(number.get<State>() - 1);
    return states;
}

/// Moves, states and ranks as the file lists them; option form where the file gives options.
Model model_of(const Json& entry) {
    Model model;
    model.states = entry["feasible_states"].get<std::size_t>();
    for (const Json& name : entry["decision_makers"]) {
        model.deciders.push_back(name.get<std::string>());
        std::vector<std::vector<State>> tiers;
        for (const Json& tier : entry["preference_ranking_best_first"][model.deciders.back()])
            tiers.push_back(zero_based(tier));
        model.rank.push_back(ranks_by_tiers(model.states, tiers));
    }
    if (!entry.contains("options")) {
        for (const std::string& name : model.deciders) {
            Arcs arcs;
            arcs.first.push_back(0);
            for (std::size_t s = 1; s <= model.states; ++s) {
                const Json& moves = entry["moves"][name];
                if (moves.contains(std::to_string(s)))
                    for (const State t : zero_based(moves[std::to_string(s)])) arcs.to.push_back(t);
                arcs.first.push_back(static_cast<std::uint32_t>(arcs.to.size()));
            }
            model.arcs.push_back(arcs);
        }
        return model;
    }
    model.moves.resize(model.deciders.size());
    for (const Json& option : entry["options"]) {
        const auto lever = static_cast<std::uint32_t>(model.radix.size());
        model.radix.push_back(2);
        EXPECT_EQ(option["permittedDirection"], "both");
        for (const Json& owner : option["dm"]) {
            const auto at =
                std::find(model.deciders.begin(), model.deciders.end(), owner.get<std::string>());
            model.moves[static_cast<std::size_t>(at - model.deciders.begin())].push_back(
                {lever, Direction::both});
        }
    }
    for (const Json& state : entry["states"]) model.codes.push_back(state["decimal"].get<std::uint64_t>());
    if (model.codes.size() == std::size_t{1} << model.radix.size()) model.codes.clear();
    return model;
}

class Golden : public testing::Test {
protected:
    void SetUp() override {
        all_ = golden();
        if (all_.empty()) GTEST_SKIP() << "no golden file in " << ENTENTE_SHARED_DIR;
    }
    Json all_;
};

const std::map<std::string, Concept> kNames = {{"Nash", Concept::nash}, {"GMR", Concept::gmr},
                                               {"SMR", Concept::smr},   {"SEQ", Concept::seq},
                                               {"SSEQ", Concept::sseq}, {"SIM", Concept::sim}};

TEST_F(Golden, MovesAreThoseOfTheFile) {
    for (const auto& [name, entry] : all_.items()) {
        const Model model = model_of(entry);
        const Explorer explorer(model);
        for (std::size_t i = 0; i < model.deciders.size(); ++i) {
            const Json& moves = entry["moves"][model.deciders[i]];
            for (std::size_t s = 1; s <= model.states; ++s) {
                std::vector<State> expected;
                if (moves.contains(std::to_string(s))) expected = zero_based(moves[std::to_string(s)]);
                EXPECT_EQ(explorer.moves(i, static_cast<State>(s - 1)), expected) << name << " state " << s;
            }
        }
    }
}

TEST_F(Golden, StabilityAndEquilibria) {
    for (const auto& [name, entry] : all_.items()) {
        const Model model = model_of(entry);
        for (const bool graph : {false, true}) {
            const Verdicts verdicts = judge(graph ? to_graph(model) : model);
            for (const auto& [concept_name, by_decider] : entry["reference"]["stability"].items()) {
                const Concept c = kNames.at(concept_name);
                if (c == Concept::sim && graph) continue;
                for (std::size_t i = 0; i < model.deciders.size(); ++i) {
                    const Json& expected = by_decider[model.deciders[i]];
                    for (std::size_t s = 0; s < model.states; ++s)
                        EXPECT_EQ(verdicts.is_stable(c, i, static_cast<State>(s)), expected[s] == 1)
                            << name << ' ' << concept_name << ' ' << model.deciders[i] << " state "
                            << s + 1;
                }
                EXPECT_EQ(verdicts.equilibria(c),
                          zero_based(entry["reference"]["equilibria"][concept_name]))
                    << name << ' ' << concept_name;
            }
        }
    }
}

TEST_F(Golden, LimitedMoves) {
    for (const auto& [name, entry] : all_.items()) {
        if (!entry["reference"].contains("limited_move_equilibria_2DM")) continue;
        const Foresight foresight = foresee(model_of(entry));
        ASSERT_TRUE(foresight.judged) << name << foresight.why_not;
        EXPECT_TRUE(foresight.settled) << name;
        for (std::size_t h = 1; h <= 6; ++h) {
            EXPECT_EQ(
                foresight.equilibria[h - 1],
                zero_based(entry["reference"]["limited_move_equilibria_2DM"]["L" + std::to_string(h)]))
                << name << " L" << h;
        }
    }
}

TEST_F(Golden, Coalitions) {
    const std::array<std::string, kCoalitionConcepts> names = {"CNash", "CGMR", "CSMR", "CSEQ"};
    for (const auto& [name, entry] : all_.items()) {
        const Model model = model_of(entry);
        const CoalitionResult result = judge_coalitions(model, judge(model));
        ASSERT_TRUE(result.judged) << result.why_not;
        EXPECT_EQ(result.coalitions.size(), entry["coalition_reference"]["coalition_stable_states"].size());
        for (const CoalitionStability& one : result.coalitions) {
            std::string key;
            for (const std::size_t i : one.coalition)
                key += (key.empty() ? "" : ",") + std::to_string(i + 1);
            const Json& expected = entry["coalition_reference"]["coalition_stable_states"][key];
            for (std::size_t c = 0; c < kCoalitionConcepts; ++c)
                EXPECT_EQ(one.stable[c], zero_based(expected[names[c]]))
                    << name << ' ' << key << ' ' << names[c];
        }
        for (const auto& [concept_name, jumps] :
             entry["coalition_reference"]["equilibrium_jumps"].items()) {
            std::vector<EquilibriumJump> expected;
            for (const Json& jump : jumps) {
                EquilibriumJump one{
                    kNames.at(concept_name), jump[0].get<State>() - 1, jump[1].get<State>() - 1, {}};
                for (const Json& member : jump[2]) one.coalition.push_back(member.get<std::size_t>() - 1);
                expected.push_back(one);
            }
            std::vector<EquilibriumJump> found = result.jumps;
            std::erase_if(found,
                          [&](const EquilibriumJump& jump) { return jump.of != kNames.at(concept_name); });
            EXPECT_EQ(found, expected) << name << ' ' << concept_name;
        }
    }
}

}  // namespace
}  // namespace entente::stability
