// What must hold of every model: inclusions between concepts, names and numbering of no matter, the same
// bytes for any number of threads, cancelling.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "entente/io/load.hpp"
#include "entente/stability/analyse.hpp"
#include "oracle.hpp"

namespace entente::stability {
namespace {

Model any_model() {
    std::mt19937_64 random(*rc::gen::arbitrary<std::uint64_t>());
    const auto pick = [](int low, int high) {
        return static_cast<std::size_t>(*rc::gen::inRange(low, high));
    };
    return oracle::random_model(
        random, {pick(2, 5), pick(2, 6), static_cast<std::uint32_t>(pick(2, 4)), false, true, true});
}

RC_GTEST_PROP(Inclusions, HoldForEveryDecider, ()) {
    const Model model = any_model();
    const Verdicts v = judge(model);
    const auto within = [&](Concept narrow, Concept wide) {
        for (std::size_t i = 0; i < model.deciders.size(); ++i)
            for (State s = 0; s < model.states; ++s)
                if (v.is_stable(narrow, i, s)) RC_ASSERT(v.is_stable(wide, i, s));
    };
    within(Concept::nash, Concept::sseq);
    within(Concept::sseq, Concept::seq);
    within(Concept::seq, Concept::gmr);
    within(Concept::sseq, Concept::smr);
    within(Concept::smr, Concept::gmr);
    within(Concept::nash, Concept::sim_unstable);
    within(Concept::sim_unstable, Concept::sim);
}

RC_GTEST_PROP(Relabelling, OfDecidersChangesNothing, ()) {
    const Model model = any_model();
    std::vector<std::size_t> order(model.deciders.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(*rc::gen::arbitrary<std::uint64_t>());
    std::shuffle(order.begin(), order.end(), random);
    Model other = model;
    for (std::size_t i = 0; i < order.size(); ++i) {
        other.deciders[i] = model.deciders[order[i]];
        other.moves[i] = model.moves[order[i]];
        other.rank[i] = model.rank[order[i]];
    }
    const Verdicts a = judge(model);
    const Verdicts b = judge(other);
    for (std::size_t i = 0; i < order.size(); ++i) RC_ASSERT(b.stable[i] == a.stable[order[i]]);
}

RC_GTEST_PROP(Relabelling, OfLeversChangesNothing, ()) {
    const Model model = any_model();
    std::vector<std::size_t> order(model.radix.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(*rc::gen::arbitrary<std::uint64_t>());
    std::shuffle(order.begin(), order.end(), random);  // new lever k is old lever order[k]
    Model other = model;
    std::vector<std::uint32_t> place(order.size());
    for (std::uint32_t k = 0; k < order.size(); ++k) {
        other.radix[k] = model.radix[order[k]];
        place[order[k]] = k;
    }
    for (std::vector<Move>& moves : other.moves)
        for (Move& move : moves) move.lever = place[move.lever];
    std::vector<std::pair<std::uint64_t, State>> codes;
    for (State s = 0; s < model.states; ++s) {
        const auto digits = oracle::digits_of(model, model.code(s));
        std::uint64_t code = 0;
        for (std::size_t k = order.size(); k-- > 0;) code = code * other.radix[k] + digits[order[k]];
        codes.emplace_back(code, s);
    }
    std::sort(codes.begin(), codes.end());
    for (State t = 0; t < codes.size(); ++t) {
        if (!other.codes.empty()) other.codes[t] = codes[t].first;
        for (std::size_t i = 0; i < model.deciders.size(); ++i)
            other.rank[i][t] = model.rank[i][codes[t].second];
    }
    const Verdicts a = judge(model);
    const Verdicts b = judge(other);
    for (std::size_t i = 0; i < model.deciders.size(); ++i)
        for (State t = 0; t < codes.size(); ++t) RC_ASSERT(b.stable[i][t] == a.stable[i][codes[t].second]);
}

TEST(Threads, GiveTheSameBytes) {
    std::mt19937_64 random(1);
    const Model model = oracle::random_model(random, {4, 12, 2, false, true, true});
    RunOptions run;
    run.threads = 1;
    const Verdicts one = judge(model, {}, run);
    for (const int threads : {2, 4}) {
        run.threads = threads;
        const Verdicts many = judge(model, {}, run);
        EXPECT_EQ(many.stable, one.stable);
        EXPECT_EQ(many.equilibrium, one.equilibrium);
    }
}

TEST(Cancelling, LeavesNoVerdicts) {
    std::mt19937_64 random(2);
    const Model model = oracle::random_model(random, {3, 10, 2, false, true, true});
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    EXPECT_EQ(judge(model, {}, run).stopped, Stopped::cancelled);
    EXPECT_EQ(judge(to_graph(model), {}, run).stopped, Stopped::cancelled);
}

TEST(Simultaneous, IsLeftOutPastItsLimit) {
    std::mt19937_64 random(3);
    const Model model = oracle::random_model(random, {3, 8, 2, false, false, false});
    const Verdicts verdicts = judge(model, {.simultaneous_limit = 10});
    EXPECT_FALSE(verdicts.simultaneous);
    EXPECT_NE(verdicts.why_not_simultaneous.find("limit"), std::string::npos);
}

constexpr const char* kOrders = R"toml(
title = "Two"
[parties]
a = "A"
b = "B"
[issue.x]
options = ["no", "yes"]
[issue.y]
options = ["no", "yes"]
[control]
a = ["x"]
b = ["y"]
[[priorities.a]]
x = "no"
[[priorities.a]]
y = "yes"
[[priorities.b]]
y = "no"
[[priorities.b]]
x = "yes"
)toml";

TEST(Robustness, CountsSwapsAndChances) {
    const Case conflict = io::load_toml(kOrders, "orders.toml").conflict;
    StabilityOptions options;
    options.robustness = true;
    options.robust.draws = 400;
    RunOptions run;
    std::optional<Robustness> first;
    for (const int threads : {1, 2, 4}) {
        run.threads = threads;
        const StabilityResult result = analyse(conflict, options, run);
        ASSERT_TRUE(result.robustness);
        const Robustness& robust = *result.robustness;
        EXPECT_EQ(robust.draws, 400u);
        ASSERT_FALSE(robust.chances.empty());
        if (!first) first = robust;
        for (std::size_t k = 0; k < robust.chances.size(); ++k)
            EXPECT_EQ(robust.chances[k].chance, first->chances[k].chance);
    }
    // x = no and y = no is dominant whatever the order: certain, and no swap breaks it.
    EXPECT_EQ(first->chances.front().state, 0u);
    EXPECT_DOUBLE_EQ(first->chances.front().chance.front(), 1);
    for (const Fragility& one : first->fragility) {
        if (one.state == 0 && one.of == Concept::nash) {
            EXPECT_FALSE(one.swaps);
            EXPECT_EQ(one.searched, 0xffffffffu);
        }
    }
}

// Statements whose order decides: B's first wish is to match A.
TEST(Robustness, FindsTheOneSwapThatBreaks) {
    const Case conflict = io::load_toml(R"toml(
[parties]
a = "A"
b = "B"
[issue.x]
options = ["no", "yes"]
[issue.y]
options = ["no", "yes"]
[control]
a = ["x"]
b = ["y"]
[[priorities.a]]
x = "yes"
[[priorities.b]]
then = { x = "yes" }
iff = { y = "yes" }
[[priorities.b]]
y = "no"
)toml",
                                        "match.toml")
                              .conflict;
    StabilityOptions options;
    options.robustness = true;
    options.robust.spread = 1;
    options.robust.draws = 4'000;
    const StabilityResult result = analyse(conflict, options);
    EXPECT_EQ(result.verdicts.equilibria(Concept::nash), std::vector<State>{3});
    const Robustness& robust = *result.robustness;
    ASSERT_FALSE(robust.fragility.empty());
    EXPECT_EQ(robust.fragility.front().state, 3u);
    EXPECT_EQ(robust.fragility.front().swaps, 1u);
    EXPECT_EQ(robust.fragility.front().how.front().decider, 1u);
    // Any order of two statements is as likely: a half, within five standard errors.
    for (const Chance& chance : robust.chances) {
        if (chance.state != 3) continue;
        EXPECT_NEAR(chance.chance.front(), 0.5, 5 * std::sqrt(0.25 / 4000));
    }
}

// Utilities are cut at the case's cap in every draw, as in the graph itself: both options are worth as
// much.
TEST(Robustness, DrawsKeepTheCap) {
    Case conflict = io::load_toml(R"toml(
[parties]
a = "A"
b = "B"
[issue.x]
options = ["much", "more"]
for.a = { weight = 1, score = ["80 (75..85)", "95 (90..100)"] }
for.b = { weight = 1, score = [10, 20] }
[control]
a = ["x"]
)toml",
                                  "cap.toml")
                        .conflict;
    conflict.cap = Rational(60);  // six standard deviations below either
    StabilityOptions options;
    options.robustness = true;
    options.robust.draws = 200;
    const StabilityResult result = analyse(conflict, options);
    EXPECT_EQ(result.verdicts.equilibria(Concept::nash), (std::vector<State>{0, 1}));
    ASSERT_TRUE(result.robustness);
    ASSERT_EQ(result.robustness->chances.size(), 2u);
    for (const Chance& chance : result.robustness->chances) EXPECT_DOUBLE_EQ(chance.chance.front(), 1);
}

}  // namespace
}  // namespace entente::stability
