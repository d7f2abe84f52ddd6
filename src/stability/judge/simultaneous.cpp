#include <algorithm>
#include <atomic>
#include <unordered_map>

#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "stability/judge/judge.hpp"

namespace entente::stability {
namespace {

/// Decimals to states: a table where the space is small, else a search in the sorted codes.
class CodeIndex {
public:
    explicit CodeIndex(const Model& model) : model_(model) {
        if (model.codes.empty()) return;
        std::uint64_t cells = 1;
        for (const std::uint32_t radix : model.radix) {
            if (cells > (1u << 26)) break;
            cells *= radix;
        }
        if (cells > (1u << 26) || cells > 64 * model.states + 65536) return;
        table_.assign(cells, kNoState);
        for (std::size_t s = 0; s < model.states; ++s) table_[model.codes[s]] = static_cast<State>(s);
    }

    [[nodiscard]] State find(std::uint64_t code) const {
        if (model_.codes.empty()) return static_cast<State>(code);
        if (!table_.empty()) return table_[code];
        const auto at = std::lower_bound(model_.codes.begin(), model_.codes.end(), code);
        return at != model_.codes.end() && *at == code ? static_cast<State>(at - model_.codes.begin())
                                                       : kNoState;
    }

private:
    const Model& model_;
    std::vector<State> table_;
};

/// A decider's improvements from a state: the states, and what each adds to the decimal.
struct Improvements {
    std::vector<std::uint64_t> shift;  // modulo 2^64

    void collect(const Model& model, const Layout& layout, const std::vector<std::uint32_t>& rank, State s,
                 std::vector<std::uint32_t>& scratch) {
        shift.clear();
        layout.groups_above(layout.group[s], scratch);
        const std::uint64_t from = model.code(s);
        const std::uint32_t own = rank[s];
        for (const std::uint32_t g : scratch) {
            for (std::uint32_t k = layout.begin[g]; k < layout.begin[g + 1]; ++k) {
                if (layout.ranks[k] <= own) break;  // the order is by falling rank
                shift.push_back(model.code(layout.order[k]) - from);
            }
        }
    }
};

/// Improvements of one decider, counted.
double count_improvements(const Layout& layout, const std::vector<std::uint32_t>& rank, State s,
                          std::vector<std::uint32_t>& scratch) {
    layout.groups_above(layout.group[s], scratch);
    double count = 0;
    for (const std::uint32_t g : scratch) {
        const auto first = layout.ranks.begin() + layout.begin[g];
        const auto last = layout.ranks.begin() + layout.begin[g + 1];
        count += static_cast<double>(
            std::partition_point(first, last, [&](std::uint32_t other) { return other > rank[s]; }) -
            first);
    }
    return count;
}

/// One block's working memory.
struct Bench {
    std::vector<Improvements> improvements;
    std::vector<std::uint64_t> sums;
    std::vector<std::uint64_t> next;
    std::vector<std::uint32_t> scratch;
};

/// Whether each improvement of i meets some combination of the others' that leaves i no better than s.
/// \param acts which of the others may move
template <class Acts>
bool holds(const Model& model, const CodeIndex& index, std::size_t i, State s, Bench& bench, Acts&& acts) {
    if (bench.improvements[i].shift.empty()) return true;
    bench.sums.assign(1, 0);
    for (std::size_t j = 0; j < model.deciders.size(); ++j) {
        if (j == i || bench.improvements[j].shift.empty() || !acts(j)) continue;
        bench.next = bench.sums;
        for (const std::uint64_t shift : bench.improvements[j].shift)
            for (const std::uint64_t sum : bench.sums) bench.next.push_back(sum + shift);
        bench.sums.swap(bench.next);
    }
    const std::vector<std::uint32_t>& rank = model.rank[i];
    const std::uint64_t from = model.code(s);
    return std::all_of(
        bench.improvements[i].shift.begin(), bench.improvements[i].shift.end(), [&](std::uint64_t own) {
            // The others' doing nothing (the first sum) leaves the improvement as it is.
            return std::any_of(bench.sums.begin() + 1, bench.sums.end(), [&](std::uint64_t others) {
                const State t = index.find(from + own + others);
                return t != kNoState && rank[t] <= rank[s];
            });
        });
}

}  // namespace

bool shared_levers(const Model& model) {
    std::vector<std::size_t> owner(model.radix.size(), model.deciders.size());
    for (std::size_t i = 0; i < model.moves.size(); ++i) {
        for (const Move& move : model.moves[i]) {
            std::size_t& who = owner[move.lever];
            if (who != model.deciders.size() && who != i) return true;
            who = i;
        }
    }
    return false;
}

bool judge_simultaneous(const Model& model, const std::vector<Layout>& layouts, const JudgeOptions& options,
                        Verdicts& verdicts, const RunOptions& run) {
    if (shared_levers(model)) {
        verdicts.why_not_simultaneous =
            "Simultaneous stability is not defined where two deciders move the same issue.";
        return true;
    }
    constexpr std::size_t kBlock = 1024;
    constexpr double kMostSums = 1 << 24;  // 128 MB a thread
    const std::size_t blocks = (model.states + kBlock - 1) / kBlock;
    const std::size_t n = model.deciders.size();
    double work = 0;
    double widest = 0;
    struct Bound {
        double work = 0;
        double widest = 0;
    };
    const bool counted = reduce_blocks<Bound>(
        blocks, run,
        [&](std::size_t block) {
            Bound bound;
            std::vector<std::uint32_t> scratch;
            std::vector<double> own(n);
            for (std::size_t s = block * kBlock; s < std::min(model.states, (block + 1) * kBlock); ++s) {
                double all = 1;
                for (std::size_t j = 0; j < n; ++j) {
                    own[j] = count_improvements(layouts[j], model.rank[j], static_cast<State>(s), scratch);
                    all *= own[j] + 1;
                }
                for (const double mine : own) {
                    if (mine == 0) continue;
                    bound.work += mine * all / (mine + 1);
                    bound.widest = std::max(bound.widest, all / (mine + 1));
                }
            }
            return bound;
        },
        [&](Bound bound) {
            work += bound.work;
            widest = std::max(widest, bound.widest);
        });
    if (!counted) return false;
    verdicts.composites = work;
    if (work > options.simultaneous_limit || widest > kMostSums) {
        verdicts.why_not_simultaneous = "Simultaneous stability was left out: it would take up to " +
                                        group_digits(format_number(work, 0)) +
                                        " combined moves, and the limit is " +
                                        group_digits(format_number(options.simultaneous_limit, 0)) + ".";
        return true;
    }
    const CodeIndex index(model);
    const std::size_t done = for_each_block(blocks, run, [&](std::size_t block) {
        Bench bench;
        bench.improvements.resize(n);
        for (std::size_t k = block * kBlock; k < std::min(model.states, (block + 1) * kBlock); ++k) {
            const State s = static_cast<State>(k);
            bool all_unstable = true;
            for (std::size_t j = 0; j < n; ++j) {
                bench.improvements[j].collect(model, layouts[j], model.rank[j], s, bench.scratch);
                all_unstable = all_unstable && (bench.improvements[j].shift.empty() ||
                                                !verdicts.is_stable(Concept::seq, j, s));
            }
            for (std::size_t i = 0; i < n; ++i) {
                const bool any = holds(model, index, i, s, bench, [](std::size_t) { return true; });
                const bool unstable =
                    all_unstable || !any ? any : holds(model, index, i, s, bench, [&](std::size_t j) {
                        return !verdicts.is_stable(Concept::seq, j, s);
                    });
                std::uint8_t& bits = verdicts.stable[i][s];
                if (any) bits = static_cast<std::uint8_t>(bits | 1u << 5);
                if (unstable) bits = static_cast<std::uint8_t>(bits | 1u << 6);
            }
        }
    });
    verdicts.simultaneous = done == blocks;
    return verdicts.simultaneous;
}

}  // namespace entente::stability
