// The war: how it may go, what it costs, what each side believes, and whether the moment is ripe.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/war_parameters.hpp"
#include "report/internal.hpp"
#include "report/sections.hpp"

namespace entente::report {
namespace {

using war::WarResult;
using war::WarStep;

std::string name_of(const Findings& findings, std::size_t side) {
    return findings.conflict.parties[findings.war->sides[side].party.index()].name;
}

Tone tone_of(const Findings& findings, std::size_t side) {
    return static_cast<Tone>(findings.war->sides[side].party.index());
}

bool shows(const Findings& findings, const Audience& audience, std::size_t side) {
    return may_show(audience, findings.war->sides[side].party);
}

std::string time_label(const WarResult& war) { return "Time from now (" + war.unit + "s)"; }

/// "120 months": the length of the course shown.
std::string span_words(const WarResult& war) {
    const std::string number = format_grouped(war.course.back().time, 1);
    return number + " " + war.unit + (number == "1" ? "" : "s");
}

/// "136 to 200 years": the unit once where both share it.
std::string time_range_words(double low, double high, const std::string& unit) {
    std::string from = time_words(low, unit);
    const std::string to = time_words(high, unit);
    const std::size_t at = from.rfind(' ');
    if (at != std::string::npos && to.ends_with(from.substr(at))) from.resize(at);
    return from + " to " + to;
}

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

Figure front_figure(const Findings& findings) {
    const WarResult& war = *findings.war;
    Figure figure{.id = "front", .title = "Where the front may run"};
    figure.x = {.label = time_label(war), .low = 0, .high = {}, .categories = {}};
    figure.y = {
        .label = "Share held by " + name_of(findings, 0) + " (%)", .low = 0, .high = 100, .categories = {}};
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
        for (const auto& [name, low, high] :
             {std::tuple{"In nine of ten courses", 0, 4}, std::tuple{"In half of the courses", 1, 3}}) {
            Series band{.name = name, .mark = Mark::band, .tone = kMuted};
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
        format_number(line.y.front(), 1) + " % to " + format_number(line.y.back(), 1) + " % held by " +
        name_of(findings, 0) + " after " + span_words(war) +
        (quantiles ? "; in nine of ten courses it then lies between " +
                         format_number(figure.series[0].y.back(), 1) + " % and " +
                         format_number(figure.series[0].y2.back(), 1) + " %."
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
        figure.series.push_back(over_time(war, name_of(findings, side) + " has won",
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
                 percent(last.fighting) + ", " + name_of(findings, 0) + " has won with " +
                 percent(last.won[0]) + ", " + name_of(findings, 1) + " with " + percent(last.won[1]) +
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
        if (!shows(findings, audience, side)) continue;
        figure.series.push_back(over_time(war, name_of(findings, side), tone_of(findings, side), side == 1,
                                          [side](const WarStep& s) { return s.cost[side]; }));
        parts.push_back(name_of(findings, side) + " " +
                        points(findings.conflict, war.course.back().cost[side]));
    }
    figure.alt = "After " + span_words(war) + " the war has cost " + join_words(parts) +
                 " on average, aid deducted and nothing discounted.";
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

/// Where sides settle while they learn, the analyst's chance is of conquest before a settlement and the
/// sides' own are of a war fought out: these compare with each other, not with it.
std::string own_chances_words(const Findings& findings, const Audience& audience) {
    std::vector<std::string> parts;
    double sum = 0;
    for (std::size_t side = 0; side < 2; ++side) {
        if (!shows(findings, audience, side)) continue;
        const double own = findings.war->sides[side].believed.win;
        parts.push_back(name_of(findings, side) + " itself believes to win with a chance of " +
                        percent(own));
        sum += own;
    }
    std::string words = "Were the war fought out to the end, " + join_words(parts);
    if (parts.size() == 2 && sum > 1)
        words += ": together " + percent(sum) + ", so that both cannot be right";
    return words + ".";
}

/// What the analyst and each side itself think, side by side.
Figure belief_figure(const Findings& findings, const Audience& audience, bool chances) {
    const WarResult& war = *findings.war;
    Figure figure{.id = chances ? "belief-chance" : "belief-value",
                  .title = chances ? "Chance of victory: the analyst's and each side's own"
                                   : "What fighting on is worth: the analyst's view and each side's own"};
    figure.x = {.label = chances
                             ? "Chance that this side wins (%)"
                             : "Value of fighting on (" + std::string(unit(findings.conflict)) + ", own)",
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
        if (!shows(findings, audience, side)) continue;
        const auto& result = war.sides[side];
        const double theirs = chances ? 100 * result.believed.win : result.believed.reservation.value;
        const double ours = chances ? 100 * result.win : result.reservation.value;
        const double row = static_cast<double>(figure.y.categories.size());
        figure.y.categories.push_back(name_of(findings, side));
        gap.x.push_back(ours);
        gap.x2.push_back(theirs);
        gap.y.push_back(row);
        gap.y2.push_back(row);
        analyst.x.push_back(ours);
        analyst.y.push_back(row);
        own.push_back({.name = name_of(findings, side) + " itself",
                       .tone = tone_of(findings, side),
                       .size = 1.4,
                       .shown = true,
                       .x = {theirs},
                       .y = {row},
                       .names = {format_number(theirs, 1)}});
        figure.table.rows.push_back({name_of(findings, side), ours, theirs});
        parts.push_back(name_of(findings, side) + " itself says " + format_number(theirs, 1) +
                        (chances ? " %" : "") + " where the analyst says " + format_number(ours, 1) +
                        (chances ? " %" : ""));
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
        line("Hurting stalemate, " + name_of(findings, side), tone_of(findings, side), side == 1,
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

/// How far apart the values of a course lie.
template <class Value>
double swing(const WarResult& war, const Value& value) {
    double low = 0;
    double high = 0;
    bool first = true;
    for (const WarStep& step : war.course) {
        if (!step.judged) continue;
        low = first ? value(step) : std::min(low, value(step));
        high = first ? value(step) : std::max(high, value(step));
        first = false;
    }
    return high - low;
}

/// Would the figure of ripeness show nothing but level lines?
bool ripeness_is_level(const WarResult& war) {
    constexpr double kSeen = 0.005;  // what two decimals still show
    bool level = swing(war, [](const WarStep& s) { return s.ripeness; }) < kSeen;
    for (std::size_t side = 0; side < 2; ++side) {
        level = level && swing(war, [side](const WarStep& s) { return s.stalemate[side]; }) < kSeen;
    }
    return level;
}

/// What is said in place of that figure.
std::string level_ripeness_words(const Findings& findings) {
    const WarResult& war = *findings.war;
    const WarStep& now = *std::find_if(war.course.begin(), war.course.end(),
                                       [](const WarStep& step) { return step.judged; });
    std::string words = "Ripeness, this project's own index from 0 to 1, stays at " +
                        format_number(now.ripeness, 2) + " throughout: ";
    std::vector<std::string> parts;
    for (std::size_t side = 0; side < 2; ++side) {
        const war::Outlook& outlook = war.sides[side].outlook;
        std::string part = "the hurting stalemate of " + name_of(findings, side) + " is " +
                           format_number(now.stalemate[side], 2);
        if (now.stalemate[side] < 0.005) {
            if (outlook.win > 0.99)
                part += ", since it is all but sure that it wins";
            else if (outlook.win < 0.01)
                part += ", since it is all but sure that it loses";
            else if (outlook.hurt < 0.01)
                part += ", since the war costs it next to nothing";
        }
        parts.push_back(std::move(part));
    }
    words += parts[0] + "; " + parts[1] + "; ";
    return words + (now.way_out > 0.5 ? "there are deals that both believe better than fighting on."
                                      : "there is no deal that both believe better than fighting on.");
}

/// Nobody can have won within the course shown, as far as two digits of a percentage tell.
bool nothing_ends(const WarResult& war) { return war.course.back().fighting > 0.995; }

std::string derived_words(const war::Derived& derived, int decimals) {
    std::string words = format_number(derived.value, decimals);
    if (derived.low && derived.high)
        words += " (" + format_number(*derived.low, decimals) + " to " +
                 format_number(*derived.high, decimals) + ")";
    return words;
}

Table sides_table(const Findings& findings, const Audience& audience) {
    Table table{.id = "war-sides",
                .title = "What fighting on brings",
                .columns = {{"Side", ""},
                            {"Wins", "%", 1},
                            utility_column(findings.conflict, "If it wins"),
                            utility_column(findings.conflict, "If it loses"),
                            utility_column(findings.conflict, "Cost of the war"),
                            {"Value of fighting on (range)", ""}},
                .rows = {}};
    for (std::size_t side = 0; side < 2; ++side) {
        if (!shows(findings, audience, side)) continue;
        const auto& result = findings.war->sides[side];
        table.rows.push_back({name_of(findings, side), 100 * result.win, result.at_win, result.at_loss,
                              result.cost, derived_words(result.reservation, 1)});
    }
    return table;
}

List war_facts(const Findings& findings, bool ripeness_told) {
    const WarResult& war = *findings.war;
    List list;
    if (war.commitment.shift || war.commitment.first_strike_margin) {
        for (const Diagnostic& warning : war.warnings) list.items.push_back(warning.message + ".");
    }
    if (war.ripeness && !ripeness_told) {
        list.items.push_back("Ripeness, this project's own index from 0 to 1, stands at " +
                             format_number(war.ripeness->index, 2) + ": a mutually hurting stalemate of " +
                             format_number(war.ripeness->stalemate, 2) + " times a way out of " +
                             format_number(war.ripeness->way_out, 2) + ".");
    }
    if (war.leverage.needed > 1e-9 || war.leverage.needed_believed > 1e-9) {
        list.items.push_back(
            "On the straight line between the two ends of the war, a third party would have to add " +
            points(findings.conflict, war.leverage.needed) + " (of " + name_of(findings, 0) +
            "'s) for a deal to beat fighting on, or " +
            points(findings.conflict, war.leverage.needed_believed) + " under the sides' own beliefs.");
    }
    for (const std::string& note : war.notes) list.items.push_back(note);
    return list;
}

}  // namespace

std::optional<Section> war_section(const Findings& findings, const Audience& audience) {
    if (!findings.war) return std::nullopt;
    const WarResult& war = *findings.war;
    Section section{"war", "If fighting goes on", {}};
    // With learning, how the war goes follows from both sides' private beliefs.
    const bool common = !audience.viewer || !war.learning;
    const WarModel* model = find_war_model(war.model);
    std::string opening = "The war is seen as " + std::string(model->seen_as);
    if (common && war.duration.value > 0)
        opening += ", lasting " + time_words(war.duration.value, war.unit) + " on average" +
                   (war.duration.low && war.duration.high
                        ? " (" + time_range_words(*war.duration.low, *war.duration.high, war.unit) + ")"
                        : "");
    section.blocks.push_back(Paragraph{opening + "."});
    const bool far = war.out_of_sight;
    if (far) {
        section.blocks.push_back(Paragraph{
            "No forecast: the figures extend today's movement of the front over more than a "
            "generation. Read them as saying that neither side's goal is in reach, not as who wins.",
            Paragraph::Style::warning});
    }
    Table sides = sides_table(findings, audience);
    if (far) {  // a chance of victory in a century is no chance that anybody should read off a table
        sides.columns.erase(sides.columns.begin() + 1);
        for (auto& row : sides.rows) row.erase(row.begin() + 1);
    }
    section.blocks.push_back(std::move(sides));
    if (!war.course.empty() && common) {
        if (!war.course.front().position.empty()) section.blocks.push_back(front_figure(findings));
        if (nothing_ends(war)) {
            section.blocks.push_back(Paragraph{
                "After the " + span_words(war) + " shown it is still fought with a chance of " +
                percent(war.course.back().fighting) + ": neither side has reached its goal by then."});
        } else {
            section.blocks.push_back(ends_figure(findings));
        }
        section.blocks.push_back(cost_figure(findings, audience));
        if (war.learning) section.blocks.push_back(hazard_figure(findings));
    }
    const auto apart = [&](const auto& gap) {
        return std::any_of(war.sides.begin(), war.sides.end(), [&](const war::SideResult& side) {
            return may_show(audience, side.party) && std::abs(gap(side)) > 1e-9;
        });
    };
    const bool chances = apart([](const war::SideResult& side) { return side.believed.win - side.win; });
    const bool values = apart([](const war::SideResult& side) {
        return side.believed.reservation.value - side.reservation.value;
    });
    if (chances && war.learning) {
        section.blocks.push_back(Paragraph{own_chances_words(findings, audience)});
    } else if (chances && !far) {
        section.blocks.push_back(belief_figure(findings, audience, true));
    }
    if (values) section.blocks.push_back(belief_figure(findings, audience, false));
    if (!chances && !values) {
        section.blocks.push_back(
            Paragraph{"The case gives the sides no beliefs of their own: each is taken to see the war as "
                      "the analyst does.",
                      Paragraph::Style::note});
    }
    if (!audience.viewer) {
        const auto judged =
            std::count_if(war.course.begin(), war.course.end(), [](const WarStep& s) { return s.judged; });
        const bool level = judged > 1 && ripeness_is_level(war);
        if (level) section.blocks.push_back(Paragraph{level_ripeness_words(findings)});
        if (judged > 1 && !level) section.blocks.push_back(ripeness_figure(findings));
        List facts = war_facts(findings, level);
        if (!facts.items.empty()) section.blocks.push_back(std::move(facts));
    }
    return section;
}

}  // namespace entente::report
