// Deals that must pass: k of n parties with vetoes, and ratification at home, against plain counting.
#include <gtest/gtest.h>

#include "entente/model/passage.hpp"
#include "entente/settle/settle.hpp"

namespace entente::settle {
namespace {

/// A harbour: four parties, six plans, 50 points without a deal.
Case harbour() {
    const int scores[4][6] = {{60, 90, 40, 70, 55, 100},
                              {60, 20, 80, 60, 40, 0},
                              {55, 70, 70, 10, 60, 40},
                              {50, 30, 60, 80, 90, 60}};
    Case conflict;
    conflict.title = "harbour";
    Issue plan;
    plan.id = "plan";
    for (int p = 0; p < 6; ++p) plan.options.push_back({"p" + std::to_string(p + 1), std::nullopt});
    conflict.space.issues = {plan};
    for (int j = 0; j < 4; ++j) {
        Party party;
        party.id = party.name = std::string(1, static_cast<char>('a' + j));
        party.reserve = Quantity(Rational(50));
        IssueScore score;
        score.weight = Quantity(Rational(1));
        for (const int s : scores[j]) score.scores.emplace_back(Rational(s));
        party.preference.issues = {score};
        conflict.parties.push_back(party);
    }
    return conflict;
}

TEST(Passage, ThreeOfFourWithAVeto) {
    Case conflict = harbour();
    EXPECT_EQ(settle(conflict).zone.outcomes, "1");
    conflict.agree = Agreement{3, {PartyId(0)}, {}};
    const SettleResult result = settle(conflict);
    EXPECT_EQ(result.zone.outcomes, "3");
    EXPECT_FALSE(result.zone.empty);
    for (const NamedSolution& named : result.solutions) EXPECT_TRUE(named.solution) << named.name;
    conflict.agree = Agreement{4, {}, {}};
    EXPECT_EQ(settle(conflict).zone.outcomes, "1");
    conflict.agree = Agreement{1, {}, {}};
    EXPECT_EQ(settle(conflict).zone.outcomes, "6");
}

Case pie(std::int64_t floor_a, std::int64_t floor_b) {
    Case conflict;
    conflict.title = "pie";
    Issue share;
    share.id = "share";
    for (std::int64_t x = 0; x <= 1000; ++x) {
        const Rational value = Rational(x) / Rational(1000);
        share.options.push_back({value.to_string(), value});
    }
    conflict.space.issues = {share};
    for (int j = 0; j < 2; ++j) {
        Party party;
        party.id = party.name = j == 0 ? "a" : "b";
        party.reserve = Quantity(Rational(0));
        IssueScore score;
        score.weight = Quantity(Rational(1));
        for (std::int64_t x = 0; x <= 1000; ++x)
            score.scores.emplace_back(Rational(j == 0 ? x : 1000 - x) / Rational(10));
        party.preference.issues = {score};
        conflict.parties.push_back(party);
        const std::int64_t floor = j == 0 ? floor_a : floor_b;
        if (floor == 0) continue;
        ActorSpec ratifier;
        ratifier.name = "home of " + party.id;
        ratifier.side = PartyId(static_cast<std::size_t>(j));
        ratifier.power = Quantity(Rational(1));
        ratifier.reserve = Quantity(Rational(floor));
        ActorSpec::Stand stand;
        stand.issue = IssueId(0);
        stand.position = Quantity(Rational(j == 0 ? 1 : 0));
        stand.salience = Quantity(Rational(100));
        ratifier.on.push_back(stand);
        conflict.actors.push_back(ratifier);
        conflict.ratify.push_back({PartyId(static_cast<std::size_t>(j)), std::nullopt, {}, {}});
    }
    return conflict;
}

double of(const SettleResult& result, const std::string& name) {
    for (const NamedSolution& named : result.solutions) {
        if (named.name == name && named.solution) return named.solution->point.utilities[0] / 100;
    }
    return -1;
}

TEST(Passage, RatifiedPiesHaveTheWorkedSolutions) {
    EXPECT_NEAR(of(settle(pie(40, 0)), "nash"), .5, 1e-9);
    EXPECT_NEAR(of(settle(pie(40, 0)), "kalai_smorodinsky"), .625, 1e-9);
    EXPECT_NEAR(of(settle(pie(70, 0)), "nash"), .7, 1e-9);
    EXPECT_NEAR(of(settle(pie(70, 0)), "kalai_smorodinsky"), .769230769, 1e-3);
    EXPECT_NEAR(of(settle(pie(70, 20)), "kalai_smorodinsky"), .727272727, 1e-3);
    EXPECT_EQ(settle(pie(40, 0)).zone.outcomes, "601");
    const SettleResult empty = settle(pie(60, 50));
    EXPECT_TRUE(empty.zone.empty);
    EXPECT_EQ(empty.zone.outcomes, "0");
    EXPECT_EQ(empty.outcomes, "1001");
}

}  // namespace
}  // namespace entente::settle
