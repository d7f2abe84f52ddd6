// Beside the page: talks with a person in them, maps of two numbers, ways by levers.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "entente/app/input.hpp"
#include "entente/app/play.hpp"
#include "entente/app/settle.hpp"
#include "report/report_cases.hpp"
#include "studio/bench.hpp"

namespace entente::studio {
namespace {

using namespace tests;

Json play(Bench& bench, const std::string& rest, const std::string& set = "{}") {
    const Json request = Json::parse(R"({"set":)" + set + R"(,"play":{"talk":0,)" + rest + "}}");
    const Reply reply = bench.play(request, {});
    EXPECT_EQ(reply.status, 200);
    return Json::parse(reply.json);
}

constexpr const char* kBegin = R"("side":"arvan","tactic":"boulware","rounds":6,"first":true,)";

TEST(Bench, TheTalksWaitForThePerson) {
    const auto input = app::load_text(kRiver, "river.toml");
    Bench bench(input);
    const Json begin = play(bench, std::string(kBegin) + R"("moves":[])");
    EXPECT_FALSE(begin["over"]);
    EXPECT_EQ(begin["round"], 1);
    EXPECT_TRUE(begin["standing"].is_null());
    EXPECT_EQ(begin["reserve"], 41);
    const Json after = play(bench, std::string(kBegin) + R"("moves":[{"act":"offer","options":[20,0]}])");
    EXPECT_FALSE(after["over"]);
    EXPECT_EQ(after["round"], 2);
    ASSERT_FALSE(after["standing"].is_null());
    EXPECT_EQ(after["last"]["options"], Json::parse("[20,0]"));
    // The same moves, the same answer; one taken back, the table as it was.
    EXPECT_EQ(play(bench, std::string(kBegin) + R"("moves":[{"act":"offer","options":[20,0]}])"), after);
    EXPECT_EQ(play(bench, std::string(kBegin) + R"("moves":[])"), begin);
}

TEST(Bench, AnAcceptedOfferEndsTheTalksAndIsMeasured) {
    const auto input = app::load_text(kRiver, "river.toml");
    Bench bench(input);
    const std::string moves = R"("moves":[{"act":"offer","options":[20,0]},{"act":"accept"}])";
    const Json open = play(bench, std::string(kBegin) + R"("moves":[{"act":"offer","options":[20,0]}])");
    const Json end = play(bench, std::string(kBegin) + moves);
    ASSERT_TRUE(end["over"]);
    const Json* reached = nullptr;
    for (const auto& block : end["section"]["blocks"]) {
        if (block.value("id", "") == "reached") reached = &block["rows"];
    }
    ASSERT_NE(reached, nullptr);
    EXPECT_EQ((*reached)[0][0], "Reached");
    EXPECT_EQ((*reached)[0][1], open["standing"]["worth"]);
    // What stands beside it is what settle says.
    const Json settled = Json::parse(app::to_json(app::settle(input)));
    bool nash = false;
    for (const auto& row : *reached) {
        if (row[0].get<std::string>().find("Nash") == std::string::npos) continue;
        nash = true;
        EXPECT_EQ(row[1], settled["solutions"]["nash"]["utilities"][0]);
        EXPECT_EQ(row[2], settled["solutions"]["nash"]["utilities"][1]);
    }
    EXPECT_TRUE(nash);
}

TEST(Bench, LeavingAndTheLastRoundEndWithoutADeal) {
    const auto input = app::load_text(kRiver, "river.toml");
    Bench bench(input);
    EXPECT_TRUE(play(bench, std::string(kBegin) + R"("moves":[{"act":"leave"}])")["over"]);
    const Json last = play(bench, R"("side":"belmar","tactic":"hardliner","rounds":1,"first":true,)"
                                  R"("moves":[{"act":"offer","options":[0,2]}])");
    EXPECT_TRUE(last["over"]);
    EXPECT_NE(last["html"].get<std::string>().find("last round"), std::string::npos);
}

/// Does anything in it tell a number of the other side, which all hold 7731?
bool tells(const Json& answer) { return answer.dump().find("7731") != std::string::npos; }

TEST(Bench, WhatIsHiddenIsNotSentUntilTheEnd) {
    const auto input = app::load_text(kRiver, "river.toml");
    Bench bench(input);
    const std::string moves = R"("moves":[{"act":"offer","options":[20,0]}])";
    const Json hidden = play(bench, std::string(kBegin) + R"("shown":false,)" + moves);
    EXPECT_FALSE(tells(hidden));
    for (const auto& block : hidden["section"]["blocks"]) {
        if (block.value("id", "") != "talk") continue;
        EXPECT_EQ(block["columns"].size(), 5U);  // one side's points
    }
    const Json shown = play(bench, std::string(kBegin) + R"("shown":true,)" + moves);
    EXPECT_TRUE(tells(shown));
}

TEST(Bench, TheOtherSideNeverSeesThePersonsPoints) {
    // The same words by a person whose numbers are all others: the other side answers the same.
    const auto input = app::load_text(kRiver, "river.toml");
    Bench bench(input);
    for (const app::PlayTactic& tactic : app::play_tactics()) {
        const std::string rules = R"("side":"arvan","rounds":8,"first":true,"tactic":")" +
                                  std::string(tactic.id) + R"(","moves":[)" +
                                  R"({"act":"offer","options":[20,0]},{"act":"offer","options":[16,0]},)" +
                                  R"({"act":"offer","options":[13,1]}])";
        const Json one = play(bench, rules);
        const Json other =
            play(bench, rules,
                 R"({"issue.border.for.arvan.weight":"3","issue.returns.for.arvan.weight":"80",)"
                 R"("reserve.arvan":"2"})");
        ASSERT_EQ(one["over"], other["over"]) << tactic.id;
        ASSERT_EQ(one["standing"].is_null(), other["standing"].is_null()) << tactic.id;
        if (one["standing"].is_null()) continue;
        EXPECT_EQ(one["standing"]["options"], other["standing"]["options"]) << tactic.id;
    }
}

TEST(Bench, MovesThatCannotBeMadeAreRefused) {
    const auto input = app::load_text(kRiver, "river.toml");
    Bench bench(input);
    for (const char* rest :
         {R"("moves":[{"act":"accept"}])", R"("moves":[{"act":"offer","options":[21,0]}])",
          R"("moves":[{"act":"offer","options":[0]}])", R"("moves":[{"act":"shout"}])", R"("moves":3)",
          R"("draft":[1],"moves":[])"}) {
        const Json request =
            Json::parse(R"({"set":{},"play":{"talk":0,)" + std::string(kBegin) + rest + "}}");
        EXPECT_THROW((void)bench.play(request, {}), InputError) << rest;
    }
    for (const char* tactic : {"nothing", "nash"}) {
        const Json request =
            Json::parse(R"({"set":{},"play":{"talk":0,"side":"arvan","rounds":3,"moves":[],"tactic":")" +
                        std::string(tactic) + "\"}}");
        EXPECT_THROW((void)bench.play(request, {}), InputError) << tactic;
    }
    // A package that the desk has ruled out can be thought of but not offered.
    const Json draft =
        Json::parse(bench
                        .play(Json::parse(R"({"set":{},"ruled":{"returns":[1]},"play":{"talk":0,)" +
                                          std::string(kBegin) + R"("moves":[],"draft":[10,1]}})"),
                              {})
                        .json);
    EXPECT_FALSE(draft["draft"]["allowed"]);
}

Json map(Bench& bench, const std::string& what, int steps) {
    const Reply reply = bench.map(
        Json::parse(R"({"set":{},"map":{"first":"reserve.arvan","second":"reserve.belmar","what":")" +
                    what + R"(","steps":)" + std::to_string(steps) + "}}"),
        {});
    EXPECT_EQ(reply.status, 200);
    return Json::parse(reply.json)["section"]["blocks"][0];
}

TEST(Bench, AMapIsWhatEachChangedCaseSays) {
    const auto input = app::load_text(kRiver, "river.toml");
    Bench bench(input);
    const Json coarse = map(bench, "zone", 5);
    const Json fine = map(bench, "zone", 9);
    const Json gain = map(bench, "gain:arvan", 5);
    ASSERT_EQ(coarse["table"]["rows"].size(), 5U);
    ASSERT_EQ(fine["table"]["rows"].size(), 9U);
    // Ends are those of the ranges; every place of the coarse one is in the fine one.
    EXPECT_EQ(fine["x"]["low"], 30);
    EXPECT_EQ(fine["x"]["high"], 55);
    for (std::size_t a = 0; a < 5; ++a) {
        for (std::size_t b = 0; b < 5; ++b) {
            const double arvan = 30 + 25.0 * static_cast<double>(a) / 4;
            const double belmar = 29.7731 + 17.0 * static_cast<double>(b) / 4;
            const auto settled = app::settle(app::load_text(
                kRiver, "river.toml",
                {"reserve.arvan=" + std::to_string(arvan), "reserve.belmar=" + std::to_string(belmar)}));
            const bool empty = settled.result.zone.empty;
            EXPECT_EQ(coarse["table"]["rows"][a][b + 1], empty ? "no" : "yes");
            EXPECT_EQ(coarse["table"]["rows"][a][b + 1], fine["table"]["rows"][2 * a][2 * b + 1]);
            const auto* nash = settled.solution("nash");
            if (nash == nullptr) {
                EXPECT_EQ(gain["table"]["rows"][a][b + 1], "no deal");
            } else {
                EXPECT_NEAR(gain["table"]["rows"][a][b + 1].get<double>(), nash->point.utilities[0] - arvan,
                            1e-6);
            }
        }
    }
}

TEST(Bench, MapsAreRefusedWithTheirReason) {
    const auto input = app::load_text(kRiver, "river.toml");
    Bench bench(input);
    for (const char* wanted :
         {R"({"first":"reserve.arvan","second":"reserve.arvan","what":"zone","steps":5})",
          R"({"first":"reserve.nobody","second":"reserve.arvan","what":"zone","steps":5})",
          R"({"first":"reserve.belmar","second":"reserve.arvan","what":"weather","steps":5})",
          R"({"first":"reserve.belmar","second":"reserve.arvan","what":"zone","steps":6})"}) {
        const Json request = Json::parse(R"({"set":{},"map":)" + std::string(wanted) + "}");
        EXPECT_THROW((void)bench.map(request, {}), InputError) << wanted;
    }
}

TEST(Bench, FindsTheCheapestWay) {
    const auto input = app::load({"case:nile-dam"});
    if (input.conflict.levers.empty()) GTEST_SKIP() << "the case has no levers";
    Bench bench(input);
    const Reply reply = bench.levers(Json::parse(R"({"set":{},"levers":{"goal":"zone","by":""}})"), {});
    ASSERT_EQ(reply.status, 200);
    EXPECT_EQ(Json::parse(reply.json)["section"]["id"], "levers");
    for (const char* wanted : {R"({"goal":"weather","by":""})", R"({"goal":"deal: x","by":""})",
                               R"({"goal":"deal","package":[900],"by":""})"})
        EXPECT_THROW(
            (void)bench.levers(Json::parse(R"({"set":{},"levers":)" + std::string(wanted) + "}"), {}),
            InputError)
            << wanted;
}

}  // namespace
}  // namespace entente::studio
