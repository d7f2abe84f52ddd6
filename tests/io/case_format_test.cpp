#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "entente/io/load.hpp"
#include "io/case_keys.hpp"

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
            if (at->contains("oneOf")) at = &at->at("oneOf").at(1);
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
