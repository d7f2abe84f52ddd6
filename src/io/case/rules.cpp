// [[bonus]] and [[rule]].
#include <algorithm>
#include <unordered_set>

#include "io/case/reading.hpp"

namespace entente::io {
namespace {

void load_bonus(Reading& reading, const Node& node, std::size_t number,
                std::unordered_set<std::string>& ids) {
    Term term;
    term.where = node.span();
    term.id = std::to_string(number);
    if (const Node id = node.find("id"); id && !id.bad()) term.id = std::string(id.text());
    if (!ids.insert(term.id).second) {
        reading.error("E0150", node.span(), "two bonuses have the id '" + term.id + "'",
                      "rename one of them");
    }
    const std::string address = "bonus." + term.id + ".add";
    const Node whose = node.find("for");
    std::optional<PartyId> party;
    if (!whose) {
        reading.error("E0151", node.span(), "this bonus does not say for whom it is",
                      "add for = \"party\"");
    } else if (!whose.bad()) {
        party = reading.party(whose.text(), whose.span());
    }
    const Node add = node.find("add");
    if (!add)
        reading.error("E0151", node.span(), "this bonus does not say how much it adds", "add add = 5",
                      address);
    const auto amount = reading.quantity(add, reading.source_of(node), address);
    const Node when = node.find("when");
    std::optional<Conjunction> conditions = Conjunction();
    if (when) conditions = when.is(Kind::table) ? reading.conjunction(when) : std::nullopt;
    if (!party || !amount || !conditions) return;
    term.add = *amount;
    term.when = std::move(*conditions);
    reading.conflict().parties[party->index()].preference.terms.push_back(std::move(term));
}

void load_rule(Reading& reading, const Node& node) {
    Rule rule;
    const Node never = node.find("never");
    rule.where = never ? never.span() : node.span();
    if (!never) {
        reading.error("E0152", node.span(), "this rule forbids nothing in particular",
                      "add never = { issue = option, ... }");
        return;
    }
    if (const Node why = node.find("why"); why && !why.bad()) rule.why = std::string(why.text());
    if (!never.is(Kind::table)) return;
    auto conditions = reading.conjunction(never);
    if (!conditions) return;
    rule.never = std::move(*conditions);
    reading.conflict().space.rules.push_back(std::move(rule));
}

}  // namespace

void load_rules(Reading& reading, const Node& root) {
    std::unordered_set<std::string> ids;
    std::size_t number = 0;
    if (const Node list = root.find("bonus"); list.is(Kind::list)) {
        for (const Node node : list) {
            ++number;
            if (node.is(Kind::table)) load_bonus(reading, node, number, ids);
        }
    }
    if (const Node list = root.find("rule"); list.is(Kind::list)) {
        for (const Node node : list) {
            if (node.is(Kind::table)) load_rule(reading, node);
        }
    }
}

}  // namespace entente::io
