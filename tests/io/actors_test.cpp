// Tables of actors as KTAB and as people write them, [[actor]] and its kin, and what is wrong with them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/io/load.hpp"
#include "io/actors/table.hpp"

namespace entente::io {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kKtab =
    "Talks,\"Base case, first draft\",3,2,\n"
    "Actor,Description,Power,Border Position,Border Salience,Aid,Sal2,\n"
    "AA,Ministry,100,20,60, 5.5, 40,\n"
    "\"B, B\",Industry,55,65,60,70,30,\n"
    "CC,Province,80,40,40,100,20,\n";

std::vector<Diagnostic> refused(std::string_view text) {
    try {
        (void)actors::load_table(text, "t.csv");
    } catch (const InputError& error) {
        return error.diagnostics();
    }
    return {};
}

TEST(ActorTable, ReadsKtabsCsv) {
    ASSERT_TRUE(actors::looks_like_table(kKtab));
    const Case conflict = actors::load_table(kKtab, "t.csv").conflict;
    EXPECT_EQ(conflict.title, "Talks");
    EXPECT_EQ(conflict.summary, "Base case, first draft");
    ASSERT_EQ(conflict.actors.size(), 3u);
    ASSERT_EQ(conflict.space.issues.size(), 2u);
    EXPECT_EQ(conflict.space.issues[0].ask, "Border Position");
    EXPECT_EQ(conflict.space.issues[0].id, "Border_Position");
    EXPECT_EQ(scale_of(conflict.space.issues[1]).high(), 100);
    EXPECT_EQ(conflict.actors[1].name, "B, B");
    EXPECT_EQ(conflict.actors[0].power.value(), 100);
    EXPECT_EQ(conflict.actors[0].on[1].position->value(), 5.5);
    EXPECT_EQ(conflict.actors[2].on[1].salience.value(), 20);
}

TEST(ActorTable, ReadsPlainTablesInAnyColumnOrder) {
    const Case conflict =
        actors::load_table(
            "salience;Position (years);Stakeholder;Clout (%)\n80;4;North;8 %\n40;\"7,5\";South;16\n"
            "90;10;East;1.000,5\n",
            "t.csv")
            .conflict;
    ASSERT_EQ(conflict.actors.size(), 3u);
    EXPECT_EQ(conflict.actors[1].name, "South");
    EXPECT_EQ(conflict.actors[1].on[0].position->value(), 7.5);
    EXPECT_EQ(conflict.actors[0].power.value(), 8);
    EXPECT_EQ(conflict.space.issues[0].unit, "years");
    EXPECT_EQ(scale_of(conflict.space.issues[0]).low(), 4);
    EXPECT_EQ(scale_of(conflict.space.issues[0]).high(), 10);
}

TEST(ActorTable, ReadsLongTablesWithSharesAndGaps) {
    const auto loaded = actors::load_table(
        "actor\tissue\tposition\tsalience\tpower\nUSA\tmrv\t70\t0.7\t1\nUSA\tlegal\t40\t1\t1\n"
        "China\tmrv\t0\t0.8\t1\nChina\tlegal\t\t0.65\t1\n",
        "t.tsv");
    const Case& conflict = loaded.conflict;
    ASSERT_EQ(conflict.actors.size(), 2u);
    EXPECT_EQ(conflict.actors[0].on.size(), 2u);
    EXPECT_EQ(conflict.actors[0].on[0].salience.value(), 70);  // shares in the whole table
    ASSERT_EQ(conflict.actors[1].on.size(), 1u);               // an empty cell is not 0
    ASSERT_EQ(loaded.warnings.size(), 1u);
    EXPECT_EQ(loaded.warnings[0].code, "W1002");
    EXPECT_EQ(loaded.warnings[0].where.line, 5u);
}

TEST(ActorTable, ReadsRangesInCellsAndInColumns) {
    const Case conflict = actors::load_table(
                              "name,power,power low,power high,position,salience\n"
                              "A,30,20,45,\"55 (45..65)\",90\nB,10,,,5,20\n",
                              "t.csv")
                              .conflict;
    EXPECT_EQ(conflict.actors[0].power.low->value(), 20);
    EXPECT_EQ(conflict.actors[0].power.high->value(), 45);
    EXPECT_EQ(conflict.actors[0].on[0].position->low->value(), 45);
    EXPECT_FALSE(conflict.actors[1].power.ranged());
}

TEST(ActorTable, TellsMistakesByRowAndColumn) {
    const auto bad =
        refused("name,power,position,salience\nA,lots,20,50\nB,,30,50\nA,5,40,50\nC,5,40,500\n");
    ASSERT_EQ(bad.size(), 3u);  // saliences are judged once every cell can be read
    EXPECT_EQ(bad[0].where.line, 2u);
    EXPECT_EQ(bad[0].where.column, 3u);
    EXPECT_THAT(bad[0].message, HasSubstr("row 2, column 2"));
    EXPECT_EQ(bad[1].where.line, 3u);
    EXPECT_THAT(bad[1].hint, HasSubstr("not taken for 0"));
    EXPECT_EQ(bad[2].code, "E1002");
}

TEST(ActorTable, CommasInQuotesAreThousandsOrDecimals) {
    const Case conflict =
        actors::load_table("name,power,position,salience\nA,\"1,000\",20,\"7,5\"\nB,5,40,50\n", "t.csv")
            .conflict;
    EXPECT_EQ(conflict.actors[0].power.value(), 1000);
    EXPECT_EQ(conflict.actors[0].on[0].salience.value(), 7.5);
}

TEST(ActorTable, SalienceOffItsScale) {
    const auto bad = refused("name,power,position,salience\nA,1,20,50\nC,5,40,500\n");
    ASSERT_EQ(bad.size(), 1u);
    EXPECT_EQ(bad[0].where.line, 3u);
    EXPECT_THAT(bad[0].message, HasSubstr("500"));
}

TEST(ActorTable, SaysWhichColumnIsMissing) {
    const auto bad = refused("name,position,salience\nA,1,2\n");
    ASSERT_EQ(bad.size(), 1u);
    EXPECT_THAT(bad[0].message, HasSubstr("power"));
}

TEST(ActorTable, KtabsDuplicateNamesAreToldApart) {
    const auto loaded = actors::load_table(
        "T,d,3,1\nActor,Description,Power,P,S\nA,x,1,20,30\nA,x,2,40,30\nB,x,3,50,30\n", "t.csv");
    EXPECT_EQ(loaded.conflict.actors[1].name, "A (2)");
    ASSERT_EQ(loaded.warnings.size(), 1u);
    EXPECT_EQ(loaded.warnings[0].code, "W1001");
}

TEST(ActorTable, ReadsAHundredThousandRows) {
    std::string text = "name,power,position,salience\n";
    for (int i = 0; i < 100'000; ++i)
        text += "actor " + std::to_string(i) + "," + std::to_string(1 + i % 90) + "," +
                std::to_string(i % 101) + ",50\n";
    EXPECT_EQ(actors::load_table(text, "t.csv").conflict.actors.size(), 100'000u);
}

TEST(ActorScenario, ReadsKtabsXmlWithoutIdealsAndWithTheSchemasNames) {
    const std::string text =
        "<?xml version=\"1.0\"?><Scenario><name>Reform</name><desc/><prngSeed>0</prngSeed>"
        "<ModelParameters><VotingRule>Proportional</VotingRule><BigRAdjust>No</BigRAdjust></"
        "ModelParameters>"
        "<Dimensions><dName>Pace</dName></Dimensions><Actors>"
        "<Actor><name>A</name><description>m</description><capability>10</capability>"
        "<Position><dCoord>20</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor>"
        "<Actor><name>B</name><capability>10</capability><Position><dCoord/></Position>"
        "<Salience><dSal>50</dSal></Salience></Actor></Actors></Scenario>";
    ASSERT_TRUE(actors::looks_like_scenario(text));
    const auto loaded = actors::load_scenario(text, "s.xml");
    EXPECT_EQ(loaded.conflict.actors.size(), 2u);
    EXPECT_EQ(loaded.conflict.smp.size(), 2u);
    EXPECT_TRUE(loaded.conflict.actors[1].on.empty());  // an empty dCoord is no 0
    EXPECT_EQ(loaded.warnings.size(), 1u);
}

constexpr std::string_view kCase = R"T(title = "t"
agree = "2 of 3"
veto = ["a"]
reserve = { a = 10, b = 10, c = 10 }
[parties]
a = "A"
b = "B"
c = "C"
[issue.x]
options = [0, 100]
grid = 101
for.a = { score = [0, 100] }
for.b = { score = [100, 0] }
for.c = { score = [100, 0] }
[issue.y]
options = ["no", "some", "all"]
for.a = { score = [0, 50, 100] }
for.b = { score = [100, 50, 0] }
for.c = { score = [100, 50, 0] }
[[actor]]
name = "Union"
side = "a"
power = "30 (20..45)"
reserve = 40
on.x = { position = "80 (70..90)", salience = 90 }
on.y = { position = "some" }
[[actor]]
name = "Press"
power = 10
on.x = { position = 20, salience = 40 }
follows = { "Union" = 0.25 }
[smp]
VotingRule = "Cubic"
[ratify.a]
quota = 0.5
veto = ["Union"]
)T";

TEST(CaseActors, ReadAndWrittenAgain) {
    const Case conflict = load_toml(kCase, "c.toml").conflict;
    ASSERT_EQ(conflict.actors.size(), 2u);
    EXPECT_EQ(conflict.actors[0].side, PartyId(0));
    EXPECT_EQ(place_of(conflict.space.issues[1], conflict.actors[0].on[1]), 1);
    EXPECT_EQ(conflict.actors[0].on[1].salience.value(), 100);
    ASSERT_TRUE(conflict.agree);
    EXPECT_EQ(conflict.agree->votes, 2u);
    EXPECT_EQ(conflict.agree->veto, std::vector<PartyId>{PartyId(0)});
    ASSERT_EQ(conflict.ratify.size(), 1u);
    ASSERT_TRUE(conflict.actors[1].follows);
    const Case again = load_toml(to_toml(conflict), "again.toml").conflict;
    ASSERT_EQ(again.actors.size(), 2u);
    EXPECT_EQ(again.actors[0].on[0].position->low->value(), 70);
    EXPECT_EQ(again.actors[0].on[1].option, conflict.actors[0].on[1].option);
    EXPECT_EQ(again.actors[1].follows, conflict.actors[1].follows);
    EXPECT_EQ(again.agree->votes, 2u);
    EXPECT_EQ(again.ratify[0].veto, conflict.ratify[0].veto);
    EXPECT_EQ(again.smp[0].value, "Cubic");
    Case changed = with_settings(conflict, {"actor.Union.on.x.position=75", "actor.Press.power=12"});
    EXPECT_EQ(changed.actors[0].on[0].position->value(), 75);
    EXPECT_EQ(changed.actors[1].power.value(), 12);
}

TEST(CaseActors, MistakesHaveTheirPlace) {
    const auto codes = [](std::string_view from, std::string_view to) {
        std::string text(kCase);
        text.replace(text.find(from), from.size(), to);
        try {
            (void)load_toml(text, "c.toml");
        } catch (const InputError& error) {
            return error.diagnostics().front().code + "@" +
                   std::to_string(error.diagnostics().front().where.line);
        }
        return std::string("sound");
    };
    EXPECT_EQ(codes("agree = \"2 of 3\"", "agree = \"4 of 3\""), "E1006@2");
    EXPECT_EQ(codes("agree = \"2 of 3\"", "agree = \"2 of 6\""), "E1006@2");
    EXPECT_EQ(codes("position = 20", "position = 120"), "E1003@30");
    EXPECT_EQ(codes("\"some\" }", "\"sme\" }"), "E1003@26");
    EXPECT_EQ(codes("name = \"Press\"", "name = \"Union\""), "E1002@28");
    EXPECT_EQ(codes("veto = [\"Union\"]", "veto = [\"Press\"]"), "E1005@34");
    EXPECT_EQ(codes("{ \"Union\" = 0.25 }", "{ \"Union\" = 1.25 }"), "E1004@28");
    EXPECT_EQ(codes("power = 10", "powr = 10"), "E0121@29");
}

}  // namespace
}  // namespace entente::io
