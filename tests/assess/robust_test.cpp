#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <cmath>
#include <cstdlib>

#include "allocations.hpp"
#include "assess/draws.hpp"
#include "entente/assess/no_deal.hpp"
#include "entente/assess/robust.hpp"
#include "entente/io/load.hpp"
#include "entente/settle/settle.hpp"
#include "entente/war/cost.hpp"

namespace entente::assess {
namespace {

Case bundled(const std::string& slug) { return io::load({"case:" + slug}).conflict; }

constexpr const char* kTwo = R"toml(
[parties]
a = "A"
b = "B"
[issue.x]
options = ["l", "m", "r"]
for.a = { weight = "55 (45..65)", score = [0, "60 (40..80)", 100] }
for.b = { weight = "30 (20..50)", score = [100, "60 (40..80)", 0] }
[issue.y]
options = ["p", "q"]
for.a = { weight = 20, score = [0, 100] }
for.b = { weight = "10 (5..15)", score = [100, 0] }
[reserve]
a = "50 (40..60)"
b = "52 (40..60)"
)toml";

Case two(const std::string& more = "") { return io::load_toml(kTwo + more, "two.toml").conflict; }

/// Some draws, or 20,000 with ENTENTE_LONG set: minutes.
std::uint64_t draws_compared(std::uint64_t usual) {
    return std::getenv("ENTENTE_LONG") != nullptr ? 20'000 : usual;
}

/// The same draw by the exact path: numbers as fractions, the whole war, the whole settlement.
settle::SettleResult exactly(Case conflict, const std::vector<UncertainNumber>& numbers,
                             const std::vector<double>& values) {
    for (std::size_t k = 0; k < numbers.size(); ++k)
        find_quantity(conflict, numbers[k].address)->best = numbers[k].exact(values[k]);
    set_values_of_no_deal(conflict);
    return settle::settle(conflict, {.ties = false}, {.threads = 1});
}

TEST(Robust, EveryDrawIsTheExactPathsOwn) {
    for (const Case& conflict : {bundled("protracted-war"), two()}) {
        const DrawModel model(conflict);
        const RandomDraws random(model.numbers, conflict.links, 1);
        DrawWorker worker(model);
        std::vector<double> shares(model.numbers.size());
        std::vector<double> values(model.numbers.size());
        for (std::uint64_t draw = 0; draw < draws_compared(300); ++draw) {
            random.shares(draw, shares);
            for (std::size_t k = 0; k < values.size(); ++k) values[k] = model.numbers[k].draw(shares[k]);
            ASSERT_TRUE(worker.settle(values));
            const settle::SettleResult exact = exactly(conflict, model.numbers, values);
            ASSERT_EQ(worker.answer().zone, !exact.zone.empty) << draw;
            ASSERT_EQ(worker.answer().outcomes, std::stod(exact.zone.outcomes)) << draw;
            if (exact.zone.empty) continue;
            for (std::size_t s = 0; s < settle::kQuickNames.size(); ++s) {
                for (const auto& named : exact.solutions) {
                    if (named.name != settle::kQuickNames[s]) continue;
                    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i)
                        ASSERT_EQ(worker.answer().solution[s][i],
                                  named.solution->point.outcome.options[i].value)
                            << named.name << " draw " << draw;
                }
            }
        }
    }
}

/// Fronts read from tables, and fronts solved one by one.
TEST(Robust, TablesOfTheFrontChangeNoDraw) {
    const Case conflict = bundled("protracted-war");
    const DrawModel solved(conflict);
    DrawModel read(conflict);
    const RandomDraws random(read.numbers, conflict.links, 1);
    read.tabulate(random, false, {});
    ASSERT_TRUE(read.tables.has_value());
    DrawWorker one(solved);
    DrawWorker other(read);
    std::vector<double> shares(read.numbers.size());
    std::vector<double> values(read.numbers.size());
    const std::uint64_t draws = draws_compared(400);
    std::uint64_t apart = 0;
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
        random.shares(draw, shares);
        for (std::size_t k = 0; k < values.size(); ++k) values[k] = read.numbers[k].draw(shares[k]);
        ASSERT_TRUE(one.settle(values));
        ASSERT_TRUE(other.settle(values));
        ASSERT_EQ(one.answer().zone, other.answer().zone) << draw;
        ASSERT_EQ(one.answer().outcomes, other.answer().outcomes) << draw;
        ASSERT_EQ(one.believed_zone(), other.believed_zone()) << draw;
        if (one.answer().zone) {
            ASSERT_EQ(one.answer().solution, other.answer().solution) << draw;
        }
        ASSERT_NEAR(one.answer().margin, other.answer().margin, 0.01) << draw;
        apart += one.answer().margin != other.answer().margin ? 1 : 0;
    }
    EXPECT_GT(apart, draws / 2);  // the tables are used
    EXPECT_LT(other.worked_out(), draws / 4);
}

TEST(Robust, ADrawInSteadyStateAsksForNoMemory) {
    if (!testing::counts_allocations()) GTEST_SKIP() << "a sanitizer owns the allocator";
    for (const bool war : {false, true}) {
        DrawModel model(war ? bundled("protracted-war") : two());
        const RandomDraws random(model.numbers, model.conflict.links, 1);
        if (war) model.tabulate(random, true, {});  // what hangs on a table's error is solved, and asks
        DrawWorker worker(model);
        const robust::Subject subject = model.subject();
        robust::Drawn into;
        into.metrics.resize(subject.metrics.size());
        into.events.resize(subject.events.size());
        into.regret.resize(subject.deals);
        into.solved.resize(subject.solutions.size());
        into.chosen.resize(subject.solutions.size());
        into.options.resize(subject.solutions.size() * subject.options.size());
        std::vector<double> shares(model.numbers.size());
        std::vector<double> values(model.numbers.size());
        const auto draw = [&](std::uint64_t number) {
            random.shares(number, shares);
            for (std::size_t k = 0; k < values.size(); ++k) values[k] = model.numbers[k].draw(shares[k]);
            worker.draw(values, into);
        };
        for (std::uint64_t k = 0; k < 500; ++k) draw(k);
        std::size_t asking = 0;
        for (std::uint64_t k = 0; k < 500; ++k)
            asking += testing::allocations_of([&] { draw(k); }) > 0 ? 1 : 0;
        // A front beyond the tables is solved, and its spectrum asks; nothing else does.
        EXPECT_LE(asking, war ? 15u : 0u) << (war ? "protracted-war" : "two");
    }
}

TEST(Robust, ThreadsShardsAndPartsOfThemGiveTheSameBytes) {
    const Case conflict = two();
    RobustOptions options;
    options.draws = 3'000;
    options.total_runs = 4'096;
    const auto whole = [&](int threads) {
        RunOptions run;
        run.threads = threads;
        const Robustness study(conflict, options, run);
        robust::State state = study.start("s");
        EXPECT_TRUE(study.draw(state));
        return state;
    };
    const robust::State one = whole(1);
    EXPECT_EQ(one, whole(2));
    EXPECT_EQ(one.text(), whole(4).text());
    EXPECT_EQ(robust::State::parse(one.text()), one);
    std::optional<robust::State> merged;
    for (const unsigned shard : {3u, 1u, 5u, 2u, 4u}) {
        RobustOptions part = options;
        part.shard = shard;
        part.shards = 5;
        const Robustness study(conflict, part, {});
        robust::State state = study.start("s");
        EXPECT_TRUE(study.draw(state));
        EXPECT_TRUE(study.done(state));
        state = robust::State::parse(state.text());
        if (!merged) {
            merged = state;
        } else {
            merged->add(state);
            EXPECT_THROW(merged->add(state), std::invalid_argument);
        }
    }
    EXPECT_TRUE(merged->complete());
    EXPECT_EQ(merged->text(), one.text());
    std::string damaged = one.text();
    damaged[damaged.size() / 2] = damaged[damaged.size() / 2] == '1' ? '2' : '1';
    EXPECT_THROW(robust::State::parse(damaged), std::invalid_argument);
}

TEST(Robust, AStoppedStudyGoesOnWhereItWas) {
    const Case conflict = two();
    RobustOptions options;
    options.draws = 20'000;
    options.total_runs = 0;
    const Robustness study(conflict, options, {});
    robust::State straight = study.start("s");
    study.draw(straight);
    std::stop_source stop;
    RunOptions run;
    run.stop = stop.get_token();
    const Robustness stopped(conflict, options, run);
    robust::State state = stopped.start("s");
    EXPECT_FALSE(stopped.draw(state, [&](const robust::State&) { stop.request_stop(); }));
    EXPECT_GT(state.tally.draws, 0u);
    EXPECT_LT(state.tally.draws, 20'000u);
    EXPECT_TRUE(study.draw(state));
    EXPECT_EQ(state, straight);
}

TEST(Robust, CountsWhatItSays) {
    const robust::RobustResult result = robust(two(), {.draws = 20'000});
    ASSERT_TRUE(result.zone);
    EXPECT_EQ(result.draws, 20'000u);
    EXPECT_GT(result.zone->chance, 0.1);
    EXPECT_LT(result.zone->chance, 0.9);
    ASSERT_FALSE(result.deals.empty());
    EXPECT_NEAR(result.information.chance_now, result.deals[0].acceptable, 1e-12);
    EXPECT_GE(result.zone->chance + 1e-12, result.information.chance_now + result.information.evpi);
    double reserve_b = 0;
    for (const robust::Swing& swing : result.swings)
        if (swing.address == "reserve.b") reserve_b = swing.high - swing.low;
    EXPECT_LT(reserve_b, -0.2);
    double sum = 0;
    for (const robust::Index& each : result.first_order) {
        EXPECT_GE(each.low, 0);
        sum += each.value;
    }
    EXPECT_GT(sum, 0.5);
    EXPECT_LT(sum, 1.2);
    for (const robust::Index& first : result.first_order)
        for (const robust::Index& total : result.total_order)
            if (first.address == total.address) {
                EXPECT_LE(first.value, total.value + 0.1) << first.address;
            }
}

TEST(Robust, OwnMetricsOfACaseAreDrawnToo) {
    const robust::RobustResult result =
        robust(two(), {"sum"},
               [](const Case& conflict) {
                   return std::vector<double>{conflict.parties[0].reserve->value() +
                                              conflict.parties[1].reserve->value()};
               },
               {.draws = 5'000});
    ASSERT_EQ(result.metrics.size(), 1u);
    EXPECT_NEAR(result.metrics[0].second.quantiles[2].second, 101.5, 1);
    EXPECT_EQ(result.total_order[0].address.substr(0, 8), "reserve.");
    EXPECT_NEAR(result.total_order[0].value + result.total_order[1].value, 1, 0.05);
}

TEST(Robust, ACostlyWarIsDrawnLessOften) {
    const std::string steady =
        "entente = 1\ntitle = \"t\"\n[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [0, 1]\ngrid = "
        "11\n"
        "for.a = { weight = 1, score = [0, 100] }\nfor.b = { weight = 1, score = [100, 0] }\n"
        "[war]\nmodel = \"front\"\nbetween = [\"a\", \"b\"]\nwin.a = { x = 1 }\nwin.b = { x = 0 }\n"
        "position = 0.5\ndrift = 0.01\nvolatility = 0.1\ndiscount = 0.95\ncost = { a = \"1 (0.5..2)\", b = "
        "1 }\n";
    const Case closed = io::load_toml(steady, "t.toml").conflict;
    const Case drawn = io::load_toml(steady + "drift_noise = 0.01\n", "t.toml").conflict;
    EXPECT_FALSE(war::stepwise(closed));
    EXPECT_TRUE(war::stepwise(drawn));
    // Which deals are looked at does not depend on how many draws follow.
    const auto few = robust(drawn, {.draws = 8, .total_runs = 0});
    const auto more = robust(drawn, {.draws = 16, .total_runs = 0});
    ASSERT_EQ(few.deals.size(), more.deals.size());
    for (std::size_t d = 0; d < few.deals.size(); ++d) {
        const auto same = std::find_if(more.deals.begin(), more.deals.end(), [&](const auto& deal) {
            return deal.outcome == few.deals[d].outcome;
        });
        EXPECT_NE(same, more.deals.end());
    }
}

TEST(Robust, WithoutRangesNothingIsUncertain) {
    Case certain = two();
    for (const UncertainNumber& number : uncertain_numbers(certain)) {
        Quantity& quantity = *find_quantity(certain, number.address);
        quantity.low.reset();
        quantity.high.reset();
    }
    const robust::RobustResult result = robust(certain);
    EXPECT_EQ(result.uncertain, 0u);
    EXPECT_TRUE(result.zone->chance == 0 || result.zone->chance == 1);
    EXPECT_TRUE(result.swings.empty());
}

TEST(Robust, LinksMakeShapleyEffectsStandIn) {
    const robust::RobustResult result = robust(two(R"toml(
[[link]]
between = ["reserve.a", "reserve.b"]
rank = -0.7
)toml"),
                                               {.draws = 4'000});
    EXPECT_TRUE(result.total_order.empty());
    double sum = 0;
    for (const robust::Index& each : result.shapley) sum += each.value;
    EXPECT_NEAR(sum, 1, 0.1);
}

TEST(Robust, WhereKeepsOnlyTheDrawsThatMeetIt) {
    const robust::RobustResult all = robust(two(), {.draws = 4'000});
    const robust::RobustResult some = robust(two(), {.draws = 4'000, .where = {{"reserve.b", false, 50}}});
    EXPECT_EQ(some.draws + some.excluded, 4'000u);
    EXPECT_GT(some.zone->chance, all.zone->chance);
    EXPECT_TRUE(some.total_order.empty());
    EXPECT_THROW((void)robust(two(), {.where = {{"reserve.c", false, 50}}}), InputError);
}

TEST(Robust, SobolSpendsTheDrawsOnANet) {
    const robust::RobustResult net = robust(two(), {.draws = 1 << 14, .sampler = robust::Sampler::sobol});
    const robust::RobustResult plain = robust(two(), {.draws = 1 << 14});
    EXPECT_NEAR(net.zone->chance, plain.zone->chance, 0.02);
    EXPECT_LT(net.zone->standard_error, plain.zone->standard_error);
    EXPECT_TRUE(net.first_order.empty());
    EXPECT_FALSE(net.total_order.empty());
}

TEST(Robust, TheOrderOfTheFilesTablesDoesNotMatter) {
    const Case one = two();
    Case other = one;
    std::reverse(other.space.issues.begin(), other.space.issues.end());
    for (Party& party : other.parties)
        std::reverse(party.preference.issues.begin(), party.preference.issues.end());
    const robust::RobustResult a = robust(one, {.draws = 4'000});
    const robust::RobustResult b = robust(other, {.draws = 4'000});
    EXPECT_EQ(a.zone->chance, b.zone->chance);
    ASSERT_EQ(a.swings.size(), b.swings.size());
    for (std::size_t k = 0; k < a.swings.size(); ++k) EXPECT_EQ(a.swings[k].low, b.swings[k].low);
}

}  // namespace
}  // namespace entente::assess
