#include "report/words/durations.hpp"

#include <cmath>

#include "entente/core/text.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {

std::string duration_words(const war::WarResult& war) {
    const war::Derived& mean = war.duration;
    if (!std::isnan(mean.value)) {
        return time_words(mean.value, war.unit) + " on average" +
               (mean.low && mean.high ? " (" + time_range_words(*mean.low, *mean.high, war.unit) + ")"
                                      : "");
    }
    const auto& by = *war.duration_quantiles;
    if (!by[2]) return "neither side's aims come in reach with an even chance in any time looked at";
    std::string words =
        "an even chance that one side's aims are reached within " + time_words(*by[2], war.unit);
    if (by[0] && by[4]) words += " (90%: " + time_range_words(*by[0], *by[4], war.unit) + ")";
    if (by[0] && !by[4]) words += ", one in twenty within " + time_words(*by[0], war.unit);
    return words;
}

namespace {

std::string signed_points(double value) {
    const std::string size = format_number(std::abs(value), std::abs(value) < 1 ? 2 : 1);
    return size + (value < 0 ? " points less" : " points more");
}

std::string month_words(const Case& conflict, const war::Waiting& wait) {
    std::string words = "Each month of waiting";
    for (std::size_t i = 0; i < 2; ++i) {
        const war::WaitingSide& side = wait.sides[i];
        words += std::string(i == 0 ? " " : " and ") + (side.net <= 0 ? "costs " : "brings ") +
                 conflict.parties[side.party.index()].name + " " + format_number(std::abs(side.net), 2);
    }
    return words + " points, front, cost and aid together";
}

}  // namespace

std::vector<std::string> waiting_words(const Case& conflict, const war::WarResult& war) {
    std::vector<std::string> all;
    if (war.waiting.empty()) return all;
    all.push_back(month_words(conflict, war.waiting.front()));
    for (const war::Waiting& wait : war.waiting) {
        if (wait.months != 12) continue;
        for (const war::WaitingSide& side : wait.sides) {
            std::string words =
                conflict.parties[side.party.index()].name + ": waiting a year brings " +
                format_number(side.net, 1) + " points (90%: " + format_number(side.net_range[0], 1) +
                " to " + format_number(side.net_range[1], 1) + "), more than nothing with a chance of " +
                format_number(100 * side.pays, 0) + "%";
            if (side.settlement_change) {
                words +=
                    "; signed then, the same talks would give it " + signed_points(*side.settlement_change);
                if (side.settlement_range)
                    words += " (" + format_number((*side.settlement_range)[0], 1) + " to " +
                             format_number((*side.settlement_range)[1], 1) + " as the front moves)";
            }
            all.push_back(std::move(words));
        }
    }
    return all;
}

}  // namespace entente::report
