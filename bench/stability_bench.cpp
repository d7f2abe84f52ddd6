// Judging every state for every decider, one thread: the sizes that the method page speaks of.
#include <benchmark/benchmark.h>

#include <random>

#include "entente/stability/concepts.hpp"

namespace {

using namespace entente;
using namespace entente::stability;

/// `levers` yes-or-no options dealt out evenly; `per_mille` of the states feasible; random strict-ish
/// ranks.
Model random_cube(std::size_t deciders, std::size_t levers, unsigned per_mille, bool one_way) {
    std::mt19937_64 random(1);
    Model model;
    model.radix.assign(levers, 2);
    model.moves.resize(deciders);
    for (std::size_t l = 0; l < levers; ++l) {
        const Direction direction = one_way && random() % 3 == 0 ? Direction::up : Direction::both;
        model.moves[l * deciders / levers].push_back({static_cast<std::uint32_t>(l), direction});
    }
    model.states = std::size_t{1} << levers;
    if (per_mille < 1000) {
        for (std::uint64_t code = 0; code < std::uint64_t{1} << levers; ++code)
            if (random() % 1000 < per_mille) model.codes.push_back(code);
        model.states = model.codes.size();
    }
    for (std::size_t i = 0; i < deciders; ++i) {
        model.deciders.push_back("d" + std::to_string(i));
        std::vector<std::uint64_t> keys(model.states);
        for (std::uint64_t& key : keys) key = random() % model.states;
        model.rank.push_back(dense_ranks(keys));
    }
    return model;
}

/// Arguments: deciders, options, feasible per mille, one-way options, simultaneous concepts too.
void judge_cube(benchmark::State& state) {
    const Model model =
        random_cube(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)),
                    static_cast<unsigned>(state.range(2)), state.range(3) != 0);
    RunOptions run;
    run.threads = 1;
    for (auto _ : state) {
        const Verdicts verdicts = judge(model, {.simultaneous = state.range(4) != 0}, run);
        benchmark::DoNotOptimize(verdicts.equilibrium.data());
    }
    state.counters["states"] = static_cast<double>(model.states);
}

BENCHMARK(judge_cube)
    ->ArgNames({"deciders", "options", "feasible", "one_way", "sim"})
    ->Args({3, 14, 1000, 0, 1})
    ->Args({3, 16, 1000, 0, 0})
    ->Args({3, 20, 1000, 0, 0})
    ->Args({3, 20, 750, 1, 0})
    ->Args({6, 20, 132, 0, 0})
    ->Args({10, 20, 1000, 0, 0})
    ->Unit(benchmark::kMillisecond);

}  // namespace
