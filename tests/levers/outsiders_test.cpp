// Who pays an aid and what is left without them, and whose wishes an outsider's own run with.
#include <gtest/gtest.h>

#include <string>

#include "entente/assess/no_deal.hpp"
#include "entente/core/diagnostic.hpp"
#include "entente/io/load.hpp"
#include "entente/levers/levers.hpp"
#include "entente/report/levers.hpp"

namespace entente::levers {
namespace {

// A war of attrition by battles: the money makes it cheaper for the west to go on.
constexpr const char* kWar = R"toml(title = "Aid"
[parties]
east = "East"
west = "West"
[outside]
bank = "The Bank"
league = "The League"
[issue.border]
options = ["east", "middle", "west"]
for.east   = { weight = 60, score = [100, 60, 0] }
for.west   = { weight = 60, score = [0, 60, 100] }
for.bank   = { score = [90, 50, 10] }
for.league = { score = [20, 100, 20] }
[issue.trade]
options = ["open", "shut"]
for.east   = { weight = 40, score = [100, 0] }
for.west   = { weight = 40, score = [100, 0] }
for.bank   = { score = [50, 50] }
[war]
model = "lottery"
between = ["east", "west"]
chance = 0.5
cost = { east = 40, west = 42 }
[aid.money]
kind = "money"
to = "west"
amount = 9
[backers.money]
of.bank = 4
of.league = 1
)toml";

Case loaded(const std::string& text) { return io::load_toml(text, "aid.toml").conflict; }

const LeversOptions kPlain{.draws = 0, .break_even = false};

TEST(Backers, WhatIsLeftIsWhatTheOthersGive) {
    const Case conflict = loaded(kWar);
    const LeversResult result = levers(conflict, kPlain);
    ASSERT_EQ(result.backers.size(), 1u);
    const BackersResult& aid = result.backers[0];
    // Cobb-Douglas with a share of one half: the income of 4 gives 2, that of 1 nothing; alone 1 gives 0.5.
    EXPECT_DOUBLE_EQ(aid.total, 2);
    EXPECT_DOUBLE_EQ(aid.efficient, 2.5);
    ASSERT_EQ(aid.backers.size(), 2u);
    EXPECT_DOUBLE_EQ(aid.backers[0].share, 1);
    ASSERT_TRUE(aid.backers[0].without && aid.backers[1].without);
    EXPECT_DOUBLE_EQ(aid.backers[0].without->aid, 0.25);
    EXPECT_DOUBLE_EQ(aid.backers[0].without->amount, 2.25);
    EXPECT_DOUBLE_EQ(aid.backers[1].without->aid, 1);  // who gives nothing is not missed
    // What the war is worth then is what the changed case says.
    Case changed = conflict;
    *find_quantity(changed, "aid.money.amount") = Quantity(Rational(9) / Rational(4));
    assess::set_values_of_no_deal(changed);
    for (const auto& [id, value] : aid.backers[0].without->no_deal) {
        const Party& party = changed.parties[id == "east" ? 0 : 1];
        EXPECT_DOUBLE_EQ(value, party.reserve->value()) << id;
    }
}

TEST(Backers, TheKeenestAloneGives) {
    std::string text = kWar;
    text.replace(text.find("of.bank = 4"), 30,
                 "by = \"keenness\"\nof.bank = 3\nof.league = 2\nof.us = 1.5\n");
    const LeversResult result = levers(loaded(text), kPlain);
    ASSERT_EQ(result.backers.size(), 1u);
    EXPECT_DOUBLE_EQ(result.backers[0].total, 2);
    EXPECT_DOUBLE_EQ(result.backers[0].efficient, 5.5);
    EXPECT_DOUBLE_EQ(result.backers[0].backers[0].without->aid, 0.5);
}

TEST(Backers, MistakesAreTold) {
    const auto code = [](const std::string& from, const std::string& to) {
        std::string text = kWar;
        text.replace(text.find(from), from.size(), to);
        try {
            return loaded(text).title;
        } catch (const InputError& error) {
            return error.diagnostics().front().code;
        }
    };
    EXPECT_EQ(code("[backers.money]", "[backers.monny]"), "E1312");
    EXPECT_EQ(code("of.bank = 4", "by = \"luck\"\nof.bank = 4"), "E1313");
    EXPECT_EQ(code("of.bank = 4\nof.league = 1", ""), "E1313");
    EXPECT_EQ(code("of.bank = 4", "share = 1\nof.bank = 4"), "E1313");
}

TEST(Backers, AWrittenCaseMeansTheSame) {
    std::string text = kWar;
    text.replace(text.find("of.bank = 4"), 11, "share = \"0.4 (0.3..0.6)\"\nof.bank = \"4 (3..6)\"");
    const std::string written = io::to_toml(loaded(text));
    EXPECT_EQ(written, io::to_toml(loaded(written)));
    const Case again = loaded(written);
    ASSERT_EQ(again.backers.size(), 1u);
    EXPECT_EQ(again.backers[0].of[0].first, "bank");
    EXPECT_EQ(again.backers[0].of[0].second.high, Rational(6));
    EXPECT_EQ(again.backers[0].share->best, Rational(2) / Rational(5));
}

TEST(Interests, ABiasedOutsiderRunsWithOneSide) {
    const LeversResult result = levers(loaded(kWar), kPlain);
    ASSERT_EQ(result.interests.size(), 2u);
    const InterestResult& bank = result.interests[0];
    EXPECT_EQ(bank.name, "bank");
    ASSERT_TRUE(bank.runs_with[0].second && bank.runs_with[1].second);
    EXPECT_DOUBLE_EQ(*bank.runs_with[0].second, 1);
    EXPECT_DOUBLE_EQ(*bank.runs_with[1].second, -1);
    EXPECT_EQ(bank.best.options[0], OptionId(0u));
    const InterestResult& league = result.interests[1];
    EXPECT_DOUBLE_EQ(*league.runs_with[0].second, 0);  // the middle suits it, whoever gains
    EXPECT_EQ(league.best.options[0], OptionId(1u));
    EXPECT_DOUBLE_EQ(league.best_points, 100);
}

TEST(Interests, TheScreenSaysBoth) {
    const Case conflict = loaded(kWar);
    const std::string screen = report::text_levers(conflict, levers(conflict, kPlain));
    EXPECT_NE(screen.find("without it 25% of the aid is left"), std::string::npos) << screen;
    EXPECT_NE(screen.find("run with those of East"), std::string::npos) << screen;
}

}  // namespace
}  // namespace entente::levers
