// The item of issues that terms and rules tie together: elimination issue by issue, with one frontier for
// each set of clauses that can still come true.
#pragma once

#include <bit>
#include <cmath>
#include <unordered_map>

#include "settle/frontier/merge_item.hpp"

namespace entente::settle {

/// The connected groups of issues under the clauses; single issues first to last, each group ascending.
template <class Units>
std::vector<std::vector<std::uint32_t>> issue_groups(const Problem<Units>& problem) {
    std::vector<std::uint32_t> root(problem.issues);
    std::iota(root.begin(), root.end(), 0u);
    const auto find = [&](std::uint32_t x) {
        while (root[x] != x) x = root[x] = root[root[x]];
        return x;
    };
    for (const auto* list : {&problem.terms, &problem.rules}) {
        for (const auto& clause : *list) {
            for (const ClausePart& part : clause.parts) {
                const std::uint32_t a = find(clause.parts[0].issue);
                const std::uint32_t b = find(part.issue);
                root[std::max(a, b)] = std::min(a, b);
            }
        }
    }
    std::vector<std::vector<std::uint32_t>> groups(problem.issues);
    for (std::uint32_t i = 0; i < problem.issues; ++i) groups[find(i)].push_back(i);
    std::erase_if(groups, [](const auto& g) { return g.empty(); });
    return groups;
}

template <class Units, class Count>
class GroupMerger {
public:
    GroupMerger(const Problem<Units>& problem, const std::vector<std::uint32_t>& issues,
                MergeBudget& budget)
        : problem_(problem), issues_(issues), budget_(budget), n_(problem.parties) {
        collect_clauses();
        choose_order();
        find_places();
    }
    /// \return the group's item; empty rows where rules forbid everything or the budget ended
    Item<Units, Count> run();
    /// Combinations of the undecided issues times the choices of the next one, over all steps.
    [[nodiscard]] double steps() const { return steps_[order_.size()]; }

private:
    static constexpr std::uint32_t kNone = 0xffffffffu;
    struct Touch {
        std::uint32_t clause;
        const std::uint8_t* holds;
        bool opens, closes;
    };
    using Key = std::vector<std::uint32_t>;
    struct KeyHash {
        std::size_t operator()(const Key& key) const {
            std::uint64_t h = key.size();
            for (std::uint32_t x : key) h = (h ^ x) * 0x9e3779b97f4a7c15ull + (h >> 31);
            return static_cast<std::size_t>(h);
        }
    };
    struct State {
        Key alive;
        std::size_t begin = 0, end = 0;  // its points in the layer
    };
    struct Back {
        std::uint32_t parent, choice;
    };
    struct Layer {
        std::vector<State> states;
        std::vector<Units> rows;
        std::vector<Count> counts;
        std::vector<uint128> packed;  ///< per point its picks so far as one number, where that fits
    };
    struct Arrow {  // a state of the last layer and a choice that lead to a state of the next
        std::uint32_t from, choice;
        std::size_t shift;
    };
    const Problem<Units>& problem_;
    const std::vector<std::uint32_t>& issues_;
    MergeBudget& budget_;
    std::size_t n_;
    std::vector<const Clause<Units>*> clauses_;  // terms, then rules
    std::size_t first_rule_ = 0;
    std::vector<std::uint32_t> order_;
    std::vector<double> steps_;  // the same up to each step of the order
    std::uint64_t back_bytes_ = 0;
    std::uint64_t stage_bytes_ = 0;          // keys, arrows and shifts of the stage at hand
    std::vector<std::vector<Touch>> touch_;  // by stage
    std::vector<std::vector<Back>> back_;    // by stage
    /// By stage: where its choice stands in the picks as one number, the first issue on top. Empty: no
    /// room.
    std::vector<unsigned> place_;

    void collect_clauses();
    void choose_order();
    void find_places();
    [[nodiscard]] std::uint64_t bytes_a_row() const {
        return n_ * sizeof(Units) + sizeof(Count) + sizeof(Back) + (place_.empty() ? 0 : sizeof(uint128));
    }
    std::vector<std::uint32_t> greedy_order(std::size_t start, std::vector<double>& steps) const;
    std::vector<std::uint8_t> useful_choices(std::size_t stage) const;
    bool follow(std::size_t stage, const Key& alive, std::uint32_t choice, Key& next,
                std::vector<Units>& shift) const;
    bool advance(std::size_t stage, Layer& layer);
    bool promising(std::size_t done, std::uint64_t work);
    bool fill(std::size_t stage, const Layer& from, Layer& to, const std::vector<Arrow>& arrows,
              const std::vector<Units>& shifts);
    void picks_of(std::size_t stage, std::uint32_t point, std::vector<std::uint32_t>& picks) const;
    bool earlier(std::size_t stage, Back a, Back b, std::vector<std::uint32_t>& x,
                 std::vector<std::uint32_t>& y) const;
    std::size_t position(std::uint32_t issue) const {
        return static_cast<std::size_t>(std::lower_bound(issues_.begin(), issues_.end(), issue) -
                                        issues_.begin());
    }
};

template <class Units, class Count>
void GroupMerger<Units, Count>::collect_clauses() {
    const auto mine = [&](const Clause<Units>& c) {
        return std::binary_search(issues_.begin(), issues_.end(), c.parts[0].issue);
    };
    for (const auto& term : problem_.terms) {
        if (mine(term)) clauses_.push_back(&term);
    }
    first_rule_ = clauses_.size();
    for (const auto& rule : problem_.rules) {
        if (mine(rule)) clauses_.push_back(&rule);
    }
}

/// Takes, one after the other, the issue after which the fewest states are open.
template <class Units, class Count>
std::vector<std::uint32_t> GroupMerger<Units, Count>::greedy_order(std::size_t start,
                                                                   std::vector<double>& steps) const {
    const std::size_t count = issues_.size();
    std::vector<std::vector<std::uint32_t>> clauses_of(count);
    std::vector<std::size_t> left(clauses_.size());  // parts not yet taken
    for (std::size_t c = 0; c < clauses_.size(); ++c) {
        left[c] = clauses_[c]->parts.size();
        for (const auto& part : clauses_[c]->parts)
            clauses_of[position(part.issue)].push_back(static_cast<std::uint32_t>(c));
    }
    std::vector<std::size_t> open(count);  // clauses of an issue that are not yet decided
    for (std::size_t i = 0; i < count; ++i) open[i] = clauses_of[i].size();
    std::vector<std::uint8_t> taken(count, 0);
    std::vector<double> bits(count);
    for (std::size_t i = 0; i < count; ++i)
        bits[i] = std::log2(static_cast<double>(problem_.choices[issues_[i]].size()));
    double now = 0;  // bits of the open issues
    steps.assign(1, 0);
    std::vector<std::uint32_t> order;
    for (std::size_t step = 0; step < count; ++step) {
        std::size_t best = count;
        double best_bits = 0;
        for (std::size_t i = step == 0 ? start : 0; i < (step == 0 ? start + 1 : count); ++i) {
            if (taken[i] != 0) continue;
            double after = now + (open[i] > 0 ? bits[i] : 0);
            bool touches = false;
            // Issues whose last undecided clauses are decided by taking i.
            std::unordered_map<std::size_t, std::size_t> closing;
            for (std::uint32_t c : clauses_of[i]) {
                touches = touches || left[c] < clauses_[c]->parts.size();
                if (left[c] != 1) continue;
                for (const auto& part : clauses_[c]->parts) ++closing[position(part.issue)];
            }
            for (const auto& [other, closed] : closing) {
                if ((taken[other] != 0 || other == i) && closed == open[other]) after -= bits[other];
            }
            if (!touches) after += 1e-6;  // stay connected
            if (best == count || after < best_bits) {
                best = i;
                best_bits = after;
            }
        }
        taken[best] = 1;
        order.push_back(issues_[best]);
        steps.push_back(steps.back() + std::exp2(std::min(now + bits[best], 1000.0)));
        if (open[best] > 0) now += bits[best];
        for (std::uint32_t c : clauses_of[best]) {
            if (--left[c] != 0) continue;
            for (const auto& part : clauses_[c]->parts) {
                const std::size_t other = position(part.issue);
                if (--open[other] == 0) now -= bits[other];
            }
        }
    }
    return order;
}

template <class Units, class Count>
void GroupMerger<Units, Count>::choose_order() {
    // A few starts, the cheapest of them. Long clause lists make each start dear.
    double parts = 1;
    for (const auto* clause : clauses_) parts += static_cast<double>(clause->parts.size());
    const double per_start = parts * static_cast<double>(issues_.size());
    const auto starts =
        static_cast<std::size_t>(std::clamp(2e7 / per_start, 1.0, static_cast<double>(issues_.size())));
    for (std::size_t s = 0; s < starts; ++s) {
        std::vector<double> steps;
        auto order = greedy_order(s * issues_.size() / starts, steps);
        if (order_.empty() || steps.back() < steps_.back()) {
            steps_ = std::move(steps);
            order_ = std::move(order);
        }
    }
    std::vector<std::size_t> stage_of(problem_.issues, 0);
    for (std::size_t s = 0; s < order_.size(); ++s) stage_of[order_[s]] = s;
    touch_.resize(order_.size());
    for (std::size_t c = 0; c < clauses_.size(); ++c) {
        std::size_t first = order_.size();
        std::size_t last = 0;
        for (const auto& part : clauses_[c]->parts) {
            first = std::min(first, stage_of[part.issue]);
            last = std::max(last, stage_of[part.issue]);
        }
        for (const auto& part : clauses_[c]->parts) {
            const std::size_t stage = stage_of[part.issue];
            touch_[stage].push_back(
                {static_cast<std::uint32_t>(c), part.holds.data(), stage == first, stage == last});
        }
    }
}

template <class Units, class Count>
void GroupMerger<Units, Count>::find_places() {
    constexpr unsigned kBits = 127;  // a choice is never moved by all 128
    std::vector<unsigned> place(issues_.size());
    unsigned used = 0;
    for (std::size_t i = issues_.size(); i-- > 0;) {
        place[i] = used;
        used += static_cast<unsigned>(std::bit_width(problem_.choices[issues_[i]].size() - 1));
        if (used > kBits) return;
    }
    for (const std::uint32_t issue : order_) place_.push_back(place[position(issue)]);
}

/// Leaves out choices that another one beats whatever the other issues are: at least as much of every
/// value and every term, no rule that the beaten one escapes, and strictly more of some value.
template <class Units, class Count>
std::vector<std::uint8_t> GroupMerger<Units, Count>::useful_choices(std::size_t stage) const {
    const std::uint32_t issue = order_[stage];
    const std::size_t count = problem_.choices[issue].size();
    std::vector<std::uint8_t> useful(count, 1);
    if (count > 2000) return useful;
    const Units* value = problem_.value[issue].data();
    const auto beats = [&](std::size_t a, std::size_t b) {
        bool strictly = false;
        for (std::size_t j = 0; j < n_; ++j) {
            if (value[a * n_ + j] < value[b * n_ + j]) return false;
            strictly = strictly || value[a * n_ + j] > value[b * n_ + j];
        }
        if (!strictly) return false;
        for (const Touch& touch : touch_[stage]) {
            if (touch.holds[a] == touch.holds[b]) continue;
            if (touch.clause >= first_rule_) {
                if (touch.holds[a] != 0) return false;
                continue;
            }
            for (Units amount : clauses_[touch.clause]->amount) {
                if (amount > 0 ? touch.holds[a] == 0 : amount < 0 && touch.holds[a] != 0) return false;
            }
        }
        return true;
    };
    for (std::size_t b = 0; b < count; ++b) {
        for (std::size_t a = 0; a < count && useful[b] != 0; ++a) {
            if (a != b && beats(a, b)) useful[b] = 0;
        }
    }
    return useful;
}

/// \return false where a rule forbids it
template <class Units, class Count>
bool GroupMerger<Units, Count>::follow(std::size_t stage, const Key& alive, std::uint32_t choice, Key& next,
                                       std::vector<Units>& shift) const {
    const Units* value = problem_.value[order_[stage]].data() + choice * n_;
    shift.assign(value, value + n_);
    next.clear();
    std::size_t at = 0;
    for (const Touch& touch : touch_[stage]) {
        while (at < alive.size() && alive[at] < touch.clause) next.push_back(alive[at++]);
        const bool was = at < alive.size() && alive[at] == touch.clause;
        if (was) ++at;
        if ((!was && !touch.opens) || touch.holds[choice] == 0) continue;
        if (!touch.closes) {
            next.push_back(touch.clause);
        } else if (touch.clause >= first_rule_) {
            return false;
        } else {
            const auto& amount = clauses_[touch.clause]->amount;
            for (std::size_t j = 0; j < n_; ++j) shift[j] += amount[j];
        }
    }
    next.insert(next.end(), alive.begin() + static_cast<std::ptrdiff_t>(at), alive.end());
    return true;
}

template <class Units, class Count>
void GroupMerger<Units, Count>::picks_of(std::size_t stage, std::uint32_t point,
                                         std::vector<std::uint32_t>& picks) const {
    picks.assign(issues_.size(), 0);
    for (std::size_t s = stage; s-- > 0;) {
        const Back back = back_[s][point];
        picks[position(order_[s])] = back.choice;
        point = back.parent;
    }
}

template <class Units, class Count>
bool GroupMerger<Units, Count>::earlier(std::size_t stage, Back a, Back b, std::vector<std::uint32_t>& x,
                                        std::vector<std::uint32_t>& y) const {
    picks_of(stage, a.parent, x);
    picks_of(stage, b.parent, y);
    const std::size_t at = position(order_[stage]);
    x[at] = a.choice;
    y[at] = b.choice;
    return x < y;
}

/// One frontier: the maxima of the arrows' shifted copies, appended to the layer.
template <class Units, class Count>
bool GroupMerger<Units, Count>::fill(std::size_t stage, const Layer& from, Layer& to,
                                     const std::vector<Arrow>& arrows, const std::vector<Units>& shifts) {
    std::vector<Run<Units>> runs;
    std::uint64_t candidates = 0;
    for (const Arrow& arrow : arrows) {
        const State& state = from.states[arrow.from];
        runs.push_back(
            {from.rows.data() + state.begin * n_, state.end - state.begin, shifts.data() + arrow.shift});
        candidates += state.end - state.begin;
    }
    const std::uint64_t per_row = bytes_a_row();
    const std::uint64_t rows = from.counts.size() + to.counts.size() + candidates;
    // Lists that grow take up to twice what they hold.
    if (!budget_.allows(candidates, 2 * rows * per_row + back_bytes_ + stage_bytes_)) return false;
    const std::size_t begin = to.counts.size();
    std::vector<Back>& back = back_[stage];
    std::vector<std::uint32_t> x;
    std::vector<std::uint32_t> y;
    const auto link = [&](std::size_t run, std::size_t index) {
        const Arrow& arrow = arrows[run];
        return Back{static_cast<std::uint32_t>(from.states[arrow.from].begin + index), arrow.choice};
    };
    const bool packs = !place_.empty();
    const auto packed = [&](const Back& b) {
        return from.packed[b.parent] | uint128{b.choice} << place_[stage];
    };
    const auto count = [&](const Back& b) {
        return from.counts[b.parent] * Count(own_copies(problem_, order_[stage], b.choice));
    };
    return maxima_of_runs<Units>(
        n_, runs,
        [&](std::size_t run, std::size_t index, const Units* row) {
            const Back b = link(run, index);
            to.rows.insert(to.rows.end(), row, row + n_);
            to.counts.push_back(count(b));
            back.push_back(b);
            if (packs) to.packed.push_back(packed(b));
            return budget_.keeps(to.counts.size() - begin);
        },
        [&](std::size_t run, std::size_t index) {
            const Back b = link(run, index);
            to.counts.back() += count(b);
            if (!packs) {
                if (earlier(stage, b, back.back(), x, y)) back.back() = b;
            } else if (const uint128 other = packed(b); other < to.packed.back()) {
                to.packed.back() = other;
                back.back() = b;
            }
            return true;
        });
}

template <class Units, class Count>
bool GroupMerger<Units, Count>::advance(std::size_t stage, Layer& layer) {
    const std::vector<std::uint8_t> useful = useful_choices(stage);
    std::unordered_map<Key, std::uint32_t, KeyHash> known;
    std::vector<const Key*> keys;  // those of `known`, in the order of their arrows
    std::vector<std::vector<Arrow>> arrows;
    std::vector<Units> shifts;
    Key next;
    std::vector<Units> shift;
    // A key's node in the table, its number on the list, its list of arrows; numbers double as they grow.
    constexpr std::uint64_t kKeyBytes = 64 + sizeof(Key) + sizeof(Key*) + 2 * sizeof(std::vector<Arrow>);
    constexpr std::uint64_t kHeap = 16;
    const std::uint64_t per_row = bytes_a_row();
    std::uint64_t key_bytes = back_bytes_ + 2 * layer.counts.size() * per_row;
    for (std::size_t s = 0; s < layer.states.size(); ++s) {
        key_bytes += sizeof(State) + kHeap + layer.states[s].alive.size() * sizeof(std::uint32_t);
        // A way from a state to the next one costs as much as some sixteen candidates, and longer keys
        // more.
        const std::uint64_t steps = useful.size() * (16 + layer.states[s].alive.size());
        stage_bytes_ = key_bytes - back_bytes_ + 2 * shifts.size() * sizeof(Units);
        if (!budget_.allows(steps, stage_bytes_ + back_bytes_)) return false;
        for (std::uint32_t c = 0; c < useful.size(); ++c) {
            if (useful[c] == 0 || !follow(stage, layer.states[s].alive, c, next, shift)) continue;
            const auto [at, fresh] = known.emplace(next, static_cast<std::uint32_t>(arrows.size()));
            if (fresh) {
                arrows.emplace_back();
                keys.push_back(&at->first);
                key_bytes += kKeyBytes + 2 * kHeap + next.size() * sizeof(std::uint32_t);
            }
            key_bytes += 2 * sizeof(Arrow);
            arrows[at->second].push_back({static_cast<std::uint32_t>(s), c, shifts.size()});
            shifts.insert(shifts.end(), shift.begin(), shift.end());
        }
    }
    Layer to;
    back_.emplace_back();
    for (std::size_t k = 0; k < keys.size(); ++k) {
        const std::size_t begin = to.counts.size();
        if (!fill(stage, layer, to, arrows[k], shifts)) return false;
        to.states.push_back({*keys[k], begin, to.counts.size()});
    }
    back_bytes_ += back_[stage].size() * sizeof(Back);
    layer = std::move(to);
    return true;
}

/// Frontiers grow from step to step: where the steps so far, at their average, already say that the limit
/// of work will be passed by far, there is no point in going on.
template <class Units, class Count>
bool GroupMerger<Units, Count>::promising(std::size_t done, std::uint64_t work) {
    constexpr double kTelling = 0.1;  // share of all steps from which their average tells something
    const double share = steps_[done] / steps();
    if (!budget_.options.forecast || share < kTelling) return true;
    const double left =
        static_cast<double>(budget_.options.work_limit) - static_cast<double>(budget_.work - work);
    if (static_cast<double>(work) / share > 2 * left) budget_.end = MergeEnd::work_limit;
    return budget_.end == MergeEnd::complete;
}

template <class Units, class Count>
Item<Units, Count> GroupMerger<Units, Count>::run() {
    Item<Units, Count> item;
    item.issues = issues_;
    Layer layer;
    layer.states.push_back({{}, 0, 1});
    layer.rows.assign(n_, 0);
    layer.counts.push_back(Count(1));
    layer.packed.push_back(0);
    const std::uint64_t before = budget_.work;
    for (std::size_t stage = 0; stage < order_.size(); ++stage) {
        if (!advance(stage, layer) || !promising(stage + 1, budget_.work - before)) return item;
    }
    if (layer.states.empty()) return item;
    item.rows = std::move(layer.rows);
    item.counts = std::move(layer.counts);
    std::vector<std::uint32_t> picks;
    for (std::size_t p = 0; p < item.size(); ++p) {
        picks_of(order_.size(), static_cast<std::uint32_t>(p), picks);
        item.picks.insert(item.picks.end(), picks.begin(), picks.end());
    }
    item.rank_picks();
    return item;
}

}  // namespace entente::settle
