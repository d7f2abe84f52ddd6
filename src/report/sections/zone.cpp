// The zone of agreement and the frontier.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "report/internal.hpp"
#include "report/render/pale.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

using settle::SettleResult;

std::string party_name(const Case& conflict, std::size_t party) { return conflict.parties[party].name; }

/// The label of an axis on which every party has its own scale.
std::string own_units(const Case& conflict) {
    return unit(conflict) == "points" ? "Points, each party's own" : "Utility, each party's own";
}

/// Reservation value of a party, or nothing where any deal will do.
std::optional<double> reservation(const SettleResult& result, std::size_t party) {
    return result.parties[party].reservation;
}

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

Table frontier_table(const Findings& findings) {
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    Table table{.id = "frontier-data",
                .title = "Frontier: packages that nobody can better without a loss to another",
                .columns = {},
                .rows = {}};
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        table.columns.push_back(utility_column(conflict, party_name(conflict, p), static_cast<Tone>(p)));
    }
    for (const Issue& issue : conflict.space.issues) table.columns.push_back({issue_name(issue), "", 0});
    for (const settle::Point& point : result.frontier.items) {
        std::vector<Cell> row(point.utilities.begin(), point.utilities.end());
        for (std::size_t i = 0; i < point.outcome.options.size(); ++i) {
            row.emplace_back(conflict.space.issues[i].options[point.outcome.options[i].index()].label);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

bool acceptable(const SettleResult& result, const settle::Point& point) {
    for (std::size_t p = 0; p < point.utilities.size(); ++p) {
        const auto least = reservation(result, p);
        if (least && point.utilities[p] < *least - 1e-9 * std::max(1.0, std::abs(*least))) return false;
    }
    return true;
}

/// A table of thousands of rows would make the page heavy: the figure shows all, the table a fair sample
/// that always holds the ends.
void thin(Table& table, std::size_t most) {
    if (table.rows.size() <= most) return;
    std::vector<std::vector<Cell>> kept;
    for (std::size_t i = 0; i < most; ++i)
        kept.push_back(std::move(table.rows[i * (table.rows.size() - 1) / (most - 1)]));
    table.title += " (" + group_digits(std::to_string(most)) + " of " +
                   group_digits(std::to_string(table.rows.size())) + ", evenly chosen; --json has all)";
    table.rows = std::move(kept);
}

constexpr std::size_t kLinesDrawn = 60;
constexpr std::size_t kTableCells = 1800;  // a page of sixty issues stays under 1 MB
constexpr std::size_t kPointsDrawn = 5000;

/// Rows of a table on a page: fewer where they are long.
std::size_t table_rows(const Table& table) {
    return std::clamp<std::size_t>(kTableCells / std::max<std::size_t>(table.columns.size(), 1), 30, 400);
}

/// Is a package short enough to be told at its mark?
bool told_at_marks(const Case& conflict, const SettleResult& result) {
    return result.frontier.items.size() <= 500 &&
           result.frontier.items.size() * conflict.space.issues.size() <= kTableCells;
}

/// From nothing to the best package conceivable, or further where the case goes further.
Axis whole_axis(std::string label, const Case& conflict, const SettleResult& result, std::size_t party) {
    const auto& own = result.parties[party];
    const double full = conflict.points.value();
    double low = std::min(0.0, own.worst);
    double high = std::max(full, own.best);
    if (own.reservation) {
        low = std::min(low, *own.reservation);
        high = std::max(high, *own.reservation);
    }
    return {.label = std::move(label), .low = low, .high = high * 1.02, .categories = {}};
}

/// All that is possible, as a pale ground: every outcome of a small space, a fair sample of a large one,
/// one dot for those that fall together.
Series possible(const Case& conflict, std::size_t shown) {
    constexpr std::uint64_t kLooked = 4000;
    constexpr double kCells = 100;
    Series all{.name = "All packages", .tone = kPale, .size = 0.7};
    const auto exact = exact_utilities(conflict);
    std::uint64_t count = 1;
    for (const Issue& issue : conflict.space.issues) {
        if (count > (std::uint64_t{1} << 40) / std::max<std::size_t>(issue.options.size(), 1)) return all;
        count *= issue.options.size();
    }
    if (count <= shown) return all;  // the frontier is all there is
    // A stride without a common factor with the numbers of options walks through all of them.
    std::uint64_t stride = std::max<std::uint64_t>(1, count / kLooked);
    while (std::gcd(stride, count) != 1) ++stride;
    std::set<std::pair<double, double>> taken;  // whole numbers, however large
    Outcome outcome;
    outcome.options.assign(conflict.space.issues.size(), OptionId(0));
    const double cell = conflict.points.value() / kCells;
    for (std::uint64_t number = 0; number < count; number += stride) {
        std::uint64_t rest = number;
        for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
            const std::size_t options = conflict.space.issues[i].options.size();
            outcome.options[i] = OptionId(rest % options);
            rest /= options;
        }
        if (!feasible(conflict.space, outcome)) continue;
        const double x = exact[0].points(exact[0].capped(units_of(exact[0], outcome)));
        const double y = exact[1].points(exact[1].capped(units_of(exact[1], outcome)));
        if (!taken.emplace(std::trunc(x / cell), std::trunc(y / cell)).second) continue;
        all.x.push_back(x);
        all.y.push_back(y);
    }
    return all;
}

/// What is better than no deal for both and can be had: under the frontier's steps, no further.
Series better_for_both(const Case& conflict, const SettleResult& result) {
    Series band{
        .name = "Better than " + no_deal(conflict) + " for both", .mark = Mark::band, .tone = kMuted};
    const auto first = reservation(result, 0);
    const auto second = reservation(result, 1);
    if (result.zone.empty || (!first && !second)) return band;
    const double left = first.value_or(result.parties[0].worst);
    const double bottom = second.value_or(result.parties[1].worst);
    std::vector<std::pair<double, double>> inside;
    for (const settle::Point& point : result.frontier.items) {
        if (point.utilities[0] >= left - 1e-9 && point.utilities[1] >= bottom - 1e-9)
            inside.emplace_back(point.utilities[0], point.utilities[1]);
    }
    std::sort(inside.begin(), inside.end());
    // Of many steps some, from the inside: the eye sees no difference, the file does.
    constexpr std::size_t kSteps = 200;
    const std::size_t stride = std::max<std::size_t>(1, inside.size() / kSteps);
    double from = left;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        if (i % stride != 0 && i + 1 != inside.size()) continue;
        const auto [x, y] = inside[i];
        for (const double at : {from, x}) {
            band.x.push_back(at);
            band.y.push_back(bottom);
            band.y2.push_back(y);
        }
        from = x;
    }
    return band;
}

/// The values of no deal as rules, and as bands where they have ranges.
void add_no_deal(Figure& figure, const Case& conflict, const SettleResult& result) {
    for (const bool up : {true, false}) {
        const std::size_t party = up ? 0 : 1;
        const auto value = reservation(result, party);
        if (!value) continue;
        const std::string name = party_name(conflict, party) + ": " + no_deal(conflict);
        const auto& known = conflict.parties[party].reserve;
        if (known && known->ranged()) {
            const double low = known->low->value();
            const double high = known->high->value();
            Series band{.name = "", .mark = Mark::band, .tone = static_cast<Tone>(party)};
            band.x = up ? std::vector{low, high} : std::vector{*figure.x.low, *figure.x.high};
            band.y = up ? std::vector{*figure.y.low, *figure.y.low} : std::vector{low, low};
            band.y2 = up ? std::vector{*figure.y.high, *figure.y.high} : std::vector{high, high};
            figure.series.push_back(std::move(band));
        }
        Series rule{.name = name,
                    .mark = up ? Mark::vlines : Mark::hlines,
                    .tone = static_cast<Tone>(party),
                    .dashed = !up};
        (up ? rule.x : rule.y).push_back(*value);
        figure.series.push_back(std::move(rule));
    }
}

}  // namespace

Figure frontier_figure(const Findings& findings) {
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    Figure figure{.id = "frontier", .title = "Zone of agreement and frontier"};
    figure.x = {.label = "What " + party_name(conflict, 0) + " gets (" + std::string(unit(conflict)) + ")",
                .low = {},
                .high = {},
                .categories = {}};
    figure.y = {.label = "What " + party_name(conflict, 1) + " gets (" + std::string(unit(conflict)) + ")",
                .low = {},
                .high = {},
                .categories = {}};
    Series inside{.name = "Frontier, acceptable to both", .tone = kNeutral};
    Series outside{.name = "Frontier, rejected by one side", .tone = kMuted, .filled = false};
    outside.size = inside.size = result.frontier.items.size() > 60 ? 0.6 : 0.9;
    const std::size_t stride = (result.frontier.items.size() + kPointsDrawn - 1) / kPointsDrawn;
    for (std::size_t i = 0; i < result.frontier.items.size(); i += std::max<std::size_t>(stride, 1)) {
        const settle::Point& point = result.frontier.items[i];
        Series& series = acceptable(result, point) ? inside : outside;
        series.x.push_back(point.utilities[0]);
        series.y.push_back(point.utilities[1]);
        if (told_at_marks(conflict, result)) series.names.push_back(outcome_words(conflict, point.outcome));
    }
    // What a party can wish for is the measure: a frontier of two points must not fill the width.
    figure.x = whole_axis(figure.x.label, conflict, result, 0);
    figure.y = whole_axis(figure.y.label, conflict, result, 1);
    if (Series all = possible(conflict, result.frontier.items.size()); !all.x.empty())
        figure.series.push_back(std::move(all));
    if (Series better = better_for_both(conflict, result); !better.x.empty())
        figure.series.push_back(std::move(better));
    add_no_deal(figure, conflict, result);
    if (!outside.x.empty()) figure.series.push_back(std::move(outside));
    if (!inside.x.empty()) figure.series.push_back(std::move(inside));
    Series named{.name = "Solutions", .tone = kAccent, .size = 1.6, .shown = true};
    for (const Package& package : packages(result)) {
        named.x.push_back(package.solution->point.utilities[0]);
        named.y.push_back(package.solution->point.utilities[1]);
        named.names.push_back(package.name);
    }
    const std::size_t solutions = named.x.size();
    if (solutions > 0) figure.series.push_back(std::move(named));
    figure.alt = "The frontier has " + group_digits(std::to_string(result.frontier.points)) +
                 (result.frontier.points == 1 ? " point, " : " points, ") +
                 group_digits(std::to_string(result.frontier.rational_points)) +
                 " of them at or above both sides' values of " + no_deal(conflict);
    if (const auto* deal = assess::balanced_deal(result)) {
        figure.alt += "; " + solution_name(deal->name) + " gives " + party_name(conflict, 0) + " " +
                      worth(conflict, deal->solution->point.utilities[0]) + " and " +
                      party_name(conflict, 1) + " " + points(conflict, deal->solution->point.utilities[1]);
    }
    figure.alt += stride > 1 ? "; every " + std::to_string(stride) + "th point is drawn." : ".";
    figure.height = 0.66;
    figure.table = frontier_table(findings);
    thin(figure.table, table_rows(figure.table));
    return figure;
}

namespace {

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
        const auto least = reservation(*findings.settle, p);
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

/// With three parties and more a frontier has no plane to lie in: each package is a line across the
/// parties.
Figure profile_figure(const Findings& findings) {
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    const std::size_t parties = conflict.parties.size();
    Figure figure{.id = "frontier", .title = "Zone of agreement and frontier, party by party"};
    figure.y = {.label = own_units(conflict), .low = {}, .high = {}, .categories = {}};
    for (std::size_t p = 0; p < parties; ++p) figure.x.categories.push_back(party_name(conflict, p));
    const auto across = [&](const settle::Point& point, Tone tone, double size) {
        Series line{.name = "", .mark = Mark::line, .tone = tone, .size = size};
        for (std::size_t p = 0; p < parties; ++p) {
            line.x.push_back(static_cast<double>(p));
            line.y.push_back(point.utilities[p]);
        }
        return line;
    };
    const auto& items = result.frontier.items;
    const std::size_t drawn = std::min(items.size(), kLinesDrawn);
    std::vector<Series> inside;
    std::vector<Series> outside;
    for (std::size_t i = 0; i < drawn; ++i) {
        const settle::Point& point = items[drawn < 2 ? i : i * (items.size() - 1) / (drawn - 1)];
        const bool in = acceptable(result, point);
        (in ? inside : outside).push_back(across(point, kPale, 0.6));
        if (!in) outside.back().dashed = true;
    }
    if (!outside.empty()) outside.front().name = "Frontier, rejected by some";
    if (!inside.empty()) inside.front().name = "Frontier, acceptable to all";
    for (Series& line : outside) {
        // Where nothing is acceptable these lines are all there is to see.
        if (inside.empty()) line.size = 1;
        figure.series.push_back(std::move(line));
    }
    for (Series& line : inside) figure.series.push_back(std::move(line));
    Series least{.name = "Value of " + no_deal(conflict), .tone = kWarning, .filled = false};
    for (std::size_t p = 0; p < parties; ++p) {
        const auto value = reservation(result, p);
        if (!value) continue;
        least.x.push_back(static_cast<double>(p));
        least.y.push_back(*value);
    }
    // Solutions are told apart by hue, by symbol and by the name at their right end.
    Tone tone = 0;
    for (const Package& package : packages(result)) {
        Series line = across(package.solution->point, tone, 1.1);
        line.name = package.name;
        Series marks{.name = "", .tone = tone, .x = line.x, .y = line.y};
        figure.series.push_back(std::move(line));
        figure.series.push_back(std::move(marks));
        ++tone;
    }
    if (!least.x.empty()) figure.series.push_back(std::move(least));
    const std::string count = group_digits(std::to_string(items.size()));
    figure.alt = "Each line is a package, each column a party: " +
                 (drawn == items.size() ? "all " + count
                                        : std::to_string(drawn) + " of " + count + ", evenly chosen,") +
                 (result.frontier.complete ? " packages that nobody can better without a loss to another."
                                           : " packages of a frontier that is not listed whole.");
    figure.height = 0.55;
    figure.table = frontier_table(findings);
    thin(figure.table, table_rows(figure.table));
    return figure;
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
