// How a war may go, as figures.
#include "report/figures/war.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/words.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

using war::WarResult;
using war::WarStep;

Tone tone_of(const Findings& findings, std::size_t side) {
    return static_cast<Tone>(findings.war->sides[side].party.index());
}

std::string time_label(const WarResult& war) { return "Time from now (" + war.unit + "s)"; }

/// A series over the course of the war.
template <class Value>
Series over_time(const WarResult& war, std::string name, Tone tone, bool dashed, const Value& value) {
    Series series{.name = std::move(name), .mark = Mark::line, .tone = tone, .dashed = dashed};
    for (const WarStep& step : war.course) {
        series.x.push_back(step.time);
        series.y.push_back(value(step));
    }
    return series;
}

/// The columns of a table from series that share their times.
Table table_over_time(const Figure& figure, const std::string& unit) {
    Table table{
        .id = figure.id + "-data", .title = figure.title, .columns = {{figure.x.label, "", 2}}, .rows = {}};
    for (const Series& series : figure.series) {
        table.columns.push_back(
            {series.mark == Mark::band ? series.name + ", low" : series.name, unit, 2, series.tone});
        if (series.mark == Mark::band)
            table.columns.push_back({series.name + ", high", unit, 2, series.tone});
    }
    if (figure.series.empty()) return table;
    for (std::size_t i = 0; i < figure.series.front().x.size(); ++i) {
        std::vector<Cell> row = {figure.series.front().x[i]};
        for (const Series& series : figure.series) {
            row.emplace_back(series.y[i]);
            if (series.mark == Mark::band) row.emplace_back(series.y2[i]);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

std::string side_name(const Findings& findings, std::size_t side) {
    return findings.conflict.parties[findings.war->sides[side].party.index()].name;
}

bool shows_side(const Findings& findings, const Audience& audience, std::size_t side) {
    return may_show(audience, findings.war->sides[side].party);
}

std::string span_words(const WarResult& war) {
    const std::string number = format_grouped(war.course.back().time, 1);
    return number + " " + war.unit + (number == "1" ? "" : "s");
}

Figure front_figure(const Findings& findings) {
    const WarResult& war = *findings.war;
    Figure figure{.id = "front", .title = "Where the front may run"};
    figure.x = {.label = time_label(war), .low = 0, .high = {}, .categories = {}};
    figure.y = {.label = "Share held by " + side_name(findings, 0) + " (%)",
                .low = 0,
                .high = 100,
                .categories = {}};
    const bool quantiles = war.course.front().position.size() == 5;
    if (war.out_of_sight && quantiles) {  // the stretch that it moves over, not the whole share
        double low = 1;
        double high = 0;
        for (const WarStep& step : war.course) {
            low = std::min(low, step.position.front());
            high = std::max(high, step.position.back());
        }
        figure.y.low = std::max(0.0, 10 * std::floor(10 * low - 0.5));
        figure.y.high = std::min(100.0, 10 * std::ceil(10 * high + 0.5));
    }
    if (quantiles) {
        for (const auto& [name, tone, low, high] : {std::tuple{"In nine of ten courses", kMuted, 0, 4},
                                                    std::tuple{"In half of the courses", kAccent, 1, 3}}) {
            Series band{.name = name, .mark = Mark::band, .tone = tone};
            for (const WarStep& step : war.course) {
                band.x.push_back(step.time);
                band.y.push_back(100 * step.position[static_cast<std::size_t>(low)]);
                band.y2.push_back(100 * step.position[static_cast<std::size_t>(high)]);
            }
            figure.series.push_back(std::move(band));
        }
    }
    figure.series.push_back(
        over_time(war, quantiles ? "Middle course" : "Mean", kAccent, false,
                  [&](const WarStep& step) { return 100 * step.position[quantiles ? 2 : 0]; }));
    const auto& line = figure.series.back();
    figure.alt =
        (quantiles ? "The middle course of the front runs from " : "On average the front runs from ") +
        format_number(line.y.front(), 1) + "% to " + format_number(line.y.back(), 1) + "% held by " +
        side_name(findings, 0) + " after " + span_words(war) +
        (quantiles ? "; in nine of ten courses it then lies between " +
                         format_number(figure.series[0].y.back(), 1) + "% and " +
                         format_number(figure.series[0].y2.back(), 1) + "%."
                   : ".");
    figure.height = 0.5;
    figure.table = table_over_time(figure, "%");
    return figure;
}

Figure ends_figure(const Findings& findings) {
    const WarResult& war = *findings.war;
    Figure figure{.id = "war-ends", .title = "How the war may end, by when"};
    figure.x = {.label = time_label(war), .low = 0, .high = {}, .categories = {}};
    figure.y = {.label = "Chance (%)", .low = 0, .high = 100, .categories = {}};
    figure.series.push_back(
        over_time(war, "Still fought", kNeutral, false, [](const WarStep& s) { return 100 * s.fighting; }));
    for (std::size_t side = 0; side < 2; ++side) {
        figure.series.push_back(over_time(war, side_name(findings, side) + " has won",
                                          tone_of(findings, side), side == 1,
                                          [side](const WarStep& s) { return 100 * s.won[side]; }));
    }
    const WarStep& last = war.course.back();
    const bool settles = std::any_of(war.course.begin(), war.course.end(),
                                     [](const WarStep& s) { return s.settled > 1e-9; });
    if (settles) {
        figure.series.push_back(
            over_time(war, "Settled", kAccent, true, [](const WarStep& s) { return 100 * s.settled; }));
    }
    figure.alt = "After " + span_words(war) + " the war is still fought with a chance of " +
                 percent(last.fighting) + ", " + side_name(findings, 0) + " has won with " +
                 percent(last.won[0]) + ", " + side_name(findings, 1) + " with " + percent(last.won[1]) +
                 (settles ? ", and it has been settled with " + percent(last.settled) : "") + ".";
    figure.height = 0.5;
    figure.table = table_over_time(figure, "%");
    return figure;
}

Figure cost_figure(const Findings& findings, const Audience& audience) {
    const WarResult& war = *findings.war;
    Figure figure{.id = "war-costs", .title = "What the war has cost by then"};
    figure.x = {.label = time_label(war), .low = 0, .high = {}, .categories = {}};
    figure.y = {.label = "Cost (" + std::string(unit(findings.conflict)) + ")",
                .low = {},
                .high = {},
                .categories = {}};
    std::vector<std::string> parts;
    for (std::size_t side = 0; side < 2; ++side) {
        if (!shows_side(findings, audience, side)) continue;
        figure.series.push_back(over_time(war, side_name(findings, side), tone_of(findings, side),
                                          side == 1, [side](const WarStep& s) { return s.cost[side]; }));
        parts.push_back(side_name(findings, side) + " " +
                        points(findings.conflict, war.course.back().cost[side]));
    }
    figure.alt = "After " + span_words(war) + " the war has cost " + join_words(parts) +
                 " on average as present values, aid deducted.";
    figure.height = 0.45;
    figure.table = table_over_time(figure, "points");
    return figure;
}

Figure waiting_figure(const Findings& findings, const Audience& audience) {
    const WarResult& war = *findings.war;
    Figure figure{.id = "waiting", .title = "The price of waiting"};
    figure.x = {.label = "Months of waiting", .low = 0, .high = {}, .categories = {}};
    figure.y = {.label = "Front, costs and aid together (" + std::string(unit(findings.conflict)) + ")",
                .low = {},
                .high = {},
                .categories = {}};
    std::vector<std::string> parts;
    for (std::size_t side = 0; side < 2; ++side) {
        if (!shows_side(findings, audience, side)) continue;
        const Tone tone = tone_of(findings, side);
        Series band{.name = side_name(findings, side) + ", 90%", .mark = Mark::band, .tone = tone};
        Series line{
            .name = side_name(findings, side), .mark = Mark::line, .tone = tone, .dashed = side == 1};
        for (const war::Waiting& wait : war.waiting) {
            const war::WaitingSide& one = wait.sides[side];
            for (Series* series : {&band, &line}) series->x.push_back(wait.months);
            band.y.push_back(one.net_range[0]);
            band.y2.push_back(one.net_range[1]);
            line.y.push_back(one.net);
        }
        const war::WaitingSide& last = war.waiting.back().sides[side];
        parts.push_back(side_name(findings, side) + " " + format_number(last.net, 1) +
                        " (90%: " + format_number(last.net_range[0], 1) + " to " +
                        format_number(last.net_range[1], 1) + ")");
        figure.series.push_back(std::move(band));
        figure.series.push_back(std::move(line));
    }
    figure.alt = "Waiting " + format_number(war.waiting.back().months, 0) + " months brings " +
                 join_words(parts) +
                 " points: what the front's move is worth, less costs, with money from outside.";
    figure.height = 0.45;
    figure.table = table_over_time(figure, "points");
    return figure;
}

Figure hazard_figure(const Findings& findings) {
    const WarResult& war = *findings.war;
    Figure figure{.id = "war-hazard", .title = "Chance that it ends now, given that it goes on so far"};
    figure.x = {.label = time_label(war), .low = 0, .high = {}, .categories = {}};
    figure.y = {.label = "Chance (%)", .low = 0, .high = {}, .categories = {}};
    figure.series.push_back(
        over_time(war, "", kAccent, false, [](const WarStep& s) { return 100 * s.hazard; }));
    const auto most =
        std::max_element(war.course.begin(), war.course.end(),
                         [](const WarStep& a, const WarStep& b) { return a.hazard < b.hazard; });
    figure.alt = "The war is most likely to end, if it has gone on so long, at " +
                 format_grouped(most->time, 1) + " " + war.unit + "s (" + percent(most->hazard) + ").";
    figure.height = 0.4;
    figure.table = table_over_time(figure, "%");
    figure.table.columns.back().name = "Chance of ending";
    return figure;
}
Figure belief_figure(const Findings& findings, const Audience& audience, bool chances) {
    const WarResult& war = *findings.war;
    Figure figure{.id = chances ? "belief-chance" : "belief-value",
                  .title = chances ? "Chance of victory: the analyst's and each side's own"
                                   : "What " + no_deal(findings.conflict) +
                                         " is worth: the analyst's view and each side's own"};
    figure.x = {.label = chances ? "Chance that this side wins (%)"
                                 : "Value of " + no_deal(findings.conflict) + " (" +
                                       std::string(unit(findings.conflict)) + ", own)",
                .low = {},
                .high = {},
                .categories = {}};
    if (chances) figure.x.low = 0, figure.x.high = 100;
    Series gap{.name = "", .mark = Mark::links, .tone = kMuted, .size = 1.5};
    Series analyst{.name = "Analyst", .tone = kNeutral, .filled = false};
    std::vector<Series> own;
    figure.table = {.id = figure.id + "-data",
                    .title = figure.title,
                    .columns = {{"Side", ""},
                                {"Analyst", chances ? "%" : std::string(unit(findings.conflict)),
                                 decimals(findings.conflict)},
                                {"The side itself", chances ? "%" : std::string(unit(findings.conflict)),
                                 decimals(findings.conflict)}},
                    .rows = {}};
    std::vector<std::string> parts;
    for (std::size_t side = 0; side < 2; ++side) {
        if (!shows_side(findings, audience, side)) continue;
        const auto& result = war.sides[side];
        const double theirs = chances ? 100 * result.believed.win : result.believed.reservation.value;
        const double ours = chances ? 100 * result.win : result.reservation.value;
        const double row = static_cast<double>(figure.y.categories.size());
        figure.y.categories.push_back(side_name(findings, side));
        gap.x.push_back(ours);
        gap.x2.push_back(theirs);
        gap.y.push_back(row);
        gap.y2.push_back(row);
        analyst.x.push_back(ours);
        analyst.y.push_back(row);
        own.push_back({.name = side_name(findings, side) + " itself",
                       .tone = tone_of(findings, side),
                       .size = 1.4,
                       .shown = true,
                       .x = {theirs},
                       .y = {row},
                       .names = {format_number(theirs, 1)}});
        figure.table.rows.push_back({side_name(findings, side), ours, theirs});
        parts.push_back(side_name(findings, side) + " itself says " + format_number(theirs, 1) +
                        (chances ? "%" : "") + " where the analyst says " + format_number(ours, 1) +
                        (chances ? "%" : ""));
    }
    figure.alt = join_words(parts) + ".";
    figure.series = {std::move(gap), std::move(analyst)};
    for (Series& one : own) figure.series.push_back(std::move(one));
    figure.height = (110 + 46.0 * static_cast<double>(figure.y.categories.size())) / 720;
    return figure;
}

Figure ripeness_figure(const Findings& findings) {
    const WarResult& war = *findings.war;
    Figure figure{.id = "ripeness", .title = "Ripeness along the expected course"};
    figure.x = {.label = time_label(war), .low = 0, .high = {}, .categories = {}};
    figure.y = {.label = "Index, 0 to 1", .low = 0, .high = 1, .categories = {}};
    const auto line = [&](const std::string& name, Tone tone, bool dashed, auto value) {
        Series series{.name = name, .mark = Mark::line, .tone = tone, .dashed = dashed};
        for (const WarStep& step : war.course) {
            if (!step.judged) continue;
            series.x.push_back(step.time);
            series.y.push_back(value(step));
        }
        figure.series.push_back(std::move(series));
    };
    for (std::size_t side = 0; side < 2; ++side) {
        line("Hurting stalemate, " + side_name(findings, side), tone_of(findings, side), side == 1,
             [side](const WarStep& s) { return s.stalemate[side]; });
    }
    line("Ripeness", kAccent, false, [](const WarStep& s) { return s.ripeness; });
    const Series& ripe = figure.series.back();
    figure.alt = "Ripeness moves from " + format_number(ripe.y.front(), 2) + " now to " +
                 format_number(ripe.y.back(), 2) + " at " + format_grouped(ripe.x.back(), 1) + " " +
                 war.unit + "s.";
    figure.height = 0.45;
    figure.table = table_over_time(figure, "");
    return figure;
}

}  // namespace entente::report
