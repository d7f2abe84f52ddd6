#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "entente/io/load.hpp"
#include "entente/model/war_parameters.hpp"
#include "io/case/keys.hpp"

namespace entente::io {
namespace {

std::string page_path() { return std::string(ENTENTE_SOURCE_DIR) + "/docs/case-format.md"; }

TEST(CaseFormat, ReferencePageIsUpToDate) {
    if (std::getenv("ENTENTE_UPDATE") != nullptr) write_file(page_path(), case_reference());
    std::ifstream in(page_path());
    std::stringstream page;
    page << in.rdbuf();
    EXPECT_EQ(page.str(), case_reference())
        << "run this test with ENTENTE_UPDATE=1 and commit docs/case-format.md";
}

TEST(CaseFormat, TheExampleOfTheReferencePageLoads) {
    const std::string page = case_reference();
    const std::size_t begin = page.find("```toml\n") + 8;
    const std::string example = page.substr(begin, page.find("```", begin) - begin);
    const LoadedCase loaded = load_toml(example, "example");
    EXPECT_EQ(loaded.conflict.title, "A shared well");
}

/// The schema of a dotted parameter ("prior.*.wins") within a model's table.
const nlohmann::json& parameter_schema(const nlohmann::json& table, std::string_view name) {
    const nlohmann::json* at = &table;
    while (!name.empty()) {
        const std::size_t dot = name.find('.');
        const std::string part(name.substr(0, dot));
        name = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
        if (at->contains("oneOf")) at = &at->at("oneOf").at(0);
        at = part == "*" ? &at->at("additionalProperties") : &at->at("properties").at(part);
    }
    return *at;
}

void expect_bound(const nlohmann::json& number, const char* closed, const char* open, double value,
                  bool is_open) {
    if (std::isfinite(value)) {
        EXPECT_EQ(number.at(is_open ? open : closed).get<double>(), value);
    } else {
        EXPECT_FALSE(number.contains(closed) || number.contains(open));
    }
}

TEST(CaseFormat, SchemaHoldsTheParametersOfEveryWarModel) {
    const auto schema = nlohmann::json::parse(case_schema());
    const auto check = [&](const std::string& name, std::span<const WarParameter> parameters) {
        const nlohmann::json& table = schema["$defs"][name];
        const auto& names = table["propertyNames"]["anyOf"][0]["enum"];
        for (const WarParameter& parameter : parameters) {
            const nlohmann::json& number = parameter_schema(table, parameter.name);
            EXPECT_EQ(number["$ref"], "#/$defs/number") << name << parameter.name;
            EXPECT_NE(number["description"].get<std::string>().find(parameter.unit), std::string::npos);
            expect_bound(number, "minimum", "exclusiveMinimum", parameter.domain.low,
                         parameter.domain.low_open);
            expect_bound(number, "maximum", "exclusiveMaximum", parameter.domain.high,
                         parameter.domain.high_open);
            const std::string head(parameter.name.substr(0, parameter.name.find('.')));
            EXPECT_NE(std::find(names.begin(), names.end(), head), names.end()) << parameter.name;
        }
    };
    for (const WarModel& model : war_models()) check("war." + std::string(model.name), model.parameters);
    for (const AidKind& kind : aid_kinds()) check("aid." + std::string(kind.name), kind.parameters);
    EXPECT_EQ(schema["properties"]["war"]["properties"]["model"]["enum"].size(), war_models().size());
    EXPECT_EQ(schema["allOf"].size(), war_models().size());
}

/// What the schema says of a number is what the reader does: the ends of its domain and beyond.
TEST(CaseFormat, WarParametersAreReadAsTheSchemaSays) {
    const auto refused = [](std::string_view model, std::string name, double value) {
        if (const auto star = name.find('*'); star != std::string::npos) name.replace(star, 1, "north");
        const std::string text =
            "entente = 1\ntitle = \"t\"\n[parties]\nnorth = \"N\"\nsouth = \"S\"\n[issue.x]\noptions = [0, "
            "1]\nfor.north = { score = [0, 100] }\nfor.south = { score = [100, 0] }\n[war]\nmodel = \"" +
            std::string(model) + "\"\n" + name + " = " + std::to_string(value) + "\n";
        try {
            const LoadedCase loaded = load_toml(text, "case.toml");
            for (const Diagnostic& d : validate(loaded.conflict)) {
                if (d.code == "E0216" && d.where.line > 10) return true;
            }
        } catch (const InputError& error) {
            for (const Diagnostic& d : error.diagnostics()) {
                if (d.code == "E0216") return true;
            }
        }
        return false;
    };
    for (const WarModel& model : war_models()) {
        for (const WarParameter& parameter : model.parameters) {
            const Domain& domain = parameter.domain;
            const std::string name(parameter.name);
            const double step = domain.integer ? 1 : 0.25;
            if (std::isfinite(domain.low)) {
                EXPECT_TRUE(refused(model.name, name, domain.low - step)) << model.name << " " << name;
                EXPECT_EQ(refused(model.name, name, domain.low), domain.low_open) << name;
            }
            if (std::isfinite(domain.high)) {
                EXPECT_TRUE(refused(model.name, name, domain.high + step)) << model.name << " " << name;
                EXPECT_EQ(refused(model.name, name, domain.high), domain.high_open) << name;
            }
        }
    }
}

TEST(CaseFormat, SchemaSaysWhatTheLoaderKnows) {
    const auto schema = nlohmann::json::parse(case_schema());
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(schema["additionalProperties"], false);
    for (const KeySpec& spec : case_keys()) {
        // Walk the schema along the pattern: every key of the table is in it.
        const nlohmann::json* at = &schema;
        std::string_view rest = spec.pattern;
        while (!rest.empty()) {
            const std::size_t dot = rest.find('.');
            std::string part(rest.substr(0, dot));
            rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
            const bool items = part.ends_with("[]");
            if (items) part.resize(part.size() - 2);
            // A text or a number as well as a table: the table has the keys.
            if (const char* either = at->contains("oneOf") ? "oneOf" : "anyOf"; at->contains(either)) {
                const auto& ways = at->at(either);
                const auto table = std::find_if(ways.begin(), ways.end(), [&](const nlohmann::json& way) {
                    return part == "*" ? way.contains("additionalProperties") &&
                                             way.at("additionalProperties").is_object()
                                       : way.contains("properties") && way.at("properties").contains(part);
                });
                ASSERT_NE(table, ways.end()) << spec.pattern;
                at = &*table;
            }
            if (part == "*") {
                at = &at->at("additionalProperties");
            } else {
                ASSERT_TRUE(at->contains("properties") && at->at("properties").contains(part))
                    << spec.pattern;
                at = &at->at("properties").at(part);
            }
            if (items) at = &at->at("items");
        }
        EXPECT_TRUE(at->is_object()) << spec.pattern;
    }
}

TEST(CaseFormat, SchemaReferencesExist) {
    const std::string text = case_schema();
    const auto schema = nlohmann::json::parse(text);
    for (std::size_t at = text.find("#/$defs/"); at != std::string::npos;
         at = text.find("#/$defs/", at + 1)) {
        const std::string name = text.substr(at + 8, text.find('"', at) - at - 8);
        EXPECT_TRUE(schema["$defs"].contains(name)) << name;
    }
}

}  // namespace
}  // namespace entente::io
