#include <algorithm>
#include <numeric>

#include "entente/core/parallel.hpp"
#include "stability/judge/judge.hpp"
#include "stability/model/layout.hpp"

namespace entente::stability {
namespace {

constexpr std::uint32_t kUnset = 0xffffffffu;

/// The moves of a decider against their direction.
Arcs reversed(const Arcs& arcs, std::size_t states) {
    Arcs back;
    back.first.assign(states + 1, 0);
    for (const State t : arcs.to) ++back.first[t + 1];
    std::partial_sum(back.first.begin(), back.first.end(), back.first.begin());
    std::vector<std::uint32_t> next(back.first.begin(), back.first.end() - 1);
    back.to.resize(arcs.to.size());
    for (State s = 0; s < states; ++s)
        for (std::uint32_t k = arcs.first[s]; k < arcs.first[s + 1]; ++k) back.to[next[arcs.to[k]]++] = s;
    return back;
}

/// The worst reply of the others to each state, over legal sequences: nobody moves twice in a row.
///
/// A node is (state, who moved last); what can follow depends on both. Nodes are settled by rising value,
/// against the moves. From state q, mover k leads to value v: that holds for every last mover but k. So a
/// state's nodes are settled in at most two goes: the first mover k1 settles all last movers but k1, the
/// next other one settles k1.
class LegalSweep {
public:
    LegalSweep(const Model& model, const std::vector<Arcs>& back, std::size_t focal)
        : model_(model), back_(back), focal_(focal), start_(model.deciders.size()) {}

    /// reply[s] as in the option form: the least value among s and all that a legal sequence reaches
    void run(const std::vector<std::uint32_t>& value, bool improving, std::vector<std::uint32_t>& reply) {
        const std::size_t width = start_ + 1;
        settled_.assign(value.size() * width, 0);
        reply.assign(value.size(), kUnset);
        sort_by_value(value, sorted_);
        for (const State s : sorted_) {
            value_ = value[s];
            for (std::size_t last = 0; last <= start_; ++last) settle(s, last, reply);
            while (!stack_.empty()) {
                const auto [q, mover] = stack_.back();
                stack_.pop_back();
                hand_back(q, mover, improving, reply);
            }
        }
    }

private:
    void settle(State s, std::size_t last, std::vector<std::uint32_t>& reply) {
        if (last == focal_) return;
        char& done = settled_[s * (start_ + 1) + last];
        if (done) return;
        done = 1;
        if (last == start_) {
            reply[s] = value_;
        } else {
            stack_.emplace_back(s, last);
        }
    }

    /// `mover` moved to q from each predecessor: settles the predecessor's nodes of other last movers.
    void hand_back(State q, std::size_t mover, bool improving, std::vector<std::uint32_t>& reply) {
        const std::vector<std::uint32_t>& rank = model_.rank[mover];
        for (std::uint32_t k = back_[mover].first[q]; k < back_[mover].first[q + 1]; ++k) {
            const State p = back_[mover].to[k];
            if (improving && rank[p] >= rank[q]) continue;
            for (std::size_t last = 0; last <= start_; ++last)
                if (last != mover) settle(p, last, reply);
        }
    }

    const Model& model_;
    const std::vector<Arcs>& back_;
    std::size_t focal_;
    std::size_t start_;  ///< "nobody has moved yet", one past the deciders
    std::uint32_t value_ = 0;
    std::vector<char> settled_;
    std::vector<State> sorted_;
    std::vector<std::pair<State, std::size_t>> stack_;
};

void reach_max_arcs(const Arcs& arcs, const std::vector<std::uint32_t>& value,
                    std::vector<std::uint32_t>& out) {
    out = value;
    for (State s = 0; s < value.size(); ++s)
        for (std::uint32_t k = arcs.first[s]; k < arcs.first[s + 1]; ++k)
            out[s] = std::max(out[s], value[arcs.to[k]]);
}

}  // namespace

bool judge_graph_form(const Model& model, Verdicts& verdicts, const RunOptions& run) {
    std::vector<Arcs> back;
    for (const Arcs& arcs : model.arcs) back.push_back(reversed(arcs, model.states));
    const std::size_t done = for_each_block(model.deciders.size(), run, [&](std::size_t i) {
        const std::vector<std::uint32_t>& rank = model.rank[i];
        std::vector<std::uint8_t>& stable = verdicts.stable[i];
        std::vector<std::uint32_t> escape;
        std::vector<std::uint32_t> reply;
        std::vector<std::uint32_t> best;
        reach_max_arcs(model.arcs[i], rank, escape);
        for (std::size_t s = 0; s < rank.size(); ++s) stable[s] = escape[s] == rank[s] ? 1 : 0;
        LegalSweep sweep(model, back, i);
        const auto each = [&](Concept c, bool improving, const std::vector<std::uint32_t>& value) {
            if (run.stop.stop_requested()) return;
            sweep.run(value, improving, reply);
            for (std::size_t s = 0; s < rank.size(); ++s) reply[s] = std::min(reply[s], rank[s]);
            reach_max_arcs(model.arcs[i], reply, best);
            const unsigned bit = 1u << static_cast<unsigned>(c);
            for (std::size_t s = 0; s < rank.size(); ++s)
                if (best[s] <= rank[s]) stable[s] = static_cast<std::uint8_t>(stable[s] | bit);
        };
        each(Concept::gmr, false, rank);
        each(Concept::smr, false, escape);
        each(Concept::seq, true, rank);
        each(Concept::sseq, true, escape);
    });
    return done == model.deciders.size() && !run.stop.stop_requested();
}

}  // namespace entente::stability
