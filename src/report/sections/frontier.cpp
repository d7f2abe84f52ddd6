#include "report/sections/frontier.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "report/render/pale.hpp"

namespace entente::report {
namespace {

using settle::SettleResult;

/// Reservation value of a party, or nothing where any deal will do.
std::optional<double> reservation(const SettleResult& result, std::size_t party) {
    return result.parties[party].reservation;
}

Table frontier_table(const Findings& findings) {
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    Table table{.id = "frontier-data",
                .title = "Frontier: packages that nobody can better without a loss to another",
                .columns = {},
                .rows = {}};
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        table.columns.push_back(utility_column(conflict, conflict.parties[p].name, static_cast<Tone>(p)));
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
        const std::string name = conflict.parties[party].name + ": " + no_deal(conflict);
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

std::string own_units(const Case& conflict) {
    return unit(conflict) == "points" ? "Points, each party's own" : "Utility, each party's own";
}

Figure frontier_figure(const Findings& findings) {
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    Figure figure{.id = "frontier", .title = "Zone of agreement and frontier"};
    figure.x = {.label = "What " + conflict.parties[0].name + " gets (" + std::string(unit(conflict)) + ")",
                .low = {},
                .high = {},
                .categories = {}};
    figure.y = {.label = "What " + conflict.parties[1].name + " gets (" + std::string(unit(conflict)) + ")",
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
        figure.alt += "; " + solution_name(deal->name) + " gives " + conflict.parties[0].name + " " +
                      worth(conflict, deal->solution->point.utilities[0]) + " and " +
                      conflict.parties[1].name + " " + points(conflict, deal->solution->point.utilities[1]);
    }
    figure.alt += stride > 1 ? "; every " + std::to_string(stride) + "th point is drawn." : ".";
    figure.height = 0.66;
    figure.table = frontier_table(findings);
    thin(figure.table, table_rows(figure.table));
    return figure;
}

Figure profile_figure(const Findings& findings) {
    const SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    const std::size_t parties = conflict.parties.size();
    Figure figure{.id = "frontier", .title = "Zone of agreement and frontier, party by party"};
    figure.y = {.label = own_units(conflict), .low = {}, .high = {}, .categories = {}};
    for (std::size_t p = 0; p < parties; ++p) figure.x.categories.push_back(conflict.parties[p].name);
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

}  // namespace entente::report
