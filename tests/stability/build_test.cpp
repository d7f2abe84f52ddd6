// From a case file to a graph model: numbering, merged states, graphs, preferences, and what is wrong.
#include <gtest/gtest.h>

#include "entente/io/load.hpp"
#include "entente/stability/analyse.hpp"
#include "oracle.hpp"

namespace entente::stability {
namespace {

std::string problem_of(const std::string& text) {
    try {
        (void)build_model(io::load_toml(text, "case.toml").conflict);
    } catch (const InputError& refused) {
        return refused.diagnostics().front().code;
    }
    return "";
}

const std::string kHead = R"(
[parties]
a = "A"
b = "B"
[issue.x]
options = ["lo", "mid", "hi"]
[issue.y]
options = ["no", "yes"]
)";

TEST(BuildModel, NumbersStatesByDecimalsOfAnyRadix) {
    const Case conflict = io::load_toml(kHead + R"(
[[rule]]
never = { x = "mid", y = "yes" }
[control]
a = { x = "up" }
b = ["y"]
[status_quo]
x = "hi"
y = "yes"
[ranking]
a = [5, 1]
b = [[1, 2], 3, 4, 5]
)",
                                        "c.toml")
                              .conflict;
    const CaseModel built = build_model(conflict);
    EXPECT_EQ(built.model.codes, (std::vector<std::uint64_t>{0, 1, 2, 3, 5}));
    EXPECT_EQ(built.status_quo, State{4});
    EXPECT_EQ(built.model.rank[0], (std::vector<std::uint32_t>{1, 0, 0, 0, 2}));
    EXPECT_EQ(built.model.rank[1], (std::vector<std::uint32_t>{3, 3, 2, 1, 0}));
    EXPECT_EQ(built.notes.size(), 1u);  // a leaves states out
    const Explorer explorer(built.model);
    EXPECT_EQ(explorer.moves(0, 0), (std::vector<State>{1, 2}));
    EXPECT_EQ(explorer.moves(0, 3), (std::vector<State>{4}));
    EXPECT_TRUE(explorer.moves(0, 4).empty());
}

TEST(BuildModel, RanksByExactUtilityAndTies) {
    const Case conflict = io::load_toml(R"(
reserve = { a = 0, b = 0 }
[parties]
a = "A"
b = "B"
[issue.x]
options = ["lo", "hi"]
for.a = { weight = "1/3", score = [0, 100] }
for.b = { weight = 1, score = [0, 0.1] }
[issue.y]
options = ["no", "yes"]
for.a = { weight = "1/3", score = [0, 100] }
for.b = { weight = 1, score = [0, 0.2] }
[issue.z]
options = ["no", "yes"]
for.b = { weight = 1, score = [0, 0.3] }
)",
                                        "c.toml")
                              .conflict;
    const CaseModel built = build_model(conflict);
    EXPECT_EQ(built.model.rank[0], (std::vector<std::uint32_t>{0, 1, 1, 2, 0, 1, 1, 2}));
    // 0.1 + 0.2 ties with 0.3: sums are exact.
    EXPECT_EQ(built.model.rank[1], (std::vector<std::uint32_t>{0, 1, 2, 3, 3, 4, 5, 6}));
}

const std::string kElmira = R"(
[parties]
m = "M"
u = "U"
l = "L"
[ranking]
m = [7, 3, 4, 8, 5, 1, 2, 6, 9]
u = [1, 4, 8, 5, 9, 3, 7, 2, 6]
l = [7, 3, 5, 1, 8, 6, 4, 2, 9]
)";

TEST(BuildModel, MergedStatesEqualTheWrittenGraph) {
    const CaseModel merged = build_model(io::load_toml(kElmira + R"(
[issue.modify]
options = ["no", "yes"]
[issue.response]
options = ["delay", "accept", "abandon"]
[issue.insist]
options = ["no", "yes"]
[control]
m = { modify = "up" }
u = { response = "up" }
l = ["insist"]
[[same]]
when = { response = "abandon" }
[status_quo]
modify = "yes"
response = "abandon"
insist = "no"
)",
                                                       "m.toml")
                                             .conflict);
    const CaseModel written = build_model(io::load_toml(kElmira + R"(
[graph]
states = ["1", "2", "3", "4", "5", "6", "7", "8", "abandon"]
now = 9
[graph.moves]
m = ["1 -> 2", "3 -> 4", "5 -> 6", "7->8"]
u = ["1 -> 3, 9", "2 -> 4, 9", "3 -> 9", "4 -> 9", "5 -> 7,9", "6 -> 8, 9", "7 -> 9", "8 -> 9"]
l = ["1 <-> 5", "2 <-> 6", "3 <-> 7", "4<->8"]
)",
                                                        "g.toml")
                                              .conflict);
    EXPECT_EQ(merged.model.arcs, written.model.arcs);
    EXPECT_EQ(merged.model.rank, written.model.rank);
    EXPECT_EQ(merged.status_quo, State{8});
    EXPECT_EQ(written.status_quo, State{8});
    EXPECT_FALSE(merged.patterns[8][0]);
    EXPECT_TRUE(merged.patterns[8][1]);
}

TEST(BuildModel, SurvivesBeingWrittenAndRead) {
    const Case conflict = io::load_toml(kElmira + R"(
[graph]
states = ["1", "2", "3", "4", "5", "6", "7", "8", "quoted \"9\""]
now = 1
[graph.moves]
m = ["1 -> 2"]
l = ["1 <-> 5"]
)",
                                        "g.toml")
                              .conflict;
    const Case again = io::load_toml(io::to_toml(conflict), "again.toml").conflict;
    EXPECT_EQ(build_model(again).model, build_model(conflict).model);
    EXPECT_EQ(again.graph->states, conflict.graph->states);
}

TEST(BuildModel, TellsWhatIsWrong) {
    EXPECT_EQ(problem_of(kHead + "[status_quo]\nx = \"lo\"\n[ranking]\na = [1]\nb = [1]\n"), "E0601");
    EXPECT_EQ(problem_of(kHead + "[ranking]\na = [\"1\"]\nb = [1]\n"), "E0602");
    EXPECT_EQ(problem_of(kHead + "[ranking]\na = [0]\nb = [1]\n"), "E0602");
    EXPECT_EQ(problem_of(kHead + "[ranking]\na = [7]\nb = [1]\n"), "E0620");
    EXPECT_EQ(problem_of(kHead + "[ranking]\na = [1, [2, 1]]\nb = [1]\n"), "E0621");
    EXPECT_EQ(problem_of(kHead + "[ranking]\na = [1]\nb = [1]\n[[same]]\n"), "E0603");
    EXPECT_EQ(
        problem_of(kHead +
                   "[ranking]\na = [1]\n[[priorities.b]]\nx = \"hi\"\n[[same]]\nwhen = { y = \"no\" }\n"),
        "E0622");
    EXPECT_EQ(problem_of(kHead + "[ranking]\na = [1]\nb = [1]\n[[rule]]\nnever = { x = \"hi\" "
                                 "}\n[status_quo]\nx = \"hi\"\ny = \"no\"\n"),
              "E0626");
    EXPECT_EQ(problem_of(kHead + "[ranking]\na = [1]\nb = [1]\n[[rule]]\nnever = { x = \"hi\" "
                                 "}\n[[rule]]\nnever = { x = [\"lo\", \"mid\"] }\n"),
              "E0224");
    const std::string graph = "[parties]\na = \"A\"\nb = \"B\"\n";
    EXPECT_EQ(problem_of(graph + "[graph]\nstates = [\"s\"]\n[graph.moves]\na = [\"1 to 2\"]\n"), "E0604");
    EXPECT_EQ(problem_of(graph + "[graph]\nstates = [\"s\"]\n[graph.moves]\na = [\"1 -> 2\"]\n"), "E0625");
    EXPECT_EQ(problem_of(graph + "[graph]\nnow = 2\nstates = [\"s\"]\n"), "E0625");
    EXPECT_EQ(problem_of(graph + "[graph]\nnow = 1\n"), "E0624");
}

TEST(BuildModel, RefusesSpacesThatAreTooLarge) {
    std::string text = "[parties]\na = \"A\"\nb = \"B\"\n";
    for (int k = 0; k < 27; ++k) text += "[issue.i" + std::to_string(k) + "]\noptions = [\"n\", \"y\"]\n";
    text += "[ranking]\na = [1]\nb = [1]\n";
    EXPECT_EQ(problem_of(text), "E0610");
    for (int k = 27; k < 70; ++k) text += "[issue.i" + std::to_string(k) + "]\noptions = [\"n\", \"y\"]\n";
    EXPECT_EQ(problem_of(text), "E0612");
}

TEST(Feasible, AgreesWithTheRules) {
    std::mt19937_64 random(12);
    for (int round = 0; round < 100; ++round) {
        Space space;
        std::uint64_t cells = 1;
        for (std::size_t l = 0; l < 5; ++l) {
            Issue issue;
            issue.id = "i" + std::to_string(l);
            const std::size_t options = 1 + oracle::pick(random, 3);
            for (std::size_t o = 0; o < options; ++o)
                issue.options.push_back({std::to_string(o), std::nullopt});
            cells *= options;
            space.issues.push_back(issue);
        }
        for (std::uint32_t r = 0; r < oracle::pick(random, 4); ++r) {
            Rule rule;
            for (std::size_t l = 0; l < 5; ++l) {
                if (oracle::pick(random, 2) == 0) continue;
                const OptionId option(std::size_t{oracle::pick(random, space.issues[l].options.size())});
                rule.never.push_back({IssueId(l), {{option, option}}});
            }
            if (!rule.never.empty()) space.rules.push_back(rule);
        }
        std::vector<std::uint64_t> expected;
        for (std::uint64_t code = 0; code < cells; ++code)
            if (feasible(space, outcome_of(space, code))) expected.push_back(code);
        if (expected.empty()) continue;
        const Feasible found = feasible_states(space);
        EXPECT_EQ(found.count, expected.size());
        EXPECT_TRUE(found.all || found.codes == expected);
        for (const std::uint64_t code : expected)
            EXPECT_EQ(stability::code_of(space, outcome_of(space, code)), code);
    }
}

TEST(Statements, RankLexicographicallyInAnyNumber) {
    // 100 statements: the k-th wants bit k mod 7 at a random value; compare truth vectors directly.
    std::mt19937_64 random(6);
    Space space;
    for (std::size_t l = 0; l < 7; ++l) {
        Issue issue;
        issue.id = "i" + std::to_string(l);
        issue.options = {{"n", std::nullopt}, {"y", std::nullopt}};
        space.issues.push_back(issue);
    }
    std::vector<Statement> statements(100);
    for (Statement& each : statements) {
        for (std::uint32_t m = 0; m <= oracle::pick(random, 2); ++m) {
            Conjunction all;
            for (std::size_t l = 0; l < 7; ++l) {
                if (oracle::pick(random, 4) != 0) continue;
                const OptionId option(std::size_t{oracle::pick(random, 2)});
                all.push_back({IssueId(l), {{option, option}}});
            }
            each.any_of.push_back(all);
        }
    }
    const Feasible all{{}, true, 128};
    const std::vector<std::uint32_t> rank = ranks_by_statements(space, all, statements);
    std::vector<std::vector<bool>> truth(128);
    for (std::uint64_t s = 0; s < 128; ++s) {
        for (const Statement& each : statements) {
            bool holds_here = false;
            for (const Conjunction& conjunction : each.any_of)
                holds_here = holds_here || holds(conjunction, outcome_of(space, s));
            truth[s].push_back(holds_here);
        }
    }
    for (std::size_t a = 0; a < 128; ++a)
        for (std::size_t b = 0; b < 128; ++b) {
            ASSERT_EQ(rank[a] < rank[b], truth[a] < truth[b]);
            ASSERT_EQ(rank[a] == rank[b], truth[a] == truth[b]);
        }
}

}  // namespace
}  // namespace entente::stability
