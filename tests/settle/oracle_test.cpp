// Every method against a plain enumeration, on random cases of all kinds.
#include <gtest/gtest.h>

#include "settle/cases.hpp"
#include "settle/frontier/enumerate.hpp"
#include "settle/frontier/merge.hpp"

namespace entente::settle::oracle {
namespace {

std::vector<Shape> shapes() {
    std::vector<Shape> result;
    for (std::size_t parties : {1u, 2u, 3u, 4u, 5u}) {
        result.push_back({.parties = parties, .issues = 4, .most_options = 5});
        result.push_back({.parties = parties, .issues = 5, .most_options = 3, .grid = 2});  // heavy ties
        result.push_back({.parties = parties, .issues = 3, .most_options = 8, .opposed = true});
        result.push_back({.parties = parties, .issues = 4, .most_options = 4, .grid = 10, .terms = 4});
        result.push_back(
            {.parties = parties, .issues = 4, .most_options = 4, .grid = 5, .terms = 3, .rules = 3});
        result.push_back({.parties = parties, .issues = 5, .most_options = 3, .grid = 4, .rules = 4});
        result.push_back({.parties = parties, .issues = 4, .most_options = 4, .grid = 4, .cap = true});
        result.push_back(
            {.parties = parties, .issues = 3, .most_options = 4, .grid = 3, .terms = 3, .cap = true});
    }
    result.push_back({.parties = 2, .issues = 1, .most_options = 20});
    result.push_back({.parties = 3, .issues = 6, .most_options = 1});
    return result;
}

RunOptions one_thread() {
    RunOptions run;
    run.threads = 1;
    return run;
}

/// The front of a method against the oracle's; ties and witnesses too.
template <class Units>
void expect_front(const Oracle& oracle, const Problem<Units>& problem, const Front<Units>& front,
                  bool witnesses) {
    ASSERT_EQ(front.size(), oracle.frontier.size());
    auto expected = oracle.frontier.rbegin();
    std::vector<std::uint32_t> selection(problem.issues);
    std::vector<Units> units(problem.parties);
    for (std::size_t p = 0; p < front.size(); ++p, ++expected) {
        for (std::size_t j = 0; j < problem.parties; ++j) {
            ASSERT_TRUE(problem.base[j] + problem.step[j] * int128{front.row(p)[j]} == expected->first[j]);
        }
        front.selection(p, selection.data());
        ASSERT_TRUE(problem.evaluate(selection.data(), units.data()));
        EXPECT_TRUE(std::equal(units.begin(), units.end(), front.row(p)));
        const std::string ties = front.ties(p);
        if (witnesses || !ties.empty()) {
            EXPECT_EQ(ties, std::to_string(expected->second.ties));
            EXPECT_EQ(problem.outcome(selection.data()), expected->second.first);
        }
    }
}

template <class Units>
void check_methods(const Case& c, const Oracle& oracle) {
    const auto problem = build_problem<Units>(c, oracle.exact);
    ASSERT_TRUE(problem);
    Enumeration<Units> enumerated = enumerate(*problem, one_thread());
    EXPECT_EQ(enumerated.feasible.to_string(), std::to_string(oracle.feasible));
    EXPECT_EQ(enumerated.zone.to_string(), std::to_string(oracle.zone));
    expect_front(oracle, *problem, enumerated.front, true);
    Merged<Units> merged = merge(*problem, {}, one_thread());
    ASSERT_EQ(merged.end, MergeEnd::complete);
    expect_front(oracle, *problem, merged.front, !problem->capped());
    Merged<Units> rational = merge(*problem, {.rational_only = true}, one_thread());
    ASSERT_EQ(rational.end, MergeEnd::complete);
    std::size_t expected = 0;
    for (const auto& entry : oracle.frontier) expected += oracle.acceptable(entry.first) ? 1 : 0;
    std::size_t found = 0;
    for (std::size_t p = 0; p < rational.front.size(); ++p) {
        bool acceptable = true;
        for (std::size_t j = 0; j < problem->parties; ++j) {
            acceptable = acceptable && problem->acceptable(j, rational.front.row(p)[j]);
        }
        found += acceptable ? 1 : 0;
    }
    EXPECT_EQ(found, expected);
}

TEST(SettleOracle, EnumerateAndMergeFindTheFrontier) {
    std::uint64_t seed = 0;
    for (const Shape& shape : shapes()) {
        for (int round = 0; round < 25; ++round) {
            ++seed;
            SCOPED_TRACE("seed " + std::to_string(seed));
            const Case c = random_case(shape, seed);
            const Oracle oracle(c);
            check_methods<std::int64_t>(c, oracle);
            if (round < 4) check_methods<int128>(c, oracle);
            if (HasFatalFailure() || HasNonfatalFailure()) return;
        }
    }
}

}  // namespace
}  // namespace entente::settle::oracle
