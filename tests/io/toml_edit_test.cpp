// Changed numbers in the author's own text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "entente/io/load.hpp"
#include "io/example.hpp"
#include "io/random_case.hpp"

namespace entente::io {
namespace {

std::string changed(std::string_view text, const std::vector<std::string>& settings) {
    const Case before = load_toml(text, "case.toml").conflict;
    return with_numbers_replaced(text, before, with_settings(before, settings));
}

TEST(TomlEdit, ChangesOnlyTheNumbersNamed) {
    std::string wanted(kRiver);
    const auto swap = [&](const std::string& from, const std::string& to) {
        wanted.replace(wanted.find(from), from.size(), to);
    };
    swap("\"55 (45..65)\", score = [0, 100]", "60, score = [0, \"90 (80..100)\"]");
    swap("add    = 5", "add    = \"2/7\"");
    swap("\"0.9 (0.5..1.6)\"", "\"1 (0.5..1.5)\"");
    EXPECT_EQ(
        changed(kRiver, {"issue.border.for.arvan.weight=60", "issue.border.for.arvan.score.1=90 (80..100)",
                         "bonus.1.add=2/7", "war.cost.arvan=1 (0.5..1.5)"}),
        wanted);
    EXPECT_EQ(changed(kRiver, {}), kRiver);
}

TEST(TomlEdit, KeepsTablesOfNumbersAsTables) {
    const std::string head =
        "[sources]\np = \"P\"\n[parties]\na = \"A\"\n[issue.x]\noptions = [\"u\", \"v\"]\n";
    const auto edit = [&](const std::string& sheet, const std::string& setting) {
        return changed(head + sheet, {setting}).substr(head.size());
    };
    EXPECT_EQ(edit("for.a = { weight = { value = 5, source = \"p\" }, score = [1, 2] } # c\n",
                   "issue.x.for.a.weight=6 (5..7)"),
              "for.a = { weight = { value = \"6 (5..7)\", source = \"p\" }, score = [1, 2] } # c\n");
    EXPECT_EQ(edit("for.a = { weight = { value = 5, low = 4, high = 6 }, score = [1, 2] }\n",
                   "issue.x.for.a.weight=8"),
              "for.a = { weight = { value = 8, low = 8, high = 8 }, score = [1, 2] }\n");
    EXPECT_EQ(
        edit("for.a = { weight = { low = 4, high = 6, dist = \"uniform\" }, score = [1, 2] }\n",
             "issue.x.for.a.weight=5 (1..6)"),
        "for.a = { weight = { low = 1, value = 5, high = 6, dist = \"uniform\" }, score = [1, 2] }\n");
    EXPECT_EQ(edit("[issue.x.for.a]\nscore = [1, 2]\n[issue.x.for.a.weight]\nvalue = 3\n",
                   "issue.x.for.a.weight=4"),
              "[issue.x.for.a]\nscore = [1, 2]\n[issue.x.for.a.weight]\nvalue = 4\n");
}

TEST(TomlEdit, WritesWeightsThatWereNotWritten) {
    const std::string text =
        "[parties]\na = \"A\"\n[issue.x]\noptions = [\"u\", \"v\"]\nfor.a = { score = [1, 2] "
        "}\n[issue.y]\noptions = [\"u\", \"v\"]\nfor.a.score = [1, 2]\n";
    const std::string result = changed(text, {"issue.x.for.a.weight=3"});
    EXPECT_THAT(result, testing::HasSubstr("for.a = { weight = 3, score = [1, 2] }"));
    EXPECT_THAT(result, testing::HasSubstr("for.a.weight = 1\nfor.a.score = [1, 2]"));
    const Case after = load_toml(result, "again").conflict;
    EXPECT_EQ(after.parties[0].preference.issues[0].weight.best, Rational(3));
    EXPECT_EQ(after.parties[0].preference.issues[1].weight.best, Rational(1));
}

RC_GTEST_PROP(TomlEdit, WhatIsReadAgainIsWhatWasSet, ()) {
    const std::string text = to_toml(RandomCase().draw());
    const Case before = load_toml(text, "case").conflict;
    Case after = before;
    std::vector<std::string> addresses;
    for_each_quantity(before, [&](const QuantityRef& ref) { addresses.push_back(ref.address); });
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        Quantity* const number = find_quantity(after, *rc::gen::elementOf(addresses));
        number->best = Rational(*rc::gen::inRange(1, 99), *rc::gen::inRange(1, 9));
        number->low.reset();
        number->high.reset();
        if (*rc::gen::arbitrary<bool>()) {
            number->low = number->best - Rational(1, 9);
            number->high = number->best + Rational(2, 3);
        }
    }
    const std::string edited = with_numbers_replaced(text, before, after);
    const Case again = load_toml(edited, "again").conflict;
    std::map<std::string, Quantity> numbers;
    for_each_quantity(again, [&](const QuantityRef& ref) { numbers[ref.address] = *ref.quantity; });
    for_each_quantity(after, [&](const QuantityRef& ref) {
        if (numbers[ref.address].best != ref.quantity->best)
            RC_FAIL(ref.address + " is not as set in\n" + edited + "\nfrom\n" + text);
        RC_ASSERT(numbers[ref.address].low == ref.quantity->low);
        RC_ASSERT(numbers[ref.address].high == ref.quantity->high);
        RC_ASSERT(numbers[ref.address].source == ref.quantity->source);
    });
}

}  // namespace
}  // namespace entente::io
