#include "entente/report/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace entente::report {
namespace {

using Json = nlohmann::ordered_json;

Case one_issue() {
    Case conflict;
    conflict.title = "</script>\xff";
    Issue issue;
    issue.id = "border";
    issue.options = {{.label = "0"}, {.label = "1"}};
    conflict.space.issues = {issue};
    conflict.parties.resize(2);
    conflict.parties[0].id = "b";  // not in alphabetical order: the file's order is kept
    conflict.parties[1].id = "a";
    return conflict;
}

settle::SettleResult empty_zone() {
    settle::SettleResult result;
    result.parties = {{.id = "b", .reservation = 10, .best = 100}, {.id = "a", .best = -0.0}};
    result.outcomes = "123456789012345678901234567890";
    result.zone.empty = true;
    result.zone.outcomes = "0";
    result.zone.blocked_by = {{.party = PartyId(1), .shortfall = {}, .at = {}}};
    result.solutions = {{.name = "nash"}, {.name = "leximin"}};
    return result;
}

assess::Settlement settled(settle::SettleResult result) {
    return {.conflict = one_issue(), .result = std::move(result), .believed = {}};
}

TEST(Json, EmptyZone) {
    const Json json = Json::parse(json_settle(settled(empty_zone())));
    EXPECT_EQ(json["parties"][0]["id"], "b");
    EXPECT_EQ(json["parties"][0]["reservation"], 10);
    EXPECT_TRUE(json["parties"][1]["reservation"].is_null());
    EXPECT_EQ(json["space"]["outcomes"], "123456789012345678901234567890");
    EXPECT_TRUE(json["zone"]["interval"].is_null());
    EXPECT_EQ(json["zone"]["blocked_by"][0]["party"], "a");
    EXPECT_TRUE(json["zone"]["blocked_by"][0]["shortfall"].is_null());
    EXPECT_TRUE(json["zone"]["blocked_by"][0]["at"].is_null());
    for (const char* name : {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "leximin"}) {
        EXPECT_TRUE(json["solutions"].at(name).is_null()) << name;
    }
}

TEST(Json, NumbersAreNumbersOrNull) {
    settle::SettleResult result = empty_zone();
    result.parties[0].best = std::nan("");
    const std::string text = json_settle(settled(result));
    EXPECT_TRUE(Json::parse(text)["parties"][0]["best"].is_null());
    EXPECT_EQ(text.find("-0.0"), std::string::npos);
}

TEST(Json, BrokenBytesBecomeReplacements) {
    const Json json = Json::parse(json_settle(settled(empty_zone())));
    EXPECT_EQ(json["case"]["title"], "</script>\xEF\xBF\xBD");
}

TEST(Json, EnvelopeComesFirstInItsOrder) {
    const Json json = Json::parse(json_settle(settled(empty_zone()), {"a=1"}));
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items()) keys.push_back(key);
    EXPECT_EQ(std::vector<std::string>(keys.begin(), keys.begin() + 9),
              (std::vector<std::string>{"schema", "verb", "case", "seed", "method", "exact", "stopped",
                                        "notes", "settings"}));
}

}  // namespace
}  // namespace entente::report
