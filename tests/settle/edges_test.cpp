// Arithmetic at the edges: what a method cannot prove it does not claim, and what is equally fair is told.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "entente/core/random.hpp"
#include "entente/io/load.hpp"
#include "entente/settle/settle.hpp"
#include "settle/cases.hpp"

namespace entente::settle {
namespace {

Case read(const std::string& text) { return io::load_toml(text, "case.toml").conflict; }

SettleResult by(const Case& c, Method method, SettleOptions options = {}) {
    options.method = method;
    return settle(c, options);
}

const NamedSolution& named(const SettleResult& r, const std::string& name) {
    for (const NamedSolution& s : r.solutions) {
        if (s.name == name) return s;
    }
    throw std::runtime_error("no solution " + name);
}

Outcome deal(const Case& c, const std::vector<std::string>& labels) {
    Outcome outcome;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto& options = c.space.issues[i].options;
        for (std::size_t o = 0; o < options.size(); ++o) {
            if (options[o].label == labels[i]) outcome.options.push_back(OptionId(o));
        }
    }
    return outcome;
}

const std::string kPie = R"(entente = 1
title = "pie"
reserve = { a = 20, b = 30 }
[parties]
a = "A"
b = "B"
[issue.x]
options = [0, 1]
grid = 11
for.a = { score = [0, 100] }
for.b = { score = [100, 0] }
)";

TEST(Edges, ALineOfThreePointsIsNoCoverOfEleven) {
    const SettleResult r = by(read(kPie), Method::search);
    EXPECT_FALSE(r.frontier.complete);
    EXPECT_FALSE(r.frontier.epsilon) << "nothing was proved of the outcomes between";
}

TEST(Edges, EquallyFairDealsAreAllThere) {
    // Three indivisible things that both value alike: 60 to one or to the other.
    const std::string three = R"(
[issue.x]
options = ["p", "q"]
for.p = { weight = 40, score = [100, 0] }
for.q = { weight = 40, score = [0, 100] }
[issue.y]
options = ["p", "q"]
for.p = { weight = 30, score = [100, 0] }
for.q = { weight = 30, score = [0, 100] }
[issue.z]
options = ["p", "q"]
for.p = { weight = 30, score = [100, 0] }
for.q = { weight = 30, score = [0, 100] }
)";
    const std::string head =
        "entente = 1\ntitle = \"three things\"\nreserve = { p = 0, q = 0 }\n[parties]\n";
    const Case one = read(head + "p = \"P\"\nq = \"Q\"\n" + three);
    const Case other = read(head + "q = \"Q\"\np = \"P\"\n" + three);
    for (const Method method : {Method::automatic, Method::merge, Method::search, Method::milp}) {
        const SettleResult r = by(one, method);
        const SettleResult turned = by(other, method);
        for (const char* name : {"nash", "kalai_smorodinsky", "egalitarian", "raiffa"}) {
            SCOPED_TRACE(name);
            const Solution& s = *named(r, name).solution;
            const Solution& t = *named(turned, name).solution;
            ASSERT_EQ(s.tied_points, 1u);
            ASSERT_EQ(s.tied.size(), 1u);
            EXPECT_EQ(s.tied[0].utilities[0], s.point.utilities[1]);
            EXPECT_EQ(s.tied[0].utilities[1], s.point.utilities[0]);
            // Who is listed first gains nothing by it.
            EXPECT_EQ(s.point.utilities[0], t.point.utilities[1]);
            EXPECT_EQ(s.point.utilities[1], t.point.utilities[0]);
        }
    }
}

TEST(Edges, OneOutcomeUnderACapCanBeAgreed) {
    const std::string text = R"(entente = 1
title = "one"
cap = 60
[parties]
a = "A"
b = "B"
[issue.i]
options = ["x", "y"]
for.a = { score = [70, 10] }
for.b = { score = [20, 90] }
[[rule]]
never = { i = "y" }
)";
    for (const Method method : {Method::automatic, Method::merge, Method::milp}) {
        const SettleResult r = by(read(text), method);
        EXPECT_FALSE(r.zone.empty);
        EXPECT_EQ(r.frontier.points, 1u);
        EXPECT_EQ(r.frontier.items[0].utilities, (std::vector<double>{60, 20}));
    }
}

TEST(Edges, GainsUnderACapCountFromTheWorstOutcomeNotFromABound) {
    const std::string text = R"(entente = 1
title = "Gains without a reservation value under a cap"
cap = 50
[parties]
a = "A"
b = "B"
[issue.x]
options = ["p", "q"]
for.a = { score = [20, 90] }
for.b = { score = [90, 30] }
[issue.y]
options = ["p", "q"]
for.a = { score = [20, 90] }
for.b = { score = [90, 30] }
[[bonus]]
for = "a"
when = { x = "p", y = "q" }
add = -60
)";
    const SettleResult all = by(read(text), Method::enumerate);
    for (const Method method : {Method::automatic, Method::merge, Method::milp}) {
        const SettleResult r = by(read(text), method);
        for (std::size_t j = 0; j < 2; ++j) {
            EXPECT_EQ(r.parties[j].worst, all.parties[j].worst);
            EXPECT_EQ(r.parties[j].best, all.parties[j].best);
            EXPECT_DOUBLE_EQ(named(r, "nash").solution->gains[j], named(all, "nash").solution->gains[j]);
        }
    }
}

TEST(Edges, GainsThatExcludeEachOtherStillHaveANashDeal) {
    const Case c = read(R"(entente = 1
title = "Not all can gain at once"
reserve = { a = 10, b = 10 }
[parties]
a = "A"
b = "B"
[issue.x]
options = ["left", "right"]
for.a = { score = [10, 60] }
for.b = { score = [60, 10] }
)");
    for (const Method method : {Method::automatic, Method::search, Method::milp}) {
        const SettleResult r = by(c, method);
        ASSERT_TRUE(named(r, "nash").solution);
        EXPECT_EQ(named(r, "nash").solution->tied_points, 1u);
        EXPECT_TRUE(r.exact);
    }
}

TEST(Edges, GuptaLivneIsNotDefinedPastTheIdeal) {
    const Case c = read(kPie);
    for (const Method method : {Method::automatic, Method::merge, Method::search, Method::milp}) {
        for (const char* x : {"0.6", "0.7", "0.8", "1"}) {
            SCOPED_TRACE(x);
            SettleOptions options;
            options.reference = deal(c, {x});
            const SettleResult r = by(c, method, options);
            const NamedSolution& s = named(r, "gupta_livne");
            if (std::string(x) == "0.6") {
                ASSERT_TRUE(s.solution);
                EXPECT_EQ(s.solution->point.utilities, (std::vector<double>{60, 40}));
            } else {
                EXPECT_FALSE(s.solution);
                EXPECT_NE(s.why_not.find("not defined"), std::string::npos);
                EXPECT_TRUE(r.exact) << "nothing was left open";
            }
        }
    }
}

TEST(Edges, WhereThereIsOneDealItIsEverySolution) {
    const Case c = read(R"(entente = 1
title = "one deal"
reserve = { a = 100, b = 100 }
[parties]
a = "A"
b = "B"
[issue.i]
options = ["x", "y"]
for.a = { score = [0, 100] }
for.b = { score = [0, 100] }
)");
    SettleOptions options;
    options.reference = deal(c, {"y"});
    for (const Method method : {Method::automatic, Method::search, Method::milp}) {
        const SettleResult r = by(c, method, options);
        for (const NamedSolution& s : r.solutions) {
            if (s.name == "fallback") continue;
            ASSERT_TRUE(s.solution) << s.name;
            EXPECT_EQ(s.solution->point.outcome, *options.reference);
        }
    }
}

TEST(Edges, EnumerationThatRunsOutOfMemoryHandsOverCleanly) {
    // Six pies of ten slices each: a million outcomes, all of them efficient and no two of them alike.
    std::string text =
        "entente = 1\ntitle = \"pies\"\nreserve = { a = 30, b = 30 }\n[parties]\na = \"A\"\nb = \"B\"\n";
    for (int i = 0; i < 6; ++i) {
        const std::string id = "[issue.i" + std::to_string(i) + "]\noptions = [0, 1]\ngrid = 10\n";
        const std::string weight = std::to_string(1 << i) + "." + std::to_string(130'003 + 70'117 * i * i);
        text += id + "for.a = { weight = " + weight + ", score = [0, 100] }\nfor.b = { weight = " + weight +
                ", score = [100, 0] }\n";
    }
    RunOptions run;
    run.memory_bytes = 8u << 20;
    const SettleResult r = settle(read(text), {}, run);
    EXPECT_EQ(r.outcomes, "1000000");
    EXPECT_FALSE(r.zone.empty);
    EXPECT_NE(r.zone.outcomes, "0");
    EXPECT_TRUE(named(r, "nash").solution);
    for (const std::string& note : r.notes)
        EXPECT_EQ(note.find("were looked at"), std::string::npos) << note;
}

TEST(Edges, TheGeniusExportKeepsZoneAndTies) {
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        RandomStream random(seed, "export-test");
        Case c = oracle::random_case({.parties = 2, .issues = 3, .most_options = 3, .grid = 3}, 900 + seed);
        c.normalise = true;  // shares such as a third have no decimal
        for (Party& party : c.parties) {
            double total = 0;
            for (IssueScore& score : party.preference.issues) total += score.weight.value();
            if (total == 0) party.preference.issues[0].weight = Quantity(Rational(3));
            if (random.below(3) == 0) {
                party.reserve.reset();
            } else {
                party.reserve = Quantity(Rational(static_cast<std::int64_t>(100 * random.below(9)), 9));
            }
        }
        const SettleResult before = settle(c);
        const Case again = io::load_genius(io::to_genius(c)).conflict;
        const SettleResult after = settle(again);
        SCOPED_TRACE(seed);
        EXPECT_EQ(before.zone.outcomes, after.zone.outcomes);
        EXPECT_EQ(before.frontier.points, after.frontier.points);
        EXPECT_EQ(before.frontier.outcomes, after.frontier.outcomes);
        ++compared;
    }
    EXPECT_EQ(compared, 120);
}

TEST(Edges, FallbackIsTheLeastWorstRank) {
    std::uint64_t seed = 300;
    for (const std::size_t parties : {2u, 3u}) {
        for (int round = 0; round < 40; ++round) {
            const Case c = oracle::random_case(
                {.parties = parties, .issues = 3, .most_options = 4, .terms = 2, .rules = 1}, ++seed);
            const oracle::Oracle o(c);
            const SettleResult r = by(c, Method::automatic);
            const auto& found = named(r, "fallback").solution;
            ASSERT_EQ(found.has_value(), o.zone > 0);
            if (!found) continue;
            const auto worst = [&](const std::vector<double>& u) {
                std::uint64_t most = 0;
                for (std::size_t j = 0; j < parties; ++j) {
                    std::uint64_t better = 0;
                    for (const auto& [row, entry] : o.all) {
                        if (o.exact[j].points(row[j]) > u[j] + 1e-9) better += entry.ties;
                    }
                    most = std::max(most, better);
                }
                return most;
            };
            std::uint64_t least = static_cast<std::uint64_t>(-1);
            for (const auto& entry : o.all) {
                if (o.acceptable(entry.first)) least = std::min(least, worst(o.points(entry.first)));
            }
            EXPECT_EQ(worst(found->point.utilities), least);
        }
    }
}

TEST(Edges, FallbackOfALargeAdditiveCaseIsFoundByCounting) {
    // 8 issues of 6 options: 1,679,616 outcomes, too many to rank one by one, few enough to check.
    const Case c = oracle::random_case({.parties = 2, .issues = 8, .most_options = 6, .opposed = true}, 77);
    SettleOptions merge;
    merge.method = Method::merge;
    const SettleResult r = settle(c, merge);
    if (r.zone.empty) GTEST_SKIP() << "this seed has no zone";
    EXPECT_TRUE(named(r, "fallback").solution);
}

}  // namespace
}  // namespace entente::settle
