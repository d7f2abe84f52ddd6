// What would it take: the sets of levers, the numbers that would do it alone, chance against cost.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/report/levers.hpp"
#include "entente/report/robust.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

Table sets_table(const Case& conflict, const levers::LeversResult& result) {
    Table table{.id = "lever-sets",
                .title = "Sets of levers that need each of theirs, the cheapest first",
                .columns = {{"Cost", "", 2}, {"Levers, and how far each is used", ""}, {"It opens", ""}},
                .rows = {}};
    constexpr std::size_t kMostRows = 12;
    for (const levers::MinimalSet& set : result.minimal) {
        if (table.rows.size() == kMostRows) break;
        std::vector<std::string> used;
        for (const levers::UsedLever& lever : set.levers) {
            used.push_back(lever.name + " " + format_number(lever.size, 2) +
                           (lever.by.empty() ? "" : " (" + actor_name(conflict, lever.by) + ")"));
        }
        table.rows.push_back({set.cost, join_words(used), outcome_words(conflict, set.deal)});
    }
    return table;
}

Table break_even_table(const Case& conflict, const levers::LeversResult& result) {
    Table table{.id = "break-even",
                .title = "One number alone, all else as it is",
                .columns = {{"Number", "", 1, kNeutral, true},
                            {"Now", "", 3},
                            {"The answer changes at", "", 3},
                            {"To", ""}},
                .rows = {}};
    for (const levers::BreakEven& one : result.break_even) {
        const std::string way = one.value > one.now ? "above it " : "below it ";
        table.rows.push_back({number_words(conflict, one.address), one.now, one.value,
                              way + (one.opens ? "the goal is reached" : "the goal is lost") +
                                  (one.believed ? ", by the sides' own beliefs" : "")});
    }
    return table;
}

/// Does spending change nothing that drawing could tell from nothing?
bool flat(const std::vector<levers::CurvePoint>& curve) {
    return !curve.empty() && std::all_of(curve.begin(), curve.end(), [&](const levers::CurvePoint& point) {
        return std::abs(point.chance - curve.front().chance) < 0.0005;
    });
}

Figure curve_figure(const levers::LeversResult& result) {
    Series line{.name = "", .mark = Mark::line, .tone = kAccent};
    Series band{.name = "Monte Carlo error", .mark = Mark::band, .tone = kMuted};
    Table table{.id = "lever-chance-data",
                .title = "Chance against cost",
                .columns = {{"Cost", "", 2}, {"Chance", "%", 1}, {"Standard error", "%", 1}},
                .rows = {}};
    for (const levers::CurvePoint& point : result.chance_curve) {
        line.x.push_back(point.cost);
        line.y.push_back(100 * point.chance);
        band.x.push_back(point.cost);
        band.y.push_back(100 * (point.chance - point.standard_error));
        band.y2.push_back(100 * (point.chance + point.standard_error));
        table.rows.push_back({point.cost, 100 * point.chance, 100 * point.standard_error});
    }
    const levers::CurvePoint& first = result.chance_curve.front();
    const levers::CurvePoint& last = result.chance_curve.back();
    return {.id = "lever-chance",
            .title = "Chance of a zone against what is spent (" + result.curve_of +
                     (result.curve_of.find(',') == std::string::npos ? ")" : " together)"),
            .alt = "The chance of a zone goes from " + format_number(100 * first.chance, 0) +
                   "% with nothing spent to " + format_number(100 * last.chance, 0) + "% at a cost of " +
                   format_number(last.cost, 1) + ".",
            .x = {.label = "Cost", .low = 0, .high = {}, .categories = {}},
            .y = {.label = "Chance (%)", .low = 0, .high = 100, .categories = {}},
            .series = {std::move(band), std::move(line)},
            .graph = {},
            .table = std::move(table)};
}

}  // namespace

std::optional<Section> levers_section(const Findings& findings, const Audience& audience) {
    // What others would have to be paid is read off their sheets: closed to one party's copy.
    if (!findings.levers || audience.viewer) return std::nullopt;
    return levers_section(findings.conflict, *findings.levers);
}

Section levers_section(const Case& conflict, const levers::LeversResult& result) {
    Section section{.id = "levers", .title = "What would it take?", .blocks = {}};
    section.blocks.emplace_back(Paragraph{levers_answer(conflict, result)});
    const bool any = std::any_of(result.minimal.begin(), result.minimal.end(),
                                 [](const levers::MinimalSet& set) { return !set.levers.empty(); });
    if (any) section.blocks.emplace_back(sets_table(conflict, result));
    if (any && !result.in_all.empty()) {
        section.blocks.emplace_back(
            Paragraph{"Without " + join_words(result.in_all) + " there is no way: every set has it."});
    }
    if (!result.break_even.empty()) section.blocks.emplace_back(break_even_table(conflict, result));
    if (flat(result.chance_curve)) {
        section.blocks.emplace_back(Paragraph{"Over the ranges of the numbers the chance of a zone is " +
                                              percent(result.chance_curve.front().chance) +
                                              ", whatever is spent on " + result.curve_of + "."});
    } else if (!result.chance_curve.empty()) {
        section.blocks.emplace_back(curve_figure(result));
    }
    if (std::string weakest = weakest_link(conflict, result); !weakest.empty())
        section.blocks.emplace_back(Paragraph{std::move(weakest)});
    if (auto words = keeping_words(conflict, result); !words.empty())
        section.blocks.emplace_back(List{std::move(words)});
    if (result.coalitions) {
        constexpr std::size_t kMostGroups = 8;
        section.blocks.emplace_back(List{coalition_words(conflict, *result.coalitions, kMostGroups)});
    }
    for (auto words : {backer_words(conflict, result), interest_words(conflict, result)})
        if (!words.empty()) section.blocks.emplace_back(List{std::move(words)});
    section.blocks.emplace_back(
        Paragraph{"Costs are in the unit of the case's levers. The command entente levers tells more, for "
                  "other goals too.",
                  Paragraph::Style::note});
    return section;
}

}  // namespace entente::report
