// Graph models of other programs: the traps of the format, and rude files.
#include <gtest/gtest.h>

#include "entente/io/load.hpp"
#include "entente/stability/concepts.hpp"

namespace entente::io {
namespace {

std::string code_of(const std::string& text) {
    try {
        (void)load_gmcr(text, "model.gmcr");
    } catch (const InputError& refused) {
        return refused.diagnostics().front().code;
    }
    return "";
}

std::vector<std::string> warnings_of(const LoadedCase& loaded) {
    std::vector<std::string> codes;
    for (const Diagnostic& each : loaded.warnings) {
        // The small models below leave out preferences, which is told of each.
        if (each.code != "W0208") codes.push_back(each.code);
    }
    return codes;
}

std::string model(const std::string& options, const std::string& deciders,
                  const std::string& infeasibles = "[]", bool manual = false) {
    return R"({"options": )" + options + R"(, "decisionMakers": )" + deciders + R"(, "infeasibles": )" +
           infeasibles + R"(, "useManualPreferenceRanking": )" + (manual ? "true" : "false") + "}";
}

const std::string kThree =
    R"([{"name":"a","permittedDirection":"both"},{"name":"b","permittedDirection":"fwd"},{"name":"u","permittedDirection":"back"}])";

TEST(Gmcr, TellsWhatIsIgnoredOfMisperceptions) {
    const auto warning = [](const std::string& hidden) {
        const LoadedCase loaded =
            load_gmcr(model(kThree,
                            R"([{"name":"A","options":[0,2],"preferences":[],"misperceptions":)" + hidden +
                                R"(},{"name":"B","options":[1],"preferences":[]}])",
                            R"([[[0,"Y"],[1,"Y"]]])"),
                      "m.gmcr");
        EXPECT_EQ(warnings_of(loaded), std::vector<std::string>{"W0646"});
        return loaded.warnings.front().message;
    };
    EXPECT_EQ(warning(R"([[[2,"Y"],[0,"N"]],[[1,"Y"]]])"),
              "'A' does not perceive 3 of 6 states (not a and u; b): ignored, it sees every state here");
    // What is ignored is no reason to refuse the file.
    EXPECT_EQ(warning(R"([[[9,"Y"]], 7])"),
              "'A' does not perceive some states: ignored, it sees every state here");
    EXPECT_EQ(warning(R"("all")"), "'A' does not perceive some states: ignored, it sees every state here");
}

// The writing programs number options anew when they load a file: [a, b, unowned] becomes [a, unowned, b].
TEST(Gmcr, NumbersOptionsAsTheirProgramsDo) {
    const LoadedCase loaded = load_gmcr(
        model(
            kThree,
            R"([{"name":"A","options":[0],"preferences":[]},{"name":"B","options":[1],"preferences":[]}])"),
        "m.gmcr");
    std::vector<std::string> ids;
    for (const Issue& issue : loaded.conflict.space.issues) ids.push_back(issue.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"a", "u", "b"}));
    EXPECT_EQ(loaded.conflict.control[1].direction, Direction::up);
    EXPECT_EQ(warnings_of(loaded), std::vector<std::string>{"W0642"});
}

TEST(Gmcr, PutsTheOptionsOfTheFirstDeciderFirst) {
    const LoadedCase loaded = load_gmcr(
        model(
            kThree,
            R"([{"name":"A","options":[2],"preferences":[]},{"name":"B","options":[1,0],"preferences":[]}])"),
        "m.gmcr");
    std::vector<std::string> ids;
    for (const Issue& issue : loaded.conflict.space.issues) ids.push_back(issue.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"u", "b", "a"}));
}

// Conditions follow the option; rankings follow the new numbers.
TEST(Gmcr, ReadsCompoundConditionsEverywhere) {
    const LoadedCase loaded = load_gmcr(
        model(
            kThree,
            R"([{"name":"A","options":[0,1],"preferences":[{"compound":true,"members":[[[0,"Y"],[1,"N"]],[[2,"Y"]]]},[[0,"Y"]],[[0,"Y"]]]},
                  {"name":"B","options":[2],"preferences":[[]]}])",
            R"([{"compound":true,"members":[[[0,"Y"],[1,"Y"]],[[1,"Y"],[2,"Y"]]]},[[0,"Y"],[0,"Y"],[2,"N"]]])"),
        "m.gmcr");
    EXPECT_EQ(loaded.conflict.space.rules.size(), 3u);
    EXPECT_EQ(loaded.conflict.space.rules[2].never.size(), 2u);  // a repeated pair counts once
    EXPECT_EQ(loaded.conflict.priorities[0].statements.size(), 2u);
    EXPECT_EQ(loaded.conflict.priorities[0].statements[0].any_of.size(), 2u);
    EXPECT_EQ(stability::build_model(loaded.conflict).model.states, 4u);
}

TEST(Gmcr, ReadsOldAndNewRankings) {
    for (const char* key : {"preferenceVector", "preferenceRanking"}) {
        std::string text = model(R"([{"name":"x"},{"name":"y"}])",
                                 R"([{"name":"A","options":[0],"preferences":[],")" + std::string(key) +
                                     R"(":[3,[4,1],2]},{"name":"B","options":[1],"preferences":[],")" +
                                     key + R"(":[2,4,1,3]}])",
                                 "[]", true);
        if (std::string(key) == "preferenceVector")
            text.replace(text.find("useManualPreferenceRanking"), 26, "useManualPreferenceVectors");
        const stability::CaseModel built = stability::build_model(load_gmcr(text, "m.gmcr").conflict);
        EXPECT_EQ(built.model.rank[0], (std::vector<std::uint32_t>{1, 0, 2, 1}));
        EXPECT_EQ(built.model.rank[1], (std::vector<std::uint32_t>{1, 3, 0, 2}));
    }
}

TEST(Gmcr, TellsNamesApart) {
    const LoadedCase loaded =
        load_gmcr(model(R"([{"name":"Full"},{"name":"Full"},{"name":""}])",
                        R"([{"name":"A","options":[0,1,2]},{"name":"A","options":[]}])"),
                  "m.gmcr");
    EXPECT_EQ(loaded.conflict.space.issues[1].id, "Full 2");
    EXPECT_EQ(loaded.conflict.parties[1].id, "A 2");
    EXPECT_EQ(stability::build_model(loaded.conflict).model.states, 8u);
    // As a TOML case it means the same.
    const LoadedCase again = load_toml(to_toml(loaded.conflict), "again.toml");
    EXPECT_EQ(stability::build_model(again.conflict).model.moves,
              stability::build_model(loaded.conflict).model.moves);
}

TEST(Gmcr, GivesEveryOwnerOfAnOptionItsMoves) {
    const LoadedCase loaded = load_gmcr(
        model(
            R"([{"name":"x"}])",
            R"([{"name":"A","options":[0],"preferences":[[[0,"Y"]]]},{"name":"B","options":[0],"preferences":[[[0,"N"]]]}])"),
        "m.gmcr");
    EXPECT_EQ(warnings_of(loaded), std::vector<std::string>{"W0641"});
    const stability::Verdicts verdicts = judge(stability::build_model(loaded.conflict).model);
    EXPECT_EQ(verdicts.count(stability::Concept::nash), 0u);
    EXPECT_FALSE(verdicts.simultaneous);
}

TEST(Gmcr, TakesTwoHundredStatements) {
    // 200 statements on 8 options: the last one decides between states that all others tie.
    std::string statements;
    for (int k = 0; k < 199; ++k) {
        std::string pairs;
        for (int o = 0; o < 7; ++o)
            pairs += (o > 0 ? "," : "") + std::string("[") + std::to_string(o) + ",\"" +
                     ((k >> o & 1) != 0 ? "Y" : "N") + "\"]";
        statements += "[" + pairs + "],";
    }
    statements += R"([[7,"Y"]])";
    std::string options;
    for (int o = 0; o < 8; ++o)
        options += (o > 0 ? "," : "") + std::string(R"({"name":"o)") + std::to_string(o) + "\"}";
    const LoadedCase loaded =
        load_gmcr(model("[" + options + "]",
                        R"([{"name":"A","options":[0,1,2,3,4,5,6,7],"preferences":[)" + statements + "]}]"),
                  "m.gmcr");
    EXPECT_EQ(loaded.conflict.priorities[0].statements.size(), 129u);  // 128 patterns and the last one
    const stability::CaseModel built = stability::build_model(loaded.conflict);
    EXPECT_EQ(built.model.states, 256u);
    // The first statement wants every option but the last at N; of the two such states the last decides.
    EXPECT_EQ(built.model.rank[0][128], 255u);
    EXPECT_EQ(built.model.rank[0][0], 254u);
}

TEST(Gmcr, RefusesBrokenFilesClearly) {
    EXPECT_EQ(code_of("{\"options\": ["), "E0640");
    EXPECT_EQ(code_of("[1, 2]"), "E0641");
    EXPECT_EQ(code_of("{}"), "E0641");
    EXPECT_EQ(code_of(model("[]", "[]")), "E0642");
    EXPECT_EQ(code_of(model(R"([{"name":"x"}])", "[]")), "E0642");
    EXPECT_EQ(code_of(model(R"([{"name":"x"}])", R"([{"name":"A","options":[1]}])")), "E0643");
    EXPECT_EQ(code_of(model(R"([{"name":"x"}])", R"([{"name":"A","options":[-1]}])")), "E0643");
    EXPECT_EQ(code_of(model(R"([{"name":"x"}])", R"([{"name":"A","options":["x"]}])")), "E0643");
    EXPECT_EQ(code_of(model(R"([{"name":"x"}])", R"([{"name":"A","options":[0]}])", R"([[[0,"X"]]])")),
              "E0644");
    EXPECT_EQ(code_of(model(R"([{"name":"x"}])", R"([{"name":"A","options":[0]}])", R"(["YN"])")), "E0644");
    EXPECT_EQ(code_of(model(R"([{"name":"x"}])",
                            R"([{"name":"A","options":[0],"preferenceRanking":[1.5,2]}])", "[]", true)),
              "E0645");
    // An empty condition matches every state.
    EXPECT_EQ(code_of(model(R"([{"name":"x"}])", R"([{"name":"A","options":[0]}])", "[[]]")), "E0212");
}

TEST(Gmcr, SaysWhenNoStateIsFeasible) {
    EXPECT_EQ(
        code_of(model(R"([{"name":"x"}])", R"([{"name":"A","options":[0]}])", R"([[[0,"Y"]],[[0,"N"]]])")),
        "E0224");
}

TEST(Gmcr, SurvivesCutsAndNonsense) {
    const std::string whole = model(
        kThree, R"([{"name":"A","options":[0,2],"preferences":[[[1,"Y"]]],"preferenceRanking":[1,[2,3]]}])",
        R"([[[0,"Y"],[1,"Y"]]])", true);
    for (std::size_t k = 1; k < whole.size(); ++k) EXPECT_FALSE(code_of(whole.substr(0, k)).empty());
    for (const char* nonsense : {"null", "3", "{\"options\": 3, \"decisionMakers\": null}",
                                 "{\"options\": {\"a\": 1}, \"decisionMakers\": {}}",
                                 "{\"options\": [1, null, []], \"decisionMakers\": [1, null, []]}"})
        (void)code_of(nonsense);
}

}  // namespace
}  // namespace entente::io
