#include <algorithm>
#include <optional>
#include <stop_token>

#include "entente/core/parallel.hpp"
#include "stability/judge/cube.hpp"
#include "stability/judge/judge.hpp"
#include "stability/judge/sweep.hpp"

namespace entente::stability {
namespace {

constexpr std::uint32_t kUnset = 0xffffffffu;
constexpr Concept kByGroups[] = {Concept::gmr, Concept::smr, Concept::seq, Concept::sseq};

/// What one decider's judgement needs, allocated once.
struct Bench {
    std::vector<Cover> opponents;
    std::vector<State> sorted;
    std::vector<State> stack;
    std::vector<std::uint32_t> reply;  ///< per state: the worst value that the others can lead to from it
    std::vector<std::uint32_t> best;
    std::stop_token stop;

    /// Is the sweep to be given up? Asked a few thousand times a second, not for every state.
    [[nodiscard]] bool given_up(std::size_t& steps) const {
        return (++steps & 0xffffu) == 0 && stop.stop_requested();
    }
};

/// reply[s] = the least value among s and all states that the opponents can reach from s. States are
/// taken by rising value; each hands its value to every state that leads to it and has none yet.
template <bool kImproving>
void sweep(const std::vector<std::uint32_t>& value, Bench& bench) {
    sort_by_value(value, bench.sorted);
    bench.reply.assign(value.size(), kUnset);
    for (Cover& cover : bench.opponents) cover.reset(kImproving);
    std::size_t steps = 0;
    for (const State start : bench.sorted) {
        if (bench.reply[start] != kUnset) continue;
        const std::uint32_t found = value[start];
        bench.reply[start] = found;
        bench.stack.push_back(start);
        while (!bench.stack.empty()) {
            const State s = bench.stack.back();
            bench.stack.pop_back();
            if (bench.given_up(steps)) return;  // who asked sees that it was stopped
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

/// The opponents' groups, taken one by one until nothing falls: within a group that its decider moves in
/// freely, each state takes the least value among those that better it, one walk from the best to the
/// worst. Few groups are taken twice where few alternations of opponents matter, and then no state needs to
/// be sorted by value.
class GroupWalks {
public:
    GroupWalks(std::vector<const Layout*> opponents, std::size_t states)
        : opponents_(std::move(opponents)), left_(kMostWalks * states * opponents_.size()) {
        for (const Layout* one : opponents_) dirty_.emplace_back(one->groups(), 1);
    }

    /// reply: values, then the least among each and all that the opponents' improvements lead to.
    /// \return false where the walks ran out; `reply` is of no meaning then
    bool settle(std::vector<std::uint32_t>& reply, const std::stop_token& stop) {
        std::size_t unasked = 0;
        for (bool any = true; any;) {
            any = false;
            for (std::size_t j = 0; j < opponents_.size(); ++j) {
                for (std::uint32_t g = 0; g < dirty_[j].size(); ++g) {
                    if (dirty_[j][g] == 0) continue;
                    dirty_[j][g] = 0;
                    const std::size_t length = opponents_[j]->begin[g + 1] - opponents_[j]->begin[g];
                    if (length > left_) return false;
                    left_ -= length;
                    if ((unasked += length) >= kUnasked) {
                        if (stop.stop_requested()) return true;  // who asked sees that it was stopped
                        unasked = 0;
                    }
                    any = walk(j, g, reply) || any;
                }
            }
        }
        return true;
    }

private:
    /// How often every state may be walked past for each opponent before the sweep, whose cost is sure,
    /// takes over.
    static constexpr std::size_t kMostWalks = 16;
    static constexpr std::size_t kUnasked = 1u << 18;  ///< states between two looks at the stop token

    /// \return whether a value fell
    bool walk(std::size_t j, std::uint32_t g, std::vector<std::uint32_t>& reply) {
        const Layout& layout = *opponents_[j];
        std::uint32_t better = kUnset;  // the least value of what is ranked above
        std::uint32_t tied = kUnset;    // of what is ranked alike
        std::uint32_t rank = kUnset;
        bool fell = false;
        for (std::uint32_t k = layout.begin[g]; k < layout.begin[g + 1]; ++k) {
            if (layout.ranks[k] != rank) {
                rank = layout.ranks[k];
                better = std::min(better, tied);
                tied = kUnset;
            }
            const State s = layout.order[k];
            if (better < reply[s]) {
                reply[s] = better;
                fell = true;
                for (std::size_t o = 0; o < opponents_.size(); ++o)
                    if (o != j) dirty_[o][opponents_[o]->group[s]] = 1;
            }
            tied = std::min(tied, reply[s]);
        }
        return fell;
    }

    std::vector<const Layout*> opponents_;
    std::vector<std::vector<std::uint8_t>> dirty_;  ///< [opponent][group]: a value fell since its walk
    std::size_t left_;                              ///< states that may still be walked past
};

/// s is unstable where some s1 within i's reach is better for i and stays so after any reply.
void settle_concept(Concept c, const Layout& own, const std::vector<std::uint32_t>& rank, Bench& bench,
                    std::vector<std::uint8_t>& stable) {
    for (std::size_t s = 0; s < rank.size(); ++s) bench.reply[s] = std::min(bench.reply[s], rank[s]);
    reach_max(own, bench.reply, bench.best);
    const auto bit = static_cast<std::uint8_t>(1u << static_cast<unsigned>(c));
    for (std::size_t s = 0; s < rank.size(); ++s)
        if (bench.best[s] <= rank[s]) stable[s] = static_cast<std::uint8_t>(stable[s] | bit);
}

/// One decider judged on sorted groups: any model, cost guaranteed.
class GroupJudge {
public:
    GroupJudge(const Model& model, const std::vector<Layout>& layouts, std::size_t focal,
               const std::stop_token& stop)
        : model_(model), layouts_(layouts), focal_(focal) {
        bench_.stop = stop;
        for (std::size_t j = 0; j < layouts.size(); ++j)
            if (j != focal && !model.moves[j].empty()) {
                bench_.opponents.emplace_back(layouts[j], model.rank[j]);
                free_.push_back(&layouts[j]);
            }
        const auto one_way = [](const Layout* layout) { return layout->one_way(); };
        if (std::any_of(free_.begin(), free_.end(), one_way)) free_.clear();
    }

    void judge(Concept c, std::vector<std::uint8_t>& stable) {
        const std::vector<std::uint32_t>& rank = model_.rank[focal_];
        const bool symmetric = c == Concept::smr || c == Concept::sseq;
        if (symmetric && escape_.empty()) reach_max(layouts_[focal_], rank, escape_);
        const std::vector<std::uint32_t>& value = symmetric ? escape_ : rank;
        const bool improving = c == Concept::seq || c == Concept::sseq;
        if (improving) {
            if (!walked(value)) sweep<true>(value, bench_);
        } else {
            sweep<false>(value, bench_);
        }
        settle_concept(c, layouts_[focal_], rank, bench_, stable);
    }

private:
    bool walked(const std::vector<std::uint32_t>& value) {
        if (free_.empty()) return false;
        bench_.reply = value;
        return GroupWalks(free_, value.size()).settle(bench_.reply, bench_.stop);
    }

    const Model& model_;
    const std::vector<Layout>& layouts_;
    std::vector<const Layout*> free_;  ///< of the opponents; none where one of them has a lever of one way
    std::size_t focal_;
    std::vector<std::uint32_t>
        escape_;  ///< the best that the decider can make of each state, once asked for
    Bench bench_;
};

bool asked(unsigned sequences, Concept c) { return (sequences >> static_cast<unsigned>(c) & 1u) != 0; }

/// One decider judged on the cube. \return what the cube cannot do cheaply and falls to the groups
std::vector<Concept> judge_on_cube(const Model& model, const Cube& cube, std::size_t i, unsigned sequences,
                                   std::vector<std::uint8_t>& stable, const RunOptions& run) {
    using Value = Cube::Value;
    const std::vector<std::uint32_t>& rank = model.rank[i];
    const Value* const own = cube.rank(i);
    const auto settle = [&](Concept c, std::vector<Value>& reply) {
        for (std::size_t cell = 0; cell < reply.size(); ++cell)
            reply[cell] = std::min(reply[cell], own[cell]);
        // Infeasible cells hold kNone in both: neutral for a maximum is -1.
        if (!model.codes.empty())
            for (Value& value : reply) value = value == Cube::kNone ? -1 : value;
        cube.reach_max(i, reply);
        const unsigned bit = 1u << static_cast<unsigned>(c);
        cube.for_each_state([&](std::size_t s, std::size_t cell) {
            if (reply[cell] <= own[cell]) stable[s] = static_cast<std::uint8_t>(stable[s] | bit);
        });
    };
    std::vector<Value> escape = cube.spread(rank, -1);
    cube.reach_max(i, escape);
    bool all = true;
    cube.for_each_state([&](std::size_t s, std::size_t cell) {
        stable[s] = escape[cell] == own[cell] ? 1 : 0;
        all = all && stable[s] != 0;
    });
    if (all) {
        std::fill(stable.begin(), stable.end(), std::uint8_t{0x1f});
        return {};
    }
    if (!model.codes.empty()) {
        for (std::size_t cell = 0; cell < escape.size(); ++cell)
            if (own[cell] == Cube::kNone) escape[cell] = Cube::kNone;
    }
    std::vector<Concept> left;
    const bool cheap = cube.improving_min_is_cheap(i);
    for (const Concept c : kByGroups) {
        if (run.stop.stop_requested()) return left;
        if (!asked(sequences, c)) continue;
        const bool symmetric = c == Concept::smr || c == Concept::sseq;
        const bool improving = c == Concept::seq || c == Concept::sseq;
        if (!improving || cheap) {
            std::vector<Value> reply = symmetric ? escape : std::vector<Value>(own, own + cube.cells());
            if (improving ? cube.improving_min(i, reply) : cube.closure_min(i, reply)) {
                settle(c, reply);
                continue;
            }
        }
        left.push_back(c);
    }
    return left;
}

/// One decider judged by its groups of states for what it can make of each at once. \return what is left
std::vector<Concept> judge_alone(const Layout& own, const std::vector<std::uint32_t>& rank,
                                 unsigned sequences, std::vector<std::uint8_t>& stable) {
    std::vector<std::uint32_t> best;
    reach_max(own, rank, best);
    for (std::size_t s = 0; s < rank.size(); ++s) stable[s] = best[s] == rank[s] ? 1 : 0;
    if (std::find(stable.begin(), stable.end(), 0) == stable.end()) {
        std::fill(stable.begin(), stable.end(), std::uint8_t{0x1f});
        return {};
    }
    std::vector<Concept> left(std::begin(kByGroups), std::end(kByGroups));
    std::erase_if(left, [&](Concept c) { return !asked(sequences, c); });
    return left;
}

/// Sweeps that one thread makes after another, with one working memory.
struct Task {
    std::size_t decider = 0;
    std::vector<Concept> concepts;
    std::vector<std::uint8_t> stable;
};

}  // namespace

bool judge_option_form(const Model& model, const LazyLayouts& layouts, unsigned sequences,
                       Verdicts& verdicts, const RunOptions& run) {
    std::optional<Cube> cube;
    if (Cube::suits(model)) cube.emplace(model, run);
    const std::size_t deciders = model.deciders.size();
    std::vector<std::vector<Concept>> left(deciders);
    if (!cube) static_cast<void>(layouts.get());
    const std::size_t seen = for_each_block(deciders, run, [&](std::size_t i) {
        std::vector<std::uint8_t>& stable = verdicts.stable[i];
        left[i] = cube ? judge_on_cube(model, *cube, i, sequences, stable, run)
                       : judge_alone(layouts.get()[i], model.rank[i], sequences, stable);
    });
    if (seen != deciders || run.stop.stop_requested()) return false;
    // Each sweep by itself where threads can share them; one after the other where there is one.
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < deciders; ++i) {
        if (left[i].empty()) continue;
        if (run.threads == 1) {
            tasks.push_back({i, left[i], {}});
        } else {
            for (const Concept c : left[i]) tasks.push_back({i, {c}, {}});
        }
    }
    if (tasks.empty()) return true;
    const std::vector<Layout>& groups = layouts.get();
    const std::size_t done = for_each_block(tasks.size(), run, [&](std::size_t k) {
        Task& task = tasks[k];
        task.stable.assign(model.states, 0);
        GroupJudge judge(model, groups, task.decider, run.stop);
        for (const Concept c : task.concepts)
            if (!run.stop.stop_requested()) judge.judge(c, task.stable);
    });
    if (done != tasks.size() || run.stop.stop_requested()) return false;
    for (const Task& task : tasks) {
        std::vector<std::uint8_t>& stable = verdicts.stable[task.decider];
        for (std::size_t s = 0; s < model.states; ++s)
            stable[s] = static_cast<std::uint8_t>(stable[s] | task.stable[s]);
    }
    return true;
}

}  // namespace entente::stability
