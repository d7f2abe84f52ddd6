// Who pulls whom: the time of a turn grows with the third power of the actors.
#include <benchmark/benchmark.h>

#include <random>

#include "entente/stakeholders/baselines.hpp"
#include "entente/stakeholders/bdm.hpp"
#include "entente/stakeholders/smp.hpp"

namespace {

using namespace entente::stakeholders;

Actors actors_of(std::size_t count, std::size_t issues) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> unit(0, 1);
    Actors actors;
    actors.issues = issues;
    for (std::size_t i = 0; i < count; ++i) {
        actors.names.push_back(std::to_string(i));
        actors.capability.push_back(10 + 190 * unit(random));
        for (std::size_t k = 0; k < issues; ++k) {
            actors.position.push_back(unit(random));
            actors.salience.push_back((0.1 + 0.85 * unit(random)) / static_cast<double>(issues));
        }
    }
    return actors;
}

void run(benchmark::State& state, SmpOptions options) {
    const Actors actors = actors_of(static_cast<std::size_t>(state.range(0)), 3);
    options.least_turns = options.most_turns = 10;
    for (auto _ : state) benchmark::DoNotOptimize(smp(actors, options));
    state.SetComplexityN(state.range(0));
}

void SmpTenTurns(benchmark::State& state) { run(state, {}); }
void RepairedTenTurns(benchmark::State& state) { run(state, repaired_smp()); }
BENCHMARK(SmpTenTurns)->RangeMultiplier(2)->Range(20, 160)->Unit(benchmark::kMillisecond)->Complexity();
BENCHMARK(RepairedTenTurns)
    ->RangeMultiplier(2)
    ->Range(20, 160)
    ->Unit(benchmark::kMillisecond)
    ->Complexity();

void Election(benchmark::State& state) {
    const Actors actors = actors_of(static_cast<std::size_t>(state.range(0)), 1);
    const Line line{actors.capability, actors.salience, actors.position};
    for (auto _ : state) benchmark::DoNotOptimize(condorcet(line));
}
BENCHMARK(Election)->Arg(40)->Arg(400)->Unit(benchmark::kMillisecond);

void ExpectedUtility(benchmark::State& state) {
    const Actors actors = actors_of(static_cast<std::size_t>(state.range(0)), 1);
    const Line line{actors.capability, actors.salience, actors.position};
    for (auto _ : state) benchmark::DoNotOptimize(bdm(line));
}
BENCHMARK(ExpectedUtility)->Arg(10)->Arg(40)->Unit(benchmark::kMillisecond);

}  // namespace
