// Would it hold: which states nobody leaves, which deals fall, and why.
#include <algorithm>
#include <map>

#include "entente/core/text.hpp"
#include "entente/stability/explain.hpp"
#include "report/internal.hpp"
#include "report/sections.hpp"

namespace entente::report {
namespace {

using stability::Concept;
using stability::State;

constexpr std::size_t kMostNodes = 28;

std::string concept_words(Concept c) {
    switch (c) {
        case Concept::nash:
            return "Nash: no side gains by one move";
        case Concept::gmr:
            return "General metarational: every gain can be answered";
        case Concept::smr:
            return "Symmetric metarational: answered, with no way out";
        case Concept::seq:
            return "Sequential: answered by moves that pay the others";
        case Concept::sseq:
            return "Symmetric sequential: so answered, with no way out";
        case Concept::sim:
            return "Simultaneous: undone by the others' own moves";
        case Concept::sim_unstable:
            return "Simultaneous, unstable movers only";
    }
    return "";
}

/// What a state is, in words.
std::string state_words(const Findings& findings, State state) {
    const stability::CaseModel& model = findings.stability->model;
    const Case& conflict = findings.conflict;
    if (state < model.model.labels.size() && !model.model.labels[state].empty())
        return model.model.labels[state];
    std::string words;
    if (state < model.patterns.size()) {
        for (std::size_t i = 0; i < model.patterns[state].size(); ++i) {
            if (!model.patterns[state][i]) continue;
            const Issue& issue = conflict.space.issues[i];
            words += (words.empty() ? "" : "; ") + issue_name(issue) + ": " +
                     issue.options[model.patterns[state][i]->index()].label;
        }
        return words.empty() ? "state " + std::to_string(state + 1) : words;
    }
    if (!model.model.graph_form())
        return outcome_words(conflict, stability::outcome_of(conflict.space, model.model.code(state)));
    return "state " + std::to_string(state + 1);
}

/// Every party is a decider, in the parties' order.
std::string decider_name(const Findings& findings, std::size_t decider) {
    const auto& parties = findings.conflict.parties;
    return decider < parties.size() ? parties[decider].name
                                    : findings.stability->model.model.deciders[decider];
}

/// What changes between two states, in words.
std::string move_words(const Findings& findings, State from, State to) {
    const auto& model = findings.stability->model;
    const std::string number = "state " + std::to_string(to + 1);
    if (model.model.graph_form() || !model.patterns.empty())
        return "moving to " + number + " (" + state_words(findings, to) + ")";
    const Space& space = findings.conflict.space;
    const Outcome before = stability::outcome_of(space, model.model.code(from));
    const Outcome after = stability::outcome_of(space, model.model.code(to));
    std::string words;
    for (std::size_t i = 0; i < space.issues.size(); ++i) {
        if (before.options[i] == after.options[i]) continue;
        words += (words.empty() ? "" : " and ") + std::string("“") + issue_name(space.issues[i]) +
                 "” to “" + space.issues[i].options[after.options[i].index()].label + "”";
    }
    return "moving " + words + " (" + number + ")";
}

/// The state of a deal, where the model's states are outcomes.
State state_of_deal(const Findings& findings, const Outcome& outcome) {
    const auto& model = findings.stability->model;
    if (model.model.graph_form() || !model.patterns.empty()) return stability::kNoState;
    return stability::state_of(model.model, stability::code_of(findings.conflict.space, outcome));
}

Table equilibria_table(const Findings& findings) {
    const stability::Verdicts& verdicts = findings.stability->verdicts;
    Table table{.id = "equilibria",
                .title = "States that hold, by foresight",
                .columns = {{"Foresight", ""}, {"States", "", 0}, {"Which", ""}},
                .rows = {}};
    for (const Concept c : stability::kAllConcepts) {
        const bool simultaneous = c == Concept::sim || c == Concept::sim_unstable;
        if (simultaneous && !verdicts.simultaneous) continue;
        const auto states = verdicts.equilibria(c);
        std::string list;
        for (std::size_t i = 0; i < states.size() && i < 24; ++i)
            list += (i ? ", " : "") + std::to_string(states[i] + 1);
        if (states.size() > 24)
            list += " and " + group_digits(std::to_string(states.size() - 24)) + " more";
        table.rows.push_back({concept_words(c), static_cast<double>(states.size()), list});
    }
    return table;
}

/// One line a package: it holds, or who leaves it for what.
Table deals_table(const Findings& findings, const stability::Explorer& explorer) {
    Table table{.id = "deals-that-hold",
                .title = "Would the packages hold, once agreed?",
                .columns = {{"Package", ""}, {"State", "", 0}, {"Holds?", ""}, {"Why", ""}},
                .rows = {}};
    const stability::Verdicts& verdicts = findings.stability->verdicts;
    for (const Package& package : packages(*findings.settle)) {
        const State state = state_of_deal(findings, package.solution->point.outcome);
        if (state == stability::kNoState) continue;
        std::vector<Cell> row = {package.name, static_cast<double>(state + 1)};
        if (verdicts.is_equilibrium(Concept::nash, state)) {
            row.insert(row.end(),
                       {std::string("yes"), std::string("no side gains by any move of its own")});
        } else {
            std::string why;
            for (std::size_t d = 0; d < verdicts.stable.size(); ++d) {
                if (verdicts.is_stable(Concept::nash, d, state)) continue;
                const auto witness = explorer.explain(Concept::nash, d, state, 1);
                if (witness.responses.empty()) continue;
                why += (why.empty() ? "" : "; ") + decider_name(findings, d) + " gains by " +
                       move_words(findings, state, witness.responses[0].improvement);
            }
            const bool deterred = verdicts.is_equilibrium(Concept::seq, state) ||
                                  verdicts.is_equilibrium(Concept::smr, state);
            row.insert(row.end(),
                       {std::string(deterred ? "only while the others would answer" : "no"), why});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// The states worth drawing: all of few; of many, the status quo, those that hold, the deals, and where
/// improvements lead from them.
std::vector<State> drawn_states(const Findings& findings, const stability::Explorer& explorer) {
    const auto& model = findings.stability->model;
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
    for (const State s : findings.stability->verdicts.equilibria(Concept::nash)) {
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

Figure graph_figure(const Findings& findings, const stability::Explorer& explorer) {
    const auto& model = findings.stability->model;
    const auto& verdicts = findings.stability->verdicts;
    Figure figure{.id = "states", .title = "Who would move from where"};
    Graph graph;
    std::map<State, std::size_t> node_of;
    const std::vector<State> states = drawn_states(findings, explorer);
    std::size_t holding = 0;
    for (const State s : states) {
        const bool holds = verdicts.is_equilibrium(Concept::nash, s);
        holding += holds ? 1 : 0;
        node_of[s] = graph.nodes.size();
        std::string label = std::to_string(s + 1);
        if (model.status_quo && *model.status_quo == s) label += " (now)";
        graph.nodes.push_back({.label = label,
                               .detail = state_words(findings, s),
                               .tone = holds ? kAccent : kMuted,
                               .emphasised = holds});
    }
    figure.table = {.id = "states-data",
                    .title = figure.title,
                    .columns = {{"State", "", 0},
                                {"What it is", ""},
                                {"Holds (Nash)", ""},
                                {"Who gains by leaving, and for which state", ""}},
                    .rows = {}};
    for (const State s : states) {
        std::string leaves;
        for (std::size_t d = 0; d < model.model.deciders.size(); ++d) {
            for (const State to : explorer.moves(d, s)) {
                if (model.model.rank[d][to] <= model.model.rank[d][s]) continue;
                leaves += (leaves.empty() ? "" : "; ") + decider_name(findings, d) + " for " +
                          std::to_string(to + 1);
                const auto at = node_of.find(to);
                if (at != node_of.end())
                    graph.edges.push_back({node_of[s], at->second, static_cast<Tone>(d)});
            }
        }
        figure.table.rows.push_back({static_cast<double>(s + 1), state_words(findings, s),
                                     std::string(verdicts.is_equilibrium(Concept::nash, s) ? "yes" : "no"),
                                     leaves});
    }
    rank_nodes(graph);
    for (std::size_t d = 0; d < model.model.deciders.size() && d < 12; ++d) {
        figure.series.push_back({.name = decider_name(findings, d) + " gains by this move",
                                 .mark = Mark::line,
                                 .tone = static_cast<Tone>(d),
                                 .dashed = d > 0});
    }
    figure.alt = (states.size() < model.model.states
                      ? "Of " + group_digits(std::to_string(model.model.states)) + " states the " +
                            std::to_string(states.size()) + " most telling are drawn"
                      : "All " + std::to_string(states.size()) + " states are drawn") +
                 "; " + std::to_string(holding) + (holding == 1 ? " holds" : " hold") +
                 " (thick border), and an arrow is a move by which one side gains.";
    figure.graph = std::move(graph);
    return figure;
}

}  // namespace

std::optional<Section> stability_section(const Findings& findings, const Audience& audience) {
    if (!findings.stability || audience.viewer) return std::nullopt;  // rankings are every party's own
    const auto& model = findings.stability->model;
    Section section{"stability", "Would it hold?", {}};
    section.blocks.push_back(Paragraph{
        "Once agreed, a state holds where no side gains by a move that it can make alone. The model has " +
        group_digits(std::to_string(model.model.states)) + " states; the parties see " +
        group_digits(std::to_string(findings.stability->verdicts.count(Concept::nash))) +
        " of them hold at once, and more where they fear an answer."});
    const stability::Explorer explorer(model.model);
    if (findings.settle) {
        Table deals = deals_table(findings, explorer);
        if (!deals.rows.empty()) section.blocks.push_back(std::move(deals));
    }
    section.blocks.push_back(graph_figure(findings, explorer));
    section.blocks.push_back(equilibria_table(findings));
    if (!findings.stability->verdicts.why_not_simultaneous.empty()) {
        section.blocks.push_back(
            Paragraph{findings.stability->verdicts.why_not_simultaneous, Paragraph::Style::note});
    }
    return section;
}

}  // namespace entente::report
