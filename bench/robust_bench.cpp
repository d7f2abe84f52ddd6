// Draws and indices: what one costs.
#include <benchmark/benchmark.h>

#include <cmath>

#include "entente/assess/robust.hpp"
#include "entente/core/random.hpp"
#include "entente/io/load.hpp"
#include "entente/robust/indices.hpp"
#include "entente/settle/compiled.hpp"
#include "entente/settle/settle.hpp"

namespace {

using namespace entente;

/// War and settlement of the bundled case, all that `robust` tells.
void protracted_war(benchmark::State& state) {
    const Case conflict = io::load({"case:protracted-war"}).conflict;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            assess::robust(conflict, {.draws = static_cast<std::uint64_t>(state.range(0))}));
}
BENCHMARK(protracted_war)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Opposed additive preferences, every weight and score uncertain.
Case additive(std::size_t parties, std::size_t issues, std::size_t options) {
    Case conflict;
    RandomStream random(7, "bench");
    const auto ranged = [&](double best, double half) {
        Quantity quantity(Rational::nearest(std::round(best * 100) / 100));
        quantity.low = quantity.best - Rational::nearest(half);
        quantity.high = quantity.best + Rational::nearest(half);
        return quantity;
    };
    for (std::size_t i = 0; i < issues; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (std::size_t o = 0; o < options; ++o) issue.options.push_back({"o" + std::to_string(o), {}});
        conflict.space.issues.push_back(issue);
    }
    for (std::size_t p = 0; p < parties; ++p) {
        Party party;
        party.id = "p" + std::to_string(p);
        for (std::size_t i = 0; i < issues; ++i) {
            IssueScore score;
            score.weight = ranged(10 + 40 * random.uniform(), 5);
            for (std::size_t o = 0; o < options; ++o) {
                const double ramp = 100.0 * static_cast<double>(o) / static_cast<double>(options - 1);
                score.scores.push_back(
                    ranged(((p + i) % parties == 0 ? ramp : 100 - ramp) + 10 * random.uniform(), 8));
            }
            party.preference.issues.push_back(score);
        }
        party.reserve = ranged(40, 5);
        conflict.parties.push_back(party);
    }
    return conflict;
}

void draws_of(benchmark::State& state, std::size_t parties, std::size_t issues, std::size_t options) {
    const Case conflict = additive(parties, issues, options);
    for (auto _ : state)
        benchmark::DoNotOptimize(assess::robust(
            conflict, {.draws = static_cast<std::uint64_t>(state.range(0)), .total_runs = 0}));
}
BENCHMARK_CAPTURE(draws_of, two_parties_8x5, 2, 8, 5)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(draws_of, three_parties_5x5, 3, 5, 5)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(draws_of, four_parties_6x5, 4, 6, 5)
    ->Arg(1'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// 2^16 x 20: the runs that SALib's sample of that size has, indices and intervals included.
void total_order_2_16_x_20(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(robust::total_order(
            20, 1,
            [](std::span<const double> u, std::span<double> y) {
                y[0] = 1;
                for (std::size_t i = 0; i < u.size(); ++i) {
                    const double a = static_cast<double>(i);
                    y[0] *= (std::abs(4 * u[i] - 2) + a) / (1 + a);
                }
            },
            (1u << 16) * 22));
    }
}
BENCHMARK(total_order_2_16_x_20)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
