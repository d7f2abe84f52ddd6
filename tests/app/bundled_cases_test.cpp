// Every bundled case against the numbers in its expected.json, whatever verbs it names; and against the
// rules for bundled cases: sources cited, a README, files and binary the same.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "entente/app/check.hpp"
#include "entente/app/levers.hpp"
#include "entente/app/settle.hpp"
#include "entente/app/stability.hpp"
#include "entente/app/stakeholders.hpp"
#include "entente/app/war.hpp"
#include "entente/io/load.hpp"

namespace entente {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> slugs() {
    std::vector<std::string> result;
    for (const auto& entry : fs::directory_iterator(fs::path(ENTENTE_SOURCE_DIR) / "cases")) {
        if (entry.is_directory()) result.push_back(entry.path().filename().string());
    }
    std::sort(result.begin(), result.end());
    return result;
}

fs::path folder(const std::string& slug) { return fs::path(ENTENTE_SOURCE_DIR) / "cases" / slug; }

/// What each verb says of a case, as JSON. A verb that a case's expected.json names stands here.
const std::map<std::string, std::function<std::string(const app::Input&)>> kVerbs = {
    {"settle", [](const app::Input& input) { return app::to_json(app::settle(input)); }},
    {"war", [](const app::Input& input) { return app::to_json(app::war(input)); }},
    {"stability", [](const app::Input& input) { return app::to_json(app::stability(input)); }},
    {"stakeholders",
     [](const app::Input& input) { return app::to_json(app::stakeholders(input, {.runs = 0})); }},
    {"check", [](const app::Input& input) { return app::to_json(app::check(input)); }},
    {"levers",
     [](const app::Input& input) {
         return app::to_json(app::levers(input, {.draws = 0, .break_even = false}));
     }},
};

/// The value at a path such as "/frontier/items/last/utilities/0".
const Json* value_at(const Json& root, const std::string& path) {
    const Json* at = &root;
    for (std::size_t start = 1; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string step = path.substr(start, end - start);
        if (at->is_object()) {
            const auto found = at->find(step);
            if (found == at->end()) return nullptr;
            at = &*found;
        } else if (at->is_array() && !at->empty()) {
            const std::size_t index = step == "last" ? at->size() - 1 : std::stoul(step);
            if (index >= at->size()) return nullptr;
            at = &(*at)[index];
        } else {
            return nullptr;
        }
        start = end + 1;
    }
    return at;
}

void expect(const Json& check, const Json& answer) {
    const std::string what =
        check.at("what").get<std::string>() + " at " + check.at("at").get<std::string>();
    EXPECT_FALSE(check.at("source").get<std::string>().empty()) << what;
    const Json* const found = value_at(answer, check.at("at").get<std::string>());
    ASSERT_NE(found, nullptr) << what;
    if (check.contains("between")) {
        // Counts come as strings.
        const double value =
            found->is_string() ? std::stod(found->get<std::string>()) : found->get<double>();
        EXPECT_GE(value, check["between"][0].get<double>()) << what;
        EXPECT_LE(value, check["between"][1].get<double>()) << what;
    } else if (check.at("equals").is_number() && found->is_number()) {
        EXPECT_NEAR(found->get<double>(), check["equals"].get<double>(), check.value("tolerance", 0.0))
            << what;
    } else {
        EXPECT_EQ(*found, check["equals"]) << what;
    }
}

class BundledCase : public testing::TestWithParam<std::string> {};

TEST_P(BundledCase, HasItsThreeFiles) {
    for (const char* const name : {"case.toml", "expected.json", "README.md"})
        EXPECT_TRUE(fs::exists(folder(GetParam()) / name)) << name;
    const std::string readme = text_of(folder(GetParam()) / "README.md");
    EXPECT_NE(readme.find("## Sources"), std::string::npos);
    EXPECT_NE(readme.find("not advice"), std::string::npos);
}

TEST_P(BundledCase, LoadsByNameWithoutAWarning) {
    const app::Input input = app::load({"case:" + GetParam()});
    for (const Diagnostic& warning : input.warnings) ADD_FAILURE() << render(warning);
    EXPECT_FALSE(input.conflict.title.empty());
    EXPECT_EQ(input.text.empty() ? text_of(folder(GetParam()) / "case.toml") : input.text,
              text_of(folder(GetParam()) / "case.toml"));
}

TEST_P(BundledCase, CitesASourceForEveryNumber) {
    const app::Input input = app::load({"case:" + GetParam()});
    std::set<std::string> without;
    for_each_quantity(input.conflict, [&](const QuantityRef& ref) {
        if (ref.quantity->source < 0 && ref.quantity->where.line > 0) without.insert(ref.address);
    });
    EXPECT_TRUE(without.empty()) << *without.begin() << " and " << without.size() - 1 << " more";
    for (const Source& source : input.conflict.sources) EXPECT_FALSE(source.what.empty()) << source.id;
}

TEST_P(BundledCase, GivesTheExpectedNumbers) {
    const Json expected = Json::parse(text_of(folder(GetParam()) / "expected.json"));
    const app::Input input = app::load({"case:" + GetParam()});
    std::map<std::string, Json> answers;
    ASSERT_FALSE(expected.at("checks").empty());
    for (const Json& check : expected.at("checks")) {
        const std::string verb = check.value("verb", "settle");
        const auto found = kVerbs.find(verb);
        ASSERT_NE(found, kVerbs.end()) << "no verb '" << verb << "' in this test";
        if (!answers.contains(verb)) answers[verb] = Json::parse(found->second(input));
        expect(check, answers[verb]);
    }
}

INSTANTIATE_TEST_SUITE_P(All, BundledCase, testing::ValuesIn(slugs()), [](const auto& parameter) {
    std::string name = parameter.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

// The settlement that the protracted-war case speaks of is no side's maximalist goal: no deal in the zone
// gives either side its best option on every issue, and the deal asks something of both.
TEST(ProtractedWar, NoZoneHoldsAMaximalistGoal) {
    const app::SettleAnswer answer = app::settle(app::load({"case:protracted-war"}));
    ASSERT_FALSE(answer.result.zone.empty);
    for (const settle::PartySummary& party : answer.result.parties) {
        ASSERT_TRUE(party.ideal.has_value());
        EXPECT_LT(*party.ideal, party.best - 1) << party.id;
    }
    for (const settle::NamedSolution& named : answer.result.solutions) {
        ASSERT_TRUE(named.solution.has_value()) << named.name;
        for (const double concession : named.solution->concessions) {
            EXPECT_GT(concession, 0.1) << named.name;
            EXPECT_LE(concession, 1) << named.name;
        }
    }
}

// The README says that the values of no deal decide, and how to see it.
TEST(ProtractedWar, HighValuesOfNoDealCloseTheZone) {
    const app::SettleAnswer answer = app::settle(
        app::load({"case:protracted-war"}, {"war.holding.ukraine=72", "war.holding.russia=77"}));
    const app::SettleAnswer now = app::settle(app::load({"case:protracted-war"}));
    EXPECT_LT(answer.result.zone.outcomes.size(), now.result.zone.outcomes.size() + 1);
    for (std::size_t side = 0; side < 2; ++side)
        EXPECT_GT(*answer.result.parties[side].reservation, *now.result.parties[side].reservation + 20);
}

// Wording that takes a side has no place in the case, its README or its numbers' sources.
TEST(ProtractedWar, WordingIsNeutral) {
    for (const char* const name : {"case.toml", "README.md"}) {
        std::string text = text_of(folder("protracted-war") / name);
        std::transform(text.begin(), text.end(), text.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        for (const char* const word : {"aggressor", "regime", "nazi", "terrorist", "puppet", "so-called",
                                       "special military operation", "illegal", "legitimate", "unprovoked"})
            EXPECT_EQ(text.find(word), std::string::npos) << name << ": " << word;
        EXPECT_NE(text.find("model, not advice"), std::string::npos) << name;
    }
}

}  // namespace
}  // namespace entente
