// Sets of levers against exhaustive search, and the tables that the verb reads.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/app/levers.hpp"
#include "entente/core/random.hpp"
#include "entente/io/load.hpp"
#include "entente/levers/levers.hpp"
#include "entente/model/draws.hpp"
#include "entente/model/exact.hpp"
#include "entente/settle/settle.hpp"
#include "levers/program.hpp"

namespace entente::levers {
namespace {

struct Kept {
    std::size_t to;
    double least, most, price, fixed;
};

struct Random {
    Case conflict;
    std::vector<Kept> levers;
};

/// Levers that each bear on one party: transfers, penalties, and numbers that move a reservation value.
Random random_levers(std::uint64_t seed, const std::string& first_lines = "", std::size_t at_least = 2) {
    RandomStream random(seed, "levers-test");
    const auto below = [&](std::uint64_t bound) { return static_cast<std::size_t>(random.below(bound)); };
    const std::size_t parties = std::max(at_least, std::size_t{2} + below(2));
    const char* ids[] = {"a", "b", "c"};
    std::string text =
        "entente = 1\ntitle = \"random\"\nnormalise_weights = false\n" + first_lines + "[parties]\n";
    for (std::size_t p = 0; p < parties; ++p) text += std::string(ids[p]) + " = \"" + ids[p] + "\"\n";
    for (std::size_t i = 0; i < 3; ++i) {
        text += "[issue.i" + std::to_string(i) + "]\noptions = [\"x\", \"y\", \"z\"]\n";
        for (std::size_t p = 0; p < parties; ++p) {
            text += "for." + std::string(ids[p]) + " = { weight = " + std::to_string(20 + below(20)) +
                    ", score = [";
            for (int o = 0; o < 3; ++o) text += std::to_string(below(101)) + (o < 2 ? ", " : "] }\n");
        }
    }
    text += "[reserve]\n";
    for (std::size_t p = 0; p < parties; ++p)
        text += std::string(ids[p]) + " = " + std::to_string(60 + below(25)) + "\n";
    Random made;
    const std::size_t count = 1 + below(5);
    for (std::size_t k = 0; k < count; ++k) {
        Kept one{below(parties), below(3) == 0 ? 1.0 + double(below(4)) : 0.0, 5.0 + double(below(12)),
                 0.5 * double(below(6)), double(below(4))};
        const std::size_t kind = below(3);
        text += "[lever.l" + std::to_string(k) + "]\n";
        const std::string to = ids[one.to];
        if (kind == 0) text += "kind = \"transfer\"\nto = \"" + to + "\"\n";
        if (kind == 1) text += "kind = \"penalty\"\nto = \"" + to + "\"\n";
        if (kind == 2) text += "kind = \"number\"\nmoves = \"reserve." + to + "\"\n";
        const std::string sign = kind == 2 ? "-" : "";
        text += "most = " + sign + std::to_string(one.most) + "\ncost = " + std::to_string(one.price) +
                "\nfixed = " + std::to_string(one.fixed) + "\n";
        if (one.least > 0) text += "least = " + sign + std::to_string(one.least) + "\n";
        made.levers.push_back(one);
    }
    made.conflict = io::load_toml(text, "random.toml").conflict;
    return made;
}

/// What is missing per party at each outcome.
std::vector<std::vector<double>> gaps(const Case& conflict) {
    std::vector<std::vector<double>> all;
    for (std::uint32_t z = 0; z < 27; ++z) {
        const Outcome outcome{{OptionId(z % 3), OptionId(z / 3 % 3), OptionId(z / 9)}};
        std::vector<double> gap;
        for (std::size_t p = 0; p < conflict.parties.size(); ++p)
            gap.push_back(conflict.parties[p].reserve->value() - utility(conflict, PartyId(p), outcome));
        all.push_back(std::move(gap));
    }
    return all;
}

/// The least cost of using exactly these levers to close the gap, each party by its own levers.
std::optional<double> cost_of(const Random& one, const std::vector<double>& gap, std::uint32_t set) {
    double cost = 0;
    for (std::size_t p = 0; p < gap.size(); ++p) {
        double left = gap[p];
        std::vector<std::pair<double, double>> room;  // price, what is left of the size
        for (std::size_t k = 0; k < one.levers.size(); ++k) {
            const Kept& lever = one.levers[k];
            if ((set >> k & 1u) == 0 || lever.to != p) continue;
            cost += lever.fixed + lever.price * lever.least;
            left -= lever.least;
            room.emplace_back(lever.price, lever.most - lever.least);
        }
        std::sort(room.begin(), room.end());
        for (const auto& [price, size] : room) {
            const double used = std::clamp(left, 0.0, size);
            cost += price * used;
            left -= used;
        }
        if (left > 1e-9) return std::nullopt;
    }
    return cost;
}

TEST(Levers, SetsAndCostsAreThoseOfExhaustiveSearch) {
    int reached = 0;
    for (std::uint64_t seed = 1; seed <= 250; ++seed) {
        const Random one = random_levers(seed);
        const auto gap = gaps(one.conflict);
        const auto sets = std::uint32_t{1} << one.levers.size();
        const auto opens = [&](std::uint32_t set) {
            return std::any_of(gap.begin(), gap.end(), [&](const std::vector<double>& at) {
                std::vector<double> left = at;
                for (std::size_t k = 0; k < one.levers.size(); ++k)
                    left[one.levers[k].to] -= (set >> k & 1u) != 0 ? one.levers[k].most : 0;
                return std::all_of(left.begin(), left.end(), [](double x) { return x <= 1e-9; });
            });
        };
        std::set<std::set<std::string>> expected;
        std::optional<double> least;
        for (std::uint32_t set = 0; set < sets; ++set) {
            if (!opens(set)) continue;
            bool minimal = true;
            std::set<std::string> names;
            for (std::size_t k = 0; k < one.levers.size(); ++k) {
                if ((set >> k & 1u) == 0) continue;
                names.insert("l" + std::to_string(k));
                minimal = minimal && !opens(set & ~(1u << k));
            }
            if (minimal) expected.insert(names);
            for (const auto& at : gap) {
                const auto cost = cost_of(one, at, set);
                if (cost && (!least || *cost < *least)) least = cost;
            }
        }
        const LeversResult result = levers(one.conflict, {.draws = 0, .break_even = false});
        std::set<std::set<std::string>> found;
        for (const MinimalSet& set : result.minimal) {
            std::set<std::string> names;
            for (const UsedLever& used : set.levers) names.insert(used.name);
            found.insert(names);
            EXPECT_TRUE(set.checked) << seed;
        }
        EXPECT_EQ(found, expected) << seed;
        EXPECT_EQ(result.reachable, least.has_value()) << seed;
        EXPECT_TRUE(result.proved) << seed;
        if (!least) {
            EXPECT_FALSE(result.why_not.empty()) << seed;
            continue;
        }
        ASSERT_TRUE(result.cheapest) << seed;
        EXPECT_NEAR(result.cheapest->cost, *least, 1e-6) << seed;
        EXPECT_TRUE(result.cheapest->checked) << seed;
        // The integer program for spaces that cannot be listed says the same.
        const Effects effects = find_effects(one.conflict, {}, {}, true);
        const LeverProgram program(one.conflict, effects);
        bool complete = false;
        std::set<std::set<std::string>> programmed;
        for (const LeverMask mask : program.minimal_sets(sets - 1, {}, complete)) {
            std::set<std::string> names;
            for (std::size_t k = 0; k < one.levers.size(); ++k) {
                if ((mask >> k & 1u) != 0) names.insert("l" + std::to_string(k));
            }
            programmed.insert(names);
        }
        EXPECT_TRUE(complete) << seed;
        EXPECT_EQ(programmed, expected) << seed;
        EXPECT_NEAR(program.cheapest(sets - 1, {})->cost, *least, 1e-6) << seed;
        reached += expected.count({}) == 0 ? 1 : 0;
    }
    EXPECT_GT(reached, 30);
}

/// The gaps of those alone whose consent is asked, for every pair with the first party among it.
std::vector<std::vector<double>> gaps_of_pairs(const Case& conflict) {
    std::vector<std::vector<double>> all;
    for (const std::vector<double>& gap : gaps(conflict)) {
        for (const std::size_t outvoted : {std::size_t{1}, std::size_t{2}}) {
            all.push_back(gap);
            all.back()[outvoted] = -1e9;
        }
    }
    return all;
}

TEST(Levers, TwoOfThreeAreEnoughWhereTheCaseSaysSo) {
    int needed = 0;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        const Random one = random_levers(seed, "agree = \"2 of 3\"\nveto = [\"a\"]\n", 3);
        const auto gap = gaps_of_pairs(one.conflict);
        const auto sets = std::uint32_t{1} << one.levers.size();
        std::optional<double> least;
        for (std::uint32_t set = 0; set < sets; ++set) {
            for (const auto& at : gap) {
                const auto cost = cost_of(one, at, set);
                if (cost && (!least || *cost < *least)) least = cost;
            }
        }
        const LeversResult result = levers(one.conflict, {.draws = 0, .break_even = false});
        EXPECT_EQ(result.reachable, least.has_value()) << seed;
        if (!least) continue;
        ASSERT_TRUE(result.cheapest) << seed;
        EXPECT_NEAR(result.cheapest->cost, *least, 1e-6) << seed;
        EXPECT_TRUE(result.cheapest->checked) << seed;
        const Effects effects = find_effects(one.conflict, {}, {}, true);
        EXPECT_NEAR(LeverProgram(one.conflict, effects).cheapest(sets - 1, {})->cost, *least, 1e-6) << seed;
        needed += *least > 0 ? 1 : 0;
    }
    EXPECT_GT(needed, 10);
}

// Money buys no votes at home: the cheapest deal is the cheapest of those that pass.
TEST(Levers, OnlyDealsThatAreRatifiedAreBought) {
    const std::string text = R"toml(title = "Home"
reserve = { a = 50, b = 50 }
[parties]
a = "A"
b = "B"
[issue.x]
options = [0, 1, 2, 3, 4]
for.a = { score = [0, 25, 49, 75, 100] }
for.b = { score = [100, 75, 48, 25, 0] }
[[actor]]
name = "Farmers"
side = "b"
power = 60
reserve = 70
on.x = { position = 0, salience = 100 }
[[actor]]
name = "Towns"
side = "b"
power = 40
reserve = 20
on.x = { position = 2, salience = 100 }
[ratify.b]
quota = 0.5
[lever.to-a]
kind = "transfer"
to = "a"
most = 60
cost = 1
[lever.to-b]
kind = "transfer"
to = "b"
most = 60
cost = 1
)toml";
    const Case home = io::load_toml(text, "home.toml").conflict;
    // The farmers take 0 and 1 alone: at 1 the first party lacks 25; at 2, which fails, both lack 3 in all.
    const LeversResult result = levers(home, {.draws = 0, .break_even = false});
    ASSERT_TRUE(result.cheapest);
    EXPECT_NEAR(result.cheapest->cost, 25, 1e-6);
    EXPECT_TRUE(result.cheapest->checked);
    const Effects effects = find_effects(home, {}, {}, true);
    EXPECT_NEAR(LeverProgram(home, effects).cheapest(3, {})->cost, 25, 1e-6);
    LeversOptions options{.draws = 0, .break_even = false};
    options.goal = app::read_goal(home, "deal: x=2");
    const LeversResult refused = levers(home, options);
    EXPECT_FALSE(refused.reachable);
    EXPECT_NE(refused.why_not.find("not ratified by B (40% in favour, 50% needed)"), std::string::npos)
        << refused.why_not;
}

// Two hunters: together 4 each, alone with the stag nothing, with a hare 3 whatever the other does.
TEST(Levers, BeingSureOfBothCostsMoreThanExpectingBoth) {
    const Case hunt = io::load_toml(R"toml(title = "Stag hunt"
reserve = { a = 0, b = 0 }
[parties]
a = "A"
b = "B"
[issue.a]
options = ["stag", "hare"]
for.a = { score = [0, 75] }
[issue.b]
options = ["stag", "hare"]
for.b = { score = [0, 75] }
[[bonus]]
for = "a"
when = { a = "stag", b = "stag" }
add = 100
[[bonus]]
for = "b"
when = { a = "stag", b = "stag" }
add = 100
[control]
a = ["a"]
b = ["b"]
[lever.none]
kind = "transfer"
to = "a"
most = 1
)toml",
                                    "hunt.toml")
                          .conflict;
    LeversOptions options{.draws = 0, .break_even = false};
    options.goal = app::read_goal(hunt, "deal: a=stag, b=stag");
    const LeversResult result = levers(hunt, options);
    ASSERT_TRUE(result.promise);
    EXPECT_EQ(result.promise->total_at_risk, 0);
    ASSERT_TRUE(result.promise->certain);
    ASSERT_EQ(result.promise->certain->offers.size(), 2u);
    EXPECT_NEAR(result.promise->certain->total, result.promise->certain->offers[0].second, 1e-9);
    EXPECT_NEAR(result.promise->certain->total,
                utility(hunt, PartyId(0), Outcome{{OptionId(1), OptionId(0)}}) -
                    utility(hunt, PartyId(0), Outcome{{OptionId(0), OptionId(1)}}),
                1e-9);
    EXPECT_GT(result.promise->certain->total, 1);
}

constexpr const char* kDam = R"toml(entente = 1
title = "A dam"
[parties]
up = "Upstream"
down = "Downstream"
[issue.release]
options = [0, 1]
grid = 11
for.up = { weight = 1, score = [100, 0] }
for.down = { weight = 1, score = [0, 100] }
[reserve]
up = "60 (50..70)"
down = "50 (40..60)"
[outside]
bank = "The Bank"
[lever.grant]
kind = "transfer"
by = "bank"
to = "down"
most = 30
cost = 2
[lever.pressure]
kind = "number"
by = "bank"
moves = "reserve.up"
most = -15
cost = 1
[control]
up = ["release"]
)toml";

TEST(Levers, MoneyForADamDispute) {
    const Case dam = io::load_toml(kDam, "dam.toml").conflict;
    const LeversResult result = levers(dam, {.draws = 500});
    EXPECT_FALSE(result.holds_now);
    ASSERT_EQ(result.minimal.size(), 2u);
    // 10 points are missing: as pressure at 1 each, as a grant at 2.
    EXPECT_NEAR(result.cheapest->cost, 10, 1e-6);
    ASSERT_EQ(result.cheapest->levers.size(), 1u);
    EXPECT_EQ(result.cheapest->levers[0].name, "pressure");
    EXPECT_NEAR(result.cheapest->levers[0].size, -10, 1e-6);
    EXPECT_TRUE(result.in_all.empty());
    // The zone opens where upstream's value falls to 50, or downstream's to 40.
    ASSERT_EQ(result.break_even.size(), 2u);
    EXPECT_EQ(result.break_even[0].address, "reserve.up");
    EXPECT_NEAR(result.break_even[0].value, 50, 1e-6);
    EXPECT_TRUE(result.break_even[0].opens);
    EXPECT_NEAR(result.break_even[1].value, 40, 1e-6);
    ASSERT_FALSE(result.chance_curve.empty());
    for (std::size_t k = 1; k < result.chance_curve.size(); ++k)
        EXPECT_GE(result.chance_curve[k].chance, result.chance_curve[k - 1].chance);
    // Upstream can hold the water back again once it has signed.
    ASSERT_TRUE(result.promise);
    EXPECT_EQ(result.promise->can_leave, std::vector<std::string>{"up"});
    EXPECT_NEAR(result.promise->total_at_risk, 50, 1e-6);
}

// Every draw of the dam by hand: pressure lowers upstream's value, and some release must satisfy both.
TEST(Levers, TheCurveIsThatOfEveryDrawAlone) {
    const Case dam = io::load_toml(kDam, "dam.toml").conflict;
    constexpr std::uint64_t kDraws = 300;
    const LeversResult result = levers(dam, {.draws = kDraws, .break_even = false});
    std::vector<UncertainNumber> numbers = uncertain_numbers(dam);
    std::erase_if(numbers, [](const UncertainNumber& one) { return !one.address.starts_with("reserve."); });
    ASSERT_EQ(numbers.size(), 2u);
    const std::size_t upstream = numbers[0].address == "reserve.up" ? 0 : 1;
    const RandomDraws draws(numbers, dam.links, 1);
    ASSERT_EQ(result.chance_curve.size(), 21u);
    std::vector<double> shares(2);
    for (std::size_t step = 0; step < 21; ++step) {
        const double off = 15.0 * static_cast<double>(step) / 20;
        int open = 0;
        for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
            draws.shares(draw, shares);
            const double up = numbers[upstream].draw(shares[upstream]) - off;
            const double down = numbers[1 - upstream].draw(shares[1 - upstream]);
            bool zone = false;
            for (int tenth = 0; tenth <= 10; ++tenth)
                zone = zone || (100 - 10 * tenth >= up && 10 * tenth >= down);
            open += zone ? 1 : 0;
        }
        EXPECT_NEAR(result.chance_curve[step].chance, open / double(kDraws), 1e-12) << step;
        EXPECT_NEAR(result.chance_curve[step].cost, off, 1e-9);
    }
}

// The same dam, asked for a chance: every set by hand, at full size and in step.
TEST(Levers, SetsForAChanceAreThoseOfEveryDrawAlone) {
    const Case dam = io::load_toml(kDam, "dam.toml").conflict;
    constexpr std::uint64_t kDraws = 400;
    std::vector<UncertainNumber> numbers = uncertain_numbers(dam);
    std::erase_if(numbers, [](const UncertainNumber& one) { return !one.address.starts_with("reserve."); });
    const std::size_t upstream = numbers[0].address == "reserve.up" ? 0 : 1;
    const RandomDraws draws(numbers, dam.links, 1);
    const auto chance = [&](double grant, double pressure) {
        std::vector<double> shares(2);
        int open = 0;
        for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
            draws.shares(draw, shares);
            const double up = numbers[upstream].draw(shares[upstream]) - pressure;
            const double down = numbers[1 - upstream].draw(shares[1 - upstream]) - grant;
            bool zone = false;
            for (int tenth = 0; tenth <= 10; ++tenth)
                zone = zone || (100 - 10 * tenth >= up && 10 * tenth >= down);
            open += zone ? 1 : 0;
        }
        return open / double(kDraws);
    };
    std::size_t two = 0;
    for (const double wanted : {0.02, 0.3, 0.6, 0.9, 0.97, 0.99, 0.999}) {
        SCOPED_TRACE(wanted);
        LeversOptions options{.draws = kDraws, .break_even = false};
        options.goal = parse_goal("chance:" + std::to_string(wanted));
        const LeversResult result = levers(dam, options);
        std::set<std::set<std::string>> expected;
        for (unsigned set = 0; set < 4; ++set) {
            const auto reaches = [&](unsigned of) {
                return chance((of & 1u) != 0 ? 30 : 0, (of & 2u) != 0 ? 15 : 0) >= options.goal.chance;
            };
            if (!reaches(set) || (set != 0 && reaches(0))) continue;
            if (set == 3 && (reaches(1) || reaches(2))) continue;
            std::set<std::string> names;
            if ((set & 1u) != 0) names.insert("grant");
            if ((set & 2u) != 0) names.insert("pressure");
            expected.insert(names);
            two += set == 3 ? 1 : 0;
        }
        EXPECT_EQ(result.reachable, !expected.empty());
        EXPECT_EQ(result.holds_now, chance(0, 0) >= options.goal.chance);
        std::set<std::set<std::string>> found;
        for (const MinimalSet& minimal : result.minimal) {
            std::set<std::string> names;
            double grant = 0;
            double pressure = 0;
            for (const UsedLever& used : minimal.levers) {
                names.insert(used.name);
                (used.name == "grant" ? grant : pressure) = std::fabs(used.size);
            }
            found.insert(names);
            EXPECT_TRUE(minimal.checked);
            EXPECT_GE(chance(grant + 1e-5, pressure + 1e-5), options.goal.chance);
            const bool less = chance(grant * 0.999, pressure * 0.999) >= options.goal.chance;
            EXPECT_EQ(less, names.empty());
        }
        EXPECT_EQ(found, expected);
    }
    EXPECT_GT(two, 0u);
}

TEST(Levers, SameBytesForAnyThreads) {
    const app::Input input = app::load_text(kDam, "dam.toml");
    RunOptions one;
    one.threads = 1;
    RunOptions two;
    two.threads = 2;
    EXPECT_EQ(app::to_json(app::levers(input, {.draws = 500}, one)),
              app::to_json(app::levers(input, {.draws = 500}, two)));
}

TEST(Levers, GoalOfADealAndWhyItIsOutOfReach) {
    const app::Input input = app::load_text(kDam, "dam.toml");
    LeversOptions options{.draws = 0, .break_even = false};
    options.goal = app::read_goal(input.conflict, "deal: release=0.5");
    const LeversResult half = app::levers(input, options).result;
    EXPECT_TRUE(half.reachable);
    EXPECT_NEAR(half.cheapest->cost, 10, 1e-6);
    options.goal = app::read_goal(input.conflict, "deal: release=0");
    const LeversResult none = app::levers(input, options).result;
    EXPECT_FALSE(none.reachable);
    EXPECT_NE(none.why_not.find("Downstream 20 points short"), std::string::npos) << none.why_not;
    EXPECT_THROW((void)parse_goal("zome"), InputError);
    EXPECT_THROW((void)parse_goal("stable:sseqq"), InputError);
    EXPECT_THROW((void)parse_goal("chance:2"), InputError);
}

TEST(Levers, MistakesAreToldWithTheirPlace) {
    const auto code = [](std::string from, const std::string& to) {
        std::string text = kDam;
        text.replace(text.find(from), from.size(), to);
        try {
            (void)io::load_toml(text, "dam.toml");
        } catch (const InputError& error) {
            EXPECT_GT(error.diagnostics().front().where.line, 0u);
            return error.diagnostics().front().code;
        }
        return std::string();
    };
    EXPECT_EQ(code("kind = \"transfer\"", "kind = \"transfr\""), "E1301");
    EXPECT_EQ(code("by = \"bank\"\nto", "by = \"bonk\"\nto"), "E1302");
    EXPECT_EQ(code("most = 30\n", ""), "E1303");
    EXPECT_EQ(code("to = \"down\"\n", ""), "E1304");
    EXPECT_EQ(code("reserve.up\"", "reserve.upp\""), "E1308");
    EXPECT_EQ(code("most = 30", "most = 30\nleast = 40"), "E1309");
    EXPECT_EQ(code("most = 30", "most = -30"), "E1309");
    EXPECT_EQ(code("bank = \"The Bank\"", "bank = \"The Bank\"\nup = \"Upstream\""), "E1307");
}

TEST(Levers, AWrittenCaseMeansTheSame) {
    const std::string text = std::string(kDam) + R"toml([coalition]
"up+down" = { up = 70, down = 60 }
[phases]
bond = "0.05 (0.02..0.1)"
benefit = 1
discount = 0.95
[spoilers.up]
trust = "0.6 (0.4..0.8)"
strength = 0.5
prevention = 0.9
attack = 0.8
loss = 3
)toml";
    const Case written = io::load_toml(text, "dam.toml").conflict;
    const Case again = io::load_toml(io::to_toml(written), "dam.toml").conflict;
    ASSERT_EQ(again.levers.size(), 2u);
    ASSERT_EQ(again.coalitions.size(), 1u);
    EXPECT_EQ(again.coalitions[0].points[1].best, Rational(60));
    ASSERT_TRUE(again.phases);
    EXPECT_EQ(io::to_toml(written), io::to_toml(again));
    const LeversResult result = levers(written, {.draws = 0, .break_even = false});
    ASSERT_TRUE(result.phases);
    EXPECT_EQ(result.phases->steps.size(), 5u);
    EXPECT_FALSE(result.phases->benefit_from_deal);
    ASSERT_EQ(result.spoilers.size(), 1u);
    const SpoilersResult& attacks = result.spoilers.front();
    EXPECT_NEAR(attacks.after_attack, .507692, 1e-6);
    EXPECT_NEAR(attacks.after_quiet, .771429, 1e-6);
    ASSERT_TRUE(attacks.gain);
    EXPECT_EQ(attacks.most_exposed, "down");
    if (*attacks.gain > 0) {
        EXPECT_NEAR(*attacks.needed, 3 / (*attacks.gain + 3), 1e-12);
    }
}

// A war whose values do not follow the levers on straight lines, and whose zone is shut: the sets are found
// by valuing it anew for each.
TEST(Levers, OpenAZoneThatAWarOfBentValuesShuts) {
    Case shut = io::load({"case:protracted-war"}).conflict;
    bool found = false;
    for (Lever& lever : shut.levers) found = found || lever.kind == LeverKind::expiring;
    ASSERT_TRUE(found);
    find_quantity(shut, "aid.weapons.shift")->best = Rational(1);
    const LeversResult result = levers(shut, {.draws = 0, .break_even = false});
    EXPECT_FALSE(result.holds_now);
    ASSERT_TRUE(result.reachable);
    ASSERT_FALSE(result.minimal.empty());
    for (const MinimalSet& set : result.minimal) EXPECT_TRUE(set.checked);
    ASSERT_TRUE(result.cheapest);
    EXPECT_DOUBLE_EQ(result.cheapest->cost, result.minimal.front().cost);
}

// Each controls one issue of a prisoner's dilemma: both keep is worth 3, to leave alone 5, both leave 1.
TEST(Levers, StepsOfADealTakeTheirBenefitFromIt) {
    const Case dilemma = io::load_toml(R"toml(title = "Dilemma"
reserve = { a = 1, b = 1 }
[parties]
a = "A"
b = "B"
[issue.of_a]
options = ["keeps", "leaves"]
for.a = { weight = 50, score = [0, 40] }
for.b = { weight = 50, score = [60, 0] }
[issue.of_b]
options = ["keeps", "leaves"]
for.a = { weight = 50, score = [60, 0] }
for.b = { weight = 50, score = [0, 40] }
[control]
a = ["of_a"]
b = ["of_b"]
)toml",
                                       "dilemma.toml")
                             .conflict;
    const LeversResult result = levers(
        dilemma,
        {.goal = app::read_goal(dilemma, "deal: of_a=keeps, of_b=keeps"), .draws = 0, .break_even = false});
    ASSERT_TRUE(result.phases);
    EXPECT_TRUE(result.phases->benefit_from_deal);
    // Leaving gains 20 points; the deal gains 29 over no deal.
    EXPECT_NEAR(result.phases->benefit, 29.0 / 20, 1e-9);
    EXPECT_FALSE(result.phases->bond);
    ASSERT_EQ(result.phases->needed.front().steps, 1u);
    EXPECT_DOUBLE_EQ(result.phases->needed.front().bond, 1);
    EXPECT_LT(result.phases->needed.back().bond, .01);
    EXPECT_TRUE(result.spoilers.empty());
}

// Three parties any two of whom can go ahead: every pair gains by leaving the third out.
TEST(Levers, GroupsThatGoAlone) {
    const Case three = io::load_toml(R"toml(title = "Three neighbours"
reserve = { a = 0, b = 0, c = 0 }
[parties]
a = "A"
b = "B"
c = "C"
[issue.split]
options = ["AB only", "AC only", "BC only", "all"]
for.a = { score = [50, 40, 0, 34] }
for.b = { score = [40, 0, 50, 33] }
for.c = { score = [0, 50, 40, 33] }
[coalition]
"a+b" = { a = 50, b = 40 }
"a+c" = { a = 40, c = 50 }
"b+c" = { b = 50, c = 40 }
)toml",
                                     "three.toml")
                           .conflict;
    const LeversResult result = levers(three, {.draws = 0, .break_even = false});
    ASSERT_TRUE(result.coalitions);
    EXPECT_EQ(std::count_if(result.coalitions->objections.begin(), result.coalitions->objections.end(),
                            [](const CoalitionObjection& one) { return one.deal == "nash"; }),
              3);
    ASSERT_TRUE(result.coalitions->shared);
    EXPECT_TRUE(result.coalitions->shared->core_empty);
    const std::optional<CoalitionsResult> settled = coalitions_in(three, settle::settle(three));
    ASSERT_TRUE(settled);
    EXPECT_EQ(settled->objections.size(), result.coalitions->objections.size());
}

}  // namespace
}  // namespace entente::levers
