#include <algorithm>

#include "entente/core/parallel.hpp"
#include "stability/judge.hpp"
#include "stability/sweep.hpp"

namespace entente::stability {
namespace {

constexpr std::uint32_t kUnset = 0xffffffffu;

/// What one decider's judgement needs, allocated once.
struct Bench {
    std::vector<Cover> opponents;
    std::vector<State> sorted;
    std::vector<State> stack;
    std::vector<std::uint32_t> reply;  ///< per state: the worst value that the others can lead to from it
    std::vector<std::uint32_t> best;
};

/// reply[s] = the least value among s and all states that the opponents can reach from s. States are
/// taken by rising value; each hands its value to every state that leads to it and has none yet.
template <bool kImproving>
void sweep(const std::vector<std::uint32_t>& value, Bench& bench) {
    sort_by_value(value, bench.sorted);
    bench.reply.assign(value.size(), kUnset);
    for (Cover& cover : bench.opponents) cover.reset(kImproving, false);
    for (const State start : bench.sorted) {
        if (bench.reply[start] != kUnset) continue;
        const std::uint32_t found = value[start];
        bench.reply[start] = found;
        bench.stack.push_back(start);
        while (!bench.stack.empty()) {
            const State s = bench.stack.back();
            bench.stack.pop_back();
            for (Cover& cover : bench.opponents) {
                cover.template extend<kImproving, false>(s, [&](State t) {
                    if (bench.reply[t] != kUnset) return;
                    bench.reply[t] = found;
                    bench.stack.push_back(t);
                });
            }
        }
    }
}

/// s is unstable where some s1 within i's reach is better for i and stays so after any reply.
void settle_concept(Concept c, const Layout& own, const std::vector<std::uint32_t>& rank, Bench& bench,
                    std::vector<std::uint8_t>& stable) {
    for (std::size_t s = 0; s < rank.size(); ++s) bench.reply[s] = std::min(bench.reply[s], rank[s]);
    reach_max(own, bench.reply, bench.best);
    const auto bit = static_cast<std::uint8_t>(1u << static_cast<unsigned>(c));
    for (std::size_t s = 0; s < rank.size(); ++s)
        if (bench.best[s] <= rank[s]) stable[s] = static_cast<std::uint8_t>(stable[s] | bit);
}

}  // namespace

bool judge_option_form(const Model& model, const std::vector<Layout>& layouts, Verdicts& verdicts,
                       const RunOptions& run) {
    constexpr std::uint8_t kFive = 0x1f;
    const std::size_t done = for_each_block(model.deciders.size(), run, [&](std::size_t i) {
        const std::vector<std::uint32_t>& rank = model.rank[i];
        std::vector<std::uint8_t>& stable = verdicts.stable[i];
        std::vector<std::uint32_t> escape;  // the best that i can make of each state
        reach_max(layouts[i], rank, escape);
        bool all = true;
        for (std::size_t s = 0; s < rank.size(); ++s) {
            const bool nash = escape[s] == rank[s];
            stable[s] = nash ? 1 : 0;
            all = all && nash;
        }
        if (all) {
            std::fill(stable.begin(), stable.end(), kFive);
            return;
        }
        Bench bench;
        for (std::size_t j = 0; j < layouts.size(); ++j)
            if (j != i && !model.moves[j].empty()) bench.opponents.emplace_back(layouts[j], model.rank[j]);
        const auto each = [&](Concept c, bool improving, const std::vector<std::uint32_t>& value) {
            if (run.stop.stop_requested()) return;
            improving ? sweep<true>(value, bench) : sweep<false>(value, bench);
            settle_concept(c, layouts[i], rank, bench, stable);
        };
        each(Concept::gmr, false, rank);
        each(Concept::smr, false, escape);
        each(Concept::seq, true, rank);
        each(Concept::sseq, true, escape);
    });
    return done == model.deciders.size() && !run.stop.stop_requested();
}

}  // namespace entente::stability
