// Sums of two long lists along the edges of their hulls: the same points, and every way to each, as trying
// all sums.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "entente/core/random.hpp"
#include "entente/io/load.hpp"
#include "entente/settle/settle.hpp"
#include "settle/frontier/hull_sums.hpp"

namespace entente::settle {
namespace {

using Row = std::pair<std::int64_t, std::int64_t>;
using Ways = std::map<Row, std::set<std::pair<std::size_t, std::size_t>>>;

/// The maximal rows of a list, x falling.
std::vector<std::int64_t> maximal(std::vector<Row> rows) {
    std::sort(rows.rbegin(), rows.rend());
    std::vector<std::int64_t> kept;
    for (const Row& row : rows) {
        if (kept.empty() || row.second > kept.back()) kept.insert(kept.end(), {row.first, row.second});
    }
    return kept;
}

Ways by_trying_all(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
    Ways all;
    for (std::size_t i = 0; 2 * i < a.size(); ++i) {
        for (std::size_t j = 0; 2 * j < b.size(); ++j)
            all[{a[2 * i] + b[2 * j], a[2 * i + 1] + b[2 * j + 1]}].insert({i, j});
    }
    Ways kept;
    std::int64_t best = 0;
    for (auto at = all.rbegin(); at != all.rend(); ++at) {  // x falling, of one x the largest y first
        if (!kept.empty() && at->first.second <= best) continue;
        best = at->first.second;
        kept.insert(*at);
    }
    return kept;
}

Ways by_hulls(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b, std::uint64_t& work) {
    Ways kept;
    std::vector<Row> order;
    const bool whole = maxima_of_sums(
        HullList(a), HullList(b),
        [&](std::uint64_t candidates) {
            work += candidates;
            return true;
        },
        [&](std::size_t i, std::size_t j, const std::int64_t* row) {
            order.push_back({row[0], row[1]});
            kept[order.back()].insert({i, j});
            return true;
        },
        [&](std::size_t i, std::size_t j) {
            kept[order.back()].insert({i, j});
            return true;
        });
    EXPECT_TRUE(whole);
    EXPECT_TRUE(std::is_sorted(order.rbegin(), order.rend()));
    EXPECT_EQ(order.size(), kept.size()) << "a point was kept twice";
    return kept;
}

/// Lists of many shapes: on a line, bulging, hollow, scattered, and with few distinct steps so that sums
/// tie.
std::vector<std::int64_t> some_list(RandomStream& random) {
    const auto whole = [&](std::int64_t most) {
        return static_cast<std::int64_t>(random.uniform() * static_cast<double>(most + 1));
    };
    const std::size_t size = 1 + static_cast<std::size_t>(whole(60));
    const std::int64_t shape = whole(4);
    const std::int64_t wide = 1 + whole(9);
    const std::int64_t high = 1 + whole(9);
    std::vector<Row> rows;
    for (std::size_t k = 0; k < size; ++k) {
        const auto at = static_cast<std::int64_t>(k);
        const auto rest = static_cast<std::int64_t>(size - k);
        switch (shape) {
            case 0:
                rows.push_back({wide * at, high * rest});
                break;
            case 1:
                rows.push_back({wide * at * (2 * static_cast<std::int64_t>(size) - at), high * rest * 20});
                break;
            case 2:
                rows.push_back({wide * at * at, high * rest * rest});
                break;
            case 3:
                rows.push_back({whole(1'000), whole(1'000)});
                break;
            default:
                rows.push_back({whole(12), whole(12)});
                break;
        }
    }
    if (random.uniform() < 0.2)
        for (Row& row : rows) row = {row.first * 1'000'000'000'000, row.second * 999'999'999'989};
    return maximal(std::move(rows));
}

TEST(HullSums, SayWhatTryingAllSumsSays) {
    for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
        RandomStream random(seed, "hull sums");
        const std::vector<std::int64_t> a = some_list(random);
        const std::vector<std::int64_t> b = some_list(random);
        std::uint64_t work = 0;
        ASSERT_EQ(by_hulls(a, b, work), by_trying_all(a, b)) << "seed " << seed;
    }
}

TEST(HullSums, LookAtFewSumsOfLongLines) {
    constexpr std::int64_t kLong = 20'000;
    std::vector<std::int64_t> a;
    std::vector<std::int64_t> b;
    for (std::int64_t k = kLong; k-- > 0;) {
        a.insert(a.end(), {37 * k, 23 * (kLong - k)});
        b.insert(b.end(), {11 * k, 41 * (kLong - k)});
    }
    std::uint64_t work = 0;
    const Ways found = by_hulls(a, b, work);
    EXPECT_GE(found.size(), static_cast<std::size_t>(2 * kLong - 1));
    EXPECT_LT(work, 100u * kLong) << "of " << kLong * kLong << " sums";
}

/// Two issues that many options split, one linear for both and one that bulges.
Case grids(int options) {
    const std::string n = std::to_string(options);
    return io::load_toml(
               "entente = 1\ntitle = \"grids\"\nreserve = { a = 40, b = 35 }\n[parties]\na = \"A\"\nb = "
               "\"B\"\n"
               "[issue.x]\noptions = [0, 1]\ngrid = " +
                   n +
                   "\nfor.a = { weight = 60, score = [0, 100] }\nfor.b = { weight = 37, score = [100, 0] "
                   "}\n"
                   "[issue.y]\noptions = [0, 2, 5, 10]\ngrid = " +
                   n +
                   "\nfor.a = { weight = 40, score = [0, 45, 80, 100] }\n"
                   "for.b = { weight = 63, score = [100, 85, 50, 0] }\n",
               "case.toml")
        .conflict;
}

TEST(HullSums, AFrontierLongerThanItsListIsHeldWhole) {
    const Case conflict = grids(2'000);
    const SettleResult whole = settle(conflict, {});
    ASSERT_TRUE(whole.frontier.complete);
    SettleOptions few;
    few.frontier_limit = 50;
    const SettleResult listed = settle(conflict, few);
    EXPECT_TRUE(listed.exact);
    EXPECT_FALSE(listed.frontier.complete);
    EXPECT_LE(listed.frontier.items.size(), 50u);
    EXPECT_EQ(listed.frontier.points, whole.frontier.points);
    EXPECT_EQ(listed.frontier.rational_points, whole.frontier.rational_points);
    EXPECT_EQ(listed.zone.outcomes, whole.zone.outcomes);
    ASSERT_EQ(listed.solutions.size(), whole.solutions.size());
    for (std::size_t s = 0; s < whole.solutions.size(); ++s) {
        ASSERT_EQ(listed.solutions[s].solution.has_value(), whole.solutions[s].solution.has_value());
        if (!whole.solutions[s].solution) continue;
        const Point& deal = listed.solutions[s].solution->point;
        EXPECT_EQ(deal.outcome, whole.solutions[s].solution->point.outcome);
        EXPECT_TRUE(std::any_of(listed.frontier.items.begin(), listed.frontier.items.end(),
                                [&](const Point& item) { return item.outcome == deal.outcome; }))
            << whole.solutions[s].name << " is not listed";
    }
    // What is promised of those that are not listed holds.
    ASSERT_TRUE(listed.frontier.epsilon);
    double farthest = 0;
    for (const Point& point : whole.frontier.items) {
        double nearest = 1e9;
        for (const Point& item : listed.frontier.items)
            nearest = std::min(nearest, std::max(point.utilities[0] - item.utilities[0],
                                                 point.utilities[1] - item.utilities[1]));
        farthest = std::max(farthest, nearest);
    }
    EXPECT_LE(farthest, *listed.frontier.epsilon + 1e-9);
    EXPECT_GT(*listed.frontier.epsilon, 0);
}

TEST(HullSums, AListIsNeverLongerThanItsLimit) {
    const Case conflict = grids(1'000);
    for (const std::uint64_t limit : {2, 3, 4, 5, 9, 50}) {
        SettleOptions options;
        options.frontier_limit = limit;
        options.improve = Outcome{{OptionId(500), OptionId(999)}};
        const SettleResult listed = settle(conflict, options);
        EXPECT_LE(listed.frontier.items.size(), limit);
        EXPECT_EQ(listed.frontier.items.front().utilities,
                  settle(conflict, {}).frontier.items.front().utilities);
        ASSERT_TRUE(listed.improvement);
        EXPECT_LE(listed.improvement->items.size(), limit);
        EXPECT_FALSE(listed.improvement->complete);
        EXPECT_FALSE(listed.improvement->efficient);
        const std::string said = "of them found; " + std::to_string(listed.frontier.items.size()) +
                                 " are listed, which is "
                                 "what the limit asks for";
        EXPECT_TRUE(std::any_of(listed.notes.begin(), listed.notes.end(), [&](const std::string& note) {
            return note.find(said) != std::string::npos;
        }));
    }
}

TEST(HullSums, ALimitIsNamedWhereSolutionsLeavePlacesFree) {
    // Every solution is the same deal, so that fewer deals are listed than the limit allows.
    const Case pie = io::load_toml(R"(entente = 1
title = "pie"
reserve = { a = 10, b = 10 }
[parties]
a = "A"
b = "B"
[issue.x]
options = [0, 5, 10]
grid = 2001
for.a = { weight = 50, score = [0, 70, 100] }
for.b = { weight = 50, score = [100, 70, 0] }
)",
                                   "case.toml")
                         .conflict;
    SettleOptions options;
    options.frontier_limit = 50;
    const SettleResult listed = settle(pie, options);
    EXPECT_LE(listed.frontier.items.size(), 50u);
    EXPECT_TRUE(std::any_of(listed.notes.begin(), listed.notes.end(), [](const std::string& note) {
        return note.find("are listed, which is what the limit asks for") != std::string::npos;
    }));
}

}  // namespace
}  // namespace entente::settle
