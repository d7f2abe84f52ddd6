// search against plain enumeration on random problems: rules, terms, ties, zero weights, empty zones.
#include <gtest/gtest.h>

#include "random_problem.hpp"
#include "settle/search/search.hpp"

namespace entente::settle {
namespace {

using testing::Gains;
using testing::Oracle;
using testing::Random;
using testing::Shape;

Shape random_shape(Random& random) {
    Shape shape;
    shape.parties = 1 + random() % 6;
    shape.issues = 1 + random() % (shape.parties > 3 ? 5 : 6);
    shape.options = 2 + random() % 4;
    shape.score_low = random() % 3 == 0 ? -5 : 0;
    shape.score_high = random() % 2 == 0 ? 4 : 1000;
    shape.terms = random() % 3 == 0 ? random() % 5 : 0;
    shape.rules = random() % 3 == 0 ? random() % 4 : 0;
    shape.reserve = random() % 3 == 0 ? 0 : 0.2 + 0.1 * static_cast<double>(random() % 7);
    shape.common_scale = random() % 2 == 0;
    return shape;
}

std::vector<Level> ratios(const Gains& gains, const std::vector<int128>& unit) {
    std::vector<Level> levels;
    for (std::size_t j = 0; j < unit.size(); ++j) {
        if (unit[j] > 0) levels.push_back({gains[j], unit[j]});
    }
    std::sort(levels.begin(), levels.end(),
              [](const Level& a, const Level& b) { return compare(a, b) < 0; });
    return levels;
}

int compare_ratios(const std::vector<Level>& a, const std::vector<Level>& b) {
    for (std::size_t k = 0; k < a.size(); ++k) {
        if (const int order = compare(a[k], b[k]); order != 0) return order;
    }
    return 0;
}

/// The zone's best vector under `order` (1: first is better), ties by the rule of all solutions.
template <class Order>
Gains best_of_zone(const Separable& space, const Oracle& oracle, Order order) {
    Gains best = oracle.zone.begin()->first;
    for (const auto& [gains, copies] : oracle.zone) {
        const int against = order(gains, best);
        if (against > 0 || (against == 0 && preferred(space, gains, best))) best = gains;
    }
    return best;
}

void check_leximin(Search& search, const Oracle& oracle, const std::vector<int128>& unit) {
    const SearchAnswer answer = search.leximin(unit);
    ASSERT_EQ(answer.proof, Proof::optimal);
    const Gains expected = best_of_zone(search.space(), oracle, [&](const Gains& a, const Gains& b) {
        return compare_ratios(ratios(a, unit), ratios(b, unit));
    });
    EXPECT_TRUE(answer.best->gains == expected);
}

void check_nash(Search& search, const Oracle& oracle, const std::vector<double>& weight, bool equal) {
    std::vector<std::size_t> in;
    for (std::size_t j = 0; j < weight.size(); ++j) {
        if (weight[j] > 0) in.push_back(j);
    }
    const SearchAnswer answer = search.nash(weight);
    const auto positive = [&](const Gains& gains) {
        return std::all_of(in.begin(), in.end(), [&](std::size_t j) { return gains[j] > 0; });
    };
    const auto log_product = [&](const Gains& gains) {
        double total = 0;
        for (const std::size_t j : in) total += weight[j] * std::log(static_cast<double>(gains[j]));
        return total;
    };
    bool any = false;
    for (const auto& [gains, copies] : oracle.zone) any = any || positive(gains);
    if (!any) {
        ASSERT_EQ(answer.proof, Proof::absent);
        return;
    }
    ASSERT_EQ(answer.proof, Proof::optimal);
    ASSERT_TRUE(oracle.zone.contains(answer.best->gains));
    if (equal) {
        const Gains expected = best_of_zone(search.space(), oracle, [&](const Gains& a, const Gains& b) {
            if (positive(a) != positive(b)) return positive(a) ? 1 : -1;
            return compare_products(a, b, in);
        });
        EXPECT_TRUE(answer.best->gains == expected);
        return;
    }
    for (const auto& [gains, copies] : oracle.zone) {
        if (positive(gains)) {
            ASSERT_LE(log_product(gains), log_product(answer.best->gains) + 1e-11);
        }
    }
}

void check_shift(Search& search, const Oracle& oracle) {
    const SearchAnswer answer = search.least_shift();
    ASSERT_EQ(answer.proof, Proof::optimal);
    double least = -std::numeric_limits<double>::infinity();
    for (const auto& [gains, copies] : oracle.outcomes) {
        double total = 0;
        for (std::size_t j = 0; j < gains.size(); ++j) {
            total += std::min(0.0, static_cast<double>(gains[j])) *
                     static_cast<double>(search.space().unit_points[j]);
        }
        least = std::max(least, total);
    }
    EXPECT_NEAR(answer.value, least, 1e-9 * (1 + std::abs(least)));
}

TEST(SearchRandom, AgreesWithEnumeration) {
    Random random(20261);
    int empty = 0, full = 0, with_terms = 0;
    for (int trial = 0; trial < 600; ++trial) {
        SCOPED_TRACE(trial);
        const Shape shape = random_shape(random);
        const Case conflict = testing::random_case(random, shape);
        auto problem = testing::narrow_problem(conflict);
        const Oracle oracle = testing::enumerate_all(problem);
        const SeparableForm form = separable_form(problem);
        ASSERT_TRUE(form.separable) << form.reason;
        if (oracle.outcomes.empty()) {
            EXPECT_TRUE(form.separable->impossible());
            continue;
        }
        const std::size_t n = shape.parties;
        const RunOptions run;
        Search search(*form.separable, run);
        const SearchAnswer zone = search.diagonal(Gains(n, 0), Gains(n, 1), Level{0, 1});
        if (oracle.zone.empty()) {
            ++empty;
            ASSERT_EQ(zone.proof, Proof::absent);
            EXPECT_EQ(search.largest_sum().proof, Proof::absent);
            EXPECT_EQ(search.leximin(Gains(n, 1)).proof, Proof::absent);
            check_shift(search, oracle);
            continue;
        }
        ++full;
        with_terms += shape.terms > 0 || shape.rules > 0 ? 1 : 0;
        ASSERT_EQ(zone.proof, Proof::optimal);
        Gains ideal(n);
        for (std::size_t j = 0; j < n; ++j) {
            const SearchAnswer best = search.best_of(j, std::vector<std::optional<int128>>(n, int128{0}));
            ASSERT_EQ(best.proof, Proof::optimal);
            for (const auto& [gains, copies] : oracle.zone) ideal[j] = std::max(ideal[j], gains[j]);
            EXPECT_TRUE(best.best->gains[j] == ideal[j]);
        }
        const SearchAnswer sum = search.largest_sum();
        ASSERT_EQ(sum.proof, Proof::optimal);
        const Gains largest = best_of_zone(*form.separable, oracle, [&](const Gains& a, const Gains& b) {
            return compare_sums(*form.separable, a, b);
        });
        EXPECT_TRUE(sum.best->gains == largest);
        check_leximin(search, oracle, Gains(n, 1));
        if (std::any_of(ideal.begin(), ideal.end(), [](int128 g) { return g > 0; })) {
            check_leximin(search, oracle, ideal);
            std::vector<double> weight(n);
            for (std::size_t j = 0; j < n; ++j) weight[j] = ideal[j] > 0 ? 1 : 0;
            check_nash(search, oracle, weight, true);
            for (std::size_t j = 0; j < n; ++j) weight[j] *= 0.5 + static_cast<double>(random() % 4);
            check_nash(search, oracle, weight, false);
        }
    }
    EXPECT_GT(empty, 50);
    EXPECT_GT(full, 300);
    EXPECT_GT(with_terms, 80);
}

TEST(SearchRandom, BestOfOnePartyUnderDemandsOfOthers) {
    Random random(5);
    for (int trial = 0; trial < 150; ++trial) {
        SCOPED_TRACE(trial);
        Shape shape = random_shape(random);
        shape.reserve = 0.6;
        auto problem = testing::narrow_problem(testing::random_case(random, shape));
        const Oracle oracle = testing::enumerate_all(problem);
        const SeparableForm form = separable_form(problem);
        if (oracle.outcomes.empty()) continue;
        const RunOptions run;
        Search search(*form.separable, run);
        for (std::size_t p = 0; p < shape.parties; ++p) {
            std::optional<int128> expected;
            for (const auto& [gains, copies] : oracle.outcomes) {
                bool others = true;
                for (std::size_t j = 0; j < shape.parties; ++j)
                    others = others && (j == p || gains[j] >= 0);
                if (others && (!expected || gains[p] > *expected)) expected = gains[p];
            }
            std::vector<std::optional<int128>> floor(shape.parties, int128{0});
            floor[p].reset();
            const SearchAnswer answer = search.best_of(p, floor);
            if (expected) {
                ASSERT_EQ(answer.proof, Proof::optimal);
                EXPECT_TRUE(answer.best->gains[p] == *expected);
            } else {
                EXPECT_EQ(answer.proof, Proof::absent);
            }
        }
    }
}

TEST(SearchBudget, AnUnclosedSearchKeepsAValidInterval) {
    Random random(3);
    Shape shape;
    shape.parties = 4;
    shape.issues = 25;
    shape.options = 8;
    shape.score_high = 100'000;
    auto problem = testing::narrow_problem(testing::random_case(random, shape));
    for (std::size_t j = 0; j < shape.parties; ++j) problem.set_origin(j, 0);
    const SeparableForm form = separable_form(problem);
    const RunOptions run;
    Search exact(*form.separable, run);
    const SearchAnswer best = exact.diagonal(Gains(4, 0), Gains(4, 1), Level{0, 1});
    ASSERT_EQ(best.proof, Proof::optimal);
    int open = 0;
    for (const std::uint64_t nodes : {0ull, 10ull, 100ull, 1000ull}) {
        Search search(*form.separable, run, nodes);
        const SearchAnswer answer = search.diagonal(Gains(4, 0), Gains(4, 1), Level{0, 1});
        EXPECT_GE(answer.bound, best.value);
        EXPECT_LE(answer.value, best.value);
        EXPECT_NE(answer.proof, Proof::absent);
        open += answer.closed() ? 0 : 1;
        EXPECT_LE(search.nodes_used(), nodes);
    }
    EXPECT_GT(open, 0);
}

TEST(SearchBudget, StopsWhenToldTo) {
    Random random(4);
    Shape shape;
    shape.parties = 6;
    shape.issues = 60;
    shape.options = 10;
    shape.score_high = 1'000'000;
    auto problem = testing::narrow_problem(testing::random_case(random, shape));
    for (std::size_t j = 0; j < shape.parties; ++j) problem.set_origin(j, 0);
    const SeparableForm form = separable_form(problem);
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    Search search(*form.separable, run);
    const SearchAnswer answer = search.leximin(Gains(6, 1));
    EXPECT_FALSE(answer.closed());
    EXPECT_EQ(search.stopped(), Stopped::cancelled);
}

}  // namespace
}  // namespace entente::settle
