// What moves the answer of a war with a measured front, as theory says it must; what waiting brings.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "entente/app/settle.hpp"
#include "entente/app/war.hpp"
#include "entente/war/values.hpp"
#include "entente/war/waiting.hpp"

namespace entente {
namespace {

using Json = nlohmann::json;

app::Input protracted(const std::vector<std::string>& set = {}) {
    return app::load({"case:protracted-war"}, set);
}
war::Values values(const std::vector<std::string>& set = {}) {
    return war::values(protracted(set).conflict);
}

/// Its own case: a front of 40 points over the whole line, a year's discount of some 17%.
std::string plain(const std::string& more = {}) {
    return "entente = 1\ntitle = \"t\"\n[parties]\na = \"A\"\nb = \"B\"\n[issue.land]\nfront = [\"line\"]\n"
           "options = [\"all\", \"line\", \"none\"]\nfor.a = { weight = 40, score = [100, 60, 0] }\n"
           "for.b = { weight = 40, score = [0, 40, 100] }\n[issue.rest]\noptions = [\"x\", \"y\"]\n"
           "for.a = { weight = 60, score = [100, 0] }\nfor.b = { weight = 60, score = [60, 100] }\n"
           "[war]\nmodel = \"front\"\nper = \"month\"\nissue = \"land\"\nposition = 0.6\ndiscount = 0.985\n"
           "volatility = 0.004\ncost = { a = 0.3, b = 0.2 }\n"
           "status_quo = { land = \"line\", rest = \"y\" }\n" +
           more;
}
war::WarResult fought(const std::string& more = {}, const std::vector<std::string>& set = {}) {
    return app::war(app::load_text(plain(more), "case.toml", set)).result;
}

TEST(WhatIf, PositionAndDrift) {
    const war::Values now = values();
    const war::Values further = values({"war.position=0.80"});
    EXPECT_LT(further.fighting[0], now.fighting[0]);
    EXPECT_GT(further.fighting[1], now.fighting[1]);
    const war::Values still = values({"war.drift=0"});
    const war::Values twice = values({"war.drift=-0.00116"});
    const war::Values turned = values({"war.drift=0.00058"});
    EXPECT_LT(twice.fighting[0], now.fighting[0]);
    EXPECT_LT(now.fighting[0], still.fighting[0]);
    EXPECT_LT(still.fighting[0], turned.fighting[0]);
    EXPECT_GT(twice.fighting[1], now.fighting[1]);
    EXPECT_GT(now.fighting[1], still.fighting[1]);
    EXPECT_GT(still.fighting[1], turned.fighting[1]);
}

TEST(WhatIf, AidCostsSanctionsPublics) {
    const war::Values now = values();
    EXPECT_NEAR(values({"aid.weapons.shift=0.00058"}).fighting[0], values({"war.drift=0"}).fighting[0],
                1e-9);
    EXPECT_LT(values({"war.cost.ukraine=0.2"}).fighting[0], now.fighting[0] - 1);
    EXPECT_EQ(values({"war.cost.ukraine=0.2"}).fighting[1], now.fighting[1]);
    EXPECT_GT(values({"aid.financing.amount=0.1"}).fighting[0], now.fighting[0] + 1);
    EXPECT_LT(values({"aid.sanctions.amount=0.05"}).fighting[1], now.fighting[1] - 1);
    EXPECT_GT(values({"war.public.ukraine.penalty=0.15"}).fighting[0], now.fighting[0]);
}

TEST(WhatIf, PatienceAndNoiseMatter) {
    const war::Values now = values();
    const war::Values patient = values({"war.discount=0.992"});
    EXPECT_GT(patient.fighting[1] - now.fighting[1], 3);
    // Ukraine's is lowest between the two: a far end then costs what a month of fighting saves.
    EXPECT_GT(std::abs(patient.fighting[0] - now.fighting[0]), 0.2);
    EXPECT_GT(values({"war.discount=0.97"}).fighting[0] - now.fighting[0], 1.5);
    EXPECT_GT(std::abs(values({"war.drift_noise=0.00014"}).fighting[1] - now.fighting[1]), 0.5);
    EXPECT_NE(values({"war.drift_error=0.0006"}).fighting, now.fighting);
    EXPECT_NE(values({"war.volatility=0.005"}).fighting, now.fighting);
    EXPECT_NE(values({"war.win.russia.at=0.7"}).fighting, now.fighting);
}

TEST(WhatIf, OptimismClosesTheZoneAsBelieved) {
    const war::WarResult hopeful =
        app::war(protracted({"belief.ukraine.drift=0.05", "belief.russia.drift=-0.05"})).result;
    EXPECT_GT(hopeful.leverage.needed_believed, 0);
    EXPECT_EQ(hopeful.leverage.needed, 0);
    EXPECT_GT(hopeful.sides[0].believed.reservation.value, 90);
}

TEST(WhatIf, StakeZeroIsTheFirstEdition) {
    const std::string drift = "drift = -0.003\n";
    const auto with = fought(drift + "stake = { a = 0, b = 0 }\nholding = { a = 24, b = 46 }\n");
    const war::Ending ending = war::front_ending({.6, -.003, .004, .985});
    for (std::size_t i = 0; i < 2; ++i) {
        const double low = with.sides[i].at_loss;
        const double size = with.sides[i].at_win - low;
        const double held = ((i == 0 ? 24 : 46) - low) / size;
        const double until = 1 - ending.discounted_win[0] - ending.discounted_win[1];
        const double share =
            ending.discounted_win[i] + held * until - (i == 0 ? .3 : .2) / size * ending.present_cost;
        EXPECT_NEAR(with.sides[i].reservation.value, low + size * share, 1e-9);
    }
}

TEST(WhatIf, HoldingsFollowTheStatusQuoAndTheFront) {
    // a has 24 points while it lasts, b 16 + 60.
    const war::WarResult still = fought("drift = 0\n");
    const war::WarResult losing = fought("drift = -0.001\n");
    EXPECT_LT(losing.sides[0].reservation.value, still.sides[0].reservation.value);
    EXPECT_GT(losing.sides[1].reservation.value, still.sides[1].reservation.value);
    // Both agree with drawn paths where the drift wanders next to nothing.
    const war::WarResult drawn = fought("drift = -0.001\ndrift_noise = 0.0000001\n");
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_NEAR(drawn.sides[i].reservation.value, losing.sides[i].reservation.value, .5);
}

TEST(WhatIf, AimsNearByAreTheSameWarOnAShorterLine) {
    const std::string near = "drift = -0.003\nholding = { a = 24, b = 46 }\nstake = { a = 0, b = 0 }\n";
    const auto placed = fought(near + "win = { a = { at = 0.9 }, b = { at = 0.4 } }\n");
    const auto rescaled = fought("drift = -0.006\nholding = { a = 24, b = 46 }\nstake = { a = 0, b = 0 }\n",
                                 {"war.position=0.4", "war.volatility=0.008"});
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_NEAR(placed.sides[i].reservation.value, rescaled.sides[i].reservation.value, 1e-9);
    EXPECT_NEAR(placed.duration.value, rescaled.duration.value, 1e-9);
    EXPECT_THROW(fought("drift = 0\nwin = { b = { at = 0.7 } }\n"), InputError);
    EXPECT_THROW((void)app::war(app::load_text(
                     plain("drift = 0\nwin = { a = { at = 0.3 }, b = { at = 0.1 } }\n"), "case.toml")),
                 InputError);
}

TEST(WhatIf, NobodyGetsLessThanByGivingIn) {
    const auto dear = fought("drift = 0\n", {"war.cost.a=9"});
    EXPECT_EQ(dear.sides[0].reservation.value, dear.sides[0].at_loss);
    EXPECT_GT(dear.sides[1].reservation.value, dear.sides[1].at_loss);
}

TEST(Waiting, PaysNobodyWhereTheFrontStandsStill) {
    const app::Input input = app::load_text(plain("drift = 0\nstake = { a = 0, b = 0 }\n"), "case.toml");
    for (const war::Waiting& wait : war::price_of_waiting(input.conflict)) {
        for (const war::WaitingSide& side : wait.sides) {
            EXPECT_LT(side.net, 0);
            EXPECT_EQ(side.front, 0);
            EXPECT_EQ(side.pays, 0);
        }
    }
}

TEST(Waiting, ByHand) {
    const app::Input input = app::load_text(
        plain("drift = -0.002\n[aid.m]\nkind = \"money\"\nto = \"a\"\namount = 0.1\n"), "case.toml");
    const std::vector<war::Waiting> all = war::price_of_waiting(input.conflict);
    ASSERT_EQ(all.size(), 5u);
    const war::Waiting& year = all[3];
    EXPECT_EQ(year.months, 12);
    EXPECT_NEAR(year.moved[0], -.024, 1e-12);
    EXPECT_NEAR(year.moved[1], .004 * std::sqrt(12), 1e-12);
    const double present = (1 - std::pow(.985, 12)) / -std::log(.985);
    EXPECT_NEAR(year.sides[0].front, -.024 * 40, 1e-9);
    EXPECT_NEAR(year.sides[1].front, .024 * 40, 1e-9);
    EXPECT_NEAR(year.sides[0].cost, .3 * present, 1e-9);
    EXPECT_NEAR(year.sides[0].aid, .1 * present, 1e-9);
    EXPECT_NEAR(year.sides[0].net, -.96 - .2 * present, 1e-9);
    const double sd = 40 * .004 * std::sqrt(12);
    EXPECT_NEAR(year.sides[1].pays, .5 * std::erfc(-year.sides[1].net / sd / std::sqrt(2.0)), 1e-9);
    const std::vector<war::BreakEven> even = war::break_even_cost(input.conflict);
    EXPECT_NEAR(even[1].cost, .96 / present, 1e-9);
    EXPECT_NEAR(even[0].cost, .1 - .96 / present, 1e-9);
    // At that cost waiting a year brings nothing.
    const app::Input at = app::load_text(plain("drift = -0.002\n"), "case.toml",
                                         {"war.cost.b=" + std::to_string(even[1].cost)});
    EXPECT_NEAR(war::price_of_waiting(at.conflict)[3].sides[1].net, 0, 1e-5);
}

TEST(Waiting, TheCaseOfLaterStandsWhereTheFrontThenStands) {
    const app::Input input = app::load_text(plain("drift = -0.002\n"), "case.toml");
    const std::optional<Case> later = war::case_after(input.conflict, 12);
    ASSERT_TRUE(later);
    EXPECT_NEAR(find(later->war->parameters, "position")->quantity.value(), .576, 1e-9);
    EXPECT_NEAR(find(later->war->parameters, "holding.a")->quantity.value(), 24 - .96, 1e-9);
    EXPECT_NEAR(find(later->war->parameters, "holding.b")->quantity.value(), 76 + .96, 1e-9);
    // 40 points over the line: .96 points are 2.4 of the issue's 100.
    EXPECT_NEAR(later->parties[0].preference.issues[0].scores[1].value(), 60 - 2.4, 1e-9);
    EXPECT_NEAR(later->parties[1].preference.issues[0].scores[1].value(), 40 + 2.4, 1e-9);
    EXPECT_EQ(later->parties[0].preference.issues[0].scores[0],
              input.conflict.parties[0].preference.issues[0].scores[0]);
    EXPECT_FALSE(war::case_after(app::load({"case:armed-balance"}).conflict, 12));
}

TEST(Waiting, ADelayedDealIsWorthLess) {
    const app::Input input = app::load_text(plain("drift = 0\n"), "case.toml");
    const auto delay = war::delay(input.conflict, 12);
    ASSERT_TRUE(delay);
    EXPECT_NEAR((*delay)[0].keep, std::pow(.985, 12), 1e-12);
    const double present = (1 - std::pow(.985, 12)) / -std::log(.985);
    EXPECT_NEAR((*delay)[0].hold, (1 - std::pow(.985, 12)) * 24 - .3 * present, 1e-9);
}

TEST(Waiting, TheSameTalksLaterAreInTheJson) {
    const Json j = Json::parse(app::to_json(app::war(protracted())));
    ASSERT_EQ(j["waiting"].size(), 5u);
    EXPECT_EQ(j["waiting"][3]["months"], 12);
    EXPECT_EQ(j["waiting"][0]["parties"][0]["id"], "ukraine");
    EXPECT_TRUE(j["waiting"][3]["parties"][0]["settlement_change"].is_number());
    EXPECT_LT(j["waiting"][3]["parties"][0]["settlement_range"][0],
              j["waiting"][3]["parties"][0]["settlement_range"][1]);
    EXPECT_EQ(j["break_even_cost"].size(), 2u);
    EXPECT_FALSE(j["outside_view"].empty());
    EXPECT_TRUE(j["duration"]["mean"].is_null());
    EXPECT_EQ(j["duration"]["quantiles"].size(), 5u);
}

TEST(Waiting, SidesCanSwapTheirNames) {
    const auto ab = fought("drift = -0.002\ndrift_noise = 0.0002\n");
    std::string swapped = plain("drift = 0.002\ndrift_noise = 0.0002\nbetween = [\"b\", \"a\"]\n");
    swapped.replace(swapped.find("position = 0.6"), 14, "position = 0.4");
    const auto ba = app::war(app::load_text(swapped, "case.toml")).result;
    for (std::size_t i = 0; i < 2; ++i) {
        // Eigenvectors of the two fronts differ by rounding, and points are a hundredfold of chances.
        EXPECT_NEAR(ab.sides[i].reservation.value, ba.sides[1 - i].reservation.value, 1e-6);
        EXPECT_NEAR(ab.waiting[2].sides[i].net, ba.waiting[2].sides[1 - i].net, 1e-9);
    }
}

}  // namespace
}  // namespace entente
