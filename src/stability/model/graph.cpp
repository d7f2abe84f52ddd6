#include <algorithm>
#include <limits>

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"
#include "stability/model/layout.hpp"

namespace entente::stability {

Model to_graph(const Model& model, std::uint64_t arc_limit) {
    if (model.graph_form()) return model;
    Model graph = model;
    std::uint64_t arcs = 0;
    std::vector<std::uint32_t> scratch;
    for (std::size_t i = 0; i < model.deciders.size(); ++i) {
        const Layout layout = make_layout(model, i);
        Arcs own;
        own.first.push_back(0);
        for (State s = 0; s < model.states; ++s) {
            layout.for_each_move(s, scratch, [&](State t) { own.to.push_back(t); });
            if (arcs + own.to.size() > arc_limit) {
                Diagnostic diagnostic;
                diagnostic.code = "E0614";
                diagnostic.message = "the graph has more than " + group_digits(std::to_string(arc_limit)) +
                                     " moves: too many to write out";
                diagnostic.hint = "merge states, or ask for the concepts that need no list of moves";
                throw InputError(std::move(diagnostic));
            }
            std::sort(own.to.begin() + own.first.back(), own.to.end());
            own.first.push_back(static_cast<std::uint32_t>(own.to.size()));
        }
        arcs += own.to.size();
        graph.arcs.push_back(std::move(own));
    }
    return graph;
}

Model merge_states(const Model& graph, const std::vector<std::uint32_t>& group,
                   std::vector<std::size_t>* conflicting) {
    const std::size_t old_states = graph.states;
    // The largest member stands for its group; groups are numbered by it.
    std::vector<State> largest(*std::max_element(group.begin(), group.end()) + std::size_t{1}, kNoState);
    for (State s = 0; s < old_states; ++s) largest[group[s]] = s;
    std::vector<State> renumber(old_states, kNoState);
    Model merged;
    merged.deciders = graph.deciders;
    std::vector<State> stands;
    for (State s = 0; s < old_states; ++s) {
        if (largest[group[s]] != s) continue;
        renumber[s] = static_cast<State>(stands.size());
        stands.push_back(s);
        if (!graph.labels.empty()) merged.labels.push_back(graph.labels[s]);
    }
    merged.states = stands.size();
    for (State s = 0; s < old_states; ++s) renumber[s] = renumber[largest[group[s]]];
    for (std::size_t i = 0; i < graph.deciders.size(); ++i) {
        std::vector<std::uint64_t> keys;
        for (const State s : stands) keys.push_back(graph.rank[i][s]);
        merged.rank.push_back(dense_ranks(keys));
        bool agree = true;
        for (State s = 0; s < old_states; ++s)
            agree = agree && graph.rank[i][s] == graph.rank[i][stands[renumber[s]]];
        if (!agree && conflicting != nullptr) conflicting->push_back(i);
        std::vector<std::vector<State>> out(merged.states);
        for (State s = 0; s < old_states; ++s) {
            for (std::uint32_t k = graph.arcs[i].first[s]; k < graph.arcs[i].first[s + 1]; ++k) {
                const State t = renumber[graph.arcs[i].to[k]];
                if (t != renumber[s]) out[renumber[s]].push_back(t);
            }
        }
        Arcs arcs;
        arcs.first.push_back(0);
        for (std::vector<State>& targets : out) {
            std::sort(targets.begin(), targets.end());
            targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
            arcs.to.insert(arcs.to.end(), targets.begin(), targets.end());
            arcs.first.push_back(static_cast<std::uint32_t>(arcs.to.size()));
        }
        merged.arcs.push_back(std::move(arcs));
    }
    return merged;
}

}  // namespace entente::stability
