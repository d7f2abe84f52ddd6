// The whole answer: contents, gaps, ensembles that repeat for any threads, ratification, swings that hold.
#include "entente/stakeholders/analyse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "entente/model/passage.hpp"
#include "entente/stakeholders/score.hpp"

namespace entente::stakeholders {
namespace {

Issue axis(const std::string& id, std::int64_t low, std::int64_t high) {
    Issue issue;
    issue.id = id;
    for (std::int64_t x = low; x <= high; ++x) issue.options.push_back({std::to_string(x), Rational(x)});
    return issue;
}

ActorSpec actor(const std::string& name, std::int64_t power,
                std::vector<std::pair<std::int64_t, std::int64_t>> on) {
    ActorSpec made;
    made.name = name;
    made.power = Quantity(Rational(power));
    for (std::size_t k = 0; k < on.size(); ++k) {
        ActorSpec::Stand stand;
        stand.issue = IssueId(k);
        stand.position = Quantity(Rational(on[k].first));
        stand.salience = Quantity(Rational(on[k].second));
        made.on.push_back(stand);
    }
    return made;
}

Case talks(int seed, std::size_t count) {
    std::mt19937 random(static_cast<unsigned>(seed));
    Case conflict;
    conflict.title = "talks";
    conflict.space.issues = {axis("x", 0, 100), axis("y", 0, 100)};
    for (std::size_t i = 0; i < count; ++i) {
        conflict.actors.push_back(
            actor("actor " + std::to_string(i), 1 + static_cast<int>(random() % 50),
                  {{static_cast<int>(random() % 101), 10 + static_cast<int>(random() % 40)},
                   {static_cast<int>(random() % 101), 10 + static_cast<int>(random() % 40)}}));
    }
    return conflict;
}

TEST(Analyse, BaselinesStandBesideEveryModel) {
    const StakeholderResult result = analyse(talks(1, 7), {.runs = 20});
    EXPECT_EQ(result.actors.size(), 7u);
    EXPECT_TRUE(result.baselines.mean && result.baselines.median && result.baselines.median_share);
    std::vector<std::string> names;
    for (const auto& [name, model] : result.models) {
        names.push_back(name);
        EXPECT_TRUE(model.issue.outcome) << name;
    }
    for (const ModelRecord& record : models())
        EXPECT_THAT(names, testing::Contains(std::string(record.name)));
    EXPECT_THAT(names, testing::Contains("mean"));
    EXPECT_EQ(result.issues.size(), 2u);
    EXPECT_EQ(result.lead, "smp-repaired");
    EXPECT_FALSE(result.turns.empty());
    EXPECT_FALSE(result.exchanges.empty());
    EXPECT_EQ(result.runs, 20u);
    EXPECT_GT(result.spread, 0);  // no number has a range: it was assumed, and the notes say so
}

TEST(Analyse, TheSameForAnyNumberOfThreads) {
    RunOptions one;
    one.threads = 1;
    RunOptions three;
    three.threads = 3;
    const StakeholderResult a = analyse(talks(2, 6), {.runs = 30}, one);
    const StakeholderResult b = analyse(talks(2, 6), {.runs = 30}, three);
    for (std::size_t m = 0; m < a.models.size(); ++m) {
        const auto& left = a.models[m].second.issue.ensemble;
        const auto& right = b.models[m].second.issue.ensemble;
        ASSERT_EQ(left.has_value(), right.has_value());
        if (!left) continue;
        EXPECT_EQ(left->mean, right->mean);
        EXPECT_EQ(left->sd, right->sd);
        EXPECT_EQ(left->quantiles, right->quantiles);
    }
}

TEST(Analyse, RangesOfTheirOwnAreDrawnAndNothingElse) {
    Case conflict = talks(3, 5);
    Quantity wide(Rational(50));
    wide.low = Rational(20);
    wide.high = Rational(80);
    conflict.actors[0].on[0].position = wide;
    const StakeholderResult result = analyse(conflict, {.runs = 200});
    EXPECT_EQ(result.spread, 0);
    for (const auto& [name, model] : result.models) {
        if (name != "mean") continue;
        EXPECT_GT(model.all[0].ensemble->sd, 0);
        EXPECT_LT(model.all[1].ensemble->sd, 1e-9);  // nobody is unsure of y
    }
}

TEST(Analyse, AGapIsNotZero) {
    Case conflict = talks(4, 4);
    conflict.actors[3].on.pop_back();
    const Table table = table_of(conflict);
    EXPECT_FALSE(table.holds(3, 1));
    EXPECT_EQ(table.line(1).size(), 3u);
    EXPECT_EQ(table.line(0).size(), 4u);
    const StakeholderResult result = analyse(conflict, {.runs = 0});
    EXPECT_EQ(result.actors[3].on.size(), 1u);
    for (const auto& [name, model] : result.models)
        EXPECT_TRUE(std::isfinite(*model.all[1].outcome)) << name;
}

TEST(Analyse, OneActorTwoActorsAndNobodyWhoCares) {
    for (const std::size_t count : {1u, 2u}) {
        const StakeholderResult result = analyse(talks(5, count), {.runs = 4});
        for (const auto& [name, model] : result.models)
            EXPECT_TRUE(std::isfinite(*model.issue.outcome)) << name;
    }
    Case careless = talks(6, 3);
    for (ActorSpec& each : careless.actors) {
        for (ActorSpec::Stand& stand : each.on) stand.salience = Quantity(Rational(0));
    }
    EXPECT_FALSE(analyse(careless, {.runs = 4}).baselines.mean);
    EXPECT_THROW((void)analyse(Case{}), InputError);
}

TEST(Analyse, UnknownModelsAndParametersAreRefusedWithASuggestion) {
    try {
        (void)analyse(talks(1, 3), {.models = {"condorset"}});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.diagnostics()[0].code, "E1012");
        EXPECT_THAT(error.diagnostics()[0].hint, testing::HasSubstr("condorcet"));
    }
    Case conflict = talks(1, 3);
    conflict.smp = {{"VotingRule", "Loud", {}}};
    EXPECT_THROW((void)analyse(conflict), InputError);
}

// What a swing promises happens: a hair past the change the outcome has passed, a hair before it has not.
TEST(Swings, HappenWhereTheySay) {
    int seen = 0;
    for (int seed = 0; seed < 30; ++seed) {
        const Case conflict = talks(seed, 5);
        const Table table = table_of(conflict);
        const Baselines base = baselines(table.line(0));
        for (const Swing& swing : swings(conflict, table, 0)) {
            std::size_t i = 0;
            while (table.names[i] != swing.actor) ++i;
            const auto with = [&](double value) {
                Line line = table.line(0);
                (swing.change == "power" ? line.capability : line.position)[i] = value;
                const Baselines then = baselines(line);
                return swing.moves == "median" ? *then.median : *then.mean;
            };
            const double now = swing.moves == "median" ? *base.median : *base.mean;
            const bool up = swing.past > now;
            const double hair = (swing.to - swing.from) * 1e-6 + (swing.to > swing.from ? 1e-9 : -1e-9);
            const double past =
                with(swing.change == "power" ? std::max(0.0, swing.to + hair) : swing.to + hair);
            if (swing.change == "power" && swing.to + hair < 0) continue;
            EXPECT_TRUE(up ? past > now : past < now) << swing.actor << swing.change << swing.moves;
            const double before = with(swing.from + (swing.to - swing.from) * 0.99);
            if (swing.moves == "mean") {
                EXPECT_TRUE(up ? before < swing.past + 1e-9 : before > swing.past - 1e-9);
            } else if (swing.change == "power") {
                EXPECT_EQ(before, now) << swing.actor << " " << swing.from << " " << swing.to;
            }
            ++seen;
        }
    }
    EXPECT_GT(seen, 100);
}

Case pie(std::vector<std::pair<const char*, std::int64_t>> floors) {
    Case conflict;
    conflict.title = "pie";
    for (const char* id : {"a", "b"}) {
        Party party;
        party.id = party.name = id;
        party.reserve = Quantity(Rational(0));
        party.preference.issues.resize(1);
        conflict.parties.push_back(party);
    }
    conflict.space.issues = {axis("share", 0, 100)};
    for (std::int64_t x = 0; x <= 100; ++x) {
        conflict.parties[0].preference.issues[0].scores.emplace_back(Rational(x));
        conflict.parties[1].preference.issues[0].scores.emplace_back(Rational(100 - x));
    }
    for (Party& party : conflict.parties) party.preference.issues[0].weight = Quantity(Rational(1));
    for (const auto& [side, floor] : floors) {
        const bool first = std::string(side) == "a";
        ActorSpec ratifier = actor(std::string("home of ") + side, 10, {{first ? 100 : 0, 100}});
        ratifier.side = PartyId(first ? 0u : 1u);
        ratifier.reserve = Quantity(Rational(floor));
        conflict.actors.push_back(ratifier);
        conflict.ratify.push_back({PartyId(first ? 0u : 1u), std::nullopt, {}, {}});
    }
    return conflict;
}

TEST(Ratification, CountsTheZoneThatPasses) {
    const StakeholderResult one = analyse(pie({{"a", 40}}), {.runs = 0});
    ASSERT_TRUE(one.ratified_zone);
    EXPECT_EQ(one.ratified_zone->outcomes, "101");
    EXPECT_EQ(one.ratified_zone->ratifiable, "61");
    EXPECT_EQ(one.ratified_zone->both, "61");
    EXPECT_EQ(analyse(pie({{"a", 60}, {"b", 50}}), {.runs = 0}).ratified_zone->both, "0");
}

TEST(Ratification, ACapBelowTheValueOfNoDealLeavesNothingToAccept) {
    Case conflict = pie({{"a", 40}});
    conflict.parties[0].reserve = Quantity(Rational(60));
    EXPECT_EQ(analyse(conflict, {.runs = 0}).ratified_zone->acceptable, "41");
    conflict.cap = Rational(50);
    EXPECT_EQ(analyse(conflict, {.runs = 0}).ratified_zone->acceptable, "0");
}

TEST(Ratification, QuotasVetoesAndUnsureRatifiers) {
    Case conflict = pie({{"a", 40}});
    ActorSpec other = actor("the rest", 30, {{0, 100}});
    other.side = PartyId(0);
    other.reserve = Quantity(Rational(60));
    conflict.actors.push_back(other);
    Outcome half;
    half.options = {OptionId(50)};
    StakeholderOptions options{.runs = 0, .deals = {{"half", half}}};
    // 10 of 40 are for it: it fails at one half and passes at one fifth; then the rest's veto stops it.
    EXPECT_FALSE(analyse(conflict, options).ratification[0].passes);
    conflict.ratify[0].quota = Quantity(Rational(1) / Rational(5));
    EXPECT_TRUE(analyse(conflict, options).ratification[0].passes);
    EXPECT_DOUBLE_EQ(analyse(conflict, options).ratification[0].share, 0.25);
    conflict.ratify[0].veto = {"the rest"};
    const RatificationView vetoed = analyse(conflict, options).ratification[0];
    EXPECT_FALSE(vetoed.passes);
    EXPECT_EQ(vetoed.vetoed_by, std::vector<std::string>{"the rest"});

    Case unsure = pie({{"a", 50}});
    Quantity floor(Rational(50));
    floor.low = Rational(30);
    floor.high = Rational(70);
    floor.dist = Distribution::uniform;
    unsure.actors[0].reserve = floor;
    Outcome offer;
    offer.options = {OptionId(55)};
    const RatificationView vote = analyse(unsure, {.runs = 0, .deals = {{"offer", offer}}}).ratification[0];
    ASSERT_TRUE(vote.chance);
    EXPECT_NEAR(*vote.chance, 0.625, 1e-9);
}

TEST(Score, CountsErrorsByHand) {
    std::vector<Decision> decisions;
    for (int i = 0; i < 6; ++i) {
        Decision d{
            .name = std::to_string(i), .cluster = std::to_string(i / 2), .line = {}, .outcome = 10.0 * i};
        d.line = {{1, 1, 2}, {1, 1, 1}, {0, 40, 100}};
        decisions.push_back(d);
    }
    decisions.push_back(
        {.name = "two actors", .cluster = "z", .line = {{1, 1}, {1, 1}, {0, 1}}, .outcome = 0});
    const ScoreResult result = score(decisions);
    EXPECT_EQ(result.decisions, 6u);
    EXPECT_EQ(result.clusters, 3u);
    EXPECT_EQ(result.left_out, 1u);
    const ModelScore& mean = *std::find_if(result.scores.begin(), result.scores.end(),
                                           [](const ModelScore& s) { return s.model == "mean"; });
    EXPECT_NEAR(mean.mae, (60 + 50 + 40 + 30 + 20 + 10) / 6.0, 1e-12);  // the mean is 60
    EXPECT_NEAR(mean.within10, 1 / 6.0, 1e-12);
    EXPECT_NEAR(mean.crps, mean.mae, 1e-12);
    EXPECT_EQ(mean.mae_less_mean.low, 0);
    const ModelScore& positions = *std::find_if(result.scores.begin(), result.scores.end(),
                                                [](const ModelScore& s) { return s.model == "positions"; });
    // Weights 1, 1, 2 at 0, 40, 100 against 0: mean distance 60, half the mean distance of two draws 20.
    EXPECT_LT(positions.crps, positions.mae);
}

}  // namespace
}  // namespace entente::stakeholders
