// How do we get there: from what each party asks for today to the balanced deal, one concession at a time.
#include <algorithm>

#include "entente/core/text.hpp"
#include "entente/negotiate/path.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

/// "Border from 1 to 0.45", several joined.
std::string change_words(const Case& conflict, const negotiate::Concession& step) {
    std::vector<std::string> parts;
    for (const negotiate::Concession::Change& each : step.changes)
        parts.push_back(issue_name(conflict.space.issues[each.issue.index()]) + ": from “" + each.from +
                        "” to “" + each.to + "”");
    return join_words(parts);
}

Figure way_figure(const Case& conflict, const negotiate::ConcessionPath& path) {
    Figure figure{.id = "path", .title = "The way to the deal"};
    figure.x = {.label = "Concessions made",
                .low = 0,
                .high = static_cast<double>(path.steps.size()),
                .categories = {}};
    figure.y = {.label = "Part of its whole concession that a party has made (%)",
                .low = 0,
                .high = 100,
                .categories = {}};
    figure.table = {.id = "path-data", .title = figure.title, .columns = {{"Step", ""}}, .rows = {}};
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        // Told apart without colours too.
        Series line{.name = conflict.parties[p].name,
                    .mark = Mark::line,
                    .tone = static_cast<Tone>(p),
                    .dashed = p % 2 == 1};
        line.x.push_back(0);
        line.y.push_back(0);
        for (std::size_t k = 0; k < path.steps.size(); ++k) {
            line.x.push_back(static_cast<double>(k + 1));
            line.y.push_back(100 * path.steps[k].way[p]);
        }
        figure.series.push_back(std::move(line));
        figure.table.columns.push_back({conflict.parties[p].name, "%", 0, static_cast<Tone>(p)});
    }
    for (std::size_t k = 0; k < path.steps.size(); ++k) {
        std::vector<Cell> row = {std::to_string(k + 1)};
        for (const double each : path.steps[k].way) row.emplace_back(100 * each);
        figure.table.rows.push_back(std::move(row));
    }
    figure.alt =
        "After each concession, the part of its way that each party has gone; the widest lead of one "
        "over another is " +
        format_number(100 * path.widest, 0) + "%.";
    return figure;
}

}  // namespace

std::optional<Section> path_section(const Findings& findings, const Audience& audience) {
    // Every step shows what it costs its party: no section for a copy that hides the others' sheets.
    if (!findings.settle || audience.viewer) return std::nullopt;
    const auto& solutions = findings.settle->solutions;
    const auto deal = std::find_if(
        solutions.begin(), solutions.end(),
        [](const settle::NamedSolution& one) { return one.name == "leximin" && one.solution; });
    if (deal == solutions.end()) return std::nullopt;
    const Outcome& outcome = deal->solution->point.outcome;
    const Case& conflict = findings.conflict;
    if (outcome.options.size() != conflict.space.issues.size()) return std::nullopt;
    const negotiate::ConcessionPath path = negotiate::concessions(conflict, outcome);
    if (path.steps.empty()) return std::nullopt;
    Section section{"path", "How the parties could get there", {}};
    // Page one tells the way to its package A, which may be another.
    std::string which;
    for (const Candidate& one : candidates(*findings.settle)) {
        if (one.point->outcome == outcome) which = " (package " + one.letter + " of page one)";
    }
    const bool stated = conflict.talks && !conflict.talks->positions.empty();
    section.blocks.push_back(
        Paragraph{"From what each party asks for today (" +
                  std::string(stated ? "as the case states it; else its best option of every issue"
                                     : "taken to be its best option of every issue") +
                  ") to the package with the largest least gain" + which +
                  ", one concession at a time. The party that has gone the smallest part of its way moves "
                  "next, with what costs it least for what it gives the others."});
    Table table{.id = "concessions",
                .title = "One concession after the other",
                .columns = {{"Step", ""},
                            {"Party", ""},
                            {"Changes", ""},
                            utility_column(conflict, "Costs it"),
                            utility_column(conflict, "Still asks for")},
                .rows = {}};
    constexpr std::size_t kMostRows = 40;
    for (std::size_t k = 0; k < std::min(path.steps.size(), kMostRows); ++k) {
        const negotiate::Concession& step = path.steps[k];
        table.rows.push_back({std::to_string(k + 1), conflict.parties[step.party.index()].name,
                              change_words(conflict, step), step.cost, step.asks});
    }
    section.blocks.push_back(std::move(table));
    if (path.steps.size() > kMostRows) {
        section.blocks.push_back(Paragraph{"And " + std::to_string(path.steps.size() - kMostRows) +
                                               " more steps (entente negotiate --json has all).",
                                           Paragraph::Style::note});
    }
    section.blocks.push_back(way_figure(conflict, path));
    section.blocks.push_back(Paragraph{
        path.holds
            ? "After every step each party still asks for no less than it has from " + no_deal(conflict) +
                  ": nobody has a reason to walk away. It is one order among many, not a forecast."
            : "One step takes a party below what it has from " + no_deal(conflict) +
                  ": there, issues would have to change hands together.",
        path.holds ? Paragraph::Style::note : Paragraph::Style::warning});
    return section;
}

}  // namespace entente::report
