// The methods for cases too large to list, each by itself: search, zone counting, cover, integer programs.
#include <benchmark/benchmark.h>

#include "entente/model/exact.hpp"
#include "families.hpp"
#include "settle/count/count.hpp"
#include "settle/frontier/cover.hpp"
#include "settle/milp/frontier.hpp"
#include "settle/search/search.hpp"

namespace entente::bench {
namespace {

settle::Separable separable_of(const Family& family) {
    const Case conflict = make_case(family);
    const auto problem = settle::build_problem<std::int64_t>(conflict, exact_utilities(conflict));
    return *settle::separable_form(*problem).separable;
}

Family opposed(benchmark::State& state, std::int64_t grid, double reserve) {
    Family family;
    family.parties = static_cast<std::size_t>(state.range(0));
    family.issues = static_cast<std::size_t>(state.range(1));
    family.grid = grid;
    family.reserve = reserve;
    return family;
}

void search_nash(benchmark::State& state) {
    const settle::Separable space = separable_of(opposed(state, 1'000'000, 0.1));
    const RunOptions run;
    for (auto _ : state) {
        settle::Search search(space, run);
        benchmark::DoNotOptimize(search.nash(std::vector<double>(space.parties, 1)));
    }
}
BENCHMARK(search_nash)->Unit(benchmark::kMillisecond)->ArgsProduct({{2, 3, 4, 5, 6}, {50}});

void search_leximin(benchmark::State& state) {
    const settle::Separable space = separable_of(opposed(state, 1'000'000, 0.1));
    const RunOptions run;
    for (auto _ : state) {
        settle::Search search(space, run);
        benchmark::DoNotOptimize(search.leximin(std::vector<int128>(space.parties, 1)));
    }
}
BENCHMARK(search_leximin)->Unit(benchmark::kMillisecond)->ArgsProduct({{2, 3, 4, 5}, {50}});

void count_middle(benchmark::State& state) {
    const settle::Separable space = separable_of(opposed(state, 1'000'000, 0.4));
    for (auto _ : state) benchmark::DoNotOptimize(settle::count_zone(space, {}, {}));
}
BENCHMARK(count_middle)->Unit(benchmark::kMillisecond)->Args({2, 10})->Args({2, 12})->Args({3, 10});

void count_grid(benchmark::State& state) {
    const settle::Separable space = separable_of(opposed(state, 1'000, 0.4));
    for (auto _ : state) benchmark::DoNotOptimize(settle::count_zone(space, {}, {}));
}
BENCHMARK(count_grid)->Unit(benchmark::kMillisecond)->Args({2, 50});

void count_sampling(benchmark::State& state) {
    const settle::Separable space = separable_of(opposed(state, 1'000'000, 0.2));
    for (auto _ : state) benchmark::DoNotOptimize(settle::count_zone(space, {}, {}));
}
BENCHMARK(count_sampling)->Unit(benchmark::kMillisecond)->Args({4, 50});

void cover(benchmark::State& state) {
    const settle::Separable space = separable_of(opposed(state, 1'000'000, 0));
    settle::CoverOptions options;
    options.lines = 1'200;
    for (auto _ : state) benchmark::DoNotOptimize(settle::cover_frontier(space, options, {}));
}
BENCHMARK(cover)->Unit(benchmark::kMillisecond)->Args({3, 50})->Args({4, 50});

/// Hyper-rectangles over issues of ten options, two a party and issue; narrow ones, so that the parties
/// cannot have all they want at once and the frontier has points to find.
void milp_rectangles(benchmark::State& state) {
    const auto issues = static_cast<std::size_t>(state.range(0));
    RandomStream random(1, "bench.rectangles");
    Case conflict;
    conflict.normalise = false;
    for (std::size_t i = 0; i < issues; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (int o = 0; o < 10; ++o) issue.options.push_back({std::to_string(o), {}});
        conflict.space.issues.push_back(issue);
    }
    for (std::size_t j = 0; j < 2; ++j) {
        Party party;
        party.id = "p" + std::to_string(j);
        party.preference.issues.resize(issues);
        for (std::size_t r = 0; r < 2 * issues; ++r) {
            Term term;
            std::vector<std::size_t> on;
            while (on.size() < 1 + r % 4) {
                const std::size_t i = random.below(issues);
                if (std::find(on.begin(), on.end(), i) == on.end()) on.push_back(i);
            }
            std::sort(on.begin(), on.end());
            for (const std::size_t i : on) {
                const std::size_t width = 2 + random.below(4);
                const std::size_t from = random.below(11 - width);
                term.when.push_back({IssueId(i), {{OptionId(from), OptionId(from + width - 1)}}});
            }
            term.add = Quantity(Rational(static_cast<std::int64_t>(1 + random.below(100))));
            party.preference.terms.push_back(term);
        }
        conflict.parties.push_back(party);
    }
    const auto problem = settle::build_problem<std::int64_t>(conflict, exact_utilities(conflict));
    std::size_t points = 0;
    for (auto _ : state) points = settle::milp_frontier(*problem, {}, {}).front.size();
    state.counters["points"] = static_cast<double>(points);
}
BENCHMARK(milp_rectangles)->Unit(benchmark::kMillisecond)->Arg(10)->Arg(30);

}  // namespace
}  // namespace entente::bench
