// The zone of agreement: is there one, who blocks it, and what each solution gives whom.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "report/sections/frontier.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

using settle::SettleResult;

std::string party_name(const Case& conflict, std::size_t party) { return conflict.parties[party].name; }

std::string zone_words(const Findings& findings, const Audience& audience) {
    const SettleResult& result = *findings.settle;
    const std::string& nothing = no_deal(findings.conflict);
    if (result.zone.empty) {
        return "No package gives every party at least what it gets from " + nothing + ".";
    }
    // How many there are follows from every party's sheet.
    return (result.zone.outcomes.empty() || audience.viewer
                ? std::string("There are packages that")
                : count_words(result.zone.outcomes) + " of " + count_words(result.outcomes) +
                      " possible packages") +
           (result.zone.interval && !result.zone.outcomes.empty() && !audience.viewer ? " (an estimate)"
                                                                                      : "") +
           (result.zone.outcomes == "1" && !audience.viewer ? " gives" : " give") +
           " every party at least what it gets from " + nothing + ".";
}

/// What the balanced deal gives each of many parties, between its value of no deal and its best.
Figure gains_figure(const Findings& findings, const Audience& audience) {
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    Figure figure{.id = "gains", .title = "What the deal gives each party"};
    // From nothing: differences of a few points must not fill the width.
    double lowest = 0;
    for (const auto& party : result.parties)
        lowest = std::min({lowest, party.worst, party.reservation.value_or(0)});
    figure.x = {.label = own_units(conflict), .low = lowest, .high = {}, .categories = {}};
    const auto* deal = assess::balanced_deal(result);
    // How far the others can be pushed follows from their sheets: a copy for one party leaves it out. Where
    // nothing is acceptable to all the others, there is no such end either.
    const bool all =
        !audience.viewer && std::all_of(result.parties.begin(), result.parties.end(),
                                        [](const auto& party) { return party.ideal.has_value(); });
    if (deal == nullptr) figure.title = "What each party could reach";
    Series range{.name = "From " + no_deal(conflict) +
                         (all ? " to the best others accept" : " to the best conceivable"),
                 .mark = Mark::links,
                 .tone = kMuted,
                 .size = 3};
    Series least{.name = "Value of " + no_deal(conflict), .tone = kWarning, .filled = false};
    std::vector<Series> marks;
    figure.table = {.id = "gains-data",
                    .title = figure.title,
                    .columns = {{"Party", ""},
                                utility_column(conflict, "Value of " + no_deal(conflict)),
                                utility_column(conflict, "Deal")},
                    .rows = {}};
    if (all) figure.table.columns.push_back(utility_column(conflict, "Best that others can accept"));
    figure.table.columns.push_back(utility_column(conflict, "Best conceivable"));
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        if (!may_show(audience, PartyId(p))) continue;
        const auto& party = result.parties[p];
        const double row = static_cast<double>(figure.y.categories.size());
        figure.y.categories.push_back(party_name(conflict, p));
        const double from = party.reservation.value_or(party.worst);
        range.x.push_back(from);
        range.x2.push_back(all ? party.ideal.value_or(party.best) : party.best);
        range.y.push_back(row);
        range.y2.push_back(row);
        if (party.reservation) {
            least.x.push_back(*party.reservation);
            least.y.push_back(row);
        }
        std::vector<Cell> cells = {party_name(conflict, p), {}, {}};
        if (party.reservation) cells[1] = *party.reservation;
        if (all) cells.push_back(party.ideal ? Cell(*party.ideal) : Cell{});
        cells.emplace_back(party.best);
        if (deal != nullptr) {
            const double gets = deal->solution->point.utilities[p];
            cells[2] = gets;
            marks.push_back({.name = "",
                             .tone = static_cast<Tone>(p),
                             .size = 1.8,
                             .shown = true,
                             .x = {gets},
                             .y = {row},
                             .names = {worth(conflict, gets)}});
        }
        figure.table.rows.push_back(std::move(cells));
    }
    const std::size_t rows = figure.y.categories.size();
    figure.series.push_back(std::move(range));
    if (!least.x.empty()) figure.series.push_back(std::move(least));
    for (Series& mark : marks) figure.series.push_back(std::move(mark));
    figure.height = (90 + 42.0 * static_cast<double>(rows)) / 720;
    figure.alt = deal == nullptr
                     ? "No package is acceptable to all; the figure shows what each could reach."
                     : solution_name(deal->name) + " stands between what " + no_deal(conflict) +
                           (all ? " gives each party and the best it could get with the others' consent."
                                : " gives the party and the best package that it can wish for.");
    return figure;
}

/// Two parties, or one party's copy: a solution a line, with what each party gets, gains and concedes.
Table solutions_by_line(const Findings& findings, const std::vector<std::size_t>& parties) {
    const Case& conflict = findings.conflict;
    Table table{
        .id = "solutions", .title = "Solutions compared", .columns = {{"Solution", ""}}, .rows = {}};
    for (const std::size_t p : parties) {
        const std::string& name = party_name(conflict, p);
        table.columns.push_back(utility_column(conflict, name + " gets", static_cast<Tone>(p)));
        table.columns.push_back(utility_column(conflict, name + " gains", static_cast<Tone>(p)));
        table.columns.push_back({name + " concedes", "%", 0, static_cast<Tone>(p)});
    }
    for (const auto& named : findings.settle->solutions) {
        if (!named.solution) continue;
        const settle::Solution& solution = *named.solution;
        std::vector<Cell> row = {solution_name(named.name)};
        for (const std::size_t p : parties) {
            const auto cell = [&](const std::vector<double>& values, double scale) {
                return p < values.size() && std::isfinite(values[p]) ? Cell(scale * values[p]) : Cell{};
            };
            row.emplace_back(solution.point.utilities[p]);
            row.push_back(cell(solution.gains, 1));
            row.push_back(cell(solution.concessions, 100));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// More parties: a party a line, so that the table fits a sheet.
Table solutions_by_column(const Findings& findings) {
    const Case& conflict = findings.conflict;
    Table table{.id = "solutions",
                .title = "Solutions compared: what each party gets",
                .columns = {{"Party", ""}, utility_column(conflict, "Value of " + no_deal(conflict))},
                .rows = {}};
    const std::vector<Package> solutions = packages(*findings.settle);
    if (solutions.empty()) return table;
    for (const Package& one : solutions) table.columns.push_back(utility_column(conflict, one.name));
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        const auto least = findings.settle->parties[p].reservation;
        std::vector<Cell> row = {party_name(conflict, p), least ? Cell(*least) : Cell{}};
        for (const Package& one : solutions) row.emplace_back(one.solution->point.utilities[p]);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<std::size_t> shown_parties(const Findings& findings, const Audience& audience) {
    std::vector<std::size_t> parties;
    for (std::size_t p = 0; p < findings.conflict.parties.size(); ++p) {
        if (may_show(audience, PartyId(p))) parties.push_back(p);
    }
    return parties;
}

std::string concedes_words(const Case& conflict) {
    return " “Concedes” is the way from a party's best conceivable package (0%) to what " +
           no_deal(conflict) + " gives it (100%).";
}

List blockers(const Findings& findings) {
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    List list;
    for (const settle::Blocker& blocker : result.zone.blocked_by) {
        const std::string& name = party_name(conflict, blocker.party.index());
        list.items.push_back(blocker.shortfall
                                 ? "The best package that satisfies all the others falls " +
                                       points(conflict, *blocker.shortfall) + " short of what " + name +
                                       " gets from " + no_deal(conflict) + "."
                                 : "No package satisfies all the parties other than " + name + ".");
    }
    if (result.zone.smallest_shift && result.zone.opens_at) {
        list.items.push_back("The zone opens where the parties' values of " + no_deal(conflict) +
                             " fall by " + points(conflict, *result.zone.smallest_shift) +
                             " in all, at: " + outcome_words(conflict, *result.zone.opens_at) + ".");
    }
    return list;
}

}  // namespace

std::optional<Section> zone_section(const Findings& findings, const Audience& audience) {
    if (!findings.settle) return std::nullopt;
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    Section section{"zone", "Is there a zone of agreement?", {}};
    section.blocks.push_back(Paragraph{zone_words(findings, audience)});
    if (result.zone.empty && !audience.viewer) section.blocks.push_back(blockers(findings));
    if (audience.viewer) {
        section.blocks.push_back(
            Paragraph{"This copy shows one party's points only. The packages were chosen with every "
                      "party's sheet; the other sheets are not in this file.",
                      Paragraph::Style::note});
    }
    const bool planar = conflict.parties.size() == 2 && !audience.viewer && !result.frontier.items.empty();
    if (planar) {
        section.blocks.push_back(frontier_figure(findings));
    } else {
        section.blocks.push_back(gains_figure(findings, audience));
        if (!audience.viewer && !result.frontier.items.empty()) {
            section.blocks.push_back(profile_figure(findings));
        }
    }
    const std::vector<std::size_t> parties = shown_parties(findings, audience);
    const bool by_line = parties.size() <= 2;
    Table solutions = by_line ? solutions_by_line(findings, parties) : solutions_by_column(findings);
    if (!solutions.rows.empty()) {
        section.blocks.push_back(std::move(solutions));
        section.blocks.push_back(Paragraph{
            "Nash maximises the product of the gains; Kalai–Smorodinsky gives each the same "
            "share of the best it could get; the egalitarian and the utilitarian deal compare points "
            "across parties, which only the analyst can license." +
                (by_line ? concedes_words(conflict) : ""),
            Paragraph::Style::note});
    }
    return section;
}

}  // namespace entente::report
