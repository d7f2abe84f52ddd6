// Breadth-first searches over legal sequences of moves, in both forms of a model.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "entente/stability/explain.hpp"
#include "stability/judge/sweep.hpp"

namespace entente::stability {

/// A model with what is needed to walk its moves.
struct Terrain {
    const Model& model;
    std::vector<Layout> layouts;  ///< option form
    std::stop_token stop;  ///< searches that are under way end early; what they found is then partial

    explicit Terrain(const Model& m, const RunOptions& run = {}) : model(m), stop(run.stop) {
        if (!m.graph_form()) layouts = make_layouts(m, run);
    }

    /// Calls `visit(state)` for the states one move of `decider` away.
    template <class Visit>
    void for_each_move(std::size_t decider, State state, Visit&& visit) const {
        if (model.graph_form()) {
            const Arcs& arcs = model.arcs[decider];
            for (std::uint32_t k = arcs.first[state]; k < arcs.first[state + 1]; ++k) visit(arcs.to[k]);
        } else {
            std::vector<std::uint32_t> scratch;
            layouts[decider].for_each_move(state, scratch, visit);
        }
    }

    [[nodiscard]] bool better(std::size_t decider, State a, State b) const {
        return model.rank[decider][a] > model.rank[decider][b];
    }
};

/// A breadth-first search from one state over sequences in which nobody moves twice in a row.
class LegalSearch {
public:
    LegalSearch(const Terrain& terrain, std::vector<std::size_t> who, bool improving)
        : terrain_(terrain), who_(std::move(who)), improving_(improving) {}

    /// \return the first state other than the start that `accept` takes, or nothing
    template <class Accept>
    std::optional<State> run(State from, Accept&& accept) {
        return terrain_.model.graph_form() ? over_nodes(from, accept) : over_groups(from, accept);
    }

    /// The steps to a state that the last run reached.
    [[nodiscard]] std::vector<Step> steps_to(State state) const {
        std::vector<Step> steps;
        std::uint64_t node = first_[state] - 1;  // 0 wraps to kNowhere
        while (node != kNowhere && nodes_[node].before != kNowhere) {
            steps.push_back({nodes_[node].mover, nodes_[node].state});
            node = nodes_[node].before;
        }
        std::reverse(steps.begin(), steps.end());
        return steps;
    }
    [[nodiscard]] bool reached(State state) const { return first_[state] != 0; }

private:
    static constexpr std::uint64_t kNowhere = ~std::uint64_t{0};
    struct Node {
        State state;
        std::uint32_t mover;
        std::uint64_t before;
    };

    void begin(State from) {
        nodes_.assign(1, {from, 0xffffffffu, kNowhere});
        first_.reset(terrain_.model.states);
        first_[from] = 1;
    }
    [[nodiscard]] bool given_up(std::uint64_t at) const {
        return (at & 0x3fffu) == 0x3fffu && terrain_.stop.stop_requested();
    }

    /// Option form: moves of one decider compose into one move, so the rule never binds and every state
    /// need be reached once; groups are covered whole.
    template <class Accept>
    std::optional<State> over_groups(State from, Accept& accept) {
        begin(from);
        std::vector<Cover> covers;
        for (const std::size_t j : who_) {
            covers.emplace_back(terrain_.layouts[j], terrain_.model.rank[j]);
            covers.back().reset(improving_);
        }
        std::optional<State> found;
        for (std::uint64_t at = 0; at < nodes_.size() && !found && !given_up(at); ++at) {
            for (std::size_t k = 0; k < who_.size(); ++k) {
                const auto reach = [&](State t) {
                    if (first_[t] != 0) return;
                    nodes_.push_back({t, static_cast<std::uint32_t>(who_[k]), at});
                    first_[t] = nodes_.size();
                    if (!found && accept(t)) found = t;
                };
                const State s = nodes_[at].state;
                improving_ ? covers[k].template extend<true, true>(s, reach)
                           : covers[k].template extend<false, true>(s, reach);
            }
        }
        return found;
    }

    /// Graph form: what may follow depends on who moved last.
    template <class Accept>
    std::optional<State> over_nodes(State from, Accept& accept) {
        begin(from);
        const std::size_t width = terrain_.model.deciders.size();
        Zeroed<char> seen;
        seen.reset(terrain_.model.states * width);
        for (std::uint64_t at = 0; at < nodes_.size() && !given_up(at); ++at) {
            const Node node = nodes_[at];
            for (const std::size_t j : who_) {
                if (node.mover == j) continue;
                std::optional<State> found;
                terrain_.for_each_move(j, node.state, [&](State t) {
                    if (found || seen[t * width + j]) return;
                    if (improving_ && !terrain_.better(j, t, node.state)) return;
                    seen[t * width + j] = 1;
                    const bool fresh = first_[t] == 0 || (t == from && first_[t] == 1);
                    nodes_.push_back({t, static_cast<std::uint32_t>(j), at});
                    if (first_[t] == 0) first_[t] = nodes_.size();
                    if (fresh && t != from && accept(t)) found = t;
                });
                if (found) return found;
            }
        }
        return std::nullopt;
    }

    const Terrain& terrain_;
    std::vector<std::size_t> who_;
    bool improving_;
    std::vector<Node> nodes_;
    Zeroed<std::uint64_t> first_;  ///< [state]: the node that reached it first, plus one; 0: none did
};

[[nodiscard]] inline std::vector<std::size_t> all_but(std::size_t deciders, std::size_t focal) {
    std::vector<std::size_t> who;
    for (std::size_t j = 0; j < deciders; ++j)
        if (j != focal) who.push_back(j);
    return who;
}

}  // namespace entente::stability
