#include <algorithm>
#include <string_view>

#include "report/results/settle.hpp"

namespace entente::report {

Json point(const Case& conflict, const settle::Point& one) {
    return {{"utilities", numbers(one.utilities)},
            {"outcome", outcome(conflict, one.outcome)},
            {"ties", count(one.ties)}};
}

namespace {

Json parties(const Case& conflict, const settle::SettleResult& result) {
    Json list = Json::array();
    for (std::size_t p = 0; p < result.parties.size(); ++p) {
        const settle::PartySummary& party = result.parties[p];
        Json one = {{"id", party.id},
                    {"name", conflict.parties[p].name},
                    {"reservation", number(party.reservation)},
                    {"ideal", number(party.ideal)},
                    {"best", number(party.best)},
                    {"worst", number(party.worst)}};
        const std::optional<Quantity>& reserve = conflict.parties[p].reserve;
        one["reservation_from"] = to_string(conflict.parties[p].reserve_from());
        one["reservation_range"] =
            reserve && reserve->ranged()
                ? Json::array({number(reserve->low->value()), number(reserve->high->value())})
                : Json(nullptr);
        list.push_back(std::move(one));
    }
    return list;
}

Json points(const Case& conflict, const std::vector<settle::Point>& all) {
    Json list = Json::array();
    for (const settle::Point& one : all) list.push_back(point(conflict, one));
    return list;
}

/// Stands for the frontier's items until the rest is written.
constexpr std::string_view kItems = "<the frontier's items>";

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// The same text as `points` gives inside "frontier", without a tree of nodes: a frontier can have a
/// million points, and each of its outcomes repeats the same keys and labels.
std::string items_text(const Case& conflict, const std::vector<settle::Point>& all) {
    if (all.empty()) return "[]";
    std::vector<std::vector<std::string>> lines;
    for (const Issue& issue : conflict.space.issues) {
        const std::string key = "          " + text_of(issue.id) + ": ";
        std::vector<std::string>& of_issue = lines.emplace_back();
        for (const Option& option : issue.options) of_issue.push_back(key + text_of(option.label));
    }
    std::string text = "[";
    for (const settle::Point& one : all) {
        text += text.size() > 1 ? ",\n      {\n        \"utilities\": ["
                                : "\n      {\n        \"utilities\": [";
        for (std::size_t p = 0; p < one.utilities.size(); ++p) {
            text += p > 0 ? ",\n          " : "\n          ";
            text += text_of(number(one.utilities[p]));
        }
        text += "\n        ],\n        \"outcome\": ";
        if (one.outcome.options.size() != lines.size()) {
            text += "null";
        } else {
            for (std::size_t i = 0; i < lines.size(); ++i) {
                text += i > 0 ? ",\n" : "{\n";
                text += lines[i][one.outcome.options[i].index()];
            }
            text += "\n        }";
        }
        text += ",\n        \"ties\": " + text_of(count(one.ties)) + "\n      }";
    }
    return text + "\n    ]";
}

Json zone(const Case& conflict, const settle::Zone& zone) {
    Json blockers = Json::array();
    for (const settle::Blocker& blocker : zone.blocked_by) {
        blockers.push_back({{"party", conflict.parties[blocker.party.index()].id},
                            {"shortfall", number(blocker.shortfall)},
                            {"at", outcome(conflict, blocker.at)}});
    }
    Json interval = nullptr;
    if (zone.interval) {
        interval = {{"low", number(zone.interval->low)},
                    {"high", number(zone.interval->high)},
                    {"level", number(zone.interval->level)}};
    }
    return {{"empty", zone.proved ? Json(zone.empty) : Json(nullptr)},
            {"proved", zone.proved},
            {"outcomes", count(zone.outcomes)},
            {"interval", interval},
            {"blocked_by", blockers},
            {"smallest_shift", number(zone.smallest_shift)},
            {"opens_at", zone.opens_at ? outcome(conflict, *zone.opens_at) : Json(nullptr)}};
}

Json zone_believed(const Case& conflict, const assess::BelievedZone& believed) {
    Json json = zone(conflict, believed.zone);
    Json values = Json::array();
    for (const std::optional<double>& each : believed.reservations) values.push_back(number(each));
    json["reservations"] = std::move(values);
    return json;
}

Json frontier(const settle::Frontier& frontier) {
    return {{"points", frontier.points},
            {"outcomes", count(frontier.outcomes)},
            {"rational_points", frontier.rational_points},
            {"complete", frontier.complete},
            {"epsilon", number(frontier.epsilon)},
            {"items", kItems}};
}

Json solution(const Case& conflict, const settle::Solution& solution) {
    Json tied = Json::array();
    for (const settle::Point& one : solution.tied) {
        tied.push_back(
            {{"utilities", numbers(one.utilities)}, {"outcome", outcome(conflict, one.outcome)}});
    }
    return {{"utilities", numbers(solution.point.utilities)},
            {"outcome", outcome(conflict, solution.point.outcome)},
            {"gains", numbers(solution.gains)},
            {"concessions", numbers(solution.concessions)},
            {"ties", count(solution.point.ties)},
            {"bound_gap", number(solution.bound_gap)},
            {"tied", tied},
            {"tied_points", solution.tied_points ? Json(*solution.tied_points) : Json(nullptr)}};
}

}  // namespace

Json solutions(const Case& conflict, const std::vector<settle::NamedSolution>& all) {
    // The four that every reader may count on are there even where a run was cut short.
    Json object = {{"nash", nullptr},
                   {"kalai_smorodinsky", nullptr},
                   {"egalitarian", nullptr},
                   {"utilitarian", nullptr}};
    for (const settle::NamedSolution& named : all) {
        object[named.name] = named.solution ? solution(conflict, *named.solution) : Json(nullptr);
    }
    return object;
}

namespace {

Json trades(const Case& conflict, const std::vector<settle::Trades>& all) {
    Json list = Json::array();
    for (const settle::Trades& one : all) {
        Json issues = Json::array();
        for (const settle::Trade& trade : one.trades) {
            const Issue& issue = conflict.space.issues[trade.issue.index()];
            issues.push_back({{"issue", issue.id},
                              {"from", issue.options[trade.from.index()].label},
                              {"to", issue.options[trade.to.index()].label},
                              {"change", numbers(trade.change)}});
        }
        list.push_back({{"deal", one.deal},
                        {"reference", one.reference},
                        {"issues", issues},
                        {"interaction", numbers(one.interaction)}});
    }
    return list;
}

Json adjusted_winner(const Case& conflict, const settle::AdjustedWinner& winner) {
    Json shares = Json::object();
    for (std::size_t i = 0; i < winner.first_share.size(); ++i) {
        shares[conflict.space.issues[i].id] = number(winner.first_share[i]);
    }
    return {
        {"totals", numbers(winner.totals)},
        {"first_party_share", shares},
        {"split", winner.split ? Json(conflict.space.issues[winner.split->index()].id) : Json(nullptr)}};
}

Json improvement(const Case& conflict, const settle::Improvement& improvement) {
    return {{"draft", outcome(conflict, improvement.draft)},
            {"utilities", numbers(improvement.draft_utilities)},
            {"efficient", improvement.efficient},
            {"complete", improvement.complete},
            {"items", points(conflict, improvement.items)}};
}

}  // namespace

std::string json_settle(const assess::Settlement& settled, const std::vector<std::string>& settings) {
    const Case& conflict = settled.conflict;
    const settle::SettleResult& result = settled.result;
    Json json = envelope(conflict, {.verb = "settle",
                                    .seed = result.seed,
                                    .method = result.method,
                                    .exact = result.exact,
                                    .stopped = result.stopped,
                                    .notes = result.notes,
                                    .settings = settings});
    json["parties"] = parties(conflict, result);
    json["space"] = {{"issues", result.issues},
                     {"outcomes", count(result.outcomes)},
                     {"outcomes_exact", result.outcomes_exact}};
    json["zone"] = zone(conflict, result.zone);
    json["zone_believed"] = settled.believed ? zone_believed(conflict, *settled.believed) : Json(nullptr);
    json["frontier"] = frontier(result.frontier);
    json["solutions"] = solutions(conflict, result.solutions);
    json["trades"] = trades(conflict, result.trades);
    json["adjusted_winner"] =
        result.adjusted_winner ? adjusted_winner(conflict, *result.adjusted_winner) : Json(nullptr);
    json["improvement"] = result.improvement ? improvement(conflict, *result.improvement) : Json(nullptr);
    std::string text = dump(json);
    const std::string placeholder = text_of(Json(kItems));
    // A title or a note may hold the same words: the frontier's own key is looked for.
    const std::size_t at = text.find("\n    \"items\": " + placeholder) + 14;
    return text.replace(at, placeholder.size(), items_text(conflict, result.frontier.items));
}

}  // namespace entente::report
