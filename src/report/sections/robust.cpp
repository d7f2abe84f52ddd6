// How sure are we: whether, which, which terms; what it hangs on; what to find out.
#include <algorithm>
#include <cmath>
#include <map>

#include "entente/core/text.hpp"
#include "entente/report/robust.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

constexpr std::size_t kMostBars = 12;
constexpr std::size_t kMostDeals = 6;

using robust::RobustResult;

/// The chance of a deal with each number in its lowest and in its highest tenth.
Figure tornado(const Findings& findings) {
    const RobustResult& result = *findings.robust;
    Figure figure{.id = "swings", .title = "What the answer hangs on"};
    figure.x = {.label = "Chance of a deal (%)", .low = 0, .high = 100, .categories = {}};
    figure.table = {.id = "swings-data",
                    .title = figure.title,
                    .columns = {{"Number", ""},
                                {"In its lowest tenth", "%", 0},
                                {"In its highest tenth", "%", 0},
                                {"Standard error", "%", 1}},
                    .rows = {}};
    Series falls{.name = "A higher number makes a deal less likely", .mark = Mark::bars, .tone = kWarning};
    Series rises{.name = "A higher number makes a deal more likely", .mark = Mark::bars, .tone = kAccent};
    for (const robust::Swing& swing : result.swings) {
        if (figure.y.categories.size() == kMostBars) break;
        // Less than the percent that the figure tells is no swing.
        if (std::abs(swing.high - swing.low) < std::max(0.01, 2 * swing.standard_error)) continue;
        const std::string words = number_words(findings.conflict, swing.address);
        if (figure.alt.empty()) {
            figure.alt = "The chance of a deal moves most with " + words + ": from " + percent(swing.low) +
                         " in its lowest tenth to " + percent(swing.high) + " in its highest.";
        }
        Series& into = swing.high < swing.low ? falls : rises;
        into.y.push_back(static_cast<double>(figure.y.categories.size()));
        into.x.push_back(100 * std::min(swing.low, swing.high));
        into.x2.push_back(100 * std::max(swing.low, swing.high));
        into.names.push_back(words + ": " + percent(swing.low) + " low, " + percent(swing.high) + " high");
        figure.y.categories.push_back(words);
        figure.table.rows.push_back({words, 100 * swing.low, 100 * swing.high, 100 * swing.standard_error});
    }
    for (Series* one : {&falls, &rises})
        if (!one->x.empty()) figure.series.push_back(std::move(*one));
    figure.series.push_back({.name = "All draws",
                             .mark = Mark::vlines,
                             .tone = kMuted,
                             .dashed = true,
                             .x = {100 * result.zone->chance}});
    figure.height = (110 + 30.0 * static_cast<double>(figure.y.categories.size())) / 720;
    return figure;
}

/// Dots in rows: per issue the share of draws in which each option is in the balanced deal.
Figure terms(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const RobustResult& result = *findings.robust;
    const std::string solution = result.terms.front().solution;
    Figure figure{.id = "safe-terms", .title = "Which terms are safe"};
    figure.x = {.label = "Share of the draws (%)", .low = 0, .high = 100, .categories = {}};
    figure.table = {.id = "safe-terms-data",
                    .title = figure.title,
                    .columns = {{"Issue", ""}, {"Option", ""}, {"Draws", "%", 0}},
                    .rows = {}};
    Series dots{.name = "", .mark = Mark::points, .tone = kAccent, .shown = true};
    for (const Issue& issue : conflict.space.issues) {
        std::vector<const robust::TermShare*> all;
        for (const robust::TermShare& each : result.terms)
            if (each.solution == solution && each.issue == issue.id) all.push_back(&each);
        std::stable_sort(all.begin(), all.end(),
                         [](const auto* a, const auto* b) { return a->share > b->share; });
        for (std::size_t k = 0; k < std::min<std::size_t>(3, all.size()); ++k) {
            if (k > 0 && all[k]->share < 0.05) break;
            dots.x.push_back(100 * all[k]->share);
            dots.y.push_back(static_cast<double>(figure.y.categories.size()));
            dots.names.push_back(percent(all[k]->share) + ": " + all[k]->option);
            figure.y.categories.push_back(k == 0 ? issue_name(issue) : "");
            figure.table.rows.push_back({issue_name(issue), all[k]->option, 100 * all[k]->share});
        }
    }
    figure.series.push_back(std::move(dots));
    figure.height = (96 + 42.0 * static_cast<double>(figure.y.categories.size())) / 720;
    figure.alt = "Per issue, the share of draws in which each option is part of the " +
                 solution_name(solution) + " deal.";
    return figure;
}

Table deals(const Findings& findings) {
    const RobustResult& result = *findings.robust;
    Table table{.id = "deals-in-draws",
                .title = "Deals, by the share of draws in which all accept them",
                .columns = {{"Deal", ""},
                            {"Accepted by all", "%", 0},
                            utility_column(findings.conflict, "Regret, at most in 9 of 10 draws"),
                            {"Picked at the best values by", ""}},
                .rows = {}};
    for (const robust::DealChance& deal : result.deals) {
        if (table.rows.size() >= kMostDeals && deal.solution_of.empty()) continue;
        std::vector<std::string> names;
        for (const std::string& name : deal.solution_of) names.push_back(solution_name(name));
        table.rows.push_back({outcome_words(findings.conflict, deal.outcome), 100 * deal.acceptable,
                              deal.regret90, names.empty() ? Cell{} : Cell{join_words(names)}});
    }
    return table;
}

Table values(const Findings& findings) {
    Table table{.id = "values-in-draws",
                .title = "What the ranges make of the values",
                .columns = {{"Value", ""},
                            {"5% below", "", 2},
                            {"Median", "", 2},
                            {"95% below", "", 2},
                            {"Mean", "", 2},
                            {"Error of the mean", "", 3}},
                .rows = {}};
    for (const auto& [name, metric] : findings.robust->metrics) {
        table.rows.push_back({metric_words(findings.conflict, name), metric.quantiles[0].second,
                              metric.quantiles[2].second, metric.quantiles[4].second, metric.mean,
                              metric.standard_error});
    }
    return table;
}

}  // namespace

std::optional<Section> robust_section(const Findings& findings, const Audience& audience) {
    if (!findings.robust || !findings.robust->zone || findings.robust->uncertain == 0) return std::nullopt;
    if (audience.viewer) return std::nullopt;  // it rests on everybody's numbers
    const RobustResult& result = *findings.robust;
    Section section{.id = "sure", .title = "How sure are we", .blocks = {}};
    section.blocks.push_back(Paragraph{robust_answer(findings.conflict, result)});
    if (!result.terms.empty()) section.blocks.push_back(terms(findings));
    Figure swings = tornado(findings);
    if (!swings.table.rows.empty()) section.blocks.push_back(std::move(swings));
    for (const std::string& sentence : robust_findings(findings.conflict, result))
        section.blocks.push_back(Paragraph{sentence});
    if (!result.deals.empty()) section.blocks.push_back(deals(findings));
    section.blocks.push_back(values(findings));
    section.blocks.push_back(
        Paragraph{"Every number with a range was drawn " + group_digits(std::to_string(result.draws)) +
                      " times, war and settlement anew in each draw. More draws make "
                      "the standard error smaller; only "
                      "evidence makes the ranges narrower. The command entente robust tells more.",
                  Paragraph::Style::note});
    return section;
}

}  // namespace entente::report
