// Settlement methods on the families and sizes of docs/methods/settle.md.
#include <benchmark/benchmark.h>

#include "entente/settle/settle.hpp"
#include "families.hpp"

namespace entente::bench {
namespace {

void run(benchmark::State& state, const Family& family, settle::Method method, int threads = 1) {
    const Case c = make_case(family);
    settle::SettleOptions options;
    options.method = method;
    RunOptions run_options;
    run_options.threads = threads;
    settle::SettleResult result;
    for (auto step : state) {
        result = settle::settle(c, options, run_options);
        benchmark::DoNotOptimize(result);
    }
    state.counters["points"] = static_cast<double>(result.frontier.points);
    state.counters["exact"] = result.exact ? 1 : 0;
    state.SetLabel(result.method + ", " + result.outcomes + " outcomes");
}

#define SETTLE_BENCH(name, method, ...)                                             \
    void name(benchmark::State& state) { run(state, Family{__VA_ARGS__}, method); } \
    BENCHMARK(name)->Unit(benchmark::kMillisecond)

constexpr auto kEnumerate = settle::Method::enumerate;
constexpr auto kMerge = settle::Method::merge;
constexpr auto kSearch = settle::Method::search;
constexpr auto kAutomatic = settle::Method::automatic;

SETTLE_BENCH(enumerate_2_parties_8x10, kEnumerate, .parties = 2, .issues = 8);
SETTLE_BENCH(enumerate_3_parties_8x7, kEnumerate, .parties = 3, .issues = 8, .options = 7, .grid = 100);
SETTLE_BENCH(enumerate_2_parties_7x10_chain, kEnumerate, .parties = 2, .issues = 7, .chain = true);
SETTLE_BENCH(merge_2_parties_50x10, kMerge, .parties = 2, .issues = 50);
SETTLE_BENCH(merge_2_parties_50x10_independent, kMerge, .parties = 2, .issues = 50, .opposed = false);
SETTLE_BENCH(merge_3_parties_20x10, kMerge, .parties = 3, .issues = 20, .grid = 1000, .reserve = 0.2);
SETTLE_BENCH(merge_3_parties_30x10, kMerge, .parties = 3, .issues = 30, .grid = 1000, .reserve = 0.2);
SETTLE_BENCH(merge_4_parties_10x10, kMerge, .parties = 4, .issues = 10, .grid = 1000, .reserve = 0.15);
SETTLE_BENCH(merge_chain_50x10, kMerge, .parties = 2, .issues = 50, .reserve = 0, .chain = true);
SETTLE_BENCH(search_4_parties_50x10, kSearch, .parties = 4, .issues = 50, .grid = 1000, .reserve = 0.15);
SETTLE_BENCH(search_5_parties_50x10, kSearch, .parties = 5, .issues = 50, .grid = 1000, .reserve = 0.1);
SETTLE_BENCH(automatic_5_parties_12x5, kAutomatic, .parties = 5, .issues = 12, .options = 5, .grid = 1000,
             .reserve = 0.1);

}  // namespace
}  // namespace entente::bench
