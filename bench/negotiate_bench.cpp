// Talks a second, against a plain program that scans every outcome for each offer.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

#include "entente/core/random.hpp"
#include "entente/model/exact.hpp"
#include "entente/negotiate/negotiate.hpp"

namespace entente::bench {
namespace {

Case talks_case(const std::vector<std::size_t>& options) {
    RandomStream random(1, "bench.talks");
    Case c;
    for (const std::size_t count : options) {
        Issue issue;
        issue.id = "i" + std::to_string(c.space.issues.size());
        for (std::size_t o = 0; o < count; ++o) issue.options.push_back({"o" + std::to_string(o), {}});
        c.space.issues.push_back(std::move(issue));
    }
    for (std::size_t p = 0; p < 2; ++p) {
        Party party;
        party.id = party.name = "p" + std::to_string(p);
        for (const std::size_t count : options) {
            IssueScore score;
            score.weight = Rational(static_cast<std::int64_t>(1 + random.below(20)));
            for (std::size_t o = 0; o < count; ++o)
                score.scores.emplace_back(Rational(static_cast<std::int64_t>(random.below(101))));
            party.preference.issues.push_back(std::move(score));
        }
        party.reserve = Quantity(Rational(20));
        c.parties.push_back(std::move(party));
    }
    return c;
}

const std::vector<std::size_t> kSmall = {5, 6, 6, 5, 4};       // 3,600 outcomes
const std::vector<std::size_t> kMiddle = {14, 14, 12, 10, 8};  // 188,160
const std::vector<std::size_t> kLarge = {18, 18, 15, 20, 20};  // 1,944,000

void prepare_case(benchmark::State& state, const std::vector<std::size_t>& options) {
    const Case c = talks_case(options);
    for (auto step : state) benchmark::DoNotOptimize(negotiate::prepare(c));
}

void talk(benchmark::State& state, const std::vector<std::size_t>& options, const char* first,
          const char* second) {
    const negotiate::Prepared prepared = negotiate::prepare(talks_case(options));
    negotiate::NegotiateOptions one{
        .deadline = 100,
        .tactics = {negotiate::read_tactic(first), negotiate::read_tactic(second)},
        .trace = false};
    (void)negotiate::yardstick(prepared);
    std::uint64_t rounds = 0;
    std::uint64_t talks = 0;
    for (auto step : state) {
        one.repetition = talks++;
        rounds += negotiate::negotiate(prepared, one).rounds;
    }
    state.counters["talks_per_second"] =
        benchmark::Counter(static_cast<double>(talks), benchmark::Counter::kIsRate);
    state.counters["rounds"] = static_cast<double>(rounds) / static_cast<double>(talks);
}

/// The same talk by a program that looks at every outcome for each offer: the ratio to it is what preparing
/// a case is worth.
void plain_talk(benchmark::State& state, const std::vector<std::size_t>& options) {
    const Case c = talks_case(options);
    const std::vector<ExactUtility> exact = exact_utilities(c);
    std::vector<std::vector<double>> utility(2);
    Outcome at;
    at.options.assign(options.size(), OptionId(0));
    for (bool more = true; more;) {
        for (std::size_t p = 0; p < 2; ++p) utility[p].push_back(exact[p].points(units_of(exact[p], at)));
        std::size_t i = options.size();
        while (i > 0 && at.options[i - 1].index() + 1 == options[i - 1]) at.options[--i] = OptionId(0);
        more = i > 0;
        if (more) at.options[i - 1] = OptionId(at.options[i - 1].index() + 1);
    }
    const double power[2] = {1 / 0.2, 1 / 2.0};
    const double best[2] = {*std::max_element(utility[0].begin(), utility[0].end()),
                            *std::max_element(utility[1].begin(), utility[1].end())};
    for (auto step : state) {
        std::size_t standing = utility[0].size();
        bool agreed = false;
        for (int turn = 0; turn < 200 && !agreed; ++turn) {
            const std::size_t p = turn % 2;
            const double t = (turn / 2) / 99.0;
            const double target = 20 + (best[p] - 20) * (1 - std::pow(t, power[p]));
            std::size_t offer = 0;
            double least = 1e9;
            for (std::size_t o = 0; o < utility[p].size(); ++o) {
                if (utility[p][o] >= target && utility[p][o] < least) {
                    least = utility[p][o];
                    offer = o;
                }
            }
            agreed = standing < utility[p].size() && utility[p][standing] >= utility[p][offer];
            if (!agreed) standing = offer;
        }
        benchmark::DoNotOptimize(standing);
    }
    state.counters["talks_per_second"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void prepare_3600(benchmark::State& s) { prepare_case(s, kSmall); }
void prepare_1944000(benchmark::State& s) { prepare_case(s, kLarge); }
void boulware_conceder_3600(benchmark::State& s) { talk(s, kSmall, "boulware", "conceder"); }
void boulware_pair_3600(benchmark::State& s) { talk(s, kSmall, "boulware", "boulware"); }
void micro_pair_3600(benchmark::State& s) { talk(s, kSmall, "micro", "micro"); }
void boulware_conceder_188160(benchmark::State& s) { talk(s, kMiddle, "boulware", "conceder"); }
void boulware_conceder_1944000(benchmark::State& s) { talk(s, kLarge, "boulware", "conceder"); }
void plain_boulware_conceder_3600(benchmark::State& s) { plain_talk(s, kSmall); }
BENCHMARK(prepare_3600)->Unit(benchmark::kMicrosecond);
BENCHMARK(prepare_1944000)->Unit(benchmark::kMillisecond);
BENCHMARK(boulware_conceder_3600)->Unit(benchmark::kMicrosecond);
BENCHMARK(boulware_pair_3600)->Unit(benchmark::kMicrosecond);
BENCHMARK(micro_pair_3600)->Unit(benchmark::kMicrosecond);
BENCHMARK(boulware_conceder_188160)->Unit(benchmark::kMicrosecond);
BENCHMARK(boulware_conceder_1944000)->Unit(benchmark::kMicrosecond);
BENCHMARK(plain_boulware_conceder_3600)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente::bench
