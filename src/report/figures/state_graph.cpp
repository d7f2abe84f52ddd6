#include "entente/report/stability.hpp"
#include "report/results/json.hpp"

namespace entente::report {
namespace {

using namespace stability;

constexpr std::uint64_t kMostArcs = 1'000'000;

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return result + "\"";
}

template <class Visit>
void for_each_arc(const Model& graph, Visit&& visit) {
    for (std::size_t i = 0; i < graph.deciders.size(); ++i)
        for (State s = 0; s < graph.states; ++s)
            for (std::uint32_t k = graph.arcs[i].first[s]; k < graph.arcs[i].first[s + 1]; ++k)
                visit(i, s, graph.arcs[i].to[k]);
}

}  // namespace

std::string stability_dot(const Case& conflict, const StabilityResult& result) {
    // Colours that people with any colour vision tell apart (Okabe and Ito).
    static constexpr const char* kColours[] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                               "#E69F00", "#56B4E9", "#F0E442", "#000000"};
    const Model graph = to_graph(result.built.model, kMostArcs);
    std::string dot = "digraph stability {\n  label=" + quoted(conflict.title) +
                      ";\n  node [shape=box, style=rounded];\n";
    for (State s = 0; s < graph.states; ++s) {
        const bool equilibrium = (result.verdicts.equilibrium[s] & 0x1fu) != 0;
        dot += "  " + std::to_string(s + 1) +
               " [label=" + quoted(std::to_string(s + 1) + ": " + state_words(conflict, result.built, s)) +
               (equilibrium ? ", penwidth=2.5" : "") + "];\n";
    }
    for_each_arc(graph, [&](std::size_t i, State s, State t) {
        const bool improves = graph.rank[i][t] > graph.rank[i][s];
        dot += "  " + std::to_string(s + 1) + " -> " + std::to_string(t + 1) + " [color=\"" +
               kColours[i % std::size(kColours)] + "\", style=" + (improves ? "solid" : "dotted") +
               ", tooltip=" + quoted(graph.deciders[i]) + "];\n";
    });
    return dot + "}\n";
}

std::string stability_graph_json(const Case& conflict, const StabilityResult& result) {
    const Model graph = to_graph(result.built.model, kMostArcs);
    Json nodes = Json::array();
    for (State s = 0; s < graph.states; ++s) {
        Json of = Json::array();
        for (const Concept c : kAllConcepts)
            if (result.verdicts.is_equilibrium(c, s)) of.push_back(to_string(c));
        Json ranks = Json::array();
        for (const auto& rank : graph.rank) ranks.push_back(rank[s]);
        nodes.push_back({{"state", s + 1},
                         {"label", state_words(conflict, result.built, s)},
                         {"rank", ranks},
                         {"equilibrium_of", of}});
    }
    Json edges = Json::array();
    for_each_arc(graph, [&](std::size_t i, State s, State t) {
        edges.push_back({{"decider", graph.deciders[i]},
                         {"from", s + 1},
                         {"to", t + 1},
                         {"improves", graph.rank[i][t] > graph.rank[i][s]}});
    });
    return dump({{"schema", "entente-graph/1"},
                 {"title", conflict.title},
                 {"deciders", graph.deciders},
                 {"nodes", nodes},
                 {"edges", edges}});
}

}  // namespace entente::report
