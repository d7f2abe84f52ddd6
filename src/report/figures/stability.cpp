// The states as a graph: who would move from where.
#include <algorithm>
#include <map>

#include "entente/core/text.hpp"
#include "entente/stability/explain.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

using stability::Concept;
using stability::State;

constexpr std::size_t kMostNodes = 28;

/// The states worth drawing: all of few; of many, the status quo, those that hold, the deals, and where
/// improvements lead from them.
std::vector<State> drawn_states(const Findings& findings, const stability::Explorer& explorer) {
    const auto& model = findings.stability->built;
    std::vector<State> states;
    const auto add = [&](State state) {
        if (state != stability::kNoState && states.size() < kMostNodes &&
            std::find(states.begin(), states.end(), state) == states.end()) {
            states.push_back(state);
        }
    };
    if (model.model.states <= kMostNodes) {
        for (State s = 0; s < model.model.states; ++s) add(s);
        return states;
    }
    if (model.status_quo) add(*model.status_quo);
    if (findings.settle) {
        for (const Package& package : packages(*findings.settle))
            add(state_of_deal(findings, package.solution->point.outcome));
    }
    for (const State s : stability::some_equilibria(findings.stability->verdicts)) {
        if (states.empty() || (!findings.settle && states.size() < kMostNodes / 2)) add(s);
    }
    for (std::size_t i = 0; i < states.size(); ++i) {
        for (std::size_t d = 0; d < model.model.deciders.size(); ++d) {
            for (const State to : explorer.moves(d, states[i])) {
                if (model.model.rank[d][to] > model.model.rank[d][states[i]]) add(to);
            }
        }
    }
    return states;
}

/// How many improvements lead down to a state that holds; states that never get there stand highest.
void rank_nodes(Graph& graph) {
    std::vector<std::size_t> distance(graph.nodes.size(), graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (graph.nodes[i].emphasised) distance[i] = 0;
    }
    for (std::size_t round = 0; round < graph.nodes.size(); ++round) {
        for (const Edge& edge : graph.edges)
            distance[edge.from] = std::min(distance[edge.from], distance[edge.to] + 1);
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        graph.nodes[i].rank = std::min<std::size_t>(distance[i], 5);
}

}  // namespace

Figure graph_figure(const Findings& findings, const stability::Explorer& explorer) {
    const auto& model = findings.stability->built;
    const auto& verdicts = findings.stability->verdicts;
    Figure figure{.id = "states", .title = "Who would move from where"};
    const std::vector<std::string> names = decider_names(findings);
    Graph graph;
    std::map<State, std::size_t> node_of;
    const std::vector<State> states = drawn_states(findings, explorer);
    std::size_t holding = 0;
    for (const State s : states) {
        const bool holds = verdicts.is_equilibrium(Concept::seq, s);
        holding += holds ? 1 : 0;
        node_of[s] = graph.nodes.size();
        std::string label = std::to_string(s + 1);
        if (model.status_quo && *model.status_quo == s) label += " (now)";
        graph.nodes.push_back({.label = label,
                               .detail = state_in_words(findings, s),
                               .tone = holds ? kAccent : kMuted,
                               .emphasised = holds});
    }
    figure.table = {.id = "states-data",
                    .title = figure.title,
                    .columns = {{"State", "", 0},
                                {"What it is", ""},
                                {"Nobody gains by leaving (Nash)", ""},
                                {"Credible answers hold it (SEQ)", ""},
                                {"Who gains by leaving, and for which state", ""}},
                    .rows = {}};
    for (const State s : states) {
        std::string leaves;
        for (std::size_t d = 0; d < model.model.deciders.size(); ++d) {
            for (const State to : explorer.moves(d, s)) {
                if (model.model.rank[d][to] <= model.model.rank[d][s]) continue;
                leaves += (leaves.empty() ? "" : "; ") + names[d] + " for " + std::to_string(to + 1);
                const auto at = node_of.find(to);
                if (at != node_of.end())
                    graph.edges.push_back({node_of[s], at->second, static_cast<Tone>(d)});
            }
        }
        figure.table.rows.push_back({static_cast<double>(s + 1), state_in_words(findings, s),
                                     std::string(verdicts.is_equilibrium(Concept::nash, s) ? "yes" : "no"),
                                     std::string(verdicts.is_equilibrium(Concept::seq, s) ? "yes" : "no"),
                                     leaves});
    }
    rank_nodes(graph);
    for (std::size_t d = 0; d < model.model.deciders.size() && d < 12; ++d) {
        figure.series.push_back({.name = names[d] + " gains by this move",
                                 .mark = Mark::line,
                                 .tone = static_cast<Tone>(d),
                                 .dashed = d > 0});
    }
    figure.alt =
        (states.size() < model.model.states
             ? "Of " + group_digits(std::to_string(model.model.states)) + " states the " +
                   std::to_string(states.size()) + " most telling are drawn"
             : "All " + std::to_string(states.size()) + " states are drawn") +
        "; " + std::to_string(holding) + (holding == 1 ? " holds" : " hold") +
        " against credible answers (thick border), and an arrow is a move by which one side gains.";
    figure.graph = std::move(graph);
    return figure;
}

}  // namespace entente::report
