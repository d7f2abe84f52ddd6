// [status_quo], [ranking], [[same]] and [graph]: what only the stability of a deal needs.
#include <charconv>

#include "entente/core/trim.hpp"
#include "io/case/reading.hpp"

namespace entente::io {
namespace {

std::optional<std::uint32_t> state_number(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
    return number;
}

void load_status_quo(Reading& reading, const Node& table) {
    const std::vector<Issue>& issues = reading.conflict().space.issues;
    Outcome now;
    now.options.resize(issues.size());
    std::vector<char> named(issues.size(), 0);
    bool good = true;
    for (const Node node : table) {
        if (node.key().starts_with("x-")) continue;
        const auto issue = reading.issue(node.key(), node.key_span());
        const auto option = issue ? reading.option(node, *issue) : std::nullopt;
        good = good && option.has_value();
        if (!option) continue;
        now.options[issue->index()] = *option;
        named[issue->index()] = 1;
    }
    std::string missing;
    for (std::size_t l = 0; l < issues.size(); ++l) {
        if (named[l] != 0 || reading.broken(IssueId(l))) continue;
        missing += (missing.empty() ? "'" : ", '") + issues[l].id + "'";
    }
    if (good && !missing.empty()) {
        reading.error("E0601", table.span(), "the status quo leaves out " + missing,
                      "name an option of every issue");
        good = false;
    }
    if (good) reading.conflict().status_quo = std::move(now);
}

void load_rankings(Reading& reading, const Node& table) {
    for (const Node node : table) {
        if (node.bad() || node.key().starts_with("x-")) continue;
        const auto party = reading.party(node.key(), node.key_span());
        if (!party || !node.is(Kind::list)) continue;
        Ranking ranking{*party, {}, node.span()};
        const auto add = [&](const Node& each, std::vector<std::uint32_t>& tier) {
            if (each.bad()) return;
            const auto number = each.is(Kind::integer) ? state_number(each.text()) : std::nullopt;
            if (number) {
                tier.push_back(*number);
            } else {
                reading.error("E0602", each.span(),
                              "a ranking lists state numbers, and this is " +
                                  std::string(kind_words(each.kind())) + ": " + std::string(each.text()),
                              "states are whole numbers from 1, best first; tied ones in an inner list: "
                              "[3, [1, 2], 4]");
            }
        };
        for (const Node each : node) {
            std::vector<std::uint32_t> tier;
            if (each.is(Kind::list)) {
                for (const Node tied : each) add(tied, tier);
            } else {
                add(each, tier);
            }
            if (!tier.empty()) ranking.tiers.push_back(std::move(tier));
        }
        reading.conflict().rankings.push_back(std::move(ranking));
    }
}

void load_same(Reading& reading, const Node& list) {
    for (const Node node : list) {
        if (!node.is(Kind::table)) continue;
        const Node when = node.find("when");
        if (!when) {
            reading.error("E0603", node.span(), "this [[same]] does not say which outcomes are one state",
                          "add when = { issue = option, ... }");
            continue;
        }
        if (!when.is(Kind::table)) continue;
        if (auto conditions = reading.conjunction(when))
            reading.conflict().same.push_back({std::move(*conditions), node.span()});
    }
}

/// "1 -> 2, 9" or "3 <-> 4" as moves.
void load_moves_of(Reading& reading, const Node& node, PartyId party, GraphForm& graph) {
    const std::string_view text = node.text();
    const std::size_t arrow = text.find("->");
    const bool back = arrow != std::string_view::npos && arrow > 0 && text[arrow - 1] == '<';
    const auto from = arrow == std::string_view::npos
                          ? std::nullopt
                          : state_number(trimmed(text.substr(0, arrow - (back ? 1 : 0))));
    bool good = from.has_value();
    std::string_view rest = good ? text.substr(arrow + 2) : std::string_view();
    while (good) {
        const std::size_t comma = rest.find(',');
        const auto to = state_number(trimmed(rest.substr(0, comma)));
        good = to.has_value();
        if (!to) break;
        graph.moves.push_back({party, *from, *to});
        if (back) graph.moves.push_back({party, *to, *from});
        if (comma == std::string_view::npos) return;
        rest = rest.substr(comma + 1);
    }
    reading.error("E0604", node.span(), "\"" + std::string(text) + "\" is no move",
                  "write \"1 -> 2\", \"1 -> 2, 9\" or, for both ways, \"1 <-> 2\"");
}

void load_graph_form(Reading& reading, const Node& table) {
    GraphForm graph;
    graph.where = table.span();
    if (const Node states = table.find("states"); states.is(Kind::list)) {
        for (const Node state : states)
            if (!state.bad()) graph.states.emplace_back(state.text());
    }
    if (const Node now = table.find("now"); now && !now.bad()) {
        graph.now = state_number(now.text());
        if (!graph.now)
            reading.error("E0602", now.span(), "now must be a state number", "for example: now = 1");
    }
    if (const Node moves = table.find("moves"); moves.is(Kind::table)) {
        for (const Node node : moves) {
            if (node.bad() || node.key().starts_with("x-")) continue;
            const auto party = reading.party(node.key(), node.key_span());
            if (!party || !node.is(Kind::list)) continue;
            for (const Node each : node)
                if (each.is(Kind::text)) load_moves_of(reading, each, *party, graph);
        }
    }
    reading.conflict().graph = std::move(graph);
}

}  // namespace

void load_graph(Reading& reading, const Node& root) {
    if (const Node names = root.find("names"); names.is(Kind::list)) {
        for (const Node name : names)
            reading.conflict().state_names.emplace_back(name.bad() ? std::string_view() : name.text());
    }
    if (const Node table = root.find("status_quo"); table.is(Kind::table)) load_status_quo(reading, table);
    if (const Node table = root.find("ranking"); table.is(Kind::table)) load_rankings(reading, table);
    if (const Node list = root.find("same"); list.is(Kind::list)) load_same(reading, list);
    if (const Node table = root.find("graph"); table.is(Kind::table)) load_graph_form(reading, table);
}

}  // namespace entente::io
