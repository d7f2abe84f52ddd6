#include "entente/stability/coalition.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "stability/why/search.hpp"

namespace entente::stability {
namespace {

using Mask = std::uint32_t;

/// A relation among states, a row of bits each.
class Relation {
public:
    Relation() = default;
    explicit Relation(std::size_t states) : words_((states + 63) / 64), bits_(states * words_, 0) {}

    [[nodiscard]] std::uint64_t* row(State s) { return bits_.data() + s * words_; }
    [[nodiscard]] const std::uint64_t* row(State s) const { return bits_.data() + s * words_; }
    void set(State s, State t) { row(s)[t / 64] |= std::uint64_t{1} << (t % 64); }
    [[nodiscard]] std::size_t words() const { return words_; }
    [[nodiscard]] bool any(State s) const {
        return std::any_of(row(s), row(s) + words_, [](std::uint64_t word) { return word != 0; });
    }

    void add(const Relation& other) {
        for (std::size_t k = 0; k < bits_.size(); ++k) bits_[k] |= other.bits_[k];
    }

    template <class Visit>
    void for_each(State s, Visit&& visit) const {
        const std::uint64_t* const bits = row(s);
        for (std::size_t w = 0; w < words_; ++w)
            for (std::uint64_t rest = bits[w]; rest != 0; rest &= rest - 1)
                visit(static_cast<State>(w * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
    }

private:
    std::size_t words_ = 0;
    std::vector<std::uint64_t> bits_;
};

/// What can be reached from many states at once, a bit for each of them: steps are followed for all
/// sources together, so that a step costs a few words however many sources take it.
class Flood {
public:
    static constexpr std::size_t kSources = 256;

    /// \param steps by kind; a kind may follow itself only where `free` (steps of a kind then compose)
    Flood(std::size_t states, std::vector<const Relation*> steps, bool free)
        : steps_(std::move(steps)),
          free_(free),
          seen_(states * steps_.size()),
          open_(states * steps_.size()),
          waiting_(states * steps_.size(), 0) {}

    void run(const State* sources, std::size_t count) {
        for (const std::size_t node : touched_) seen_[node] = {};
        touched_.clear();
        for (std::size_t k = 0; k < count; ++k) {
            Wide one{};
            one[k / 64] = std::uint64_t{1} << (k % 64);
            for (std::size_t kind = 0; kind < steps_.size(); ++kind) follow(sources[k], kind, one);
        }
        for (std::size_t at = 0; at < queue_.size(); ++at) {
            const std::size_t node = queue_[at];
            waiting_[node] = 0;
            const Wide bits = std::exchange(open_[node], Wide{});
            for (std::size_t kind = 0; kind < steps_.size(); ++kind) {
                if (free_ || kind != node % steps_.size())
                    follow(static_cast<State>(node / steps_.size()), kind, bits);
            }
        }
        queue_.clear();
    }

    /// Calls `visit(source, state)` for every pair, the source by its place in the list; pairs may recur.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const std::size_t node : touched_) {
            const auto state = static_cast<State>(node / steps_.size());
            for (std::size_t w = 0; w < seen_[node].size(); ++w)
                for (std::uint64_t rest = seen_[node][w]; rest != 0; rest &= rest - 1)
                    visit(w * 64 + static_cast<std::size_t>(std::countr_zero(rest)), state);
        }
    }

private:
    using Wide = std::array<std::uint64_t, kSources / 64>;

    void follow(State from, std::size_t kind, const Wide& bits) {
        steps_[kind]->for_each(from, [&](State to) {
            const std::size_t node = to * steps_.size() + kind;
            Wide& seen = seen_[node];
            Wide& open = open_[node];
            std::uint64_t before = 0;
            std::uint64_t fresh = 0;
            for (std::size_t w = 0; w < bits.size(); ++w) {
                const std::uint64_t here = bits[w] & ~seen[w];
                before |= seen[w];
                fresh |= here;
                seen[w] |= here;
                open[w] |= here;
            }
            if (fresh == 0) return;
            if (before == 0) touched_.push_back(node);
            if (std::exchange(waiting_[node], std::uint8_t{1}) == 0) queue_.push_back(node);
        });
    }

    std::vector<const Relation*> steps_;
    bool free_;
    std::vector<Wide> seen_;  ///< [state * kinds + kind of the last step]
    std::vector<Wide> open_;  ///< what was seen and not yet followed
    std::vector<std::uint8_t> waiting_;
    std::vector<std::size_t> queue_, touched_;
};

std::vector<std::size_t> members(Mask mask) {
    std::vector<std::size_t> list;
    for (; mask != 0; mask &= mask - 1) list.push_back(static_cast<std::size_t>(std::countr_zero(mask)));
    return list;
}

/// The states, those that the steps of a relation connect side by side.
std::vector<State> side_by_side(const Relation& steps, std::size_t states) {
    std::vector<State> root(states);
    std::iota(root.begin(), root.end(), State{0});
    const auto find = [&](State s) {
        while (root[s] != s) s = root[s] = root[root[s]];
        return s;
    };
    for (State s = 0; s < states; ++s) {
        steps.for_each(s, [&](State t) {
            const State a = find(s);
            const State b = find(t);
            root[std::max(a, b)] = std::min(a, b);
        });
    }
    std::vector<State> order(states);
    for (State s = 0; s < states; ++s) {
        order[s] = s;
        root[s] = find(s);
    }
    std::stable_sort(order.begin(), order.end(), [&](State a, State b) { return root[a] < root[b]; });
    return order;
}

/// The states that a decider prefers to a state, as a row of bits; one row for each class of equally good
/// states.
class Preferred {
public:
    explicit Preferred(const std::vector<std::uint32_t>& rank) {
        rank_ = dense_ranks({rank.begin(), rank.end()});
        const std::size_t states = rank_.size();
        words_ = (states + 63) / 64;
        std::vector<State> falling(states);
        std::iota(falling.begin(), falling.end(), State{0});
        std::stable_sort(falling.begin(), falling.end(),
                         [&](State a, State b) { return rank_[a] > rank_[b]; });
        const std::size_t classes = states == 0 ? 0 : rank_[falling[0]] + std::size_t{1};
        rows_.assign(classes * words_, 0);
        std::vector<std::uint64_t> above(words_, 0);
        std::size_t at = 0;
        for (std::size_t c = classes; c-- > 0;) {
            std::copy(above.begin(), above.end(), rows_.begin() + static_cast<std::ptrdiff_t>(c * words_));
            for (; at < states && rank_[falling[at]] == c; ++at)
                above[falling[at] / 64] |= std::uint64_t{1} << (falling[at] % 64);
        }
    }
    [[nodiscard]] const std::uint64_t* to(State s) const { return rows_.data() + rank_[s] * words_; }

private:
    std::size_t words_ = 0;
    std::vector<std::uint32_t> rank_;
    std::vector<std::uint64_t> rows_;
};

/// Everything about one model that all coalitions share.
class Assembly {
public:
    Assembly(const Model& model, const RunOptions& run) : model_(model), run_(run) {
        const std::size_t n = model.deciders.size();
        const Terrain terrain(model, run);
        for (std::size_t i = 0; i < n; ++i) {
            preferred_.emplace_back(model.rank[i]);
            moves_.emplace_back(model.states);
            for (State s = 0; s < model.states && !run.stop.stop_requested(); ++s)
                terrain.for_each_move(i, s, [&](State t) { moves_[i].set(s, t); });
        }
        const std::size_t coalitions = std::size_t{1} << n;
        reach_.resize(coalitions);
        improve_.resize(coalitions);
        order_.resize(coalitions);
        if (composes()) improve_within_.resize(coalitions);
    }

    /// R_H of every state.
    bool prepare() {
        const auto masks = static_cast<Mask>(reach_.size());
        for (Mask h = 1; h < masks; ++h) {
            std::vector<const Relation*> steps;
            for (const std::size_t i : members(h)) steps.push_back(&moves_[i]);
            const Relation any = together(steps);
            order_[h] = side_by_side(any, model_.states);
            if (composes()) steps = {&any};
            reach_[h] = Relation(model_.states);
            improve_[h] = Relation(model_.states);
            const bool done = from_blocks(h, steps, [&](State s, State t) {
                if (s != t) reach_[h].set(s, t);
            });
            if (!done) return false;
            std::vector<std::uint64_t> better(reach_[h].words());
            for (State s = 0; s < model_.states; ++s) {
                all_prefer(h, s, better.data());
                const std::uint64_t* const reached = reach_[h].row(s);
                std::uint64_t* const row = improve_[h].row(s);
                for (std::size_t w = 0; w < better.size(); ++w) row[w] = reached[w] & better[w];
            }
            if (composes()) improve_within_[h] = within(h);
        }
        return true;
    }

    /// The states that all of a coalition prefer to s.
    void all_prefer(Mask h, State s, std::uint64_t* row) const {
        const std::size_t words = moves_.front().words();
        std::fill(row, row + words, ~std::uint64_t{0});
        for (Mask rest = h; rest != 0; rest &= rest - 1) {
            const std::uint64_t* const one =
                preferred_[static_cast<std::size_t>(std::countr_zero(rest))].to(s);
            for (std::size_t w = 0; w < words; ++w) row[w] &= one[w];
        }
    }
    [[nodiscard]] const Relation& improvements(Mask h) const { return improve_[h]; }

    /// Stable states of a coalition. \param stable [concept][state]
    bool judge(Mask h, std::array<std::vector<char>, kCoalitionConcepts>& stable) {
        const Mask others = static_cast<Mask>(reach_.size() - 1) & ~h;
        for (std::vector<char>& each : stable) each.assign(model_.states, 1);
        Relation credible;
        if (!class_improvements(others, credible)) return false;
        return for_blocks([&](State s) {
            if (!improve_[h].any(s)) return;
            Bench bench(*this, h, s);
            improve_[h].for_each(s, [&](State t) {
                stable[0][s] = 0;
                if (stable[1][s] != 0 && (others == 0 || !bench.meets(reach_[others], t))) stable[1][s] = 0;
                if (stable[2][s] != 0 && (others == 0 || !bench.holds(reach_[others], t))) stable[2][s] = 0;
                if (stable[3][s] != 0 && (others == 0 || !bench.meets(credible, t))) stable[3][s] = 0;
            });
        });
    }

private:
    template <class Body>
    bool for_blocks(Body&& body) {
        constexpr std::size_t kBlock = 32;
        const std::size_t blocks = (model_.states + kBlock - 1) / kBlock;
        return for_each_block(blocks, run_, [&](std::size_t block) {
                   for (std::size_t s = block * kBlock; s < std::min(model_.states, (block + 1) * kBlock);
                        ++s)
                       body(static_cast<State>(s));
               }) == blocks;
    }

    /// Calls `visit(s, t)` for every t that steps lead to from s; each s within one block only.
    template <class Visit>
    bool from_blocks(Mask h, const std::vector<const Relation*>& steps, Visit&& visit) {
        const std::vector<State>& order = order_[h];
        const std::size_t blocks = (order.size() + Flood::kSources - 1) / Flood::kSources;
        return for_each_block(blocks, run_, [&](std::size_t block) {
                   const State* const sources = order.data() + block * Flood::kSources;
                   Flood flood(model_.states, steps, composes());
                   flood.run(sources, std::min(Flood::kSources, order.size() - block * Flood::kSources));
                   flood.for_each([&](std::size_t source, State t) { visit(sources[source], t); });
               }) == blocks;
    }

    /// Option form: moves of one decider, and so of one coalition, compose into one, and the rule that
    /// nobody moves twice in a row never binds.
    [[nodiscard]] bool composes() const { return !model_.graph_form(); }

    [[nodiscard]] Relation together(const std::vector<const Relation*>& all) const {
        Relation sum(model_.states);
        for (const Relation* one : all) sum.add(*one);
        return sum;
    }
    /// Improvements of any coalition within h.
    [[nodiscard]] Relation within(Mask h) const {
        Relation sum = improve_[h];
        for (Mask rest = h; rest != 0; rest &= rest - 1) {
            const Mask less = h & ~(rest & ~(rest - 1));
            if (less != 0) sum.add(improve_within_[less]);
        }
        return sum;
    }

    /// The states by whether all of a coalition prefer them to one state: replies are met a word at a time.
    class Bench {
    public:
        Bench(const Assembly& assembly, Mask h, State s)
            : reach_(assembly.reach_[h]), better_(reach_.words()), worse_(reach_.words()) {
            assembly.all_prefer(h, s, better_.data());
            for (std::size_t w = 0; w < better_.size(); ++w) worse_[w] = ~better_[w];
        }
        /// Whether a reply to t is no better than s for some member.
        [[nodiscard]] bool meets(const Relation& replies, State t) const {
            return common(replies.row(t), worse_.data());
        }
        /// The same by a reply from which the coalition reaches nothing that is better for all.
        [[nodiscard]] bool holds(const Relation& replies, State t) {
            if (escapes_.empty()) escapes_.assign(better_.size() * 64, kOpen);
            const std::uint64_t* const row = replies.row(t);
            for (std::size_t w = 0; w < worse_.size(); ++w) {
                for (std::uint64_t rest = row[w] & worse_[w]; rest != 0; rest &= rest - 1) {
                    const std::size_t r = w * 64 + static_cast<std::size_t>(std::countr_zero(rest));
                    if (escapes_[r] == kOpen)
                        escapes_[r] = common(reach_.row(static_cast<State>(r)), better_.data()) ? 1 : 0;
                    if (escapes_[r] == 0) return true;
                }
            }
            return false;
        }

    private:
        static constexpr std::uint8_t kOpen = 2;

        [[nodiscard]] bool common(const std::uint64_t* a, const std::uint64_t* b) const {
            for (std::size_t w = 0; w < better_.size(); ++w) {
                if ((a[w] & b[w]) != 0) return true;
            }
            return false;
        }

        const Relation& reach_;
        std::vector<std::uint64_t> better_, worse_;
        std::vector<std::uint8_t>
            escapes_;  ///< whether the coalition escapes from a state; asked when needed
    };

    /// What sequences of improvements of coalitions within `whole` reach, none moving twice in a row.
    bool class_improvements(Mask whole, Relation& result) {
        if (whole == 0) return true;
        std::vector<const Relation*> steps;
        if (composes()) {
            steps = {&improve_within_[whole]};
        } else {
            for (Mask c = whole; c != 0; c = (c - 1) & whole) steps.push_back(&improve_[c]);
        }
        result = Relation(model_.states);
        return from_blocks(whole, steps, [&](State s, State t) { result.set(s, t); });
    }

    const Model& model_;
    const RunOptions& run_;
    std::vector<Preferred> preferred_;       ///< [decider]
    std::vector<Relation> moves_;            ///< [decider]
    std::vector<Relation> reach_;            ///< [coalition]: R_H
    std::vector<Relation> improve_;          ///< [coalition]: R_H^{++}
    std::vector<Relation> improve_within_;   ///< [coalition]: of it or a part of it; option form
    std::vector<std::vector<State>> order_;  ///< [coalition]: states that it connects side by side
};

std::vector<State> marked(const std::vector<char>& stable) {
    std::vector<State> list;
    for (std::size_t s = 0; s < stable.size(); ++s)
        if (stable[s] != 0) list.push_back(static_cast<State>(s));
    return list;
}

}  // namespace

CoalitionResult judge_coalitions(const Model& model, const Verdicts& verdicts,
                                 const CoalitionOptions& options, const RunOptions& run) {
    CoalitionResult result;
    const std::size_t n = model.deciders.size();
    const double m = static_cast<double>(model.states);
    const double all = std::exp2(static_cast<double>(n));
    const double work = all * m * m * (static_cast<double>(n) + m / 64);
    // Three relations a coalition; in graph form each thread also marks states by coalition.
    const double marks = model.graph_form() ? 16 * all * m * 2 * Flood::kSources / 8 : 0;
    const double bytes = 3 * all * m * m / 8 + marks;
    if (n < 2) {
        result.why_not = "Coalitions need two deciders.";
        return result;
    }
    if (n > options.most_deciders || work > options.work_limit ||
        bytes > static_cast<double>(run.memory_bytes)) {
        result.why_not = "Coalitions were left out: " + std::to_string(model.states) + " states and " +
                         std::to_string(n) + " deciders are too many to look at every coalition.";
        return result;
    }
    Assembly assembly(model, run);
    bool whole = assembly.prepare();
    std::array<std::vector<char>, kCoalitionConcepts> universal;
    for (std::vector<char>& each : universal) each.assign(model.states, 1);
    for (Mask h = 1; whole && h < (Mask{1} << n); ++h) {
        std::array<std::vector<char>, kCoalitionConcepts> stable;
        whole = assembly.judge(h, stable);
        for (std::size_t c = 0; c < kCoalitionConcepts; ++c)
            for (std::size_t s = 0; s < model.states; ++s)
                universal[c][s] = static_cast<char>(universal[c][s] & stable[c][s]);
        if (std::popcount(h) < 2) continue;
        CoalitionStability one{members(h), {}};
        for (std::size_t c = 0; c < kCoalitionConcepts; ++c) one.stable[c] = marked(stable[c]);
        result.coalitions.push_back(std::move(one));
        for (const Concept c : options.jumps_between) {
            for (const State from : verdicts.equilibria(c)) {
                assembly.improvements(h).for_each(from, [&](State to) {
                    if (verdicts.is_equilibrium(c, to)) result.jumps.push_back({c, from, to, members(h)});
                });
            }
        }
    }
    for (std::size_t c = 0; c < kCoalitionConcepts; ++c) result.universal[c] = marked(universal[c]);
    std::stable_sort(result.jumps.begin(), result.jumps.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.of, a.from, a.to) < std::tuple(b.of, b.from, b.to);
    });
    result.judged = whole;
    if (!whole) {
        result.stopped = Stopped::cancelled;
        result.why_not = "Coalitions were cancelled.";
    }
    return result;
}

}  // namespace entente::stability
