// Points found one by one, by search and by integer programs, give the solutions that the whole frontier
// gives.
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>

#include "random_problem.hpp"
#include "settle/milp/points.hpp"
#include "settle/search/points.hpp"
#include "settle/solutions/choose.hpp"
#include "settle/solutions/hunt.hpp"

namespace entente::settle {
namespace {

using testing::Gains;
using testing::Narrow;
using testing::Oracle;
using testing::Random;
using testing::Shape;

/// A bargain over the individually rational ones of some gain vectors.
Bargain<std::int64_t> bargain_over(const Narrow& problem, std::vector<Gains> points) {
    std::sort(points.rbegin(), points.rend());
    Bargain<std::int64_t> bargain;
    bargain.problem = &problem;
    for (std::size_t p = 0; p < points.size(); ++p) {
        if (std::any_of(points[p].begin(), points[p].end(), [](int128 g) { return g < 0; })) continue;
        std::vector<std::int64_t> row;
        for (std::size_t j = 0; j < problem.parties; ++j) {
            row.push_back(static_cast<std::int64_t>((points[p][j] + problem.origin[j]) / problem.fine[j]));
        }
        if (bargain.point.empty()) bargain.ideal = row;
        for (std::size_t j = 0; j < row.size(); ++j) bargain.ideal[j] = std::max(bargain.ideal[j], row[j]);
        bargain.rows.insert(bargain.rows.end(), row.begin(), row.end());
        bargain.point.push_back(p);
    }
    return bargain;
}

std::vector<std::int64_t> chosen(const Bargain<std::int64_t>& bargain, const Choosing& choice) {
    const std::int64_t* row = bargain.row(choice.best);
    return {row, row + bargain.problem->parties};
}

/// Every outcome that the definition allows, in fractions, over all rational outcomes.
std::vector<Gains> raiffa_by_definition(const Oracle& oracle) {
    using Fraction = boost::multiprecision::cpp_rational;
    std::vector<Gains> left;
    for (const auto& [gains, copies] : oracle.zone) left.push_back(gains);
    const std::size_t n = left.front().size();
    const auto number = [](int128 x) { return Fraction(static_cast<std::int64_t>(x)); };
    std::vector<Fraction> d(n, 0), ideal(n);
    const auto find_ideal = [&] {
        ideal = d;
        for (const Gains& gains : left) {
            for (std::size_t j = 0; j < n; ++j) ideal[j] = std::max(ideal[j], number(gains[j]));
        }
    };
    for (int step = 0; step < 80; ++step) {
        find_ideal();
        std::vector<Fraction> middle(n);
        for (std::size_t j = 0; j < n; ++j) middle[j] = (d[j] + ideal[j]) / 2;
        std::vector<Gains> next;
        for (const Gains& gains : left) {
            bool above = true;
            for (std::size_t j = 0; j < n; ++j) above = above && number(gains[j]) >= middle[j];
            if (above) next.push_back(gains);
        }
        if (next.empty()) break;
        d = middle;
        left = next;
    }
    find_ideal();
    std::vector<Gains> best;
    std::vector<Fraction> top;
    for (const Gains& gains : left) {
        std::vector<Fraction> shares;
        for (std::size_t j = 0; j < n; ++j) {
            if (ideal[j] > d[j]) shares.push_back((number(gains[j]) - d[j]) / (ideal[j] - d[j]));
        }
        std::sort(shares.begin(), shares.end());
        if (best.empty() || shares > top) {
            best.clear();
            top = shares;
        }
        if (shares == top) best.push_back(gains);
    }
    return best;
}

struct Tally {
    int zones = 0;
    int empty = 0;
};

std::vector<const SolutionRecord*> records_for(const PointWishes& wishes) {
    SettleOptions options;
    options.nash_weights = wishes.nash_weights;
    std::vector<const SolutionRecord*> records;
    for (const SolutionRecord* record : solution_records()) {
        if (record->asked != nullptr && !record->asked(options)) continue;
        if (record->text.same_as.empty()) records.push_back(record);
    }
    return records;
}

void compare_solutions(Panel& panel, const PointUnits& units, const Narrow& problem, const Oracle& oracle,
                       bool by_search, Tally& tally) {
    PointWishes wishes;
    if (problem.parties == 3) wishes.nash_weights = {1, 2, 3};
    const Hunt hunt = hunt_solutions(panel, problem.parties, records_for(wishes), wishes, units);
    EXPECT_EQ(panel.stopped(), Stopped::complete);
    std::vector<Gains> found;
    for (const Located& point : hunt.points) {
        ASSERT_TRUE(oracle.outcomes.contains(point.gains));
        found.push_back(point.gains);
    }
    if (oracle.zone.empty()) {
        ++tally.empty;
        EXPECT_EQ(hunt.known.zone, Proof::absent);
        EXPECT_TRUE(hunt.known.blockers_proved);
        return;
    }
    ++tally.zones;
    EXPECT_EQ(hunt.known.zone, Proof::optimal);
    for (const auto& [name, one] : hunt.known.solutions) EXPECT_TRUE(one.found && one.gap == 0) << name;
    const auto all = bargain_over(problem, oracle.frontier());
    const auto some = bargain_over(problem, found);
    ASSERT_EQ(some.ideal, all.ideal);
    EXPECT_EQ(chosen(some, kalai_smorodinsky(some)), chosen(all, kalai_smorodinsky(all)));
    EXPECT_EQ(chosen(some, egalitarian(some)), chosen(all, egalitarian(all)));
    EXPECT_EQ(chosen(some, raiffa(some)), chosen(all, raiffa(all)));
    const auto expected = raiffa_by_definition(oracle);
    const auto taken = chosen(all, raiffa(all));
    EXPECT_TRUE(std::any_of(expected.begin(), expected.end(), [&](const Gains& gains) {
        bool same = true;
        for (std::size_t j = 0; j < taken.size(); ++j) same = same && gains[j] == problem.gain(j, taken[j]);
        return same;
    }));
    const auto sum = [&](const std::vector<std::int64_t>& row) {
        double total = 0;
        for (std::size_t j = 0; j < row.size(); ++j) total += problem.points(j, row[j]);
        return total;
    };
    const auto product = [&](const std::vector<std::int64_t>& row) {
        double total = 1;
        for (std::size_t j = 0; j < row.size(); ++j) {
            const auto gain = static_cast<double>(problem.gain_points(j, problem.gain(j, row[j])));
            if (gain > 0) total *= gain;
        }
        return total;
    };
    if (by_search) {
        EXPECT_EQ(chosen(some, nash(some, {})), chosen(all, nash(all, {})));
        EXPECT_EQ(chosen(some, utilitarian(some)), chosen(all, utilitarian(all)));
        if (!wishes.nash_weights.empty()) {
            EXPECT_EQ(chosen(some, nash(some, wishes.nash_weights)),
                      chosen(all, nash(all, wishes.nash_weights)));
        }
    } else {  // programs do not tell ties apart
        EXPECT_NEAR(sum(chosen(some, utilitarian(some))), sum(chosen(all, utilitarian(all))), 1e-9);
        const double best = product(chosen(all, nash(all, {})));
        EXPECT_NEAR(product(chosen(some, nash(some, {}))), best, 1e-6 * best);
    }
}

Shape shape_of(Random& random, std::size_t parties) {
    Shape shape;
    shape.parties = parties;
    shape.issues = 2 + random() % 4;
    shape.options = 2 + random() % 4;
    shape.score_high = random() % 2 == 0 ? 6 : 300;
    shape.terms = random() % 6;
    shape.rules = random() % 3;
    shape.reserve = random() % 3 == 0 ? 0 : 0.35 + 0.1 * static_cast<double>(random() % 4);
    shape.common_scale = random() % 2 == 0;
    return shape;
}

TEST(PointHunt, SearchFindsTheSolutionsOfTheWholeFrontier) {
    Random random(11);
    Tally tally;
    for (int trial = 0; trial < 200; ++trial) {
        SCOPED_TRACE(trial);
        auto problem =
            testing::narrow_problem(testing::random_case(random, shape_of(random, 2 + random() % 4)));
        const Oracle oracle = testing::enumerate_all(problem);
        if (oracle.outcomes.empty()) continue;
        const SeparableForm form = separable_form(problem);
        ASSERT_TRUE(form.separable);
        const RunOptions run;
        Panel panel([&] { return std::make_unique<SeparablePoints>(*form.separable, run, 100'000'000); },
                    trial % 2 == 0, run);
        compare_solutions(panel, point_units(*form.separable), problem, oracle, true, tally);
    }
    EXPECT_GT(tally.zones, 80);
    EXPECT_GT(tally.empty, 10);
}

TEST(PointHunt, ProgramsFindTheSolutionsOfTheWholeFrontier) {
    Random random(12);
    Tally tally;
    for (int trial = 0; trial < 40; ++trial) {
        SCOPED_TRACE(trial);
        auto problem =
            testing::narrow_problem(testing::random_case(random, shape_of(random, 2 + random() % 3)));
        const Oracle oracle = testing::enumerate_all(problem);
        if (oracle.outcomes.empty()) continue;
        const RunOptions run;
        Panel panel([&] { return std::make_unique<MilpPoints<std::int64_t>>(problem, run); }, false, run);
        compare_solutions(panel, point_units(scales_of(problem)), problem, oracle, false, tally);
    }
    EXPECT_GT(tally.zones, 15);
    EXPECT_GT(tally.empty, 2);
}

}  // namespace
}  // namespace entente::settle
