// The war: how it may go, what it costs, what each side believes, and whether the moment is ripe.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/war_parameters.hpp"
#include "report/figures/war.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"
#include "report/words/durations.hpp"

namespace entente::report {
namespace {

using war::WarResult;
using war::WarStep;

/// Where sides settle while they learn, the analyst's chance is of conquest before a settlement and the
/// sides' own are of a war fought out: these compare with each other, not with it.
std::string own_chances_words(const Findings& findings, const Audience& audience) {
    std::vector<std::string> parts;
    double sum = 0;
    for (std::size_t side = 0; side < 2; ++side) {
        if (!shows_side(findings, audience, side)) continue;
        const double own = findings.war->sides[side].believed.win;
        parts.push_back(side_name(findings, side) + " itself believes to win with a chance of " +
                        percent(own));
        sum += own;
    }
    std::string words = "Were the war fought out to the end, " + join_words(parts);
    if (parts.size() == 2 && sum > 1)
        words += ": together " + percent(sum) + ", so that both cannot be right";
    return words + ".";
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
        std::string part = "the hurting stalemate of " + side_name(findings, side) + " is " +
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
    return words + (now.way_out > 0.5 ? "there are deals" : "there is no deal") +
           " that both believe better than " + no_deal(findings.conflict) + ".";
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
                .title = "What " + no_deal(findings.conflict) + " brings",
                .columns = {{"Side", ""},
                            {"Wins", "%", 1},
                            utility_column(findings.conflict, "If it wins"),
                            utility_column(findings.conflict, "If it loses"),
                            utility_column(findings.conflict, "Cost of the war"),
                            {"Value of " + no_deal(findings.conflict) + " (range)", ""}},
                .rows = {}};
    for (std::size_t side = 0; side < 2; ++side) {
        if (!shows_side(findings, audience, side)) continue;
        const auto& result = findings.war->sides[side];
        table.rows.push_back({side_name(findings, side), 100 * result.win, result.at_win, result.at_loss,
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
            points(findings.conflict, war.leverage.needed) + " (of " + side_name(findings, 0) +
            "'s) for a deal to beat " + no_deal(findings.conflict) + ", or " +
            points(findings.conflict, war.leverage.needed_believed) + " under the sides' own beliefs.");
    }
    for (const std::string& note : war.notes) list.items.push_back(note);
    return list;
}

}  // namespace

std::optional<Section> war_section(const Findings& findings, const Audience& audience) {
    if (!findings.war) return std::nullopt;
    const WarResult& war = *findings.war;
    Section section{"war", "If " + goes_on(findings.conflict), {}};
    // With learning, how the war goes follows from both sides' private beliefs.
    const bool common = !audience.viewer || !war.learning;
    const WarModel* model = find_war_model(war.model);
    std::string opening = "The war is seen as " + std::string(model->seen_as);
    if (common && !(war.duration.value <= 0)) opening += "; how long: " + duration_words(war);
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
    if (!war.waiting.empty()) {
        if (!audience.viewer) {
            for (const std::string& words : waiting_words(findings.conflict, war))
                section.blocks.push_back(Paragraph{words + "."});
        }
        section.blocks.push_back(waiting_figure(findings, audience));
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
