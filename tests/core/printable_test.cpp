// Text of others on a terminal, and JSON that carries it.
#include "entente/core/printable.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace entente {
namespace {

TEST(Printable, NothingMovesHidesOrTurns) {
    EXPECT_EQ(printable("a\x1b[2Jb\n\t\x7f"), "a [2Jb   ");
    EXPECT_EQ(printable("\xC2\x9B"
                        "2J\xC2\x85"),
              " 2J ");  // C1: a control sequence in one character
    EXPECT_EQ(printable("\u202Egnihton\u202C"), " gnihton ");
    EXPECT_EQ(printable("\u2066x\u2069\u2028\u2029"), " x   ");
    EXPECT_EQ(printable("\U000E0041"), " ");  // an invisible tag
    EXPECT_EQ(printable_lines("a\tb\nc\rd\x1b"), "a\tb\nc d ");
}

TEST(Printable, WordsOfEveryScriptStay) {
    for (const std::string_view text :
         {"Zürich", "Ελλάδα", "ירושלים", "القدس", "北京", "🙂", "a\u200Db", "\u200Fא"})
        EXPECT_EQ(printable(text), text);
}

TEST(Printable, WhatIsNoTextBecomesAReplacement) {
    for (const std::string_view bad :
         {"\xff", "\x80", "\xC3", "\xE2\x82", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
        const std::string shown = printable(std::string("a") + std::string(bad) + "b");
        EXPECT_TRUE(shown.starts_with("a\xEF\xBF\xBD")) << shown;
        EXPECT_TRUE(shown.ends_with("b")) << shown;
    }
}

TEST(Printable, JsonMeansTheSame) {
    const std::string text = "t\xC2\x9B \u202E \u2066 \U000E0041 \U0001F600 \x7f \x1b é";
    const std::string json = nlohmann::json(text).dump();
    const std::string safe = printable_json(json);
    EXPECT_EQ(nlohmann::json::parse(safe).get<std::string>(), text);
    EXPECT_EQ(printable_lines(safe), safe);
    EXPECT_EQ(printable_json(R"({"a": "plain"})"), R"({"a": "plain"})");
    EXPECT_TRUE(nlohmann::json::accept(printable_json("\"a\xff\"")));
}

}  // namespace
}  // namespace entente
