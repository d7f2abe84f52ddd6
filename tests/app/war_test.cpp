// entente war on whole cases: with one divisible issue scored 0 to 100, values of a pie of 1 come out a
// hundredfold.
#include "entente/app/war.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "entente/app/settle.hpp"
#include "entente/model/draws.hpp"
#include "entente/war/values.hpp"

namespace entente {
namespace {

using Json = nlohmann::json;

std::string pie(const std::string& war) {
    return "entente = 1\ntitle = \"t\"\n[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [0, 1]\ngrid "
           "= 101\n"
           "for.a = { weight = 1, score = [0, 100] }\nfor.b = { weight = 1, score = [100, 0] }\n" +
           war;
}

Json ask(const std::string& war, const std::vector<std::string>& set = {}) {
    return Json::parse(app::to_json(app::war(app::load_text(pie(war), "case.toml", set))));
}

double reserve(const Json& json, int side) { return json["parties"][side]["reservation"].get<double>(); }

std::vector<std::string> codes(const std::string& war) {
    std::vector<std::string> result;
    try {
        const app::Input input = app::load_text(pie(war), "case.toml");
        for (const Diagnostic& d : app::war(input).result.warnings) result.push_back(d.code);
    } catch (const InputError& error) {
        for (const Diagnostic& d : error.diagnostics()) {
            EXPECT_GT(d.where.line, 0u) << d.message;
            result.push_back(d.code);
        }
    }
    return result;
}

TEST(War, LotteryOnAPie) {
    Json j = ask("[war]\nmodel = \"lottery\"\nchance = 0.6\ncost = { a = 10, b = 15 }\n");
    EXPECT_NEAR(j["range"]["low"], 50, 1e-9);
    EXPECT_NEAR(j["range"]["high"], 75, 1e-9);
    j = ask("[war]\nmodel = \"lottery\"\nchance = 0.5\ncost = { a = 5, b = 5 }\nrisk = { a = 2, b = 2 }\n");
    EXPECT_NEAR(j["range"]["low"], 67.0820393, 1e-6);
    EXPECT_TRUE(j["range"]["empty"]);
    j = ask(
        "[war]\nmodel = \"lottery\"\nchance = 0.5\ncost = { a = 10, b = 10 }\nrival_cost = { least = 0, "
        "most = 30 }\n");
    EXPECT_NEAR(j["ultimatum"]["demand"], .6, 1e-9);
    EXPECT_NEAR(j["ultimatum"]["war"], 1.0 / 3, 1e-9);
    // The later chance at which the decliner attacks anyway: shares of the whole, one-off costs .05 of it.
    j =
        ask("[war]\nmodel = \"lottery\"\nchance = 0.3\ncost = { a = 5, b = 5 }\nshift = { later = 0.45, "
            "discount = 0.9 }\n");
    EXPECT_NEAR(j["commitment"]["shift"]["fearon_threshold"], .338888889, 1e-9);
    EXPECT_NEAR(j["commitment"]["shift"]["powell_threshold"], .438888889, 1e-9);
    EXPECT_TRUE(j["commitment"]["shift"]["war_in_every_equilibrium"]);
}

TEST(War, FrontOnAPie) {
    Json j = ask(
        "[war]\nmodel = \"front\"\nforts = 10\nstart = 5\nadvance = 0.55\ncost = { a = 0.5, b = 0.5 }\n");
    EXPECT_NEAR(j["range"]["low"], 61.5859, 5e-5);
    EXPECT_NEAR(j["range"]["high"], 84.7576, 5e-5);
    EXPECT_NEAR(j["duration"]["mean"], 23.171740118, 1e-9);
    EXPECT_EQ(j["duration"]["unit"], "battle");
    j =
        ask("[war]\nmodel = \"front\"\nforts = 10\nstart = 5\nadvance = 0.55\ndiscount = 0.95\ncost = { a "
            "= 1, b = 1 }\n");
    EXPECT_NEAR(reserve(j, 0), 17.3894763, 1e-6);
    EXPECT_EQ(reserve(j, 1), 0);  // -1.2079917 by fighting: it gives in instead
    j = ask("[war]\nmodel = \"front\"\ndrift = 0.02\nvolatility = 0.1\nposition = 0.5\nper = \"week\"\n");
    EXPECT_NEAR(j["parties"][0]["win"], .880797078, 1e-9);
    EXPECT_NEAR(j["duration"]["mean"], 19.039853899, 1e-9);
    EXPECT_EQ(j["duration"]["unit"], "week");
    j = ask("[war]\nmodel = \"front\"\nforts = 10\nstart = 5\nadvance = 0.25\nretreat = 0.2\n");
    EXPECT_NEAR(j["parties"][0]["win"], .753193541, 1e-9);
    EXPECT_NEAR(j["duration"]["mean"], 50.638708122, 1e-9);
}

TEST(War, AidSanctionsAndBeliefsAreDifferentThings) {
    const std::string base =
        "[war]\nmodel = \"front\"\nforts = 10\nstart = 5\nadvance = 0.5\ncost = { a = 1, b = 1 }\n";
    Json j = ask(base + "[aid.x]\nkind = \"money\"\nto = \"a\"\namount = 2.5\n");
    EXPECT_NEAR(j["range"]["low"], 87.5, 1e-9);
    EXPECT_TRUE(j["range"]["empty"]);
    EXPECT_NEAR(j["leverage"]["needed"], 12.5, 1e-9);
    j = ask(base + "[aid.x]\nkind = \"penalty\"\namount = 1\n");
    EXPECT_NEAR(j["range"]["width"], 100, 1e-9);  // (1+1+1+1) x 25
    const std::string cheap =
        "[war]\nmodel = \"front\"\nforts = 10\nstart = 5\nadvance = 0.5\ncost = { a = 0.5, b = 0.5 }\n";
    j = ask(cheap + "[aid.x]\nkind = \"capability\"\nto = \"a\"\nshift = 0.05\n");
    EXPECT_NEAR(j["range"]["low"], 61.5859, 5e-5);
    EXPECT_NEAR(j["range"]["high"], 84.7576, 5e-5);
    EXPECT_FALSE(j["believed_range"]["empty"]);
    j = ask(cheap + "[aid.x]\nkind = \"promised\"\nto = \"a\"\nshift = 0.05\n");
    EXPECT_NEAR(j["range"]["low"], 37.5, 1e-9);
    EXPECT_NEAR(j["parties"][0]["believed"]["reservation"], 61.5859, 5e-5);
    EXPECT_NEAR(j["parties"][1]["believed"]["reservation"], 37.5, 1e-9);
    EXPECT_FALSE(j["believed_range"]["empty"]);
    j = ask(cheap + "[belief.a]\nadvance = 0.7\n");
    EXPECT_TRUE(j["believed_range"]["empty"]);
    EXPECT_FALSE(j["range"]["empty"]);
}

TEST(War, LearningOnAPie) {
    const std::string base =
        "[war]\nmodel = \"learning\"\nforts = 10\nstart = 5\nadvance = 0.5\ncost = { a = 2, b = 2 }\n"
        "prior = { a = [6, 4], b = [4, 6] }\n";
    Json j = ask(base);
    EXPECT_NEAR(j["learning"]["surplus"], -4.2045, 5e-5);
    EXPECT_NEAR(j["learning"]["expected_battles"], 4.125, 1e-9);
    EXPECT_NEAR(j["parties"][0]["believed"]["reservation"], 52.102269, 2e-6);
    // By the analyst's truth they settle on average at half after 4.125 battles.
    EXPECT_NEAR(reserve(j, 0), 50 - 2 * 4.125, 1e-9);
    EXPECT_NEAR(reserve(j, 1), 50 - 2 * 4.125, 1e-9);
    EXPECT_NEAR(j["learning"]["hazard"][3], .25, 1e-9);
    j = ask(base, {"war.cost.a=0.2", "war.cost.b=0.2"});  // needs more than the usual horizon
    EXPECT_NEAR(j["learning"]["expected_battles"], 24.76402, 1e-5);
    EXPECT_NEAR(j["learning"]["surplus"], -37.4985, 1e-4);
    j = ask(base + "aid = { a = 1 }\n");
    EXPECT_NEAR(j["learning"]["expected_battles"], 6.4375, 1e-9);
    EXPECT_NEAR(j["learning"]["terms"], 57.773, 2e-3);
    j = ask(base + "[aid.c]\nkind = \"dividend\"\namount = 10\n");
    EXPECT_NEAR(j["learning"]["surplus"], -4.013, 1e-3);
    j = ask(base + "[aid.c]\nkind = \"dividend\"\namount = 10\nkeep = 0.5\n");
    EXPECT_NEAR(j["learning"]["expected_battles"], 0, 1e-9);
    // Battles that move nothing: cost and time double, decisions do not change when the cost per battle
    // halves.
    j = ask(
        "[war]\nmodel = \"learning\"\nforts = 10\nadvance = 0.25\nretreat = 0.25\ncost = { a = 1, b = 1 }\n"
        "prior = { a = [6, 4], b = [4, 6] }\n");
    EXPECT_NEAR(j["learning"]["surplus"], -4.2045, 5e-5);
    EXPECT_NEAR(j["duration"]["mean"], 8.25, 1e-9);
}

TEST(War, AttritionAndScreeningOnAPie) {
    Json j =
        ask("[war]\nmodel = \"attrition\"\ncost = { a = 20, b = 10 }\nstubborn = { a = 0.1, b = 0.1 }\n");
    EXPECT_NEAR(j["duration"]["mean"], 1.020759, 5e-7);
    EXPECT_NEAR(j["parties"][0]["win"], .204152, 5e-7);
    EXPECT_NEAR(reserve(j, 1), 68.3772234, 1e-6);
    j =
        ask("[war]\nmodel = \"screening\"\nlives = { a = 2, b = 1 }\nweak = 0.5\nadvance_weak = 0.7\n"
            "advance_strong = 0.4\ncost = { a = 5, b = 5 }\n");
    EXPECT_NEAR(j["screening"]["threshold"], .377358, 1e-6);
    EXPECT_NEAR(j["screening"]["value_first"], 75.25, 1e-6);
    EXPECT_NEAR(j["screening"]["value_strong"], 28, 1e-9);
}

TEST(War, ValuesAreThoseOfTheAnalysis) {
    const std::string tail =
        "[belief.a]\ncost.b = 3\n[aid.m]\nkind = \"money\"\nto = \"a\"\namount = 0.5\n";
    for (const std::string& model :
         {std::string("model = \"lottery\"\nchance = 0.6\n"),
          std::string("model = \"front\"\nforts = 10\nstart = 4\nadvance = 0.45\ndiscount = 0.97\n"),
          std::string("model = \"front\"\nposition = 0.4\ndrift = -0.01\nvolatility = 0.1\n"),
          std::string(
              "model = \"learning\"\nforts = 10\nadvance = 0.5\nprior = { a = [6, 4], b = [4, 6] }\n"),
          std::string("model = \"screening\"\nlives = { a = 2, b = 2 }\nweak = 0.5\nadvance_weak = "
                      "0.7\nadvance_strong = 0.4\n"),
          std::string("model = \"attrition\"\n"), std::string("model = \"attrition-mixed\"\n")}) {
        const app::Input input = app::load_text(
            pie("[war]\n" + model +
                "cost = { a = 2, b = 1.5 }\npublic.b = { expect = 70, penalty = 0.2 }\n" + tail),
            "case.toml");
        const war::WarResult whole = app::war(input).result;
        const war::Values values = war::values(input.conflict);
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_EQ(values.fighting[i], whole.sides[i].reservation.value) << model;
            EXPECT_EQ(values.believed[i], whole.sides[i].believed.reservation.value) << model;
        }
        EXPECT_EQ(values.duration, whole.duration.value) << model;
        Case unknown = input.conflict;
        unknown.war->model = "frontt";
        EXPECT_THROW((void)war::values(unknown), InputError);
    }
}

TEST(War, PublicsRaiseWhatALeaderNeeds) {
    const Json j =
        ask("[war]\nmodel = \"lottery\"\nchance = 0.5\ncost = { a = 10, b = 10 }\n"
            "public.a = { expect = 80, penalty = 0.5 }\n");
    EXPECT_NEAR(reserve(j, 0), 53.3333333, 1e-6);
    EXPECT_NEAR(j["parties"][0]["reservation_before_public"], 40, 1e-9);
}

/// The closed form of a lottery, 100 chance - cost, in the same draws and in many more: the first must
/// agree to the last digit, the second as far as 400 draws go (a deviation of .8 at either end).
TEST(War, RangesOfNumbersBecomeRangesOfValues) {
    const std::string text =
        "[war]\nmodel = \"lottery\"\nchance = \"0.5 (0.4..0.6)\"\ncost = { a = \"10 (5..20)\", b = 10 }\n";
    const Json told = ask(text)["parties"][0]["reservation_range"];
    const app::Input input = app::load_text(pie(text), "case.toml");
    const std::vector<UncertainNumber> numbers = uncertain_numbers(input.conflict);
    ASSERT_EQ(numbers.size(), 2u);
    const std::size_t chance = numbers[0].address == "war.chance" ? 0 : 1;
    ASSERT_EQ(numbers[chance].address, "war.chance");
    ASSERT_EQ(numbers[1 - chance].address, "war.cost.a");
    const RandomDraws random(numbers, {}, 1);
    const auto range = [&](std::uint64_t draws) {
        std::vector<double> all;
        std::vector<double> shares(2);
        for (std::uint64_t draw = 0; draw < draws; ++draw) {
            random.shares(draw, shares);
            all.push_back(std::max(0.0, 100 * numbers[chance].draw(shares[chance]) -
                                            numbers[1 - chance].draw(shares[1 - chance])));
        }
        std::sort(all.begin(), all.end());
        const auto quantile = [&](double y) {
            const double at = y * static_cast<double>(draws - 1);
            const auto below = static_cast<std::size_t>(at);
            return all[below] + (at - static_cast<double>(below)) * (all[below + 1] - all[below]);
        };
        return std::array{quantile(0.05), quantile(0.95)};
    };
    const auto same = range(400);
    const auto many = range(200'000);
    for (std::size_t end = 0; end < 2; ++end) {
        EXPECT_NEAR(told[end].get<double>(), same[end], 1e-9);
        EXPECT_NEAR(told[end].get<double>(), many[end], 2.4);
    }
}

TEST(War, SettleTakesTheWarsValues) {
    const std::string war = "[war]\nmodel = \"lottery\"\nchance = 0.6\ncost = { a = 10, b = 15 }\n";
    const app::SettleAnswer answer = app::settle(app::load_text(pie(war), "case.toml"));
    EXPECT_NEAR(*answer.result.parties[0].reservation, 50, 1e-12);
    EXPECT_NEAR(*answer.result.parties[1].reservation, 25, 1e-12);
    EXPECT_EQ(answer.result.zone.outcomes, "26");
    EXPECT_EQ(answer.conflict.parties[0].reserve_from(), ReserveFrom::war);
    // A written value stands, and is said to.
    const app::Input both = app::load_text("reserve = { a = 41 }\n" + pie(war), "case.toml");
    EXPECT_THAT(both.warnings, testing::Contains(testing::Field(&Diagnostic::code, "W0501")));
    EXPECT_NEAR(*app::settle(both).result.parties[0].reservation, 41, 1e-12);
}

TEST(War, EveryMistakeIsToldAtItsPlace) {
    using testing::Contains;
    EXPECT_THAT(codes("[war]\nmodel = \"lotery\"\n"), Contains("E0501"));
    EXPECT_THAT(codes("[war]\nmodel = \"lottery\"\nchance = 1.2\n"), Contains("E0216"));
    EXPECT_THAT(codes("[war]\nmodel = \"lottery\"\nchance = 0.2\ncost = { a = -1 }\n"), Contains("E0216"));
    EXPECT_THAT(codes("[war]\nmodel = \"lottery\"\nchanse = 0.2\n"), Contains("E0502"));
    EXPECT_THAT(codes("[war]\nmodel = \"lottery\"\nchance = 0.2\ncost = { c = 1 }\n"), Contains("E0504"));
    EXPECT_THAT(codes("[war]\nmodel = \"front\"\nforts = 10\nstart = 11\nadvance = 0.5\n"),
                Contains("E0508"));
    EXPECT_THAT(codes("[war]\nmodel = \"front\"\nforts = 10\nstart = -1\nadvance = 0.5\n"),
                Contains("E0216"));
    EXPECT_THAT(codes("[war]\nmodel = \"front\"\nforts = 10\nstart = 2.5\nadvance = 0.5\n"),
                Contains("E0216"));
    EXPECT_THAT(codes("[war]\nmodel = \"front\"\nforts = 10\nadvance = 0.7\nretreat = 0.7\n"),
                Contains("E0509"));
    EXPECT_THAT(codes("[war]\nmodel = \"front\"\nforts = 10\nadvance = 0\nretreat = 0\n"),
                Contains("E0509"));
    EXPECT_THAT(codes("[war]\nmodel = \"front\"\nforts = 10\ndrift = 0.7\nvolatility = 1\n"),
                Contains("E0506"));
    EXPECT_THAT(codes("[war]\nmodel = \"front\"\ndrift = 0.1\n"), Contains("E0507"));
    EXPECT_THAT(codes("[war]\nmodel = \"attrition\"\ncost = { a = 0, b = 1 }\n"), Contains("E0505"));
    EXPECT_THAT(codes("[war]\nmodel = \"attrition\"\ncost = { a = 2, b = 1 }\naid = { a = 2 }\n"),
                Contains("E0505"));
    EXPECT_THAT(codes("[[rule]]\nnever = { x = 1 }\n[war]\nmodel = \"lottery\"\nchance = 0.5\nwin = { a = "
                      "{ x = 1 } }\n"),
                Contains("E0511"));
    EXPECT_THAT(codes("[war]\nmodel = \"lottery\"\nchance = 0.5\nwin = { a = { x = 0 } }\n"),
                Contains("E0512"));
    EXPECT_THAT(codes("[war]\nmodel = \"lottery\"\nchance = 0.5\n[aid.z]\nkind = \"gold\"\n"),
                Contains("E0513"));
    EXPECT_THAT(
        codes(
            "[war]\nmodel = \"learning\"\nforts = 10\nadvance = 0.5\nhorizon = 4\ncost = { a = 2, b = 2 }\n"
            "prior = { a = [6, 4], b = [4, 6] }\n"),
        Contains("W0502"));
}

TEST(War, UnnamedIssuesAreTheWinnersBestAllowedOptions) {
    const std::string text =
        "entente = 1\ntitle = \"t\"\n[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [\"l\", \"m\", "
        "\"r\"]\n"
        "for.a = { weight = 1, score = [0, 60, 100] }\nfor.b = { weight = 1, score = [100, 40, 0] }\n"
        "[issue.y]\noptions = [\"u\", \"d\"]\nfor.a = { weight = 1, score = [100, 0] }\n"
        "for.b = { weight = 1, score = [0, 100] }\n[[rule]]\nnever = { x = \"r\", y = \"u\" }\n"
        "[war]\nmodel = \"lottery\"\nchance = 0.5\nwin = { a = { y = \"u\" } }\n";
    const Json j = Json::parse(app::to_json(app::war(app::load_text(text, "case.toml"))));
    EXPECT_EQ(j["ends"]["a"]["x"], "m");
    EXPECT_NEAR(j["parties"][0]["at_win"], 80, 1e-9);
    EXPECT_EQ(j["ends"]["b"]["y"], "d");
    EXPECT_FALSE(j["straight_line"]);
}

TEST(War, AnEndOutOfSightIsNotDrawn) {
    const std::string war =
        "[war]\nmodel = \"front\"\nper = \"month\"\nposition = 0.8\ndrift = -0.0005\nvolatility = "
        "0.0002\ncost = { a = 0.1, b = 0.1 }\n";
    const app::Input input = app::load_text(pie(war), "case.toml");
    const Json whole = Json::parse(app::to_json(app::war(input)));
    EXPECT_TRUE(whole["duration"]["out_of_sight"].get<bool>());
    ASSERT_EQ(whole["course"].size(), 121u);  // month by month
    EXPECT_NEAR(whole["course"].back()["time"].get<double>(), 120, 1e-12);
    EXPECT_NEAR(whole["course"].back()["position"][2].get<double>(), .8 - 120 * .0005, 1e-9);
    EXPECT_THAT(whole["notes"].dump(), testing::HasSubstr("ten years (120 months)"));
    Json short_one = Json::parse(app::to_json(app::war(input, {.span = 36})));
    EXPECT_NEAR(short_one["course"].back()["time"].get<double>(), 36, 1e-12);
    for (const char* key : {"parties", "duration", "range", "believed_range", "leverage", "ripeness"}) {
        EXPECT_EQ(short_one[key], whole[key]) << key;
    }
    // In sight, and in units that are no time, it runs to its likely end as ever.
    const Json near = ask(
        "[war]\nmodel = \"front\"\nper = \"month\"\nposition = 0.8\ndrift = -0.05\nvolatility = 0.02\n");
    EXPECT_FALSE(near["duration"]["out_of_sight"].get<bool>());
    EXPECT_LT(near["course"].back()["fighting"].get<double>(), .01);
    const Json battles = ask("[war]\nmodel = \"front\"\nforts = 60\n");
    EXPECT_GT(battles["duration"]["mean"].get<double>(), 800);
    EXPECT_FALSE(battles["duration"]["out_of_sight"].get<bool>());
    EXPECT_GT(battles["course"].back()["time"].get<double>(), 800);
}

TEST(War, TheCourseOfEveryModelTakesASpan) {
    const auto last = [](const std::string& war, double span) {
        const app::Input input = app::load_text(pie(war), "case.toml");
        return app::war(input, {.span = span}).result.course.back().time;
    };
    EXPECT_EQ(last("[war]\nmodel = \"learning\"\nprior = { a = [9, 1], b = [1, 9] }\ncost = { a = 1, b = 1 "
                   "}\n",
                   3),
              3);
    EXPECT_EQ(last("[war]\nmodel = \"attrition\"\ncost = { a = 10, b = 20 }\n", 7), 7);
    EXPECT_EQ(last("[war]\nmodel = \"front\"\nforts = 30\n", 500), 500);
    EXPECT_EQ(last("[war]\nmodel = \"front\"\nforts = 1000000\n", 500), 500);
}

TEST(War, APublicGivesWayAlongTheCourse) {
    // Worth 40 each for as long as the middle course stays put. A public that expects e makes 50 of it at
    // e = 70: 40 + 40 w/(w + t) falls to that at t = w/3.
    const std::string war =
        "[war]\nmodel = \"front\"\nper = \"month\"\nposition = 0.5\nvolatility = 0.05\ncost = { a = 0.1, b "
        "= 0.1 "
        "}\npublic.a = { expect = 80, penalty = 0.5WEIGHT }\npublic.b = { expect = 80, penalty = 0.5WEIGHT "
        "}\n";
    const auto with = [&](const std::string& weight) {
        std::string text = war;
        for (std::size_t at; (at = text.find("WEIGHT")) != std::string::npos;) text.replace(at, 6, weight);
        return Json::parse(app::to_json(app::war(app::load_text(pie(text), "case.toml"), {.span = 60})));
    };
    const Json fading = with(", weight = 30");
    const Json stubborn = with("");
    EXPECT_EQ(fading["parties"], stubborn["parties"]);  // today it has not given way yet
    EXPECT_NEAR(reserve(fading, 0), 160.0 / 3, 1e-9);
    for (const Json& step : fading["course"]) {
        const double time = step["time"].get<double>();
        if (std::abs(time - 10) > .01) {
            EXPECT_EQ(step["way_out"].get<double>(), time > 10 ? 1 : 0) << time;
        }
    }
    for (const Json& step : stubborn["course"]) EXPECT_EQ(step["way_out"].get<double>(), 0);
}

TEST(War, APublicWithAWeightCountsInLearning) {
    const std::string war =
        "[war]\nmodel = \"learning\"\nforts = 10\nprior = { a = [6, 4], b = [4, 6] }\ncost = { a = 2, b = "
        "2 }\n"
        "public.a = { expect = 80, penalty = 0.3";
    const Json none = ask(war.substr(0, war.find("public")));
    const Json silent = ask(war + " }\n");
    const Json minded = ask(war + ", weight = 20 }\n");
    EXPECT_NEAR(none["learning"]["expected_battles"], 4.125, 1e-9);
    EXPECT_EQ(silent["learning"]["expected_battles"], none["learning"]["expected_battles"]);
    EXPECT_THAT(silent["notes"].dump(), testing::HasSubstr("public.a.weight"));
    EXPECT_GT(minded["learning"]["expected_battles"].get<double>(), 4.2);
    EXPECT_THAT(minded["notes"].dump(), testing::Not(testing::HasSubstr("public.a.weight")));
    // The reservation values leave what the surplus says.
    EXPECT_NEAR(minded["learning"]["surplus"].get<double>(),
                100 - minded["parties"][0]["believed"]["reservation"].get<double>() -
                    minded["parties"][1]["believed"]["reservation"].get<double>(),
                1e-9);
}

TEST(War, BattlesThatMoveNothingTakeTimeInTheCourseToo) {
    const std::string war =
        "[war]\nmodel = \"learning\"\nforts = 10\nprior = { a = [6, 4], b = [4, 6] }\ncost = { a = 2, b = "
        "2 }\n";
    const Json always = ask(war + "advance = 0.5\n");
    const Json seldom =
        ask(war.substr(0, war.find("cost")) + "advance = 0.25\nretreat = 0.25\ncost = { a = 1, b = 1 }\n");
    // Half the cost per battle and half of the battles move: the same decisions, in twice the time.
    EXPECT_NEAR(always["duration"]["mean"], 4.125, 1e-9);
    EXPECT_NEAR(seldom["duration"]["mean"], 8.25, 1e-9);
    ASSERT_EQ(always["course"].size(), seldom["course"].size());
    for (std::size_t i = 0; i < always["course"].size(); ++i) {
        const Json& a = always["course"][i];
        const Json& b = seldom["course"][i];
        EXPECT_NEAR(2 * a["time"].get<double>(), b["time"].get<double>(), 1e-12);
        EXPECT_NEAR(a["fighting"].get<double>(), b["fighting"].get<double>(), 1e-12);
        EXPECT_NEAR(a["cost"][0].get<double>(), b["cost"][0].get<double>(), 1e-9);
    }
}

}  // namespace
}  // namespace entente
