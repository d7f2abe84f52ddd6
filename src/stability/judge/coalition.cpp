#include "entente/stability/coalition.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <tuple>

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
    [[nodiscard]] bool holds(State s, State t) const { return (row(s)[t / 64] >> (t % 64) & 1u) != 0; }
    void set(State s, State t) { row(s)[t / 64] |= std::uint64_t{1} << (t % 64); }
    [[nodiscard]] std::size_t words() const { return words_; }
    [[nodiscard]] bool any(State s) const {
        return std::any_of(row(s), row(s) + words_, [](std::uint64_t word) { return word != 0; });
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

std::vector<std::size_t> members(Mask mask) {
    std::vector<std::size_t> list;
    for (; mask != 0; mask &= mask - 1) list.push_back(static_cast<std::size_t>(std::countr_zero(mask)));
    return list;
}

/// Everything about one model that all coalitions share.
class Assembly {
public:
    Assembly(const Model& model, const RunOptions& run) : model_(model), terrain_(model, run), run_(run) {
        const std::size_t n = model.deciders.size();
        reach_.resize(std::size_t{1} << n);
        improve_.resize(std::size_t{1} << n);
    }

    /// R_H of every state.
    bool prepare() {
        const auto masks = static_cast<Mask>(reach_.size());
        for (Mask h = 1; h < masks; ++h) {
            reach_[h] = Relation(model_.states);
            improve_[h] = Relation(model_.states);
            const bool done = for_blocks([&](State s) {
                LegalSearch search(terrain_, members(h), false);
                search.run(s, [](State) { return false; });
                for (State t = 0; t < model_.states; ++t) {
                    if (t == s || !search.reached(t)) continue;
                    reach_[h].set(s, t);
                    if (all_prefer(h, t, s)) improve_[h].set(s, t);
                }
            });
            if (!done) return false;
        }
        return true;
    }

    [[nodiscard]] bool all_prefer(Mask h, State a, State b) const {
        for (Mask rest = h; rest != 0; rest &= rest - 1)
            if (!terrain_.better(static_cast<std::size_t>(std::countr_zero(rest)), a, b)) return false;
        return true;
    }
    [[nodiscard]] bool jumps(Mask h, State from, State to) const { return improve_[h].holds(from, to); }

    /// Stable states of a coalition. \param stable [concept][state]
    bool judge(Mask h, std::array<std::vector<char>, kCoalitionConcepts>& stable) {
        const Mask others = static_cast<Mask>(reach_.size() - 1) & ~h;
        for (std::vector<char>& each : stable) each.assign(model_.states, 1);
        const Relation credible = class_improvements(others);
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

    /// The states by whether all of a coalition prefer them to one state: replies are met a word at a time.
    class Bench {
    public:
        Bench(const Assembly& assembly, Mask h, State s)
            : reach_(assembly.reach_[h]), better_(reach_.words(), 0), worse_(reach_.words(), 0) {
            const std::size_t states = assembly.model_.states;
            for (State t = 0; t < states; ++t) {
                const std::uint64_t bit = std::uint64_t{1} << (t % 64);
                (assembly.all_prefer(h, t, s) ? better_ : worse_)[t / 64] |= bit;
            }
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
    Relation class_improvements(Mask whole) {
        Relation result(whole == 0 ? 0 : model_.states);
        if (whole == 0) return result;
        std::vector<Mask> coalitions;
        for (Mask c = whole; c != 0; c = (c - 1) & whole) coalitions.push_back(c);
        for_blocks([&](State s) {
            // Reached by one last coalition: it may not follow itself. By two: anybody may follow.
            std::vector<std::uint8_t> times(model_.states, 0);
            std::vector<Mask> by(model_.states, 0);
            std::vector<std::pair<State, Mask>> open;
            const auto step = [&](State from, Mask c) {
                improve_[c].for_each(from, [&](State t) {
                    if (times[t] == 2 || (times[t] == 1 && by[t] == c)) return;
                    by[t] = c;
                    ++times[t];
                    if (times[t] == 1) result.set(s, t);
                    open.emplace_back(t, c);
                });
            };
            for (const Mask c : coalitions) step(s, c);
            while (!open.empty()) {
                const auto [t, last] = open.back();
                open.pop_back();
                for (const Mask c : coalitions)
                    if (c != last) step(t, c);
            }
        });
        return result;
    }

    const Model& model_;
    Terrain terrain_;
    const RunOptions& run_;
    std::vector<Relation> reach_;    ///< [coalition]: R_H
    std::vector<Relation> improve_;  ///< [coalition]: R_H^{++}
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
    if (n < 2) {
        result.why_not = "Coalitions need two deciders.";
        return result;
    }
    if (n > options.most_deciders || work > options.work_limit ||
        2 * all * m * m / 8 > static_cast<double>(run.memory_bytes)) {
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
            const std::vector<State> equilibria = verdicts.equilibria(c);
            for (const State from : equilibria)
                for (const State to : equilibria)
                    if (from != to && assembly.jumps(h, from, to))
                        result.jumps.push_back({c, from, to, members(h)});
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
