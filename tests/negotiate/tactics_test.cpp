#include <gtest/gtest.h>

#include <cmath>

#include "entente/negotiate/balance.hpp"
#include "negotiate/cases.hpp"

namespace entente::negotiate {
namespace {

using namespace reference;

std::vector<Outcome> offers_of(const Talk& talk, std::size_t party) {
    std::vector<Outcome> all;
    for (const Step& step : talk.trace) {
        if (step.act == Act::offer && step.party == PartyId(party)) all.push_back(step.outcome);
    }
    return all;
}

// What every tactic must do, whatever it is: adding a record adds it here.
class EveryTactic : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryTactic, OffersLegallyAndNeverBelowItsReservationValue) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Shape shape{.parties = 2 + seed % 3, .options = {3, 4, 3}, .reserve = 45};
        shape.rules = seed % 2;
        shape.terms = seed % 3;
        const Case c = random_case(shape, seed);
        const Listing listing(c);
        NegotiateOptions options{.deadline = 30, .tactics = all_play("linear", shape.parties)};
        options.tactics[seed % shape.parties] = read_tactic(GetParam());
        const Talk talk = negotiate(c, options, {.seed = seed});
        for (const Step& step : talk.trace) {
            if (step.act != Act::offer && step.act != Act::accept) continue;
            ASSERT_TRUE(feasible(c.space, step.outcome));
            const std::size_t number = listing.number(step.outcome);
            ASSERT_TRUE(listing.acceptable(step.party->index(), number)) << GetParam() << " seed " << seed;
            for (std::size_t p = 0; p < shape.parties; ++p)
                ASSERT_NEAR(step.utilities[p], listing.exact[p].points(listing.units[p][number]), 1e-9);
        }
        const Talk again = negotiate(c, options, {.seed = seed});
        ASSERT_EQ(talk.agreement, again.agreement);
        ASSERT_EQ(offers_of(talk, seed % shape.parties), offers_of(again, seed % shape.parties));
    }
}

TEST_P(EveryTactic, DoesNotLookAtTheOthersPreferences) {
    const auto known = tactics();
    const TacticChoice choice = read_tactic(GetParam());
    if (std::find_if(known.begin(), known.end(), [&](const TacticInfo& each) {
            return each.id == choice.name;
        })->knows_all)
        return;  // its record says that it is told them
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const Case mine = random_case({.reserve = 20}, seed);
        Case other = mine;
        other.parties[1].preference = random_case({.reserve = 60}, seed + 1000).parties[1].preference;
        other.parties[1].reserve = Quantity(Rational(60));
        const Listing listing(mine);
        RandomStream random(seed, "script");
        std::vector<Outcome> script;
        for (int k = 0; k < 40; ++k)
            script.push_back(listing.outcomes[random.below(listing.outcomes.size())]);
        NegotiateOptions options{.deadline = 40, .tactics = {choice, {}}};
        options.plugged = {nullptr, scripted(script)};
        options.trace = true;
        const Talk one = negotiate(mine, options, {.seed = seed});
        const Talk two = negotiate(other, options, {.seed = seed});
        EXPECT_EQ(offers_of(one, 0), offers_of(two, 0));
        EXPECT_EQ(one.rounds, two.rounds);
    }
}

std::vector<std::string> every_tactic() {
    std::vector<std::string> all;
    for (const TacticInfo& each : tactics()) all.emplace_back(each.id);
    for (const TacticInfo& rule : acceptance_rules())
        all.push_back("linear:accept=" + std::string(rule.id));
    for (const TacticInfo& model : opponent_models())
        all.push_back("boulware:band=0.1,model=" + std::string(model.id));
    return all;
}

INSTANTIATE_TEST_SUITE_P(All, EveryTactic, ::testing::ValuesIn(every_tactic()),
                         [](const auto& one) { return "t" + std::to_string(one.index); });

TEST(TimeTactics, FollowTheirCurveExactly) {
    for (const double e : {0.1, 0.2, 1.0, 2.0, 5.0}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            // A coarse grid: many outcomes tie, and the first of them must be offered.
            const Case c = random_case({.options = {5, 4, 6}, .grid = 4, .reserve = 30}, seed);
            const Listing listing(c);
            NegotiateOptions options{.deadline = 50};
            options.tactics = {read_tactic("linear:e=" + std::to_string(e)), read_tactic("hardliner")};
            options.plugged = {nullptr, scripted({listing.outcomes.front()})};
            const std::vector<Outcome> offers = offers_of(negotiate(c, options, {}), 0);
            double best = 0;
            double worst = 1e9;
            for (const int128 each : listing.units[0]) {
                best = std::max(best, listing.exact[0].points(each));
                worst = std::min(worst, listing.exact[0].points(each));
            }
            const double least = std::max(worst, 30.0);
            for (std::size_t r = 0; r < offers.size(); ++r) {
                const double t = static_cast<double>(r) / 49;
                const double target = least + (1 - std::pow(t, 1 / e)) * (best - least);
                std::size_t expected = listing.outcomes.size();
                for (std::size_t o = 0; o < listing.outcomes.size(); ++o) {
                    const double here = listing.exact[0].points(listing.units[0][o]);
                    if (here < target || !listing.acceptable(0, o)) continue;
                    if (expected == listing.outcomes.size() ||
                        listing.units[0][o] < listing.units[0][expected])
                        expected = o;
                }
                ASSERT_EQ(listing.number(offers[r]), expected) << "e " << e << " round " << r + 1;
            }
        }
    }
}

TEST(Micro, AgainstItselfIsFallbackBargainingToTheRank) {
    std::size_t longest = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        const std::size_t parties = 2 + seed % 3;
        const Case c = random_case({.parties = parties, .options = {2 + seed % 4, 3, 2 + seed % 3}}, seed);
        const Listing listing(c);
        NegotiateOptions options{.deadline = 100 * listing.outcomes.size(),
                                 .tactics = all_play("micro", parties),
                                 .first = seed % parties,
                                 .trace = false};
        const Talk talk = negotiate(c, options, {.seed = seed});
        ASSERT_TRUE(talk.agreement) << "seed " << seed;
        ASSERT_EQ(listing.worst_rank(listing.number(*talk.agreement)), listing.fallback())
            << "seed " << seed;
        if (seed % 10 == 0) {
            const auto balanced = balance(prepare(c));
            ASSERT_TRUE(balanced && balanced->ratio);
            EXPECT_EQ(balanced->rank, listing.fallback() + 1);
            EXPECT_LE(*balanced->ratio, 1 + 1e-9);
        }
        longest = std::max<std::size_t>(longest, listing.fallback());
    }
    EXPECT_GT(longest, 10u);  // the domains are no trivial ones
}

TEST(Micro, StopsAtItsReservationValue) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Case c = random_case({.options = {4, 4, 3}, .reserve = 60}, seed);
        const Listing listing(c);
        NegotiateOptions options{.deadline = 200, .tactics = all_play("micro", 2)};
        const Talk talk = negotiate(c, options, {.seed = seed});
        if (!talk.agreement) continue;
        const std::size_t deal = listing.number(*talk.agreement);
        EXPECT_TRUE(listing.acceptable(0, deal) && listing.acceptable(1, deal));
        EXPECT_EQ(listing.worst_rank(deal), listing.fallback());
    }
}

TEST(Pairs, BoulwareEndsNearTheDeadlineConcederEarlyHardlinersNever) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Prepared prepared =
            prepare(random_case({.options = {5, 5, 5}, .opposed = true, .reserve = 20}, seed));
        const auto played = [&](const std::string& name) {
            NegotiateOptions options{.deadline = 100, .tactics = all_play(name, 2)};
            return negotiate(prepared, options);
        };
        const Talk boulware = played("boulware");
        const Talk conceder = played("conceder");
        EXPECT_GT(boulware.time, 0.7);
        EXPECT_TRUE(boulware.agreement);
        EXPECT_LT(conceder.time, 0.4);
        EXPECT_TRUE(conceder.agreement);
        EXPECT_EQ(played("hardliner").ended, Ended::deadline);
        EXPECT_EQ(played("hardliner").rounds, 100u);
    }
}

TEST(Zeuthen, AgainstItselfReachesTheNashDeal) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Case c = random_case({.options = {4, 5, 3}, .reserve = 25}, seed);
        NegotiateOptions options{.deadline = 500, .tactics = all_play("zeuthen", 2)};
        const Talk talk = negotiate(c, options);
        if (yardstick(prepare(c)).zone.empty) continue;
        ASSERT_TRUE(talk.agreement) << "seed " << seed;
        EXPECT_NEAR(*talk.distances.from_nash, 0, 1e-9) << "seed " << seed;
        EXPECT_NEAR(*talk.distances.from_frontier, 0, 1e-9);
    }
}

TEST(TitForTat, ReturnsWhatItWasGiven) {
    const Case c = random_case({.options = {6, 6}, .opposed = true}, 3);
    const Listing listing(c);
    // The other side comes from its best to half way; then it stands still.
    std::vector<Outcome> script;
    for (std::size_t k = 0; k < 6; ++k) {
        Outcome one;
        one.options = {OptionId(std::min<std::size_t>(k, 3)), OptionId(std::min<std::size_t>(k, 3))};
        script.push_back(one);
    }
    NegotiateOptions options{
        .deadline = 6, .tactics = {read_tactic("tit-for-tat-absolute"), {}}, .first = 1};
    options.plugged = {nullptr, scripted(script)};
    const Talk talk = negotiate(c, options);
    double target = 100;
    double before = -1;
    std::size_t checked = 0;
    for (const Step& step : talk.trace) {
        if (step.party == PartyId(1)) {
            if (before >= 0) target -= step.utilities[0] - before;
            before = step.utilities[0];
        } else if (step.act == Act::offer) {
            // the least own utility at or above the target
            double least = 1e9;
            for (const int128 each : listing.units[0]) {
                const double here = listing.exact[0].points(each);
                if (here >= target - 1e-9) least = std::min(least, here);
            }
            EXPECT_NEAR(step.utilities[0], least, 1e-6);
            ++checked;
        }
    }
    EXPECT_GE(checked, 3u);
}

TEST(Choice, IsReadAndWrittenAndRefusedWithASuggestion) {
    EXPECT_EQ(to_string(read_tactic(" boulware : e=0.1, accept=combi ,model=bayes")),
              "boulware:e=0.1,accept=combi,model=bayes");
    const auto code = [](const std::string& text) {
        try {
            (void)read_tactic(text);
        } catch (const InputError& error) {
            return error.diagnostics().front().code + " " + error.diagnostics().front().hint;
        }
        return std::string("accepted");
    };
    EXPECT_NE(code("boulwar").find("did you mean 'boulware'?"), std::string::npos);
    EXPECT_EQ(code("boulware:f=1").substr(0, 5), "E1702");
    EXPECT_EQ(code("boulware:accept=nxt").substr(0, 5), "E1702");
    EXPECT_EQ(code("boulware:e=0").substr(0, 5), "E1703");
    EXPECT_EQ(code("boulware:e=nan").substr(0, 5), "E1703");
    EXPECT_EQ(code("").substr(0, 5), "E1701");
    EXPECT_EQ(code("micro:e=1").substr(0, 5), "E1702");
}

}  // namespace
}  // namespace entente::negotiate
