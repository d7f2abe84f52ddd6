#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/app/input.hpp"

namespace entente::app {
namespace {

constexpr const char* kCase = R"(
entente = 1
title = "Deals"
[parties]
a = "A"
b = "B"
[issue.border]
ask = "Border"
options = [0, 1]
grid = 3
for.a = { weight = 1, score = [0, 100] }
[issue.terms]
ask = "Terms"
options = ["one, or two", "x=y", "full"]
for.b = { weight = 1, score = [0, 50, 100] }
[[rule]]
never = { border = 1, terms = "full" }
why = "no"
)";

Outcome read(const std::string& words) { return read_deal(load_text(kCase, "deal.toml").conflict, words); }

Outcome options(std::size_t border, std::size_t terms) { return {{OptionId(border), OptionId(terms)}}; }

std::string refusal(const std::string& words) {
    try {
        (void)read(words);
    } catch (const InputError& error) {
        std::string all;
        for (const Diagnostic& one : error.diagnostics()) {
            all += one.code + " " + one.message + " " + one.hint + "\n";
        }
        return all;
    }
    return "accepted";
}

TEST(Deal, ReadsPairsInAnyOrder) {
    EXPECT_EQ(read("border=0.5, terms=full"), options(1, 2));
    EXPECT_EQ(read(" terms = \"full\" ; border = 0 "), options(0, 2));
    EXPECT_EQ(read("terms=full\nborder=0.50\n# why\n"), options(1, 2));
}

TEST(Deal, LabelsMayHoldCommasAndEqualSigns) {
    EXPECT_EQ(read("terms=one, or two, border=1"), options(2, 0));
    EXPECT_EQ(read("border=1,terms=x=y"), options(2, 1));
}

TEST(Deal, ReadsJson) {
    EXPECT_EQ(read(R"({"border": "0.5", "terms": "x=y"})"), options(1, 1));
    EXPECT_EQ(read(R"({"border": 0.5, "terms": "full"})"), options(1, 2));
    EXPECT_THAT(refusal("{\"border\""), testing::HasSubstr("E0907"));
}

TEST(Deal, TellsEveryMistake) {
    const std::string all = refusal("bordr=1, terms=ful");
    EXPECT_THAT(all, testing::HasSubstr("border"));
    EXPECT_THAT(all, testing::HasSubstr("full"));
    EXPECT_THAT(refusal("border=1"), testing::HasSubstr("terms"));
    EXPECT_THAT(refusal("border=1, border=0, terms=full"), testing::HasSubstr("twice"));
    EXPECT_THAT(refusal("border=0.3, terms=full"), testing::HasSubstr("E0907"));
    EXPECT_THAT(refusal("border=1, terms=full"), testing::HasSubstr("E0908"));
    EXPECT_THAT(refusal("nothing"), testing::HasSubstr("E0907"));
}

TEST(Settings, AreCheckedAgainstTheWholeCase) {
    EXPECT_EQ(load_text(kCase, "x", {"issue.border.for.a.weight=4"}).settings.size(), 1u);
    EXPECT_THROW((void)load_text(kCase, "x", {"issue.border.for.a.weight=0"}), InputError);
    EXPECT_THROW((void)load_text(kCase, "x", {"issue.border.for.a.wieght=1"}), InputError);
}

}  // namespace
}  // namespace entente::app
